import { type Figure, type ForestRow, forestAxis, forestPlot } from "@erbium/figures";
import { err, ok, type Result } from "@erbium/model";
import type { OurAnswer, PublishedComparison } from "@erbium/synthesis";

/**
 * Published pools above ours, question by question. Rates and ratios do not share an axis: the kind that more
 * comparisons have is drawn, and how many were left out is said.
 */
export const publishedFigure = (found: readonly PublishedComparison[]): Result<Figure> => {
  const drawable = found.filter(
    ({ published, ours }) => published.estimate !== null && ours !== null && ours.estimate !== null,
  );
  const rates = drawable.filter(({ published }) => isRate(published.measure));
  const ratios = drawable.filter(({ published }) => !isRate(published.measure));
  const drawn = rates.length >= ratios.length ? rates : ratios;
  if (drawn.length === 0)
    return err({
      code: "nothing-to-draw",
      path: "--plot",
      message: "no published pool here has an estimate beside one of ours",
      remedy: "ask for another tumour or therapy",
    });
  const rate = drawn === rates;
  const sections = drawn.map(({ published, ours, until, then }) => ({
    heading: `${published.what}: ${published.measure}`,
    rows: [
      row(
        `published${until === null ? "" : `, to ${until}`}`,
        published.kStudies,
        published.estimate,
        published.ciLow,
        published.ciHigh,
      ),
      ...(then === null || then.estimate === null || then.k === ours?.k
        ? []
        : [ourRow(`ours, to ${until}`, then)]),
      ...(ours === null ? [] : [ourRow("ours", ours)]),
    ],
    summary: null,
  }));
  return ok(
    forestPlot({
      title: "Published pools and ours",
      rows: [],
      sections,
      summaries: [],
      axis: forestAxis(
        sections.flatMap(({ rows }) => rows),
        rate ? "share" : "ratio",
        rate ? "%" : "hazard ratio",
      ),
      notes: [
        "Without an interval: none is printed.",
        ...(drawn.length === found.length
          ? []
          : [
              `${found.length - drawn.length} of ${found.length} are not drawn: another measure, or no estimate on one side.`,
            ]),
      ],
      decimals: rate ? 1 : 2,
      words: {
        study: "Question",
        counts: "Studies",
        estimate: rate ? "%" : "Hazard ratio",
        interval: "interval",
      },
      width: 760,
    }),
  );
};

const isRate = (measure: string): boolean => measure.endsWith("%");

const row = (
  label: string,
  studies: number | null,
  estimate: number | null,
  low: number | null,
  high: number | null,
): ForestRow => ({
  label,
  counts: studies === null ? "" : String(studies),
  estimate: estimate ?? Number.NaN,
  low: low ?? Number.NaN,
  high: high ?? Number.NaN,
  weight: null,
});

const ourRow = (label: string, { studies, estimate, low, high }: OurAnswer): ForestRow =>
  row(label, studies, estimate, low, high);
