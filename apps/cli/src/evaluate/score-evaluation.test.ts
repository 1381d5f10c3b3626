import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patientTable } from "./patient-table.ts";
import { readPatients } from "./patients.ts";
import { type EvaluateOptions, readQuestion } from "./question.ts";
import { evaluateScores } from "./score-evaluation.ts";

type Cells = readonly (readonly [outcome: string, score: string])[];

/** What is printed of a table, or the code of its refusal. */
const evaluate = (cells: Cells, options: EvaluateOptions = {}) => {
  const question = readQuestion(options);
  if (!question.ok) throw new Error(question.error);
  const columns = new Map([
    ["y", cells.map(([outcome]) => outcome)],
    ["s", cells.map(([, score]) => score)],
  ]);
  const table = patientTable({ size: cells.length, columns }, "table");
  if (!table.ok) return table.error.code;
  const patients = readPatients(table.value, { outcome: "y", scores: "s", ...options }, question.value);
  if (!patients.ok) return patients.error.code;
  if (patients.value.outcome.kind !== "two") return "classes";
  const done = evaluateScores(patients.value, question.value, undefined);
  return done.ok ? { text: done.value.text().join("\n"), value: done.value.value } : done.error.code;
};

/** The area of the only score. */
const aucOf = (done: ReturnType<typeof evaluate>): number =>
  typeof done === "string"
    ? Number.NaN
    : (done.value as { strata: [{ scores: [{ auc: number }] }] }).strata[0].scores[0].auc;

const outcome = fc.constantFrom("1", "0");
const cells = fc.array(fc.tuple(outcome, fc.integer({ min: -20, max: 20 }).map(String)), {
  minLength: 4,
  maxLength: 40,
});

describe("scores against an outcome", () => {
  it("answer or refuse whatever stands in the cells, and print no value that is none", () => {
    // mostly what a table holds, so that many answer
    const any = fc.tuple(
      fc.oneof(
        { weight: 40, arbitrary: outcome },
        { weight: 4, arbitrary: fc.constantFrom("yes", "no", "", "NA", "2") },
        fc.string({ maxLength: 3 }),
      ),
      fc.oneof(
        { weight: 20, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) },
        { weight: 20, arbitrary: fc.constantFrom("0.5", "1", "0", "0.9", "", "3+") },
        fc.constantFrom("inf", "-", "<1"),
      ),
    );
    let answered = 0;
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (rows) => {
        const done = evaluate(rows);
        if (typeof done === "string") return;
        answered++;
        expect(done.text).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 300 },
    );
    expect(answered).toBeGreaterThan(50);
  });

  it("have the same area after a monotone change, and what it lacks to 1 after either side is turned", () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const area = aucOf(evaluate(rows));
        fc.pre(Number.isFinite(area));
        expect(aucOf(evaluate(rows.map(([y, s]) => [y, String(Number(s) ** 3 + 5)])))).toBeCloseTo(area, 12);
        expect(aucOf(evaluate(rows, { lowerIsPositive: true }))).toBeCloseTo(1 - area, 12);
        expect(aucOf(evaluate(rows, { positive: "0" }))).toBeCloseTo(1 - area, 12);
      }),
      { numRuns: 60 },
    );
  });

  it("ignore patients without an outcome, who are no controls", () => {
    fc.assert(
      fc.property(cells, (rows) => {
        const area = aucOf(evaluate(rows));
        fc.pre(Number.isFinite(area));
        expect(aucOf(evaluate([["", "0"], ...rows, ["NA", "-20"]]))).toBe(area);
      }),
      { numRuns: 30 },
    );
  });
});
