import type { DateBounds } from "@erbium/model";
import { daysBetween } from "./calendar.ts";
import type { Course } from "./course.ts";

/** A time for which a medicine is withheld. */
interface Hold {
  /** weeks from the first dose that was not given; undefined where a date is vague */
  readonly weeks: number | undefined;
  /** how often it was withheld, this time included */
  readonly times: number;
}

/** The hold that goes on on that day: doses were written as not given, and none as given since. Null where none does. */
export const holdOn = (course: Course, therapy: string, day: DateBounds): Hold | null => {
  let since: DateBounds | null = null;
  let going = false;
  let times = 0;
  for (const { event, bounds } of course.dosesOf(therapy)) {
    if (bounds !== null && bounds.earliest > day.earliest) continue;
    const held = event.held === true;
    if (held && !going) {
      since = bounds;
      times++;
    }
    going = held;
  }
  if (!going) return null;
  const exact = since !== null && [since, day].every(({ earliest, latest }) => earliest === latest);
  return {
    weeks: exact && since !== null ? daysBetween(since.earliest, day.earliest) / 7 : undefined,
    times,
  };
};
