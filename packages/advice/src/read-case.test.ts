import { describe, expect, it } from "vitest";
import { readCase } from "./read-case.ts";

const refused = (value: unknown) => {
  const read = readCase(value);
  if (read.ok) throw new Error("not refused");
  return read.error;
};

it("reads a case that names its tumour only", () => {
  expect(readCase({ tumour: "BRCA" })).toEqual({ ok: true, value: { tumour: "BRCA" } });
});

describe("refuses, with the field, what was found and a remedy,", () => {
  it("a field nobody knows, with the nearest name", () => {
    expect(refused({ tumour: "BRCA", treatment: [] })).toMatchObject([
      { code: "unknown-field", path: "treatment", remedy: 'did you mean "treatments"?' },
    ]);
    expect(refused({ tumour: "BRCA", patient: { lvef: 60 } })).toMatchObject([
      { path: "patient.lvef", remedy: 'did you mean "lvefPercent"?' },
    ]);
    expect(refused({ tumour: "BRCA", tests: [{ ihc: { scroe: "3+" } }] })).toMatchObject([
      { path: "tests.0.ihc.scroe", remedy: 'did you mean "score"?' },
    ]);
    expect(refused({ tumour: "BRCA", qqq: 1 })[0]?.remedy).toMatch(/use one of: .*tumour/);
  });
  it("values that cannot be", () => {
    expect(refused({ tumour: "BRCA", patient: { lvefPercent: 140 } })).toMatchObject([
      { code: "invalid-value", path: "patient.lvefPercent", message: expect.stringContaining("140") },
    ]);
    expect(refused({ tumour: "BRCA", tests: [{ ish: { ratio: -1 } }] })).toMatchObject([
      { path: "tests.0.ish.ratio" },
    ]);
    expect(refused({ tumour: "BRCA", alterations: [{ name: "L755S", vaf: 31 }] })).toMatchObject([
      { path: "alterations.0.vaf" },
    ]);
  });
  it("half a character, which no file could carry on, wherever it stands", () => {
    expect(refused({ tumour: "BRCA", tests: [{ site: "liver \ud83d" }] })).toMatchObject([
      { code: "ill-formed-text", path: "tests.0.site" },
    ]);
    expect(readCase({ tumour: "BRCA", tests: [{ site: "liver \ud83d\ude00 肝" }] }).ok).toBe(true);
  });
  it("what is no case at all", () => {
    for (const value of [null, undefined, 3, "BRCA", [], 1n, { setting: "metastatic" }])
      expect(refused(value).length).toBeGreaterThan(0);
    const cycle: Record<string, unknown> = { tumour: "BRCA" };
    cycle.tests = cycle;
    expect(refused(cycle)[0]?.path).toBe("tests");
  });
  it("two scores of one sample and date that contradict each other", () => {
    const test = (score: string, part: object = {}) => ({
      sample: "s1",
      date: "2026-01-01",
      ihc: { score, scoring: "breast-2018" },
      ...part,
    });
    expect(refused({ tumour: "BRCA", tests: [test("3+"), test("1+")] })).toMatchObject([
      { code: "contradictory-scores", path: "tests.1.ihc.score" },
    ]);
    for (const other of [
      { sample: "s2" },
      { date: "2026-02-01" },
      { ihc: { score: "1+", scoring: "gastric-2016" } },
    ])
      expect(readCase({ tumour: "BRCA", tests: [test("3+"), test("1+", other)] }).ok).toBe(true);
    expect(readCase({ tumour: "BRCA", tests: [test("3+"), test("3+")] }).ok).toBe(true);
    expect(readCase({ tumour: "BRCA", tests: [{ ihc: { score: "3+" } }, { ihc: { score: "1+" } }] }).ok).toBe(
      true,
    );
  });
});
