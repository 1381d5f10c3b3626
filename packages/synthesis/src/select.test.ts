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
    percent: null,
    hr: null,
    population: null,
    dataCut: null,
    sources: [{ source: `paper of ${id}` }],
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

describe("rows that must not come in", () => {
  const code = (change: Partial<Outcome>) => {
    const { chosen, left } = select([row("a.x", change)]);
    return chosen.length > 0 ? "taken" : left[0]?.code;
  };
  it.each<[string, Partial<Outcome>, string]>([
    ["as many events as patients", { responders: 10, n: 10 }, "taken"],
    ["more events than patients", { responders: 11, n: 10 }, "impossible-counts"],
    ["no events", { responders: 0, n: 1 }, "taken"],
    ["fewer than none", { responders: -1 }, "impossible-counts"],
    ["no patients", { responders: 0, n: 0 }, "impossible-counts"],
    ["half an event", { responders: 2.5 }, "impossible-counts"],
    ["half a patient", { n: 10.5 }, "impossible-counts"],
    ["events without patients", { n: null }, "no-counts"],
    ["a rate rounded to whole percent", { responders: 1, n: 8, percent: 13 }, "taken"],
    ["a rate rounded down at the half", { responders: 1, n: 8, percent: 12 }, "taken"],
    ["a rate of another denominator", { responders: 1, n: 8, percent: 14 }, "other-denominator"],
    ["a decimal that is off", { responders: 1, n: 8, percent: 12.6 }, "other-denominator"],
    ["a decimal that fits", { responders: 50, n: 91, percent: 54.9 }, "taken"],
    ["no source", { sources: [] }, "recalled"],
    ["a figure remembered only", { status: "recalled" }, "recalled"],
    ["a review", { design: "meta-analysis" }, "secondary"],
    ["no design", { design: null }, "secondary"],
  ])("%s", (_, change, expected) => {
    expect(code(change)).toBe(expected);
  });
});

describe("the same patients under two rows", () => {
  const pick = (
    a: { row: Outcome; study: Study },
    b: { row: Outcome; study: Study },
    asked: Question = question,
  ) =>
    [
      [a, b],
      [b, a],
    ].map((outcomes) => ids(selectRows(asked, { ...knowledge, outcomes }).chosen));
  const of = (trial: Partial<Study>, one: Outcome) => ({
    study: { ...study("t"), ...trial } as Study,
    row: one,
  });
  const both = [["x", "y"]];
  it("are one where the arm and the line are: the later cut of as many patients", () => {
    const earlier = of({}, row("y", { overlap: "A", dataCut: "2021-05-03", population: "6.4" }));
    const later = of({}, row("x", { overlap: "B", dataCut: "2023-01-01", population: "6.4" }));
    expect(pick(earlier, later)).toEqual([["x"], ["x"]]);
    const byYear = of({}, row("z", { overlap: "B", year: 2024, population: "6.4" }));
    expect(pick(of({}, row("y", { year: 2023, population: "6.4" })), byYear)).toEqual([["z"], ["z"]]);
  });
  it("are two where both are marked and label or line differ", () => {
    const low = of({}, row("x", { population: "5.4" }));
    expect(pick(low, of({}, row("y", { population: "6.4" })))).toEqual([...both, ...both]);
    expect(pick(low, of({}, row("y", { population: "5.4", line: "first" })))).toEqual([...both, ...both]);
    expect(pick(low, of({}, row("y", { population: "6.4", pool: null })))).toEqual([["x"], ["x"]]);
  });
  it("are two in other tumours, on other regimens, in populations without a common patient", () => {
    const one = of({}, row("x"));
    const solid = { ...question, tumour: "SOLID" };
    expect(pick(one, of({}, row("y", { tumour: "BRCA" })), solid)).toEqual([...both, ...both]);
    expect(pick(one, of({}, row("y", { regimen: ["neratinib"] })))).toEqual([...both, ...both]);
  });
  it("are one where the members of a regimen stand in another order", () => {
    const [a, b] = [
      ["trastuzumab", "pertuzumab"],
      ["pertuzumab", "trastuzumab"],
    ];
    expect(pick(of({}, row("x", { regimen: a ?? [] })), of({}, row("y", { regimen: b ?? [] })))).toEqual([
      ["x"],
      ["x"],
    ]);
  });
  it("are one where a part is marked beside its whole", () => {
    const part = of(
      {},
      row("y", { overlap: "B", alteration: "ERBB2 exon 20 insertion", n: 80, population: "e" }),
    );
    expect(pick(of({}, row("x", { overlap: "A", n: 10 })), part)).toEqual([["x"], ["x"]]);
  });
  it.each<[string, Partial<Study>, Partial<Study>]>([
    ["registration", { id: "a", name: "A", nct: "NCT00000001" }, { id: "b", name: "B", nct: "NCT00000001" }],
    ["name in another spelling", { id: "a", name: "TRIAL-Lung01" }, { id: "b", name: "Trial Lung 01" }],
    ["alias", { id: "a", name: "A", aliases: ["U-204"] }, { id: "b", name: "U204" }],
    [
      "other registry",
      { id: "a", name: "A", registryIds: ["UMIN000017709"] },
      { id: "b", name: "B", registryIds: ["UMIN000017709"] },
    ],
  ])("are one under two names of one %s", (_, a, b) => {
    expect(pick(of(a, row("x")), of(b, row("y")))).toEqual([["x"], ["x"]]);
  });
  it("are two in two trials", () => {
    const [a, b] = [
      { id: "a", name: "A", nct: "NCT00000001" },
      { id: "b", name: "B", nct: "NCT00000002" },
    ];
    expect(pick(of(a, row("x")), of(b, row("y")))).toEqual([...both, ...both]);
    const unregistered = [
      { id: "a", name: "A", nct: null },
      { id: "b", name: "B", nct: null },
    ] as const;
    expect(pick(of(unregistered[0], row("x")), of(unregistered[1], row("y")))).toEqual([...both, ...both]);
  });
  it("are one in two trials where the source and the counts are the same", () => {
    const cited = { n: 20, sources: [{ source: "s1" }, { source: "s2" }] };
    const [a, b] = [
      { id: "a", name: "A" },
      { id: "b", name: "B" },
    ];
    const one = of(a, row("x", cited));
    expect(pick(one, of(b, row("y", { n: 20, sources: [{ source: "s2" }] })))).toEqual([["x"], ["x"]]);
    const few = { ...cited, n: 19 };
    expect(pick(of(a, row("x", few)), of(b, row("y", few)))).toEqual([...both, ...both]);
    const registered = [
      { ...a, nct: "NCT00000001" },
      { ...b, nct: "NCT00000002" },
    ] as const;
    expect(pick(of(registered[0], row("x", cited)), of(registered[1], row("y", cited)))).toEqual([
      ...both,
      ...both,
    ]);
    expect(pick(one, of(b, row("y", { ...cited, responders: 4 })))).toEqual([...both, ...both]);
    expect(
      pick(one, of(b, row("y", { ...cited, n: 21 })))
        .flat()
        .toSorted(),
    ).toEqual(["x", "x", "y", "y"]);
  });
});
