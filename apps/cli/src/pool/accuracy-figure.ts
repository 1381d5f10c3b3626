import { type Figure, summaryRocPlot } from "@erbium/figures";
import type { AccuracyResult } from "./accuracy.ts";

/** Studies, summary point with its regions, and the summary curve over the range of the studies. */
export const summaryRocOf = (result: AccuracyResult, title: string): Figure => {
  const share = ({ estimate, low, high }: AccuracyResult["sensitivity"]): string =>
    `${estimate.toFixed(2)} (${low.toFixed(2)}-${high.toFixed(2)})`;
  return summaryRocPlot({
    title,
    studies: result.studies.map(({ study, sensitivity, specificity, n }) => ({
      label: study,
      sensitivity,
      specificity,
      n,
    })),
    summary: {
      sensitivity: result.sensitivity,
      specificity: result.specificity,
      confidenceRegion: result.confidenceRegion,
      predictionRegion: result.predictionRegion,
    },
    curve: result.curve,
    notes: [
      `Summary: sensitivity ${share(result.sensitivity)}, specificity ${share(result.specificity)}; ${result.k} studies.`,
      ...(result.asymmetry === null
        ? []
        : [
            `Deeks' test of asymmetry: t ${result.asymmetry.statistic.toFixed(2)} (p ${result.asymmetry.p.toFixed(3)})`,
          ]),
      result.model,
    ],
    words: {
      study: "study (area by patients)",
      sensitivity: "Sensitivity",
      specificity: "Specificity",
      falsePositiveRate: "1 - specificity",
      n: "patients",
      summary: "summary point",
      curve: "summary curve",
      confidenceRegion: "95 % confidence region",
      predictionRegion: "95 % prediction region",
    },
    width: 480,
  });
};
