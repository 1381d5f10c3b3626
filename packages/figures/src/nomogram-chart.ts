import type { Figure } from "./figure.ts";
import { placeLabels } from "./label-layout.ts";
import { paint } from "./palette.ts";
import { notesBelow } from "./plot-frame.ts";
import { line, root } from "./svg.ts";
import { clipText, label, textWidth, wrapText } from "./text.ts";
import { roundTicks } from "./ticks.ts";

export interface NomogramValue {
  readonly label: string;
  /** points on a covariate, total points on an outcome */
  readonly points: number;
}

export interface NomogramChart {
  readonly title: string;
  /** one scale per covariate: what each of its values is worth */
  readonly covariates: readonly { readonly name: string; readonly values: readonly NomogramValue[] }[];
  /** of the covariate with the widest range, as 100 */
  readonly maximumPoints: number;
  readonly maximumTotal: number;
  /** scales below the total: risk, survival at a time */
  readonly outcomes: readonly { readonly name: string; readonly values: readonly NomogramValue[] }[];
  readonly notes: readonly string[];
  readonly words: NomogramWords;
  readonly width?: number;
}

export interface NomogramWords {
  readonly points: string;
  readonly totalPoints: string;
  readonly scale: string;
  readonly value: string;
}

const ROW = 42;
const SIZE = 9.5;

/**
 * A nomogram: read the points of each value straight up, add them, and read the outcome straight down from the total.
 * Hairlines carry the eye from the points to the covariates and from the total to the outcomes.
 */
export const nomogramChart = (input: NomogramChart): Figure => {
  const { covariates, outcomes, words } = input;
  const width = input.width ?? 720;
  const names = [words.points, words.totalPoints, ...[...covariates, ...outcomes].map(({ name }) => name)];
  const nameWidth = Math.min(width * 0.3, Math.max(0, ...names.map((name) => textWidth(name, 11))) + 8);
  const [left, right] = [nameWidth + 16, width - 14];
  const scale =
    (maximum: number) =>
    (points: number): number =>
      left + (Math.min(Math.max(points, 0), maximum) / (maximum || 1)) * (right - left);
  const [ofPoints, ofTotal] = [scale(input.maximumPoints), scale(input.maximumTotal)];
  const parts: string[] = [];
  const grid: string[] = [];
  let y = 26;
  const row = (
    name: string,
    values: readonly NomogramValue[],
    at: (points: number) => number,
    bold: boolean,
  ): void => {
    const lines = wrapText(name, 11, nameWidth, 2);
    lines.forEach((text, index) => {
      parts.push(
        label(0, y + 4 + (index - (lines.length - 1) / 2) * 13, clipText(text, 11, nameWidth), {
          size: 11,
          bold,
        }),
      );
    });
    const places = values.map(({ points }) => at(points));
    if (places.length > 0)
      parts.push(
        line(Math.min(...places), y, Math.max(...places), y, { ...paint(null, "ink"), "stroke-width": 1.25 }),
      );
    // a name no longer than a third of the scale; where all do not fit, every second, third ... has one
    const texts = values.map((value) => clipText(value.label, SIZE, (right - left) / 3));
    const room = width - left + 12;
    const all = texts.reduce((sum, text) => sum + textWidth(text, SIZE) + 6, 0);
    const every = Math.max(1, Math.ceil(all / room));
    const wishes = texts.map((text, index) => ({
      centre: places[index] ?? left,
      width: index % every === 0 ? textWidth(text, SIZE) + 6 : 0,
    }));
    // labels move aside for their neighbours; a fine line leads to the tick they belong to
    const centres = placeLabels(wishes, left - 12, width);
    values.forEach((_, index) => {
      const [x, centre] = [places[index] ?? left, centres[index] ?? left];
      const moved = Math.abs(centre - x) > 1;
      parts.push(line(x, y, x, y + 5, { ...paint(null, "ink"), "stroke-width": 1 }));
      if (index % every !== 0) return;
      if (moved)
        parts.push(line(x, y + 5, centre, y + 10, { ...paint(null, "faint"), "stroke-width": 0.75 }));
      parts.push(
        label(centre, y + 19, texts[index] ?? "", {
          size: SIZE,
          anchor: "middle",
          attributes: ON_PAPER,
        }),
      );
    });
    y += ROW;
  };
  const rule = (at: (points: number) => number, ticks: readonly NomogramValue[], from: number): void => {
    for (const { points } of ticks)
      grid.push(
        line(at(points), from, at(points), y - ROW + 6, { ...paint(null, "hairline"), "stroke-width": 1 }),
      );
  };
  const pointTicks = asValues(input.maximumPoints, 10);
  const totalTicks = asValues(input.maximumTotal, 20);
  row(words.points, pointTicks, ofPoints, true);
  for (const { name, values } of covariates) row(name, values, ofPoints, false);
  rule(ofPoints, pointTicks, 26);
  const totalTop = y;
  row(words.totalPoints, totalTicks, ofTotal, true);
  for (const { name, values } of outcomes) row(name, values, ofTotal, false);
  if (outcomes.length > 0) rule(ofTotal, totalTicks, totalTop);
  const below = notesBelow(input.notes, y - ROW + 28, width);
  const rows = [
    ...covariates.flatMap(({ name, values }) =>
      values.map((value) => [name, value.label, value.points.toFixed(1), ""]),
    ),
    ...outcomes.flatMap(({ name, values }) =>
      values.map((value) => [name, value.label, "", value.points.toFixed(1)]),
    ),
  ];
  const description = [
    ...[...covariates, ...outcomes].map(
      ({ name, values }) =>
        `${name}: ${values.map((value) => `${value.label} = ${value.points.toFixed(1)}`).join(", ")}`,
    ),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [...grid, ...parts, ...below.parts]),
    height: below.bottom,
    title: input.title,
    description,
    table: { head: [words.scale, words.value, words.points, words.totalPoints], rows },
  };
};

/** A rim of paper keeps hairlines out of the numbers. */
const ON_PAPER = {
  ...paint("ink", "paper"),
  "stroke-width": 3,
  "stroke-linejoin": "round",
  "paint-order": "stroke",
  "font-variant-numeric": "tabular-nums lining-nums",
};

/** Round points from 0 to the maximum. */
const asValues = (maximum: number, count: number): NomogramValue[] =>
  roundTicks(0, maximum, count).map(({ at, text }) => ({ label: text, points: at }));
