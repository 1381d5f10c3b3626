import { type Measurement, message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conflicts, context, tables } from "../test/guidelines.ts";
import { assess } from "./assess.ts";
import { compileGuidelines } from "./guidelines.ts";

type Ish = NonNullable<Measurement["ish"]>;
const state = (tumour: string, score: "0" | "1+" | "2+" | "3+" | null, ish: Ish) =>
  assess({ tumour, ish, ...(score === null ? {} : { ihc: { score } }) }, context());
const codes = (...given: Parameters<typeof state>) => state(...given).flags.map((flag) => flag.code);
const rules = (...given: Parameters<typeof state>) => state(...given).rules.map((rule) => rule.id);
const clarification = message("needed.clarification").text;
const needed = (...given: Parameters<typeof state>) => state(...given).needed.map((one) => one.test);

const amplified = { ratio: 4, her2PerCell: 8 };
const normal = { ratio: 1.1, her2PerCell: 2 };

describe("a call that the counts contradict", () => {
  it.each([
    [amplified, "negative", "indeterminate", "positive"],
    [normal, "positive", "indeterminate", "negative"],
  ] as const)("%j called %s leaves the status %s and the ISH %s", (counts, call, status, ish) => {
    const one = state("BRCA", "2+", { ...counts, call });
    expect([one.status, one.ish]).toEqual([status, ish]);
    expect(one.flags.map((flag) => flag.code)).toEqual(["call-contradicts-counts"]);
    expect(one.needed.map((test) => test.test)).toContain(clarification);
  });
  it("keeps the group and the row that the counts fired, and drops what settled the status", () => {
    const one = state("BRCA", "2+", { ...amplified, call: "negative" });
    expect(one.ishGroup).toBe(1);
    expect(one.rules.map((rule) => rule.id)).toEqual(["breast.dualISH.group/b.g1"]);
  });
  it("changes nothing where the score gives the status under either", () => {
    const given = ["BRCA", "3+", { ...amplified, call: "negative" }] as const;
    expect(state(...given)).toMatchObject({ status: "positive", ish: "positive", ishGroup: 1 });
    expect(codes(...given)).toEqual(["call-contradicts-counts"]);
    expect(needed(...given)).not.toContain(clarification);
    expect(rules(...given)).toContain("breast.status/b.st.pos");
  });
  it("as equivocal is named, and the counts stand", () => {
    const given = ["BRCA", "2+", { ...amplified, call: "equivocal" }] as const;
    expect(state(...given).status).toBe("positive");
    expect(codes(...given)).toEqual(["call-contradicts-counts"]);
    expect(needed(...given)).not.toContain(clarification);
  });
  it("lacks what would settle it under the call", () =>
    expect(needed("BRCA", null, { probe: "single", her2PerCell: 8, call: "negative" })).toEqual([
      clarification,
    ]));
  it("is compared under a guideline that has one table for the ISH as well", () => {
    const given = ["STAD", "2+", { ratio: 3, her2PerCell: 6, call: "negative" }] as const;
    expect([state(...given).status, codes(...given)]).toEqual(["indeterminate", ["call-contradicts-counts"]]);
    expect(codes("STAD", "2+", { ratio: 3, her2PerCell: 6, call: "positive" })).toEqual([]);
  });
  it("of a single probe has no older edition to explain it", () => {
    const given = [
      "BRCA",
      "2+",
      { probe: "single", ratio: 1.3, her2PerCell: 6.4, call: "negative" },
    ] as const;
    expect([state(...given).status, codes(...given)]).toEqual(["indeterminate", ["call-contradicts-counts"]]);
  });
});

describe("a call that an older edition explains", () => {
  const editions = (...given: Parameters<typeof state>) =>
    state(...given).flags.find((flag) => flag.code === "edition-differs")?.inputs.editions;
  it.each([
    [{ ratio: 2.5, her2PerCell: 3.5 }, "positive", ["ASCO/CAP 2013", "ASCO/CAP 2007"]],
    [{ ratio: 2.1, her2PerCell: 3.5 }, "positive", ["ASCO/CAP 2013"]],
    [{ ratio: 2.1, her2PerCell: 3.5 }, "equivocal", undefined],
    [{ ratio: 1.3, her2PerCell: 6.4 }, "negative", ["ASCO/CAP 2007"]],
    [{ ratio: 1.9, her2PerCell: 4.5 }, "equivocal", undefined],
    [{ ratio: 2.5, her2PerCell: 3.5 }, "negative", undefined],
  ] as const)("%j called %s fits %j", (counts, call, names) =>
    expect(editions("BRCA", "2+", { ...counts, call })).toEqual(names),
  );
  it("is said to be from memory where nobody saw its rows, and only where they fit", () => {
    const recalled = compileGuidelines(
      tables.map((table) =>
        table.id.startsWith("breast.ish.20")
          ? { ...table, rules: table.rules.map((rule) => ({ ...rule, status: "recalled" as const })) }
          : table,
      ),
      conflicts,
    );
    if (!recalled.ok) throw new Error(recalled.error.message);
    const from = (call: "positive" | "negative") =>
      assess(
        { tumour: "BRCA", ihc: { score: "2+" }, ish: { ratio: 2.1, her2PerCell: 3.5, call } },
        { ...context(), guidelines: recalled.value },
      ).flags.find((flag) => flag.code === "edition-differs")?.inputs.editions;
    expect(from("positive")).toEqual(["ASCO/CAP 2013 (from memory)"]);
    expect(from("negative")).toBeUndefined();
  });
  it("leaves the numbers standing where they are firm, and names both", () => {
    const given = ["BRCA", "2+", { ratio: 2.1, her2PerCell: 4.5, call: "equivocal" }] as const;
    expect(state(...given).status).toBe("positive");
    expect(codes(...given)).toEqual(["call-contradicts-counts", "edition-differs"]);
    expect(needed(...given)).not.toContain(clarification);
  });
  it("is looked for once the numbers are read together with IHC, without calling them contradicted", () => {
    const given = ["BRCA", "1+", { ratio: 2.5, her2PerCell: 3.5, call: "positive" }] as const;
    expect([state(...given).status, codes(...given)]).toEqual(["negative", ["edition-differs"]]);
  });
  it("is not looked for where the call agrees", () =>
    expect(codes("BRCA", "2+", { ratio: 2.5, her2PerCell: 4.5, call: "positive" })).toEqual([]));
});

describe("a ratio without copies", () => {
  it("says that the group can not be told, under the five groups only", () => {
    expect(codes("BRCA", "2+", { ratio: 1.3 })).toEqual(["interpretation-only"]);
    expect(codes("STAD", "2+", { ratio: 2.5 })).toEqual([]);
    expect(codes("BRCA", "2+", { probe: "single", ratio: 1.3 })).toEqual([]);
    expect(codes("BRCA", "2+", { percentCellsAmplified: 5 })).toEqual([]);
    expect(codes("BRCA", "2+", normal)).toEqual([]);
  });
  it("asks for both means while it settles nothing, and not once it does", () => {
    const means = ["mean HER2 signals per cell", "mean CEP17 signals per cell"];
    expect(needed("BRCA", "2+", { ratio: 1.3 })).toEqual(expect.arrayContaining(means));
    for (const [score, ratio] of [
      ["1+", 1.3],
      ["3+", 2.3],
    ] as const)
      expect(needed("BRCA", score, { ratio }).filter((test) => means.includes(test))).toEqual([]);
  });
  it("is not set against a call while it settles nothing, and is once it does", () => {
    expect(codes("BRCA", "2+", { ratio: 1.3, call: "positive" })).toEqual(["interpretation-only"]);
    expect(state("BRCA", "1+", { ratio: 1.3, call: "positive" })).toMatchObject({ status: "negative" });
  });
});

describe("a call alone", () => {
  it("is carried and flagged under a guideline that reads ISH, and not under one that does not", () => {
    expect(codes("STAD", "2+", { call: "positive" })).toEqual(["interpretation-only"]);
    expect(codes("BLCA", "2+", { call: "positive" })).toEqual([]);
  });
});
