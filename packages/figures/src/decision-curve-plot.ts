import type { Figure } from "./figure.ts";
import { placeLabels } from "./label-layout.ts";
import { paint } from "./palette.ts";
import { notesBelow, plotFrame, seriesStyle, trace } from "./plot-frame.ts";
import { root } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";
import { roundTicks } from "./ticks.ts";

export interface DecisionCurveSeries {
  readonly label: string;
  /** net benefit per person at each threshold */
  readonly netBenefit: ArrayLike<number>;
}

export interface DecisionCurvePlot {
  readonly title: string;
  /** threshold probabilities, ascending, 0 to 1 */
  readonly threshold: ArrayLike<number>;
  /** models and tests, each as long as `threshold` */
  readonly series: readonly DecisionCurveSeries[];
  /** net benefit of treating everyone, as long as `threshold`; that of treating no one is 0 */
  readonly treatAll: ArrayLike<number>;
  /** thresholds written out in the data table */
  readonly tableThresholds: readonly number[];
  readonly notes: readonly string[];
  readonly words: DecisionCurveWords;
  readonly width?: number;
}

export interface DecisionCurveWords {
  /** as "Threshold probability" */
  readonly threshold: string;
  readonly netBenefit: string;
  readonly treatAll: string;
  readonly treatNone: string;
}

/**
 * A decision curve: net benefit over threshold probabilities against treating all and treating none, each named at
 * the end of its line. The axis stops a little below 0, where no strategy is worth following.
 */
export const decisionCurvePlot = (input: DecisionCurvePlot): Figure => {
  const { series, threshold, words } = input;
  const width = input.width ?? 560;
  const finite = (values: ArrayLike<number>): number[] => Array.from(values).filter(Number.isFinite);
  const highest = Math.max(
    1e-6,
    ...finite(input.treatAll),
    ...series.flatMap((one) => finite(one.netBenefit)),
  );
  const [top, floor] = [highest * 1.06, -0.18 * highest];
  const strategies = [
    ...series.map((one, index) => ({ ...one, ...seriesStyle(index) })),
    {
      label: words.treatAll,
      netBenefit: input.treatAll,
      colour: "muted" as const,
      stroke: { ...paint(null, "muted"), "stroke-width": 1.25 },
    },
    {
      label: words.treatNone,
      netBenefit: new Float64Array(threshold.length),
      colour: "ink" as const,
      stroke: { ...paint(null, "ink"), "stroke-width": 1.25 },
    },
  ];
  const names = strategies.map((one) => clipText(one.label, 10.5, width * 0.28));
  const ends = Math.max(0, ...names.map((name) => textWidth(name, 11))) + 12;
  const box = { left: 44, top: 26, right: width - ends, bottom: 26 + Math.round((width - ends - 44) * 0.68) };
  const [first, last] = [threshold[0] ?? 0, threshold[threshold.length - 1] ?? 1];
  const percent = (share: number): string => String(Number((100 * share).toFixed(1)));
  const frame = plotFrame(
    {
      label: `${words.threshold} (%)`,
      from: first,
      to: last,
      ticks: roundTicks(first, last, 6).map(({ at }) => ({ at, text: percent(at) })),
    },
    { label: words.netBenefit, from: floor, to: top, ticks: roundTicks(floor, top, 5) },
    box,
  );
  const drawn = strategies.map(({ netBenefit, stroke }) =>
    aboveFloor(threshold, netBenefit, floor).map((points) => ({
      points,
      svg: trace(
        points.map(([at, benefit]) => [frame.x(at), frame.y(benefit)]),
        { ...stroke, "stroke-linejoin": "round" },
      ),
    })),
  );
  // a line that leaves through the floor is named where it leaves
  const ending = drawn.map((pieces) => pieces[pieces.length - 1]?.points.at(-1) ?? [last, floor]);
  const heights = placeLabels(
    ending.map(([, benefit = floor]) => ({ centre: frame.y(benefit), width: 14 })),
    box.top,
    box.bottom,
  );
  const labels = strategies.map(({ colour }, index) => {
    const leaves = (ending[index]?.[0] ?? last) < last;
    return leaves
      ? label(frame.x(ending[index]?.[0] ?? last) + 5, box.bottom - 5, names[index] ?? "", {
          size: 10.5,
          bold: true,
          colour,
        })
      : label(box.right + 8, (heights[index] ?? 0) + 4, names[index] ?? "", {
          size: 10.5,
          bold: true,
          colour,
        });
  });
  const below = notesBelow(input.notes, box.bottom + 40, width);
  const rows = input.tableThresholds.map((at) => [
    percent(at),
    ...strategies.map(({ netBenefit }) => {
      const value = valueAt(threshold, netBenefit, at);
      return value === null ? "" : value.toFixed(4).replace(/^-(0\.0+)$/, "$1");
    }),
  ]);
  const description = [
    ...rows.map(
      ([at, ...values]) =>
        `${words.threshold} ${at} %: ${strategies.map((one, index) => `${one.label} ${values[index]}`).join(", ")}`,
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      frame.axes,
      ...[...drawn].reverse().flatMap((pieces) => pieces.map(({ svg }) => svg)),
      ...labels,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description: description === "" ? strategies.map((one) => one.label).join(", ") : description,
    table: { head: [`${words.threshold} (%)`, ...strategies.map((one) => one.label)], rows },
  };
};

type Point = [number, number];

/** The pieces of a line that lie above the floor, cut where it crosses; a missing value breaks the line. */
const aboveFloor = (at: ArrayLike<number>, value: ArrayLike<number>, floor: number): Point[][] => {
  const pieces: Point[][] = [];
  let current: Point[] = [];
  const close = (): void => {
    if (current.length > 1) pieces.push(current);
    current = [];
  };
  for (let index = 0; index < at.length; index++) {
    const here: Point = [at[index] ?? 0, value[index] ?? Number.NaN];
    const before: Point = [at[index - 1] ?? Number.NaN, value[index - 1] ?? Number.NaN];
    const crossing = (): Point => [
      before[0] + ((floor - before[1]) / (here[1] - before[1])) * (here[0] - before[0]),
      floor,
    ];
    if (!Number.isFinite(here[1])) close();
    else if (here[1] >= floor) {
      if (current.length === 0 && before[1] < floor) current.push(crossing());
      current.push(here);
    } else {
      if (current.length > 0) current.push(crossing());
      close();
    }
  }
  close();
  return pieces;
};

/** Between two thresholds the straight line that is drawn; null outside. */
const valueAt = (threshold: ArrayLike<number>, value: ArrayLike<number>, at: number): number | null => {
  for (let index = 0; index < threshold.length; index++) {
    const here = threshold[index] ?? Number.NaN;
    if (Math.abs(here - at) < 1e-9) return finiteOr(value[index]);
    const next = threshold[index + 1];
    if (next === undefined || !(here < at && at < next)) continue;
    const [from, to] = [finiteOr(value[index]), finiteOr(value[index + 1])];
    return from === null || to === null ? null : from + ((at - here) / (next - here)) * (to - from);
  }
  return null;
};

const finiteOr = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
