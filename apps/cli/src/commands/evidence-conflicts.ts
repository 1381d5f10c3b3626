import type { Result } from "@erbium/model";
import { type DetectedConflict, detectConflicts, fromClaim, fromImported } from "@erbium/synthesis";
import { readFilter } from "../evidence-filter.ts";
import { readImport } from "../evidence-import.ts";
import { type Knowledge, loadKnowledge } from "../knowledge.ts";
import { refuse } from "../terminal/refusals.ts";

export interface ConflictOptions {
  readonly tumour?: string;
  readonly therapy?: string;
  readonly evidence?: string;
  readonly json?: boolean;
}

/** `erbium evidence conflicts`: where claims answer one question differently, both sides with their sources. */
export const conflictsCommand = async (options: ConflictOptions): Promise<void> => {
  const imports = options.evidence === undefined ? undefined : await readImport(options.evidence);
  if (imports && !imports.ok) return refuse(imports.error);
  const knowledge = await loadKnowledge(imports?.value ?? []);
  if (!knowledge.ok) return refuse(knowledge.error);
  const { index } = knowledge.value;
  const wanted = filterOf(options, index);
  if (!wanted.ok) return refuse(wanted.error);
  const found = detectConflicts(
    [...index.bundle.claims.map(fromClaim), ...index.imported.flatMap((item) => fromImported(item) ?? [])],
    index,
  ).filter(wanted.value);
  if (options.json) for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
  else {
    for (const one of found) process.stdout.write(`${card(one)}\n`);
    process.stdout.write(`${found.length} found. Knowledge ${index.version}, ${index.hash}.\n`);
  }
};

const filterOf = (
  options: ConflictOptions,
  index: Knowledge["index"],
): Result<(one: DetectedConflict) => boolean> => {
  const read = readFilter(options, index);
  if (!read.ok) return read;
  const { tumour, therapy } = read.value;
  const family = tumour === null ? null : index.guidelineFamily(tumour);
  return {
    ok: true,
    value: (one) =>
      (family === null || one.tumours.includes(family) || one.tumours.includes("any")) &&
      (therapy === null || (one.therapy !== null && index.therapyIs(therapy, one.therapy))),
  };
};

const card = ({ kind, question, sides, moderators }: DetectedConflict): string =>
  [
    `${question}  [${kind}]`,
    ...sides.flatMap(({ says, assertions }) => [
      `  ${says}`,
      ...assertions.map(({ id, statement, study, source }) => `    ${statement} [${id}, ${study ?? source}]`),
    ]),
    ...(moderators.length > 0 ? [`  may explain it: ${moderators.join("; ")}`] : []),
    "",
  ].join("\n");
