import type { Figure } from "./figure.ts";
import { placeLabels } from "./label-layout.ts";
import { paint } from "./palette.ts";
import { area, notesBelow, plotFrame, seriesStyle, trace } from "./plot-frame.ts";
import { shareAt, stepsOf } from "./survival-steps.ts";
import { line, root } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";
import { type PlotTick, roundTicks } from "./ticks.ts";

/** One group's estimate: a step function that changes at `time`. */
export interface SurvivalGroup {
  readonly label: string;
  /** ascending, at or after 0 */
  readonly time: ArrayLike<number>;
  /** share that lives beyond the time (of a rising plot: that had the event by then), 0 to 1, as long as `time` */
  readonly survival: ArrayLike<number>;
  /** pointwise limits; not-a-number where there is none */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  /** times of censoring, each marked by a short bar */
  readonly censored: readonly number[];
  /** number at risk at each of the plot's `riskTimes` */
  readonly atRisk: readonly number[];
  /** what stands in the data table beside the group, as "16.8 (13.2-20.1)"; "" where there is nothing */
  readonly summary: string;
}

export interface SurvivalPlot {
  readonly title: string;
  readonly groups: readonly SurvivalGroup[];
  /** where numbers at risk are counted; they are the ticks of the time axis */
  readonly riskTimes: readonly number[];
  /** curves rise from 0 (cumulative incidence) in place of falling from 1 */
  readonly rising?: boolean;
  /** lines below: hazard ratio, log-rank test */
  readonly notes: readonly string[];
  readonly words: SurvivalWords;
  readonly width?: number;
}

export interface SurvivalWords {
  /** with its unit, as "Months" */
  readonly time: string;
  /** as "Progression-free survival (%)" */
  readonly survival: string;
  readonly atRisk: string;
  readonly group: string;
  /** what `summary` is, as "Median (95 % interval)" */
  readonly summary: string;
}

/**
 * Kaplan-Meier curves with pointwise intervals, bars where observation ended, and the numbers at risk below the
 * same axis. Groups differ by dash before colour, and each is named at the end of its curve.
 */
export const survivalPlot = (input: SurvivalPlot): Figure => {
  const { groups, words, riskTimes } = input;
  const start = input.rising ? 0 : 1;
  const width = input.width ?? 640;
  const names = groups.map(({ label: name }) => clipText(name, 10.5, width * 0.26));
  // the first number at risk stands in the middle of its time, beside the name
  const first = Math.max(0, ...groups.map(({ atRisk }) => textWidth(String(atRisk[0] ?? ""), 10.5) / 2));
  const left = Math.max(40, ...names.map((name) => textWidth(name, 10.5) + 8 + Math.max(6, first)));
  const ends = Math.max(0, ...names.map((name) => textWidth(name, 11.75))) + 8;
  const box = { left, top: 26, right: width - ends, bottom: 26 + Math.round((width - ends - left) * 0.62) };
  const last =
    Math.max(
      0,
      ...riskTimes,
      ...groups.map(({ time, censored }) => Math.max(time[time.length - 1] ?? 0, ...censored)),
    ) || 1;
  const timeTicks: readonly PlotTick[] =
    riskTimes.length > 0
      ? riskTimes.map((at) => ({ at, text: String(Number(at.toFixed(2))) }))
      : roundTicks(0, last, 6);
  const frame = plotFrame(
    { label: words.time, from: 0, to: last, ticks: timeTicks },
    { label: words.survival, from: 0, to: 1, ticks: PERCENT },
    box,
  );
  const bands: string[] = [];
  const curves: string[] = [];
  const endOf = groups.map((group, index) => {
    const { colour, stroke } = seriesStyle(index);
    const reach = Math.max(0, group.time[group.time.length - 1] ?? 0, ...group.censored);
    const steps = stepsOf(group.time, group.survival, reach, start);
    if (group.low !== undefined && group.high !== undefined)
      bands.push(
        area(
          [
            ...stepsOf(group.time, group.low, reach, start),
            ...stepsOf(group.time, group.high, reach, start).reverse(),
          ].map(([time, share]) => [frame.x(time), frame.y(share)]),
          { ...paint(colour), "fill-opacity": 0.12 },
        ),
      );
    curves.push(
      trace(
        steps.map(([time, share]) => [frame.x(time), frame.y(share)]),
        stroke,
      ),
      ...group.censored.map((time) => {
        const y = frame.y(shareAt(group, time, start));
        return line(frame.x(time), y - 4, frame.x(time), y + 4, {
          ...paint(null, colour),
          "stroke-width": 1,
        });
      }),
    );
    const [time, share] = steps[steps.length - 1] ?? [0, start];
    return { x: frame.x(time), y: frame.y(share) };
  });
  const heights = placeLabels(
    endOf.map(({ y }) => ({ centre: y, width: 14 })),
    box.top,
    box.bottom,
  );
  // all names at the right edge: one at the end of its curve could stand on another curve
  const endNames = groups.map((_, index) => {
    const { colour } = seriesStyle(index);
    const [end, height] = [endOf[index] ?? { x: box.right, y: box.top }, heights[index] ?? 0];
    const leader =
      end.x < box.right - 4 || Math.abs(end.y - height) > 6
        ? line(end.x + 2, end.y, box.right + 3, height, {
            ...paint(null, colour),
            "stroke-width": 0.75,
            "stroke-dasharray": "1 3",
          })
        : "";
    return leader + label(box.right + 6, height + 4, names[index] ?? "", { size: 11, bold: true, colour });
  });
  const riskTop = box.bottom + 54;
  const risk = [
    label(0, riskTop, words.atRisk, { size: 10.5, bold: true }),
    ...groups.flatMap((group, index) => [
      label(0, riskTop + 16 + index * 15, names[index] ?? "", {
        size: 10.5,
        colour: seriesStyle(index).colour,
      }),
      ...riskTimes.map((time, at) =>
        label(frame.x(time), riskTop + 16 + index * 15, String(group.atRisk[at] ?? ""), {
          size: 10.5,
          anchor: "middle",
          attributes: NUMERIC,
        }),
      ),
    ]),
  ];
  const drawnRisk = riskTimes.length > 0 && groups.length > 0;
  const bottom = drawnRisk ? riskTop + 8 + groups.length * 15 : box.bottom + 38;
  const below = notesBelow(input.notes, bottom + 6, width);
  const percent = (share: number): string => (100 * share).toFixed(1);
  const table: Figure["table"] = {
    head: [
      words.group,
      words.summary,
      ...riskTimes.flatMap((time) => [
        `${words.survival}, ${words.time} ${time}`,
        `${words.atRisk}, ${words.time} ${time}`,
      ]),
    ],
    rows: groups.map((group) => [
      group.label,
      group.summary,
      ...riskTimes.flatMap((time, at) => [
        // beyond the last observation nothing is estimated
        (group.atRisk[at] ?? 0) > 0 || shareAt(group, time, start) === 1 - start
          ? percent(shareAt(group, time, start))
          : "",
        String(group.atRisk[at] ?? ""),
      ]),
    ]),
  };
  const description = [
    ...groups.map((group) =>
      [
        group.summary === "" ? group.label : `${group.label}: ${words.summary} ${group.summary}`,
        ...(riskTimes.length > 0 ? [`${words.atRisk} ${group.atRisk.join(", ")}`] : []),
      ].join("; "),
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      frame.axes,
      ...bands,
      ...curves,
      ...endNames,
      ...(drawnRisk ? risk : []),
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table,
  };
};

const NUMERIC = { class: "f-ink num", "font-variant-numeric": "tabular-nums lining-nums" };
const PERCENT: readonly PlotTick[] = [0, 20, 40, 60, 80, 100].map((percent) => ({
  at: percent / 100,
  text: String(percent),
}));
