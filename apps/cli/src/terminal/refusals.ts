import type { Refusal } from "@erbium/model";

/** Prints each reason with its field and its remedy on standard error. */
const printRefusals = (refusals: readonly Refusal[]): void => {
  for (const refusal of refusals) {
    const where = refusal.path === undefined ? "" : `${refusal.path}: `;
    process.stderr.write(`erbium: ${where}${refusal.message}\n        ${refusal.remedy}\n`);
  }
};

/** The input was refused: exit code 1. */
export const refuse = (...refusals: readonly Refusal[]): void => {
  printRefusals(refusals);
  process.exitCode = 1;
};
