import type { Outcome, Study } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knowledge } from "../test/compiled.ts";
import type { Question } from "./question.ts";
import { selectRows } from "./select.ts";

const study = (id: string) => ({ id, name: id }) as Study;
const row = (id: string, change: Partial<Outcome> = {}): Outcome =>
  ({
    id,
    tumour: "NSCLC",
    alteration: "ERBB2 mutation",
    line: "pretreated",
    regimen: ["trastuzumab deruxtecan"],
    outcome: "ORR",
    responders: 5,
    n: 10,
    allele: null,
    overlap: null,
    pool: true,
    design: "single-arm",
    scope: null,
    status: "verified",
    ...change,
  }) as Outcome;
const question: Question = {
  outcome: "ORR",
  tumour: "NSCLC",
  population: "mutation",
  regimen: null,
  line: null,
};
const select = (rows: readonly Outcome[], asked: Question = question) =>
  selectRows(asked, {
    outcomes: rows.map((one) => ({ study: study(one.id.split(".")[0] ?? ""), row: one })),
    tumourIs: knowledge.tumourIs,
    therapyIs: knowledge.therapyIs,
    bundle: knowledge.bundle,
  });
const ids = (rows: readonly { row: Outcome }[]) => rows.map((one) => one.row.id);

describe("selection", () => {
  it("takes one row per group of shared patients: the marked one", () => {
    const { chosen, left } = select([
      row("a.early", { overlap: "A", pool: null, n: 40 }),
      row("a.update", { overlap: "A", n: 30 }),
    ]);
    expect(ids(chosen)).toEqual(["a.update"]);
    expect(left).toMatchObject([{ code: "shared-patients" }]);
  });
  it("takes the part where the whole does not answer the question", () => {
    const rows = [
      row("a.all", { overlap: "A" }),
      row("a.exon20", { overlap: "A", pool: null, alteration: "ERBB2 exon 20 insertion", n: 6 }),
      row("b.exon20", { alteration: "ERBB2 exon 20 insertion" }),
    ];
    expect(ids(select(rows).chosen)).toEqual(["a.all", "b.exon20"]);
    expect(ids(select(rows, { ...question, population: "exon-20-mutation" }).chosen)).toEqual([
      "a.exon20",
      "b.exon20",
    ]);
  });
  it("judges unmarked rows by the other rules only where nothing is marked", () => {
    const unmarked = [row("a.x", { pool: null }), row("b.x", { pool: null })];
    expect(ids(select(unmarked).chosen)).toEqual(["a.x", "b.x"]);
    expect(select([...unmarked, row("c.x")]).left.map(({ code }) => code)).toEqual([
      "not-marked",
      "not-marked",
    ]);
  });
  it("takes an unmarked part of one study's wider unmarked row as the same patients", () => {
    const { chosen } = select([
      row("a.part", { pool: null, alteration: "ERBB2 exon 20 insertion", n: 4 }),
      row("a.whole", { pool: null, n: 10 }),
    ]);
    expect(ids(chosen)).toEqual(["a.whole"]);
  });
  it("takes the earlier data cut for a day on which the later one was not public", () => {
    const rows = [
      row("a.early", { overlap: "A", pool: false, year: 2022 }),
      row("a.late", { overlap: "A", year: 2024 }),
    ];
    const on = (year: number) =>
      ids(
        selectRows(
          question,
          { ...knowledge, outcomes: rows.map((one) => ({ study: study("a"), row: one })) },
          (one) => (one.year ?? 0) <= year,
        ).chosen,
      );
    expect(on(2023)).toEqual(["a.early"]);
    expect(on(2024)).toEqual(["a.late"]);
  });
  it("never takes a denominator that was inferred", () => {
    const { left } = select([row("a.x", { responders: null, n: null, inferred: { responders: 8, n: 21 } })]);
    expect(left).toMatchObject([
      { code: "no-counts", text: "the denominator behind the printed rate was not seen" },
    ]);
  });
  it.each([
    ["another outcome", { outcome: "DCR" }],
    ["another tumour", { tumour: "BRCA" }],
    ["a population that does not lie within", { alteration: "HER2-positive" }],
    ["a population without a group", { alteration: "no such words" }],
    ["alleles instead of patients", { allele: "L755S" }],
  ])("does not compare %s", (_, change) => {
    expect(select([row("a.x", change)])).toEqual({ chosen: [], left: [] });
  });
  it("keeps lines apart", () => {
    const rows = [row("a.x", { line: "first" }), row("b.x"), row("c.x", { line: "after HER2 ADC" })];
    expect(ids(select(rows, { ...question, line: "pretreated" }).chosen)).toEqual(["b.x"]);
    expect(ids(select(rows, { ...question, line: "untreated" }).chosen)).toEqual(["a.x"]);
    expect(ids(select(rows).chosen)).toHaveLength(3);
  });
  it("fits a regimen by class, alone unless partners are named", () => {
    const rows = [
      row("a.x", { regimen: ["neratinib"] }),
      row("b.x", { regimen: ["neratinib", "temsirolimus"] }),
      row("c.x", { regimen: ["trastuzumab", "docetaxel"] }),
    ];
    const asked = (members: string[], partners: string[] = []) =>
      ids(select(rows, { ...question, regimen: { members, partners } }).chosen);
    expect(asked(["pan-HER TKI"])).toEqual(["a.x"]);
    expect(asked(["pan-HER TKI"], ["mTOR inhibitor"])).toEqual(["a.x", "b.x"]);
    expect(asked(["trastuzumab"], ["chemotherapy"])).toEqual(["c.x"]);
    expect(asked(["trastuzumab", "pertuzumab"], ["chemotherapy"])).toEqual([]);
  });
  it("does not depend on the order of rows", () => {
    const all = knowledge.outcomes;
    const chosenIn = (rows: typeof all) => ids(selectRows(question, { ...knowledge, outcomes: rows }).chosen);
    fc.assert(
      fc.property(fc.shuffledSubarray([...all], { minLength: all.length }), (rows) => {
        expect(chosenIn(rows)).toEqual(chosenIn(all));
      }),
      { numRuns: 10 },
    );
  });
});
