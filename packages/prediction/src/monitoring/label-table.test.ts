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

  it("name every input that decides and the rows between which it does", () => {
    const table = labelTable(bundle.labelTables, "trastuzumab.lvef.us");
    const refused = decidedOr(decideLabel(table, { lvefPercent: 48, lvefFallPoints: 12 }), table);
    if (refused.ok) throw new Error("decided");
    const { message, path, remedy } = refused.error;
    expect(path).toBe("lvefLowerLimitPercent");
    expect(message).toMatch(/^lvefLowerLimitPercent decides between: .+/);
    expect(remedy).toBe("give lvefLowerLimitPercent; it has no default");
    const open = decidedOr(decideLabel(table, {}), table, (name) => `<${name}>`);
    expect(open.ok ? null : open.error.message).toMatch(/^<\w+>, <\w+>.* decides between: .+; .+/);
  });

  it("say of no row what the table speaks of", () => {
    const table = labelTable(bundle.labelTables, "neratinib.child-pugh.eu");
    const refused = decidedOr(decideLabel(table, { childPugh: "A" }), table);
    expect(refused.ok ? null : refused.error).toEqual({
      code: "no-rule",
      message: `no row of "${table.title}" speaks of this`,
      remedy: `it speaks of: ${table.rules.map(({ words }) => words).join("; ")}`,
    });
  });

  it("ask for each input by name where more than one is missing", () => {
    const table = labelTable(bundle.labelTables, "trastuzumab.lvef.us");
    const open = decidedOr(decideLabel(table, {}), table);
    if (open.ok) throw new Error("decided");
    expect(open.error.remedy).toMatch(/^give \w+, \w+.*; it has no default$/);
  });

  it("offer only the rows that are still possible", () => {
    const table = labelTable(bundle.labelTables, "trastuzumab.lvef.us");
    const decision = decideLabel(table, { lvefPercent: 48, lvefFallPoints: 12 });
    if (decision.kind !== "undecided") throw new Error("decided");
    expect(decision.possible.length).toBeGreaterThan(0);
    expect(decision.possible.length).toBeLessThan(table.rules.length);
  });

  it("throw on a table whose condition does not parse, and name it", () => {
    const [table] = bundle.labelTables;
    const [rule] = table?.rules ?? [];
    if (table === undefined || rule === undefined) throw new Error("nothing to copy");
    expect(() =>
      decideLabel({ ...table, id: "broken", rules: [{ ...rule, when: "lvefPercent <" }] }, {}),
    ).toThrow("the table broken does not parse");
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
