import type { Result } from "@erbium/model";
import { type DetectedConflict, detectConflicts, fromClaim, fromImported } from "@erbium/synthesis";
import { readClaims } from "../claims-file.ts";
import { readFilter } from "../evidence-filter.ts";
import { readImport } from "../evidence-import.ts";
import { type Knowledge, loadKnowledge } from "../knowledge.ts";
import { refuse } from "../terminal/refusals.ts";

export interface ConflictOptions {
  readonly tumour?: string;
  readonly therapy?: string;
  readonly evidence?: string;
  readonly claims?: string;
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
  const given = options.claims === undefined ? null : await readClaims(options.claims, index);
  if (given?.ok === false) return refuse(given.error);
  const theirs = new Map(given?.value.map((claim) => [claim.id, claim]));
  const claims = [...index.bundle.claims.filter(({ id }) => !theirs.has(id)), ...theirs.values()];
  const found = detectConflicts(
    [...claims.map(fromClaim), ...index.imported.flatMap((item) => fromImported(item) ?? [])],
    index,
  )
    .filter(wanted.value)
    .filter(
      ({ sides }) =>
        given === null || sides.some(({ assertions }) => assertions.some(({ id }) => theirs.has(id))),
    )
    .toSorted((a, b) => Number(isExplained(a)) - Number(isExplained(b)));
  if (options.json) for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
  else {
    for (const one of found) process.stdout.write(`${card(one)}\n`);
    const explained = found.filter(isExplained).length;
    process.stdout.write(
      `${found.length - explained} contradictions; ${explained} where tumours or settings differ. Knowledge ${index.version}, ${index.hash}.\n`,
    );
  }
};

/** What tumours or settings set apart contradicts nothing; it stands last. */
const isExplained = ({ kind }: DetectedConflict): boolean => kind.startsWith("differs");

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
