import { describe, expect, it } from "vitest";
import { fisherExact } from "../../contingency/fisher-exact.ts";
import { type Counts, generalisedData, type TwoGroupModel } from "./generalised-data.ts";

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const read = (counts: Counts, model: TwoGroupModel = "UM.FS") => {
  const data = generalisedData(counts, model, 0.5);
  if (!data.ok) throw new Error(data.error.message);
  return data.value;
};
const missing = Number.NaN;

describe("which studies say something of the effect", () => {
  it("of proportions: those with events and patients that are known", () => {
    const data = read({
      kind: "proportions",
      events: column(3, missing, 2, 0, 9),
      n: column(9, 8, missing, 7, 9),
    });
    expect(data.given).toBe(5);
    expect(data.rows).toEqual([0, 3, 4]);
    expect(data.usual.effects[0]).toBeCloseTo(Math.log(3 / 6), 12);
    // corrected where nobody or everybody has the event, and without an effect of its own
    expect(data.usual.effects[1]).toBeCloseTo(Math.log(0.5 / 7.5), 12);
    expect(Array.from(data.saturated.effects)).toEqual([expect.closeTo(Math.log(0.5), 12), missing, missing]);
  });
  it("of rates: those with a time at risk", () => {
    const data = read({
      kind: "rates",
      events: column(3, missing, 2, 0),
      time: column(9, 8, missing, 7),
    });
    expect(data.rows).toEqual([0, 3]);
    expect(data.usual.effects[1]).toBeCloseTo(Math.log(0.5 / 7), 12);
    expect(Array.from(data.saturated.effects)).toEqual([expect.closeTo(Math.log(1 / 3), 12), missing]);
  });
  it("of two rates: those with an event on some side", () => {
    const data = read({
      kind: "two-rates",
      rates: {
        ...{ events1: column(3, 0, 0, missing, 2, 2), time1: column(9, 8, 7, 6, missing, 5) },
        ...{ events2: column(2, 0, 4, 1, 1, 1), time2: column(8, 8, 8, 8, 8, missing) },
      },
    });
    expect(data.rows).toEqual([0, 2]);
    expect(data.saturated.effects[0]).toBeCloseTo(Math.log(3 / 9 / (2 / 8)), 12);
    expect(data.saturated.effects[1]).toBeNaN();
    expect(data.usual.effects[1]).toBeCloseTo(Math.log(0.5 / 7 / (4.5 / 8)), 12);
  });
});

describe("the saturated effects of tables", () => {
  const tables = {
    ...{ a: column(12, 0, 10, 8), b: column(5, 9, 1, 0) },
    ...{ c: column(9, 4, 3, 5), d: column(22, 8, 2, 6) },
  };
  const counts: Counts = { kind: "two-by-two", tables };
  it("are odds ratios, none where a cell is empty", () => {
    const { saturated, usual } = read(counts);
    expect(Array.from(saturated.effects)).toEqual([
      expect.closeTo(Math.log((12 * 22) / (5 * 9)), 12),
      missing,
      expect.closeTo(Math.log((10 * 2) / 3), 12),
      missing,
    ]);
    expect(usual.effects[1]).toBeCloseTo(Math.log((0.5 * 8.5) / (9.5 * 4.5)), 12);
  });
  it("are the conditional estimates of Fisher's exact test for the exact likelihood", () => {
    const { saturated } = read(counts, "CM.EL");
    for (const i of [0, 2]) {
      const exact = fisherExact(tables.a[i]!, tables.b[i]!, tables.c[i]!, tables.d[i]!);
      expect(saturated.effects[i]).toBeCloseTo(Math.log(exact.ok ? exact.value.oddsRatio : missing), 9);
      expect(saturated.variances[i]).toBeGreaterThan(0);
    }
    // at the ends of what the margins allow there is none: no event in the first group, nobody without in the last
    expect([saturated.effects[1], saturated.effects[3], saturated.variances[1]]).toEqual([
      missing,
      missing,
      missing,
    ]);
  });
  it("are ratios of risks where events are taken as rare", () => {
    const { saturated } = read(counts, "CM.AL");
    expect(saturated.effects[0]).toBeCloseTo(Math.log(12 / 17 / (9 / 31)), 12);
    expect(saturated.variances[0]).toBeCloseTo(1 / 12 + 1 / 9, 12);
    expect(saturated.effects[1]).toBeNaN();
  });
});

describe("counts that are none", () => {
  it.each<readonly [Counts, string]>([
    [{ kind: "proportions", events: column(5), n: column(4) }, "not-a-proportion"],
    [{ kind: "rates", events: column(-1), time: column(4) }, "not-a-count"],
    [
      {
        kind: "two-rates",
        rates: { events1: column(1), time1: column(0), events2: column(1), time2: column(1) },
      },
      "no-person-time",
    ],
    [
      { kind: "two-by-two", tables: { a: column(1), b: column(-1), c: column(1), d: column(1) } },
      "not-a-count",
    ],
    [{ kind: "rates", events: column(missing), time: column(4) }, "no-information"],
  ])("%j is refused: %s", (counts, code) => {
    expect(generalisedData(counts, "UM.FS", 0.5)).toMatchObject({ ok: false, error: { code } });
  });
  it("the exact likelihood sums over a hundred thousand events, and no more", () => {
    const of = (events: number): Counts => ({
      kind: "two-by-two",
      tables: { a: column(events - 2), b: column(10), c: column(2), d: column(events) },
    });
    expect(generalisedData(of(100_001), "CM.EL", 0.5)).toMatchObject({ error: { code: "too-many-events" } });
    expect(generalisedData(of(100_001), "UM.FS", 0.5).ok).toBe(true);
    // the smaller margin counts: few events in a large group are few
    const few: Counts = {
      kind: "two-by-two",
      tables: { a: column(4), b: column(400_000), c: column(3), d: column(300_000) },
    };
    expect(generalisedData(few, "CM.EL", 0.5).ok).toBe(true);
  });
});
