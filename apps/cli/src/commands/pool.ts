import { basename } from "node:path";
import type { Refusal } from "@erbium/model";
import { writeWhole } from "../io/write-file.ts";
import { type AccuracyResult, poolAccuracy } from "../pool/accuracy.ts";
import { type PairwiseMeasure, pairwiseMeasures } from "../pool/measures.ts";
import { type NetworkResult, poolNetwork } from "../pool/network.ts";
import { forestOf, heterogeneityLine, type PairwiseResult, poolPairwise } from "../pool/pairwise.ts";
import { readStudyTable, type StudyTable } from "../pool/study-table.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface PoolCommandOptions {
  readonly measure: string;
  readonly method?: string;
  readonly test?: string;
  readonly level?: string;
  readonly columns?: string;
  readonly subgroup?: string;
  readonly leaveOneOut?: boolean;
  readonly bias?: boolean;
  readonly reference?: string;
  readonly plot?: string;
  readonly json?: boolean;
}

const isPairwise = (word: string): word is PairwiseMeasure =>
  (pairwiseMeasures as readonly string[]).includes(word);

/** `erbium pool`: a table of studies to one pooled result, printed, as JSON, and as a forest plot. */
export const poolCommand = async (file: string, options: PoolCommandOptions): Promise<void> => {
  const measure = options.measure.toUpperCase();
  const level = options.level === undefined ? 0.95 : Number(options.level);
  const wrong = usageError(measure, level, options);
  if (wrong !== null) {
    process.stderr.write(`erbium: ${wrong}\n`);
    process.exitCode = 2;
    return;
  }
  const table = await readStudyTable(file, options.columns);
  if (!table.ok) return refuse(table.error);
  sayGuess(table.value, options);
  if (measure === "DTA") return finish(poolAccuracy(table.value, level), accuracyText, options);
  if (measure === "NMA")
    return finish(
      poolNetwork(table.value, {
        level,
        ...(options.reference === undefined ? {} : { reference: options.reference }),
      }),
      networkText,
      options,
    );
  if (!isPairwise(measure)) return;
  const result = poolPairwise(table.value, measure, { ...options, level });
  if (result.ok && options.plot !== undefined) {
    const written = await writeWhole(
      options.plot,
      `${forestOf(result.value, `${measure}, ${basename(file)}`).svg}\n`,
    );
    if (!written.ok) return refuse(written.error);
    process.stderr.write(`Plot: ${written.value}\n`);
  }
  finish(result, pairwiseText, options);
};

const usageError = (measure: string, level: number, { plot }: PoolCommandOptions): string | null => {
  if (!isPairwise(measure) && measure !== "DTA" && measure !== "NMA")
    return `there is no measure "${measure}"; choose ${pairwiseMeasures.join(", ")}, DTA or NMA`;
  if (!(level > 0 && level < 1)) return `--level is a share between 0 and 1, as 0.95`;
  if (plot !== undefined && !plot.endsWith(".svg")) return `--plot writes SVG: give a name that ends in .svg`;
  if (plot !== undefined && !isPairwise(measure))
    return `--plot draws forest plots, of ${pairwiseMeasures.join(", ")}`;
  return null;
};

/** What was guessed of the columns, so that a wrong guess is seen. */
const sayGuess = ({ roles }: StudyTable, { columns: given }: PoolCommandOptions): void => {
  const guessed = [...roles].filter(
    ([role]) => !(given ?? "").split(",").some((pair) => pair.trim().startsWith(`${role}=`)),
  );
  if (guessed.length > 0)
    process.stderr.write(
      `Read by name: ${guessed.map(([role, column]) => `${role} = ${column}`).join(", ")}\n`,
    );
};

const finish = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal },
  text: (value: T) => string,
  { json }: PoolCommandOptions,
): void => {
  if (result.ok) process.stdout.write(json ? `${JSON.stringify(result.value)}\n` : text(result.value));
  else refuse(result.error);
};

interface Bounds {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}
const bounds = ({ estimate, low, high }: Bounds, decimals: number): string =>
  `${estimate.toFixed(decimals)} (${low.toFixed(decimals)}-${high.toFixed(decimals)})`;

const pairwiseText = (result: PairwiseResult): string => {
  const decimals = result.unit.startsWith("%") ? 1 : 3;
  const rows = result.studies.map((one) => [
    one.study,
    one.counts,
    one.weight === null ? "" : `${(100 * one.weight).toFixed(1)} %`,
    bounds(one, decimals),
  ]);
  const lines = [
    columns(
      ["study", "counts", "weight", `${result.unit} (${100 * result.level} % interval)`],
      [
        ...rows,
        ...result.subgroups.map((one) => [`${one.group} (k ${one.k})`, "", "", bounds(one, decimals)]),
        [`pooled (k ${result.k})`, "", "", bounds(result.pooled, decimals)],
      ],
    ),
    "",
    result.model,
    heterogeneityLine(result),
  ];
  if (result.prediction !== null)
    lines.push(
      `prediction interval ${result.prediction.low.toFixed(decimals)}-${result.prediction.high.toFixed(decimals)}, ${result.prediction.convention}`,
    );
  if (result.betweenSubgroups !== null) {
    const { q, df, p } = result.betweenSubgroups;
    lines.push(`between subgroups: Q ${q.toFixed(2)} (df ${df}, p ${p.toFixed(4)})`);
  }
  if (result.asymmetry !== null)
    lines.push(
      `asymmetry, ${result.asymmetry.test}: ${result.asymmetry.statistic.toFixed(3)} (p ${result.asymmetry.p.toFixed(4)})`,
    );
  for (const one of result.leaveOneOut) lines.push(`without ${one.without}: ${bounds(one, decimals)}`);
  for (const note of result.notes) lines.push(`note: ${note}`);
  return `${lines.join("\n")}\n`;
};

const accuracyText = (result: AccuracyResult): string => {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const shares = (one: Bounds): string =>
    `${percent(one.estimate)} (${percent(one.low)}-${percent(one.high)})`;
  return `${[
    columns(
      ["study", "sensitivity", "specificity"],
      result.studies.map((one) => [one.study, percent(one.sensitivity), percent(one.specificity)]),
    ),
    "",
    result.model,
    `sensitivity ${shares(result.sensitivity)}`,
    `specificity ${shares(result.specificity)}`,
    `positive likelihood ratio ${bounds(result.positiveLikelihoodRatio, 2)}`,
    `negative likelihood ratio ${bounds(result.negativeLikelihoodRatio, 2)}`,
    `diagnostic odds ratio ${bounds(result.diagnosticOddsRatio, 2)}`,
  ].join("\n")}\n`;
};

const networkText = (result: NetworkResult): string => {
  const { inconsistency: q } = result;
  return `${[
    columns(
      ["treatment", "P-score", `${result.ratio ? "ratio" : "effect"} against ${result.reference}`],
      result.ranking.map(({ treatment, pScore }) => {
        const cell = result.againstReference.find((one) => one.treatment === treatment);
        return [
          treatment,
          pScore.toFixed(3),
          cell === undefined
            ? "reference"
            : bounds({ estimate: cell.effect, low: cell.low, high: cell.high }, 2),
        ];
      }),
    ),
    "",
    `${result.model}; ${result.studies} studies, ${result.treatments.length} treatments, tau2 ${result.tauSquared.toPrecision(3)}`,
    q.p === null
      ? "no closed loop: inconsistency can not be tested"
      : `inconsistency between designs: Q ${q.q.toFixed(2)} (df ${q.df}, p ${q.p.toFixed(4)})`,
    "smaller effects rank as better",
  ].join("\n")}\n`;
};
