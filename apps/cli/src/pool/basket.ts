import { err, ok, type Result } from "@erbium/model";
import { type BasketAnalysis, basketModel, defaultBasketPriors } from "@erbium/stats";
import { effectsFrom } from "./measures.ts";
import type { Interval } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

export interface BasketQuestion {
  readonly level: number;
  /** probability of a stratum to be exchangeable with the others; 1: the plain hierarchical model */
  readonly exchangeable: number;
  /** scale of the half-normal prior of the standard deviation between strata */
  readonly tauScale: number;
  /** percent */
  readonly threshold: number | null;
}

/** Response rates of strata, percent. */
export interface BasketResult {
  readonly measure: "BASKET";
  readonly k: number;
  readonly level: number;
  readonly model: string;
  readonly strata: readonly {
    readonly stratum: string;
    readonly responders: number;
    readonly n: number;
    /** exact (Clopper-Pearson), of this stratum alone */
    readonly alone: Interval;
    /** posterior mean and equal-tailed interval, beside the others */
    readonly together: Interval;
    /** percent; null without a threshold */
    readonly probabilityAbove: number | null;
    readonly probabilityExchangeable: number;
  }[];
  /** of a further stratum that is exchangeable with these */
  readonly next: Interval;
  readonly threshold: number | null;
  /** standard deviation between strata on the logit scale */
  readonly tau: BasketAnalysis["tau"];
  readonly priors: BasketAnalysis["priors"];
  /** how the posterior means move under a prior of tau half and twice as wide */
  readonly sensitivity: readonly { readonly tauScale: number; readonly means: readonly number[] }[];
  readonly notes: readonly string[];
}

/** Sums over grids for each stratum: as many as a trial could have. */
const MOST_STRATA = 100;
const FEW_STRATA = 3;

/** Strata of one trial, each beside the others, by the hierarchical model. */
export const poolBasket = (
  table: StudyTable,
  { level, exchangeable, tauScale, threshold }: BasketQuestion,
): Result<BasketResult> => {
  const read = effectsFrom(table, "PROP");
  if (!read.ok) return read;
  const { counted } = read.value;
  if (table.size > MOST_STRATA)
    return err({
      code: "too-many-strata",
      message: `${table.size} strata are more than a basket of ${MOST_STRATA}`,
      remedy: "pool studies with --measure PROP; a basket is the strata of one trial",
    });
  const labels = table.texts("study");
  const analysis = basketModel(
    Array.from({ length: table.size }, (_, at) => ({
      label: labels?.[at] ?? `stratum ${at + 1}`,
      responders: counted?.events[at] ?? Number.NaN,
      n: counted?.n[at] ?? Number.NaN,
    })),
    {
      level,
      priors: { exchangeable, tauScale },
      ...(threshold === null ? {} : { threshold: threshold / 100 }),
    },
  );
  if (!analysis.ok) return analysis;
  return ok(
    basketResult(analysis.value, level, threshold, [
      "strata must not share patients; a stratum that shares some borrows from itself",
    ]),
  );
};

/** An analysis in percent, as it is printed. */
export const basketResult = (
  { model, strata, next, tau, priors, sensitivity }: BasketAnalysis,
  level: number,
  threshold: number | null,
  notes: readonly string[],
): BasketResult => ({
  measure: "BASKET",
  k: strata.length,
  level,
  model,
  strata: strata.map(({ label, responders, n, exact, shrunk, ...one }) => ({
    stratum: label,
    responders,
    n,
    alone: percent({ ...exact, mean: exact.estimate }),
    together: percent(shrunk),
    probabilityAbove: one.probabilityAbove === null ? null : 100 * one.probabilityAbove,
    probabilityExchangeable: 100 * one.probabilityExchangeable,
  })),
  next: percent(next),
  threshold,
  tau,
  priors,
  sensitivity: sensitivity.map((other) => ({
    tauScale: other.tauScale,
    means: Array.from(other.means, (mean) => 100 * mean),
  })),
  notes: [...notesOf(strata.length, priors.tauScale), ...notes],
});

const percent = ({ mean, low, high }: { mean: number; low: number; high: number }): Interval => ({
  estimate: 100 * mean,
  low: 100 * low,
  high: 100 * high,
});

const notesOf = (k: number, tauScale: number): string[] => [
  ...(k < FEW_STRATA
    ? [`with ${k} ${k === 1 ? "stratum" : "strata"} the prior says how much is borrowed, not the data`]
    : []),
  ...(tauScale === defaultBasketPriors.tauScale
    ? []
    : [`prior of tau: half-normal with scale ${tauScale}, not the usual ${defaultBasketPriors.tauScale}`]),
];
