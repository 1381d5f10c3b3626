import {
  type CourseMark,
  type CourseSeries,
  type CourseWeight,
  coursePlot,
  type Figure,
} from "@erbium/figures";
import { dateBounds, type Meaning, type Monitoring, type TimelineEntry } from "@erbium/model";
import { say } from "../words.ts";
import { dateWords } from "./agencies.ts";

const measured = ["lvef", "ctdna", "ki67", "ftv"] as const;

/** Days since 1970 of the middle of a date as vague as its source; null where it is open or absent. */
const dayOf = (date: string | null): number | null => {
  const bounds = date === null ? null : dateBounds(date);
  if (bounds === null || bounds.earliest === "0000-01-01" || bounds.latest === "9999-12-31") return null;
  return (Date.parse(bounds.earliest) + Date.parse(bounds.latest)) / 2 / 86_400_000;
};

const weightOf = (means: readonly Meaning[]): CourseWeight =>
  (["act", "open", "note"] as const).find((weight) => means.some((one) => one.weight === weight)) ?? "none";

/** Firsts of months, quarters or years, so that few enough stand on the axis. */
const ticksBetween = (from: number, to: number): { at: number; text: string }[] => {
  const months = (to - from) / 30.4;
  const step = months <= 8 ? 1 : months <= 20 ? 3 : months <= 40 ? 6 : 12;
  const start = new Date(from * 86_400_000);
  const ticks: { at: number; text: string }[] = [];
  for (let index = start.getUTCFullYear() * 12; ; index += step) {
    const [year, month] = [Math.floor(index / 12), index % 12];
    const at = Date.UTC(year, month, 1) / 86_400_000;
    if (at > to) return ticks;
    if (at >= from)
      ticks.push({ at, text: step >= 12 ? String(year) : `${year}-${String(month + 1).padStart(2, "0")}` });
  }
};

/** A patient's course as a drawing; null where nothing has a date. */
export const timelineFigure = (course: Monitoring, width: number): Figure | null => {
  const dated = course.entries.flatMap((entry) => {
    const at = dayOf(entry.date);
    return at === null || entry.date === null ? [] : [{ entry, at, when: dateWords(entry.date) }];
  });
  const today = dayOf(course.asOf);
  if (dated.length === 0 || today === null) return null;
  const due = course.due.flatMap((one) => {
    const at = one.due === null ? null : dayOf(one.due.latest);
    return at === null || one.due === null
      ? []
      : [{ at, when: one.due.latest, label: say(`watch.${one.watch}`), overdue: one.state === "overdue" }];
  });
  const places = [...dated.map(({ at }) => at), ...due.map(({ at }) => at), today];
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const margin = Math.max(7, (last - first) * 0.03);
  const begun = dated.filter(({ entry }) => entry.kind === "treatment" && entry.part === "begin");
  const ends = dated.filter(({ entry }) => entry.kind === "treatment" && entry.part === "end");
  const regimenOf = (entry: TimelineEntry): string => String(entry.what.params.regimen ?? "");
  return coursePlot({
    title: say("timeline"),
    from: first - margin,
    to: last + margin,
    today,
    ticks: ticksBetween(first - margin, last + margin),
    bars: begun.map(({ entry, at }) => ({
      label: regimenOf(entry),
      from: at,
      to: ends.find((end) => regimenOf(end.entry) === regimenOf(entry) && end.at >= at)?.at ?? null,
    })),
    series: measured.flatMap((kind): CourseSeries[] => {
      const points = dated.filter(({ entry }) => entry.kind === kind && entry.value !== null);
      const unit = points[0]?.entry.unit;
      return points.length === 0
        ? []
        : [
            {
              label: say(`timeline.${kind}`),
              unit: unit ?? "",
              points: points.map(({ entry, at, when }) => ({
                at,
                when,
                value: entry.value ?? 0,
                weight: weightOf(entry.means),
              })),
            },
          ];
    }),
    marks: dated
      .filter(({ entry }) => entry.kind !== "treatment" && !measured.some((kind) => kind === entry.kind))
      .map(
        ({ entry, at, when }): CourseMark => ({
          at,
          when,
          label: entry.what.text,
          weight: weightOf(entry.means),
        }),
      ),
    due,
    words: {
      when: say("col.date"),
      what: say("timeline.events"),
      value: say("timeline.value"),
      rule: say("timeline.rule"),
      today: say("timeline.today", { date: course.asOf }),
      due: say("timeline.due"),
      overdue: say("due.overdue"),
      act: say("timeline.act"),
      open: say("timeline.open"),
      note: say("timeline.note"),
      none: say("timeline.none"),
      ongoing: say("timeline.ongoing"),
    },
    width,
  });
};
