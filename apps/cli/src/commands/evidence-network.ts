import type { NetworkPartFigure } from "@erbium/model";
import { drawnPart, graphOf, leagueOf, networkForest } from "@erbium/report";
import { type TreatmentNetwork, treatmentNetworks } from "@erbium/synthesis";
import { passes, readFilter } from "../evidence-filter.ts";
import { figureNameError, writeFigure } from "../io/write-figure.ts";
import { loadIndex } from "../knowledge.ts";
import { type NetworkSummary, shown, summariseNetwork } from "../pool/knowledge-network.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface EvidenceNetworkOptions {
  readonly tumour?: string;
  readonly therapy?: string;
  readonly reference?: string;
  readonly plot?: string;
  readonly figure?: string;
  readonly json?: boolean;
}

const figures: Readonly<Record<string, typeof leagueOf>> = {
  network: graphOf,
  league: leagueOf,
  forest: networkForest,
};

/** `erbium evidence network`: all treatments of a network against each other, and what the answer depends on. */
export const evidenceNetworkCommand = async (
  name: string | undefined,
  options: EvidenceNetworkOptions,
): Promise<void> => {
  const wrong = usageError(options);
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
  const all = treatmentNetworks(index);
  const chosen = all.filter(
    ({ record, main }) =>
      (name === undefined || record.id.toLowerCase() === name.trim().toLowerCase()) &&
      passes(filter.value, { tumours: [record.tumour], therapies: therapiesOf(main) }, index),
  );
  if (chosen.length === 0)
    return refuse({
      code: "unknown-network",
      path: "network",
      message:
        name === undefined
          ? "no network has this tumour and therapy"
          : `no network is named "${name}", of this tumour and therapy`,
      remedy: `known: ${all.map(({ main }) => main.name).join("; ")}`,
    });
  if (options.plot !== undefined && chosen.length > 1)
    return refuse({
      code: "several-networks",
      path: "network",
      message: `${chosen.length} networks and one file for a figure`,
      remedy: `name one: ${chosen.map(({ main }) => main.name).join("; ")}`,
    });
  const summaries: NetworkSummary[] = [];
  for (const one of chosen) {
    const summary = summariseNetwork(one, index, options.reference);
    if (!summary.ok) return refuse(summary.error);
    summaries.push(summary.value);
  }
  const [first] = summaries;
  if (options.plot !== undefined && first !== undefined) {
    const part = first.parts.find((one) => one.reference === first.reference) ?? first.parts[0];
    if (part === undefined)
      return refuse({
        code: "nothing-to-draw",
        path: "--plot",
        message: "no part of the network could be fitted",
        remedy: "print it without a figure to see why",
      });
    const draw = figures[options.figure ?? "network"] ?? graphOf;
    const written = await writeFigure(
      options.plot,
      draw(drawnPart(first, part), `${first.name}: ${first.outcomes.join(" and ")}`),
    );
    if (!written.ok) return refuse(written.error);
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

const usageError = ({ plot, figure }: EvidenceNetworkOptions): string | null => {
  if (plot === undefined && figure !== undefined) return "say where the figure goes: --plot FILE.svg";
  const name = figureNameError(plot);
  if (name !== null) return name;
  if (figure !== undefined && figures[figure] === undefined)
    return `there is no figure "${figure}"; choose ${Object.keys(figures).join(", ")}`;
  return null;
};

/** Every therapy that a trial of the network gives. */
const therapiesOf = ({ parts }: TreatmentNetwork): string[] =>
  parts.flatMap(({ contrasts }) =>
    contrasts.flatMap(({ row }) => [...row.regimen, ...(row.comparator ?? [])]),
  );

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
}: NetworkPartFigure): string[] => [
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

const inconsistencyWords = ({ q, df, p }: NetworkPartFigure["inconsistency"]): string =>
  p === null
    ? "no closed loop: inconsistency can not be tested"
    : `inconsistency between designs: Q ${q.toFixed(2)} (df ${df}, p ${p < 0.0001 ? "< 0.0001" : p.toFixed(4)})`;
