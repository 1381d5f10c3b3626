import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { decidedOr, decideLabel, labelTable, type ObservedFacts } from "./label-table.ts";

describe("the tables of labels", () => {
  const vectors = bundle.labelTables.flatMap((table) =>
    table.vectors.map(
      (vector) => [table.id, JSON.stringify(vector.given), vector.rule, table, vector] as const,
    ),
  );

  it.each(vectors)("%s with %s: %s", (_id, _given, rule, table, vector) => {
    const decision = decideLabel(table, vector.given as ObservedFacts);
    expect(
      decision.kind === "decided"
        ? decision.verdict.rule.id
        : decision.kind === "no-row"
          ? null
          : "undecided",
    ).toBe(rule);
  });

  it("have boundary cases, which reach every row that speaks of the heart", () => {
    for (const table of bundle.labelTables)
      expect([table.id, table.vectors.length > 0]).toEqual([table.id, true]);
    const reached = new Set(
      bundle.labelTables.flatMap((table) => table.vectors.map(({ rule }) => `${table.id}/${rule}`)),
    );
    const unreached = bundle.labelTables
      .filter(({ topic }) => topic === "cardiac")
      .flatMap((table) => table.rules.map((rule) => `${table.id}/${rule.id}`))
      .filter((row) => !reached.has(row));
    expect(unreached).toEqual([]);
  });

  it("answer nothing where nothing is known", () => {
    for (const table of bundle.labelTables)
      expect([table.id, decideLabel(table, {}).kind]).toEqual([table.id, "undecided"]);
  });

  it("name what is missing, in the caller's words", () => {
    const table = labelTable(bundle.labelTables, "trastuzumab.lvef.us");
    const facts = { lvefPercent: 48, lvefFallPoints: 12 };
    expect(decidedOr(decideLabel(table, facts), table, () => "lln")).toMatchObject({
      ok: false,
      error: { code: "missing-input", path: "lln" },
    });
  });

  it("say which rows there are where none fits", () => {
    const table = labelTable(bundle.labelTables, "neratinib.child-pugh.eu");
    expect(decidedOr(decideLabel(table, { childPugh: "A" }), table)).toMatchObject({
      ok: false,
      error: { code: "no-rule", remedy: expect.stringContaining("Child-Pugh C") },
    });
  });

  it("part in Child-Pugh C: the United States begin lower, the European Union forbids it", () => {
    const [us, eu] = ["neratinib.child-pugh.us", "neratinib.child-pugh.eu"].map((id) =>
      decideLabel(labelTable(bundle.labelTables, id), { childPugh: "C" }),
    );
    expect(us).toMatchObject({ verdict: { then: { action: "start", dose: 80 } } });
    expect(eu).toMatchObject({ verdict: { then: { action: "contraindicated" } } });
  });

  it("throws on a table that the knowledge does not have", () => {
    expect(() => labelTable(bundle.labelTables, "no.such.table")).toThrow('"no.such.table"');
  });
});
