import { type Figure, forestAxis, forestPlot } from "@erbium/figures";
import type { RatioFigure } from "@erbium/model";
import { count, say } from "../words.ts";

/** "0.38 (0.28-0.50)". */
export const ratioText = (one: {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}): string => `${one.estimate.toFixed(2)} (${one.low.toFixed(2)}-${one.high.toFixed(2)})`;

/** The pool, or the trial that stands alone; null where there is neither. */
const valueShown = ({ estimate, ciLow, ciHigh, trials }: RatioFigure) => {
  if (estimate !== null && ciLow !== null && ciHigh !== null) return { estimate, low: ciLow, high: ciHigh };
  const [only] = trials;
  return trials.length === 1 && only !== undefined
    ? { estimate: only.estimate, low: only.ciLow, high: only.ciHigh }
    : null;
};

/** What a row of the options says where no response rate answers: the first ratio, with its trials; null without one. */
export const leadRatio = (ratios: readonly RatioFigure[]) => {
  const ratio = ratios.find((one) => valueShown(one) !== null);
  return ratio === undefined
    ? null
    : {
        text: ratioLine(ratio),
        from: ratio.trials.map(({ study, line }) => `${study}, ${line}`).join("; "),
        sources: ratio.trials.flatMap(({ sources }) => sources),
      };
};

/** One line a figure, for paper and plain text. */
export const ratioLine = (ratio: RatioFigure): string => {
  const value = valueShown(ratio);
  const { outcome, against, thin } = ratio;
  return value === null
    ? say("ratios.alone", { outcome, against, why: thin ?? "" })
    : say("ratios.line", {
        outcome,
        against,
        value: ratioText(value),
        trials: count("ratios.trials", ratio.studies),
      });
};

/** All trials of an option under their outcome and comparator, each group with its pool where it has one. */
export const ratioForest = (ratios: readonly RatioFigure[], name: string, width: number): Figure =>
  forestPlot({
    title: say("ratios.title", { name }),
    rows: [],
    sections: ratios.map((ratio) => ({
      heading: say("ratios.head", { outcome: ratio.outcome, against: ratio.against }),
      rows: ratio.trials.map((trial) => ({
        label: `${trial.study}, ${trial.line}`,
        counts: trial.n === null ? "" : String(trial.n),
        estimate: trial.estimate,
        low: trial.ciLow,
        high: trial.ciHigh,
        weight: trial.weight,
      })),
      summary:
        ratio.estimate === null || ratio.ciLow === null || ratio.ciHigh === null
          ? null
          : {
              label: say("ratios.pooled", { studies: ratio.studies }),
              counts: "",
              estimate: ratio.estimate,
              low: ratio.ciLow,
              high: ratio.ciHigh,
              prediction: null,
            },
    })),
    summaries: [],
    axis: forestAxis(
      ratios.flatMap(({ trials }) =>
        trials.map(({ estimate, ciLow, ciHigh }) => ({ estimate, low: ciLow, high: ciHigh })),
      ),
      "ratio",
      say("network.hazard-ratio"),
    ),
    notes: [say("ratios.reads", { name }), ...ratios.map(noteOf)],
    decimals: 2,
    words: {
      study: say("col.study"),
      counts: say("col.n"),
      estimate: say("network.hazard-ratio"),
      interval: say("figure.level", { level: 95 }),
    },
    width,
  });

const noteOf = ({ outcome, against, heterogeneity, convention, thin }: RatioFigure): string =>
  heterogeneity === null
    ? say("ratios.alone", { outcome, against, why: thin ?? "" })
    : say("ratios.heterogeneity", {
        outcome,
        against,
        iSquared: Math.round(heterogeneity.iSquared),
        p: heterogeneity.p < 0.001 ? "< 0.001" : heterogeneity.p.toFixed(3),
        tauSquared: heterogeneity.tauSquared.toFixed(2),
        convention: convention ?? "",
      });
