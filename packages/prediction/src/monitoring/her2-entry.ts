import { byText, type Case, message } from "@erbium/model";
import { closedBounds } from "./calendar.ts";
import type { Course } from "./course.ts";
import type { Dated } from "./timeline.ts";

/** In an order of their own words, so that two of one day stand the same way however the case lists them. */
export const her2Entries = (given: Case, course: Course): readonly Dated[] =>
  testsOf(given, course).sort((a, b) => byText(JSON.stringify(a.entry), JSON.stringify(b.entry)));

const testsOf = (given: Case, course: Course): Dated[] =>
  (given.tests ?? []).flatMap((test): Dated[] => {
    const bounds = closedBounds(test.date);
    if (bounds !== null && bounds.earliest > course.today.latest) return [];
    const parts = [
      test.ihc?.score === undefined ? null : `IHC ${test.ihc.score}`,
      test.ish?.ratio === undefined ? null : `ISH ratio ${test.ish.ratio}`,
      test.ish?.call === undefined ? null : `ISH ${test.ish.call}`,
      test.site ?? null,
    ].filter((part) => part !== null);
    return [
      {
        entry: {
          date: test.date ?? null,
          kind: "her2",
          what:
            parts.length === 0
              ? message("monitor.event.her2-open")
              : message("monitor.event.her2", { results: parts.join(", ") }),
          value: null,
          unit: null,
          part: "point",
          means: [],
        },
        day: bounds?.earliest ?? "",
        rank: 1,
      },
    ];
  });
