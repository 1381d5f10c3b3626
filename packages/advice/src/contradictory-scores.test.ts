import type { Measurement } from "@erbium/model";
import { expect, it } from "vitest";
import { contradictoryScores } from "./contradictory-scores.ts";

const test = (score: "1+" | "2+" | "3+", part: Partial<Measurement> = {}, ihc: object = {}): Measurement => ({
  sample: "s1",
  date: "2026-01-01",
  site: "primary",
  ihc: { score, scoring: "breast-2018", clone: "4B5", ...ihc },
  ...part,
});
const refused = (...tests: Measurement[]) => contradictoryScores({ tumour: "BRCA", tests });

it("refuses two scores of one stain, naming both", () => {
  expect(refused(test("3+"), test("1+"))).toEqual([
    {
      code: "contradictory-scores",
      message: "tests.0 says IHC 3+ and tests.1 says IHC 1+ of the same sample and date",
      path: "tests.1.ihc.score",
      remedy: "keep the score that holds, or give the two tests their own sample, date, clone or scoring",
    },
  ]);
});

it("finds every pair, however far apart", () => {
  const paths = refused(test("3+"), test("2+", { sample: "s2" }), test("1+"), test("2+")).map(
    (one) => one.message,
  );
  expect(paths.map((text) => text.match(/tests\.\d/g)?.join(" "))).toEqual([
    "tests.0 tests.2",
    "tests.0 tests.3",
    "tests.2 tests.3",
  ]);
});

it.each<[string, Measurement]>([
  ["another sample", test("1+", { sample: "s2" })],
  ["another day", test("1+", { date: "2026-01-02" })],
  ["another site", test("1+", { site: "liver" })],
  ["another clone", test("1+", {}, { clone: "HercepTest" })],
  ["another system", test("1+", {}, { scoring: "gastric-2016" })],
  ["no score", test("1+", {}, { score: undefined })],
  ["no IHC", { sample: "s1", date: "2026-01-01", site: "primary" }],
  ["the same score", test("3+")],
])("accepts beside it %s", (_, other) => {
  expect(refused(test("3+"), other)).toEqual([]);
  expect(refused(other, test("3+"))).toEqual([]);
});

it("compares tests that name a sample or a day, and none that names neither", () => {
  const bare = (score: "1+" | "3+", part: Partial<Measurement> = {}): Measurement => ({
    ihc: { score },
    ...part,
  });
  expect(refused(bare("3+"), bare("1+"))).toEqual([]);
  expect(refused(bare("3+", { sample: "s1" }), bare("1+", { sample: "s1" }))).toHaveLength(1);
  expect(refused(bare("3+", { date: "2026" }), bare("1+", { date: "2026" }))).toHaveLength(1);
  expect(contradictoryScores({ tumour: "BRCA" })).toEqual([]);
});
