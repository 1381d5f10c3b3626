import { z } from "zod";
import type { Truth } from "./truth.ts";

/**
 * A calendar date as vague as its source: `2026`, `2026-03`, `2026-03-01`, an interval `2019/2020`,
 * "by" `../2025-04` or "from" `2017-12/..` (a subset of EDTF, ISO 8601-2). No time zone: days are labels.
 */
export type PartialDate = string;

const DAY = "\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?";
const PATTERN = new RegExp(`^(?:${DAY}|(?:${DAY}|\\.\\.)/(?:${DAY}|\\.\\.))$`);

export const partialDateSchema = z
  .string()
  .regex(PATTERN, "a date as 2026, 2026-03, 2026-03-01, 2019/2020 or ../2025-04")
  .refine((text) => dateBounds(text) !== null, "a day that exists, and an interval that runs forward")
  .meta({ id: "PartialDate", description: "Date as vague as its source (EDTF subset)" });

export interface DateBounds {
  /** earliest day meant, `YYYY-MM-DD`; "0000-01-01" when open */
  readonly earliest: string;
  /** latest day meant; "9999-12-31" when open */
  readonly latest: string;
}

const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const boundsOfOne = (text: string): DateBounds | null => {
  const [y = "", m, d] = text.split("-");
  if (m === undefined) return { earliest: `${y}-01-01`, latest: `${y}-12-31` };
  const last = daysIn(Number(y), Number(m));
  if (d === undefined)
    return { earliest: `${y}-${m}-01`, latest: `${y}-${m}-${String(last).padStart(2, "0")}` };
  return Number(d) > last ? null : { earliest: text, latest: text };
};

/** First and last day a partial date can mean; null when it is not a date. */
export const dateBounds = (text: PartialDate): DateBounds | null => {
  if (!PATTERN.test(text)) return null;
  if (!text.includes("/")) return boundsOfOne(text);
  const [from = "", to = ""] = text.split("/");
  const a = from === ".." ? { earliest: "0000-01-01", latest: "0000-01-01" } : boundsOfOne(from);
  const b = to === ".." ? { earliest: "9999-12-31", latest: "9999-12-31" } : boundsOfOne(to);
  return a && b && a.earliest <= b.latest ? { earliest: a.earliest, latest: b.latest } : null;
};

/** Has `date` come by the day `asOf` (a full or partial date)? Unknown when the vague date straddles it. */
export const hasCome = (date: PartialDate, asOf: PartialDate): Truth => {
  const a = dateBounds(date);
  const b = dateBounds(asOf);
  if (!a || !b) return "unknown";
  if (a.latest <= b.earliest) return "met";
  return a.earliest > b.latest ? "not met" : "unknown";
};

/** Does an end certainly lie before its beginning? Not where one of them is missing or too vague to tell. */
export const endsBeforeItBegins = (start: PartialDate | undefined, end: PartialDate | undefined): boolean =>
  start !== undefined && end !== undefined && hasCome(start, end) === "not met";
