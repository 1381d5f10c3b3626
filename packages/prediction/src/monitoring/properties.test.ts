import { openKnowledge } from "@erbium/knowledge-base";
import type { Case, CaseEvent, Monitoring } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask, bundle } from "../../test/models.ts";
import { addDays, addMonths, daysBetween } from "./calendar.ts";
import { detectionLimit95, detectionProbability, ratioInterval } from "./ctdna-ratio.ts";
import { monitor } from "./monitor.ts";
import { readEvent } from "./read-event.ts";

const opened = openKnowledge(bundle);
if (!opened.ok) throw new Error("the knowledge does not open");
const knowledge = opened.value;

const day = fc
  .tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 0, max: 364 }))
  .map(([year, offset]) => addDays(`${year}-01-01`, offset));

describe("days of the calendar", () => {
  it("adding days and counting them agree, through leap years", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it("adding months one by one never comes later than at once", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, months) => {
        let step = from;
        for (let each = 0; each < months; each++) step = addMonths(step, 1);
        expect(step <= addMonths(from, months)).toBe(true);
      }),
    );
  });
});

describe("circulating tumour DNA", () => {
  it("the interval brackets the ratio and narrows with more DNA", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.4, noNaN: true }),
        fc.double({ min: 0.01, max: 0.4, noNaN: true }),
        fc.integer({ min: 2000, max: 20_000 }),
        (before, now, equivalents) => {
          const at = (times: number) =>
            ratioInterval(
              { fraction: before, equivalents: equivalents * times },
              { fraction: now, equivalents: equivalents * times },
            );
          const [one, ten] = [at(1), at(10)];
          if (!one.ok || !ten.ok || one.value.high === null || ten.value.high === null)
            throw new Error("refused");
          expect(one.value.low).toBeLessThan((now / before) * 1.02);
          expect(one.value.high).toBeGreaterThan((now / before) * 0.98);
          expect(ten.value.high / ten.value.low).toBeLessThan(one.value.high / one.value.low);
        },
      ),
    );
  });

  it("what a test can find is the same by the limit and by the probability", () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 1e6, noNaN: true }), (equivalents) => {
        expect(detectionProbability(equivalents * detectionLimit95(equivalents), 1)).toBeCloseTo(0.95, 10);
      }),
    );
  });
});

describe("dose tables", () => {
  it("never give more than before, whatever happened", () => {
    const levels = [...new Set(bundle.doseLadders.flatMap((ladder) => ladder.levels))];
    fc.assert(
      fc.property(
        fc.constantFrom("dose-tdxd", "dose-tdm1", "dose-neratinib", "dose-tucatinib", "dose-pyrotinib"),
        fc.constantFrom(...levels),
        fc.record(
          {
            toxicity: fc.constantFrom(
              "ILD",
              "neutropenia",
              "thrombocytopenia",
              "diarrhoea",
              "hepatotoxicity",
              "other",
            ),
            grade: fc.integer({ min: 1, max: 4 }),
            days_to_resolution: fc.integer({ min: 0, max: 60 }),
            duration_days: fc.integer({ min: 0, max: 20 }),
            antidiarrhoeal: fc.boolean(),
            recurred_after_hold: fc.boolean(),
            transaminases_times_uln: fc.integer({ min: 0, max: 30 }),
            bilirubin_times_uln: fc.integer({ min: 0, max: 12 }),
          },
          { requiredKeys: ["toxicity"] },
        ),
        (model, current, event) => {
          const answer = ask(model, { ...event, current });
          const dose = answer.values.dose;
          expect(answer.error !== null || dose === null || Number(dose) <= current).toBe(true);
        },
      ),
    );
  });

  it("read or refuse any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readEvent(text);
        expect(read.ok || read.error.remedy.length > 0).toBe(true);
      }),
    );
  });
});

describe("a course", () => {
  const course = (given: Partial<Case>): Monitoring => {
    const read = monitor({ tumour: "BRCA", ...given }, knowledge, "2026-06-30");
    if (!read.ok) throw new Error(read.error.message);
    return read.value;
  };

  it("is read the same, whatever the order in the case", () => {
    const treatments: Case["treatments"] = [
      { regimen: ["trastuzumab", "docetaxel"], setting: "metastatic", start: "2026-01-10" },
    ];
    const events: CaseEvent[] = [
      { kind: "lvef", date: "2026-01-05", percent: 66 },
      { kind: "lvef", date: "2026-02-10", percent: 50, lowerLimitPercent: 50 },
      { kind: "lvef", date: "2026-02-10", percent: 60, lowerLimitPercent: 50 },
      { kind: "ki67", date: "2026-02-01", percent: 5 },
      { kind: "response", date: "2026-03-01", response: "PD" },
      { kind: "dose", date: "2026-01", therapy: "trastuzumab", held: true },
    ];
    const expected = course({ treatments, events });
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(course({ treatments, events: shuffled })).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
