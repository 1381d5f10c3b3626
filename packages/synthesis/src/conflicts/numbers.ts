import type { Assertion } from "./assertion.ts";
import type { Side } from "./conflict.ts";
import { dateShown } from "./date-range.ts";
import type { Given } from "./given.ts";
import { grouped } from "./grouped.ts";
import { differences } from "./setting.ts";

/** From this ratio on two numbers of one question without intervals are far apart. */
const farApart = 2;
/** Where intervals are known and do not meet, a smaller ratio (of odds for shares) already tells. */
const apartBeyondIntervals = 1.5;
/** percent; below it a ratio says nothing */
const smallest = 0.1;

/** Numbers of one quantity that can not all be right. */
export interface NumbersApart {
  readonly sides: readonly Side[];
  /** why they may be right after all: stated differences of each pair that is apart; null where a pair has none */
  readonly explained: readonly string[] | null;
}

/**
 * Numbers that contradict each other, by quantity: a side a claim, lowest first. Agents of a class may differ among
 * each other; one of them must stand against what is said of the class.
 */
export const numbersApart = (members: readonly Given[]): NumbersApart[] => {
  const rows = members.filter(({ assertion: { low, high } }) => low !== null && high !== null);
  return [...grouped(rows, quantity)].flatMap(([, these]) => {
    const explained: string[] = [];
    let [apart, open] = [false, false];
    these.forEach((a, at) => {
      for (const b of these.slice(at + 1))
        if ((a.own || b.own) && a.assertion.id !== b.assertion.id && differ(a, b)) {
          apart = true;
          const why = differences(a.setting, b.setting);
          if (why.length === 0) open = true;
          explained.push(...why);
        }
    });
    return apart
      ? [
          {
            sides: sidesOf([...new Map(these.map((one) => [one.assertion.id, one])).values()]),
            explained: open ? null : [...new Set(explained)],
          },
        ]
      : [];
  });
};

const sidesOf = (rows: readonly Given[]): Side[] =>
  rows
    .map(({ assertion }) => assertion)
    .toSorted((a, b) => (a.low ?? 0) - (b.low ?? 0) || (a.id < b.id ? -1 : 1))
    .map((one) => ({
      says: numberShown(one),
      assertions: [one],
    }));

const numberShown = ({ low, high, unit }: Assertion): string => {
  if (low === null || high === null) return "";
  if (unit === "date") return dateShown({ low, high });
  return `${low === high ? low : `${low}-${high}`} ${unit ?? ""}`.trim();
};

/** Only numbers of one outcome and unit are compared; hazard ratios answer by their direction. */
const quantity = ({ topic, setting, assertion: { unit, outcome } }: Given): string => {
  const of = topic.kind === "therapy" ? (setting.endpoint ?? outcome ?? "") : "";
  return `${of} | ${unit?.toLowerCase() ?? ""}`;
};

const differ = (a: Given, b: Given): boolean => {
  const { unit } = a.assertion;
  if (a.topic.kind === "fixed value") return !overlap(a.assertion, b.assertion);
  if (unit === "%") return sharesApart(share(a), share(b));
  if (unit === "months") return durationsApart(a.assertion, b.assertion);
  return false;
};

interface Range {
  readonly low: number;
  readonly high: number;
  readonly interval: Assertion["interval"];
}

const range = ({ low, high, interval }: Assertion): Range => ({ low: low ?? 0, high: high ?? 0, interval });

/** A share in percent; one of disagreement is turned into one of agreement. */
const share = ({ assertion, topic }: Given): Range => {
  const { low, high, interval } = range(assertion);
  if (topic.kind !== "agreement" || topic.pole === 1) return { low, high, interval };
  return {
    low: 100 - high,
    high: 100 - low,
    interval: interval === null ? null : { low: 100 - interval.high, high: 100 - interval.low },
  };
};

const sharesApart = (a: Range, b: Range): boolean => {
  const [under, over] = a.low <= b.low ? [a, b] : [b, a];
  if (a.interval !== null && b.interval !== null)
    return !meet(a.interval, b.interval) && odds(over.high) >= apartBeyondIntervals * odds(under.low);
  const ratio = over.high / Math.max(under.low, smallest);
  // near 100 % what is missing tells: 98 and 71 agree no more than 2 and 29
  const missing = under.low < 50 ? 0 : (100 - under.low) / Math.max(100 - over.high, smallest);
  return ratio >= farApart || (missing >= farApart && over.high - under.low >= 10);
};

const odds = (percent: number): number => {
  const p = Math.min(Math.max(percent, smallest), 100 - smallest);
  return p / (100 - p);
};

const durationsApart = (one: Assertion, other: Assertion): boolean => {
  const [a, b] = [range(one), range(other)];
  const ratio = Math.max(a.high / b.low, b.high / a.low);
  if (a.interval !== null && b.interval !== null)
    return !meet(a.interval, b.interval) && ratio >= apartBeyondIntervals;
  return ratio >= farApart;
};

const meet = (a: { low: number; high: number }, b: { low: number; high: number }): boolean =>
  a.low <= b.high && b.low <= a.high;

const overlap = (a: Assertion, b: Assertion): boolean => meet(range(a), range(b));
