import { type DateBounds, dateBounds, type PartialDate } from "@erbium/model";

/** Days of the proleptic Gregorian calendar as whole numbers, without any time zone. */
const dayNumber = (day: string): number => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return Math.round(Date.UTC(year, month - 1, date) / 86_400_000);
};

const daysIn = (year: number, month: number): number =>
  Math.round((Date.UTC(year, month, 1) - Date.UTC(year, month - 1, 1)) / 86_400_000);

const pad = (value: number, length = 2): string => String(value).padStart(length, "0");

/** Days from one day to another, negative when it lies before. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Months from one day to another, with the part of a month as days / 30.4375. */
export const monthsBetween = (from: string, to: string): number => daysBetween(from, to) / 30.4375;

/** The same day so many months later, or the last of that month where it has no such day. */
export const addMonths = (day: string, months: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return `${pad(newYear, 4)}-${pad(newMonth)}-${pad(Math.min(date, daysIn(newYear, newMonth)))}`;
};

export const addDays = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * 86_400_000).toISOString().slice(0, 10);

/** A day and the interval of a label after it; months keep the day of the month. */
export const addInterval = (
  day: string,
  every: { readonly count: number; readonly unit: "day" | "week" | "month" },
): string =>
  every.unit === "month"
    ? addMonths(day, every.count)
    : addDays(day, every.count * (every.unit === "week" ? 7 : 1));

/** Bounds of a date that is closed on both sides; null where it is open or absent. */
export const closedBounds = (date: PartialDate | undefined): DateBounds | null => {
  const bounds = date === undefined ? null : dateBounds(date);
  return bounds === null || bounds.earliest === "0000-01-01" || bounds.latest === "9999-12-31"
    ? null
    : bounds;
};

/** A day, or the first and the last that can be meant. */
export const shown = ({ earliest, latest }: DateBounds): string =>
  earliest === latest ? earliest : `${earliest}/${latest}`;
