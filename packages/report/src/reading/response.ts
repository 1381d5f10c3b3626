import { type IntervalRow, type IntervalWords, intervalText, oneDecimal } from "@erbium/figures";
import type { OptionEvidence, StudyFigure } from "@erbium/model";
import { say } from "../words.ts";

/** A study's figure as a row of a plot; its label names study, population and line. */
export const figureRow = (figure: StudyFigure): IntervalRow => ({
  label: figureLabel(figure),
  estimate: figure.estimate,
  low: figure.ciLow,
  high: figure.ciHigh,
  n: figure.n,
  unconfirmed: figure.status === "recalled",
  ...(figure.ciLevel === null ? {} : { level: figure.ciLevel }),
});

/** Study, outcome, population and line: what a number must never be read without. */
export const figureLabel = (figure: StudyFigure): string =>
  [figure.study, figure.population, figure.line].filter((part) => part !== "").join(", ");

/** The words of interval figures and of intervals in text. */
export const intervalWords = (): IntervalWords => ({
  study: say("col.study"),
  estimate: say("col.estimate"),
  interval: say("col.interval"),
  patients: say("col.n"),
  noInterval: say("figure.no-interval"),
  level: say("figure.level", { level: "{level}" }),
  unconfirmed: say("unconfirmed"),
  unknown: say("unknown"),
});

/** A figure's number as written: hazard ratios with at most two decimals, everything else with one. */
export const figureNumber = (value: number, unit: StudyFigure["unit"]): string =>
  unit === "hazard ratio" ? String(Math.round(value * 100) / 100) : oneDecimal(value);

/** Its interval "51-72", an open end in words; null without any limit. */
export const figureInterval = (figure: StudyFigure): string | null => {
  const limit = (value: number | null): string =>
    value === null ? say("unknown") : figureNumber(value, figure.unit);
  return figure.ciLow === null && figure.ciHigh === null
    ? null
    : `${limit(figure.ciLow)}-${limit(figure.ciHigh)}`;
};

/** "beside the trial's 6 other alleles 38.5 (22.1-56.7) %, hierarchical"; null where the row is no stratum of a trial. */
export const besideWords = ({ beside }: StudyFigure): string | null => {
  if (beside === null) return null;
  const { by, strata, estimate, low, high, level, model } = beside;
  const rate = intervalText({ label: "", estimate, low, high, n: null, level });
  return `${say(`figure.beside.${by}`, { others: strata - 1, rate })}, ${model}`;
};

/** Outcomes that say how many patients a regimen helped; the rate of a toxicity is none. */
const responses: ReadonlySet<string> = new Set(["ORR", "pCR", "CBR", "DCR"]);

/** What a row shows: the pooled figure where there is one, else the first response rate that a source was seen for. */
export interface LeadFigure {
  readonly outcome: string;
  readonly row: IntervalRow;
  readonly n: string;
  readonly from: string;
  readonly scope: StudyFigure["scope"] | null;
  readonly sources: StudyFigure["sources"];
  /** percent figures of this option that the row does not show */
  readonly others: number;
}

export const leadFigure = (evidence: OptionEvidence): LeadFigure | null => {
  const percents = evidence.figures.filter((figure) => figure.unit === "%" && responses.has(figure.outcome));
  const pooled = evidence.pooled[0];
  if (pooled && pooled.estimate !== null)
    return {
      outcome: pooled.outcome,
      row: {
        label: say("figure.pooled", { convention: pooled.convention ?? "" }),
        estimate: pooled.estimate,
        low: pooled.ciLow,
        high: pooled.ciHigh,
        n: pooled.n,
        k: pooled.k,
      },
      n: say("figure.n", { n: pooled.n }),
      from:
        pooled.heterogeneity === null
          ? say("figure.studies", { k: pooled.studies })
          : say("figure.studies-and-spread", {
              k: pooled.studies,
              iSquared: Math.round(pooled.heterogeneity.iSquared),
            }),
      scope: null,
      sources: pooled.arms.flatMap(({ sources }) => sources),
      others: percents.length,
    };
  const first = percents.find((figure) => figure.status !== "recalled");
  if (!first) return null;
  return {
    outcome: first.outcome,
    row: figureRow(first),
    n:
      first.n === null
        ? say("figure.n-unknown")
        : first.responders === null
          ? say("figure.n", { n: first.n })
          : say("figure.of", { responders: first.responders, n: first.n }),
    from: figureLabel(first),
    scope: first.scope,
    sources: first.sources,
    others: percents.length - 1,
  };
};
