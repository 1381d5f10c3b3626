import {
  type Case,
  type LabelTable,
  type Meaning,
  type Message,
  message,
  type TimelineEntry,
} from "@erbium/model";
import type { Course } from "./course.ts";
import { liverImpairment } from "./liver-impairment.ts";
import type { Dated } from "./timeline.ts";

/** The beginning and the end of each treatment. */
export const treatmentEntries = (
  given: Case,
  course: Course,
  tables: readonly LabelTable[],
): readonly Dated[] =>
  course.treatments.flatMap(({ treatment, regimen, therapies, start, end, ended, ongoing }): Dated[] => {
    const said = [treatment.bestResponse, treatment.stopReason].filter((word) => word !== undefined);
    const entry = (
      part: "begin" | "end",
      date: string | null,
      what: Message,
      means: readonly Meaning[] = [],
    ): TimelineEntry => ({
      date,
      kind: "treatment",
      what,
      value: null,
      unit: null,
      part,
      means,
    });
    return [
      {
        entry: entry(
          "begin",
          treatment.start ?? null,
          message("monitor.event.begins", { regimen }),
          ongoing === "not met" ? [] : liverImpairment(given, therapies, tables),
        ),
        day: start?.earliest ?? "",
        rank: 0,
      },
      ...(ended === "met" && treatment.end !== undefined
        ? [
            {
              entry: entry(
                "end",
                treatment.end,
                message("monitor.event.ends", {
                  regimen,
                  why: said.length > 0 ? ` (${said.join(", ")})` : "",
                }),
              ),
              day: end?.latest ?? "",
              rank: 2,
            },
          ]
        : []),
    ];
  });
