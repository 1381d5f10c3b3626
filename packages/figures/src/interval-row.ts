import type { Figure } from "./figure.ts";

export interface IntervalRow {
  readonly label: string;
  readonly estimate: number;
  /** null: the source prints none and none could be computed */
  readonly low: number | null;
  readonly high: number | null;
  /** patients; null when not printed */
  readonly n: number | null;
  /** studies, when more than one */
  readonly k?: number;
  /** percent of confidence; written when it is not 95 */
  readonly level?: number;
  /** drawn in amber with open marks: no source was seen */
  readonly unconfirmed?: boolean;
}
export interface IntervalAxis {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}
export interface IntervalWords {
  readonly study: string;
  readonly estimate: string;
  readonly interval: string;
  readonly patients: string;
  readonly noInterval: string;
  /** `{level}` is replaced */
  readonly level: string;
  readonly unconfirmed: string;
  readonly unknown: string;
}
/** Words that a figure of intervals uses unless told others. */
export const WORDS: IntervalWords = {
  study: "Study",
  estimate: "Estimate",
  interval: "Interval",
  patients: "n",
  noInterval: "no interval",
  level: "{level} % interval",
  unconfirmed: "unconfirmed",
  unknown: "unknown",
};

/** At most one decimal: computed limits come with as many digits as a float has, and none of them is known. */
export const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10);

/** "62 (51-72)": the estimate and its interval, at most one decimal each. */
export const intervalText = (row: IntervalRow, words: Partial<IntervalWords> = {}): string => {
  const w = { ...WORDS, ...words };
  if (row.low === null || row.high === null) return `${oneDecimal(row.estimate)} (${w.noInterval})`;
  const level =
    row.level !== undefined && row.level !== 95 ? `, ${w.level.replace("{level}", String(row.level))}` : "";
  return `${oneDecimal(row.estimate)} (${oneDecimal(row.low)}-${oneDecimal(row.high)}${level})`;
};

/** Rows as text. */
export const tableOf = (
  rows: readonly IntervalRow[],
  axis: IntervalAxis,
  w: IntervalWords,
): Figure["table"] => ({
  head: [w.study, `${w.estimate} (${axis.unit})`, w.interval, w.patients],
  rows: rows.map((row) => [
    row.unconfirmed ? `${row.label} (${w.unconfirmed})` : row.label,
    oneDecimal(row.estimate),
    row.low === null || row.high === null
      ? w.noInterval
      : `${oneDecimal(row.low)}-${oneDecimal(row.high)}${row.level !== undefined && row.level !== 95 ? ` (${w.level.replace("{level}", String(row.level))})` : ""}`,
    row.n === null ? w.unknown : String(row.n),
  ]),
});

/** Rows as a sentence. */
export const spoken = (rows: readonly IntervalRow[], axis: IntervalAxis, w: IntervalWords): string =>
  rows
    .map(
      (row) =>
        `${row.label}: ${intervalText(row, w)} ${axis.unit}${row.n === null ? "" : `, ${w.patients} ${row.n}`}`,
    )
    .join("; ");
