import type { CoursePlot } from "./course.ts";
import type { Figure } from "./figure.ts";

/** Everything that a course draws but its bars, in words. */
export const courseTable = ({ series, marks, due, words }: CoursePlot): Figure["table"] => ({
  head: [words.when, words.what, words.value, words.rule],
  rows: [
    ...series.flatMap((series) =>
      series.points.map((point) => [
        point.when,
        series.label,
        `${Number(point.value.toPrecision(4))} ${series.unit}`,
        words[point.weight],
      ]),
    ),
    ...marks.map((mark) => [mark.when, mark.label, "", words[mark.weight]]),
    ...due.map((one) => [one.when, one.label, words.due, one.overdue ? words.overdue : ""]),
  ],
});
