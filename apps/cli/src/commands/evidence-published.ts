import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { PublishedPool } from "@erbium/model";
import { type OurAnswer, type PublishedComparison, publishedComparisons } from "@erbium/synthesis";
import { passes, readFilter } from "../evidence-filter.ts";
import { figureNameError, writeFigure } from "../io/write-figure.ts";
import { loadIndex } from "../knowledge.ts";
import { publishedFigure } from "../pool/published-figure.ts";
import { wrap } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface EvidencePublishedOptions {
  readonly tumour?: string;
  readonly therapy?: string;
  readonly plot?: string;
  readonly json?: boolean;
}

/** `erbium evidence published`: pools that others published, each beside ours to the same question. */
export const evidencePublishedCommand = async (options: EvidencePublishedOptions): Promise<void> => {
  const { plot, json } = options;
  const wrong = figureNameError(plot);
  if (wrong !== null) {
    process.stderr.write(`erbium: ${wrong}\n`);
    process.exitCode = 2;
    return;
  }
  const opened = await loadIndex();
  if (!opened.ok) return refuse(opened.error);
  const index = opened.value;
  const filter = readFilter(options, index);
  if (!filter.ok) return refuse(filter.error);
  const open = filter.value.tumour === null && filter.value.therapy === null;
  const found = publishedComparisons(
    index,
    (one) => open || passes(filter.value, concerns(one, index), index),
  );
  if (plot !== undefined) {
    const drawn = publishedFigure(found);
    if (!drawn.ok) return refuse(drawn.error);
    const written = await writeFigure(plot, drawn.value);
    if (!written.ok) return refuse(written.error);
  }
  const { version, hash } = index;
  if (json) {
    for (const one of found)
      process.stdout.write(`${JSON.stringify({ ...one, knowledge: { version, hash } })}\n`);
    return;
  }
  for (const one of found) process.stdout.write(`${comparisonText(one)}\n`);
  const compared = found.filter(({ ours }) => ours !== null).length;
  process.stdout.write(
    `${found.length} published, ${compared} with a question of ours. Knowledge ${version}, ${hash}.\n`,
  );
};

/** Tumours and therapies that a published pool speaks of, by the question of ours that is theirs. */
const concerns = (
  { question }: PublishedPool,
  { bundle }: KnowledgeIndex,
): { readonly tumours: readonly string[]; readonly therapies: readonly string[] } => {
  if (question === undefined) return { tumours: [], therapies: [] };
  if (question.kind === "rate")
    return { tumours: [question.tumour], therapies: [...(question.members ?? []), ...question.partners] };
  const network = bundle.treatmentNetworks.find(({ id }) => id === question.network);
  return {
    tumours: network === undefined ? [] : [network.tumour],
    therapies: [...question.regimen, ...question.comparator],
  };
};

const comparisonText = ({ published, until, ours, then, differs }: PublishedComparison): string => {
  const { id, what, measure, kStudies, n, sources } = published;
  const decimals = measure.endsWith("%") ? 1 : 2;
  const theirs = {
    k: null,
    studies: kStudies,
    patients: n,
    estimate: published.estimate,
    low: published.ciLow,
    high: published.ciHigh,
  };
  const lines = [
    `${what}: ${measure}  [${id}; ${sources.map(({ source }) => source).join(", ")}]`,
    `  theirs  ${answerWords(theirs, decimals)}${until === null ? "" : `, to ${until}`}`,
    ...(ours === null
      ? ["  ours    no question of ours is this one"]
      : [`  ours    ${answerWords(ours, decimals)}`]),
    ...(then === null || then.k === ours?.k ? [] : [`  ours to ${until}: ${answerWords(then, decimals)}`]),
    ...differs.flatMap(({ text }) => wrap(text, 94).map((line, at) => `  ${at === 0 ? "- " : "  "}${line}`)),
  ];
  return `${lines.join("\n")}\n`;
};

type Shown = Pick<OurAnswer, "patients" | "estimate" | "low" | "high"> & {
  readonly k: number | null;
  readonly studies: number | null;
};

/** What is not printed is left out, never shown as zero. */
const answerWords = ({ k, studies, patients, estimate, low, high }: Shown, decimals: number): string => {
  const value =
    estimate === null
      ? "no estimate"
      : low === null || high === null
        ? `${estimate.toFixed(decimals)}, no interval printed`
        : `${estimate.toFixed(decimals)} (${low.toFixed(decimals)} to ${high.toFixed(decimals)})`;
  const from = [
    ...(k === null || k === studies ? [] : [`${k} arms`]),
    ...(studies === null ? [] : [`${studies} ${studies === 1 ? "study" : "studies"}`]),
    ...(patients === null ? [] : [`${patients} patients`]),
  ];
  return from.length === 0 ? value : `${value}; ${from.join(", ")}`;
};
