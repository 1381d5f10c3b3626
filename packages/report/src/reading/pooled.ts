import { type Figure, forestPlot } from "@erbium/figures";
import type { PooledFigure } from "@erbium/model";
import { say } from "../words.ts";

/** The arms of a pool and what they give together, as a forest plot. */
export const pooledForest = (pooled: PooledFigure, width: number): Figure => {
  const { estimate, ciLow, ciHigh, heterogeneity, prediction } = pooled;
  const total = say("figure.of", { responders: pooled.events, n: pooled.n });
  return forestPlot({
    title: say("pooled.head", { outcome: pooled.outcome, question: pooled.question.text }),
    rows: pooled.arms.map((arm) => ({
      label: `${arm.study}${arm.population === "all" ? "" : `, ${arm.population}`}`,
      counts: say("figure.of", { responders: arm.events, n: arm.n }),
      estimate: arm.estimate,
      low: arm.ciLow,
      high: arm.ciHigh,
      weight: null,
    })),
    summaries:
      estimate === null || ciLow === null || ciHigh === null
        ? []
        : [
            {
              label: say("pooled.all", { studies: pooled.studies }),
              counts: total,
              estimate,
              low: ciLow,
              high: ciHigh,
              prediction:
                prediction === null
                  ? null
                  : { label: say("pooled.prediction"), low: prediction.low, high: prediction.high },
            },
          ],
    axis: { min: 0, max: 100, scale: "linear", unit: "%", ticks: [0, 25, 50, 75, 100], reference: null },
    notes:
      heterogeneity === null
        ? [say("pooled.thin", { why: pooled.thin ?? "" })]
        : [
            say("pooled.heterogeneity", {
              iSquared: Math.round(heterogeneity.iSquared),
              p: heterogeneity.p < 0.001 ? "< 0.001" : heterogeneity.p.toFixed(3),
              tauSquared: heterogeneity.tauSquared.toFixed(2),
              convention: pooled.convention ?? "",
            }),
          ],
    decimals: 0,
    words: {
      study: say("col.study"),
      counts: say("pooled.counts"),
      estimate: say("col.estimate"),
      interval: say("figure.level", { level: pooled.ciLevel }),
    },
    width,
  });
};
