import type { Assertion } from "./assertion.ts";
import type { Side } from "./conflict.ts";
import { dateShown } from "./date-range.ts";
import { kindOfEndpoint } from "./endpoint.ts";
import type { Given } from "./given.ts";
import { grouped } from "./grouped.ts";
import { differences } from "./setting.ts";
import { unitOf } from "./unit.ts";

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
    const pairs = these.flatMap((a, at) =>
      these
        .slice(at + 1)
        .filter((b) => (a.own || b.own) && a.assertion.id !== b.assertion.id && differ(a, b))
        .map((b) => ({ both: [a, b], why: differences(a.setting, b.setting) })),
    );
    // who is apart from nobody without a reason is no side of a contradiction
    const [open, reasoned] = [true, false].map((bare) =>
      pairs.filter(({ why }) => (why.length === 0) === bare),
    );
    return [
      { pairs: open ?? [], explained: null },
      { pairs: reasoned ?? [], explained: [...new Set(pairs.flatMap(({ why }) => why))] },
    ]
      .filter(({ pairs: some }) => some.length > 0)
      .map(({ pairs: some, explained }) => ({ sides: sidesOf(some.flatMap(({ both }) => both)), explained }));
  });
};

const sidesOf = (rows: readonly Given[]): Side[] =>
  [...new Map(rows.map(({ assertion }) => [assertion.id, assertion])).values()]
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
const quantity = ({ topic, setting: { endpoint }, assertion: { unit, outcome } }: Given): string => {
  const known = endpoint.size > 0 ? [...endpoint].sort().join(" ") : (outcome ?? "");
  const of = topic.kind === "therapy" ? `${known} ${kindOfEndpoint(outcome ?? "")}` : "";
  return `${of} | ${unitOf(unit).name}`;
};

const differ = (a: Given, b: Given): boolean => {
  const ratio = sameStudy(a.assertion, b.assertion) ? 1 : apartBeyondIntervals;
  if (a.topic.kind === "fixed value") return !meet(range(a), range(b));
  const { name } = unitOf(a.assertion.unit);
  if (name === "%") return sharesApart(share(a), share(b), ratio);
  if (name === "months" || name === "kappa") return ratiosApart(range(a), range(b), ratio);
  return false;
};

/** A study has one result: what is printed of it differs as soon as the intervals do not meet. */
const sameStudy = (a: Assertion, b: Assertion): boolean =>
  a.study !== null &&
  a.study.toLowerCase() === b.study?.toLowerCase() &&
  (a.source === b.source || !a.study.startsWith("references "));

interface Range {
  readonly low: number;
  readonly high: number;
  readonly interval: Assertion["interval"];
}

/** In the first unit of its kind. */
const range = ({ assertion: { low, high, interval, unit } }: Given): Range => {
  const { times } = unitOf(unit);
  const scaled = (number: number | null): number => (number ?? 0) * times;
  return {
    low: scaled(low),
    high: scaled(high),
    interval: interval === null ? null : { low: scaled(interval.low), high: scaled(interval.high) },
  };
};

/** A share in percent; one of disagreement is turned into one of agreement. */
const share = (given: Given): Range => {
  const { topic } = given;
  const { low, high, interval } = range(given);
  if (topic.kind !== "agreement" || topic.pole === 1) return { low, high, interval };
  return {
    low: 100 - high,
    high: 100 - low,
    interval: interval === null ? null : { low: 100 - interval.high, high: 100 - interval.low },
  };
};

const sharesApart = (a: Range, b: Range, beyondIntervals: number): boolean => {
  const [under, over] = a.low <= b.low ? [a, b] : [b, a];
  if (a.interval !== null && b.interval !== null)
    return !meet(a.interval, b.interval) && odds(over.high) >= beyondIntervals * odds(under.low);
  const ratio = over.high / Math.max(under.low, smallest);
  // near 100 % what is missing tells: 98 and 71 agree no more than 2 and 29
  const missing = under.low < 50 ? 0 : (100 - under.low) / Math.max(100 - over.high, smallest);
  return ratio >= farApart || (missing >= farApart && over.high - under.low >= 10);
};

const odds = (percent: number): number => {
  const p = Math.min(Math.max(percent, smallest), 100 - smallest);
  return p / (100 - p);
};

const ratiosApart = (a: Range, b: Range, beyondIntervals: number): boolean => {
  const ratio = Math.max(a.high / b.low, b.high / a.low);
  if (a.interval !== null && b.interval !== null)
    return !meet(a.interval, b.interval) && ratio >= beyondIntervals;
  return ratio >= farApart;
};

const meet = (a: { low: number; high: number }, b: { low: number; high: number }): boolean =>
  a.low <= b.high && b.low <= a.high;
