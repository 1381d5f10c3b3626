import { treatmentNetworks } from "@erbium/synthesis";
import { loadIndex } from "../knowledge.ts";
import { type NetworkSummary, type PartSummary, shown, summariseNetwork } from "../pool/knowledge-network.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface EvidenceNetworkOptions {
  readonly reference?: string;
  readonly json?: boolean;
}

/** `erbium evidence network`: all treatments of a network against each other, and what the answer depends on. */
export const evidenceNetworkCommand = async (
  name: string | undefined,
  options: EvidenceNetworkOptions,
): Promise<void> => {
  const opened = await loadIndex();
  if (!opened.ok) return refuse(opened.error);
  const index = opened.value;
  const all = treatmentNetworks(index);
  const chosen =
    name === undefined
      ? all
      : all.filter(({ main }) => main.name.toLowerCase() === name.trim().toLowerCase());
  if (chosen.length === 0)
    return refuse({
      code: "unknown-network",
      path: "network",
      message: `no network is named "${name ?? ""}"`,
      remedy: `known: ${all.map(({ main }) => main.name).join("; ")}`,
    });
  const summaries: NetworkSummary[] = [];
  for (const one of chosen) {
    const summary = summariseNetwork(one, index, options.reference);
    if (!summary.ok) return refuse(summary.error);
    summaries.push(summary.value);
  }
  const { version, hash } = index;
  for (const summary of summaries)
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...summary, knowledge: { version, hash } })}\n`
        : networkText(summary),
    );
  if (!options.json) process.stdout.write(`Knowledge ${version}, ${hash}.\n`);
};

const networkText = ({ name, outcomes, model, parts, refused, left, readings }: NetworkSummary): string => {
  const lines = [`${name}: ${outcomes.join(" and ")}`, model, ""];
  parts.forEach((part, at) => {
    if (at > 0) lines.push("no study connects these to the treatments above:");
    lines.push(...partLines(part), "");
  });
  for (const { treatments, reason } of refused)
    lines.push(`not fitted: ${treatments.join(", ")} (${reason.message})`, "");
  if (left.length > 0)
    lines.push(
      columns(
        ["left out", "why"],
        left.map(({ row, text }) => [row, text]),
      ),
      "",
    );
  for (const { words, parts: count, studies, inconsistency, changed } of readings) {
    lines.push(
      `read otherwise: ${words}`,
      `  ${studies} studies in ${count} ${count === 1 ? "part" : "parts"}; ${inconsistency === null ? "nothing to fit" : inconsistencyWords(inconsistency)}`,
    );
    for (const { treatment, from, to } of changed)
      lines.push(`  ${treatment}: ${shown(from)} becomes ${shown(to)}`);
    if (changed.length === 0) lines.push("  no ratio changes");
    lines.push("");
  }
  return `${lines.join("\n")}\n`;
};

const partLines = ({
  studies,
  reference,
  ranking,
  trials,
  tauSquared,
  inconsistency,
  splits,
}: PartSummary): string[] => [
  columns(
    ["P-score", `against ${reference}`, "treatment"],
    ranking.map(({ treatment, pScore, ratio }) => [
      pScore.toFixed(3),
      ratio === null ? "reference" : shown(ratio),
      treatment,
    ]),
  ),
  "",
  columns(
    ["trial", "of", "hazard ratio", "compares"],
    trials.map((one) => [one.study, one.outcome, shown(one), `${one.treatment} v ${one.comparator}`]),
  ),
  "",
  `${studies} ${studies === 1 ? "study" : "studies"}, ${ranking.length} treatments, tau2 ${tauSquared.toPrecision(3)}; ${inconsistencyWords(inconsistency)}`,
  ...splits.map(
    ({ treatment, against, direct, indirect, difference }) =>
      `${treatment} v ${against}: direct ${shown(direct)}, indirect ${shown(indirect)}, p ${difference.p.toFixed(4)}`,
  ),
];

const inconsistencyWords = ({ q, df, p }: PartSummary["inconsistency"]): string =>
  p === null
    ? "no closed loop: inconsistency can not be tested"
    : `inconsistency between designs: Q ${q.toFixed(2)} (df ${df}, p ${p < 0.0001 ? "< 0.0001" : p.toFixed(4)})`;
