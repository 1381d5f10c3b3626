import { err, type Result } from "@erbium/model";
import { type DetectedConflict, detectConflicts, fromClaim, fromImported } from "@erbium/synthesis";
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
  { tumour, therapy }: ConflictOptions,
  index: Knowledge["index"],
): Result<(one: DetectedConflict) => boolean> => {
  const code = tumour === undefined ? null : index.tumour(tumour);
  if (code && !code.ok) return code;
  const known = therapy === undefined ? null : index.therapy(therapy);
  if (therapy !== undefined && known === null)
    return err({
      code: "unknown-therapy",
      path: "--therapy",
      message: `no therapy is known as "${therapy}"`,
      remedy: "give a name, brand, code or class, in English, Chinese or Korean",
    });
  const family = code === null ? null : index.guidelineFamily(code.value.id);
  return {
    ok: true,
    value: (one) =>
      (family === null || one.tumours.includes(family) || one.tumours.includes("any")) &&
      (known === null || (one.therapy !== null && index.therapyIs(known.id, one.therapy))),
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
