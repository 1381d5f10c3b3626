import { message, testVocabulary } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { context, guidelines } from "../test/guidelines.ts";
import { assess, assessRow } from "./assess.ts";
import { compileGuidelines } from "./guidelines.ts";

const state = (row: unknown) => assessRow(row, context());

describe("the state of a row", () => {
  it("carries its id and tumour, and null where they are not given", () => {
    expect(state({ id: "p1", tumour: "BRCA" })).toMatchObject({ id: "p1", tumour: "BRCA" });
    expect(state({})).toMatchObject({ id: null, tumour: null, guideline: null, assessments: [] });
  });
  it("of a tumour by another name is that of its code", () =>
    expect(
      assessRow(
        { tumour: "breast cancer" },
        {
          ...context(),
          resolveTumour: (name) => ({ code: "BRCA", name, lineage: ["BRCA"], guideline: "breast" }),
        },
      ).tumour,
    ).toBe("BRCA"));
  it("asks for no tumour where none is given, and does without sequencing", () => {
    const asked: string[] = [];
    const bare = {
      guidelines,
      asOf: "2026-11-21",
      resolveTumour: (name: string) => {
        asked.push(name);
        return null;
      },
    };
    expect(assessRow({ ihc: { score: "3+" } }, bare).status).toBe("indeterminate");
    expect(asked).toEqual([]);
    assessRow({ tumour: "moon" }, bare);
    expect(asked).toEqual(["moon"]);
  });
  it("names the rules that each guideline fired", () =>
    expect(state({ tumour: "STAD", ihc: { score: "2+" } }).assessments).toEqual([
      {
        guideline: { id: "gastric", edition: "CAP/ASCP/ASCO 2016" },
        axis: "overall",
        status: "equivocal",
        ihc: { score: "2+", scoring: null, computed: false },
        rules: ["gea.status/g.st.2"],
      },
      {
        guideline: {
          id: "agnostic",
          edition: "FDA label of 2024-04-05, gastric scoring as in DESTINY-PanTumor02",
        },
        axis: "overexpression",
        status: "negative",
        ihc: { score: "2+", scoring: null, computed: false },
        rules: ["agnostic.status/a.st.less"],
      },
    ]));
  it("gives the score as each guideline reads it: the same staining is no 3+ under both", () => {
    const of = (ihc: object) =>
      Object.fromEntries(
        state({ tumour: "USC", specimen: "resection", ihc }).assessments.map((one) => [
          one.guideline.id,
          one.ihc?.score ?? null,
        ]),
      );
    expect(of({ intensity: "strong", pattern: "basolateral", percentStained: 20 })).toEqual({
      endometrial: "2+",
      agnostic: "3+",
    });
    expect(of({ score: "2+", scoring: "isgyp" })).toEqual({ endometrial: "2+", agnostic: null });
  });
});

describe("the guidelines that apply", () => {
  const asked = (tumour: string) =>
    state({ tumour, ihc: { score: "3+" } }).assessments.map((one) => [one.guideline.id, one.status]);
  it.each([
    ["BRCA", [["breast", "positive"]]],
    [
      "STAD",
      [
        ["gastric", "positive"],
        ["agnostic", "positive"],
      ],
    ],
    [
      "USC",
      [
        ["endometrial", "positive"],
        ["agnostic", "indeterminate"],
      ],
    ],
    [
      "BLCA",
      [
        ["urothelial", "positive"],
        ["agnostic", "indeterminate"],
      ],
    ],
    ["PAAD", [["agnostic", "indeterminate"]]],
    ["moon", []],
  ])("to a 3+ of unstated scoring in %s are %j", (tumour, guidelines) =>
    expect(asked(tumour)).toEqual(guidelines),
  );
  it("are those of a family the tables know, and nothing that only looks like one", () => {
    for (const guideline of ["constructor", "__proto__", "", null]) {
      const row = { tumour: "x", ihc: { score: "3+", scoring: "gastric-2016" } };
      const here = {
        ...context(),
        resolveTumour: (name: string) => ({ code: name, name, lineage: [name], guideline }),
      };
      expect(assessRow(row, here).assessments.map((one) => one.guideline.id)).toEqual(["agnostic"]);
    }
  });
});

describe("the score and the ISH of a test", () => {
  it("are shown without a guideline as they are given", () => {
    const one = state({
      ihc: { score: "2+", scoring: "isgyp" },
      ish: { call: "positive" },
    });
    expect([one.ihc, one.ish, one.eligibility]).toEqual([
      { score: "2+", scoring: "isgyp", computed: false },
      "positive",
      ["ihc-2+"],
    ]);
    expect(state({ ihc: { score: "2+" } }).ihc?.scoring).toBeNull();
    expect(state({ ish: { ratio: 3 } }).ish).toBe("indeterminate");
    expect(state({ ihc: { score: "2+" } }).ish).toBeNull();
    expect(state({ ish: { call: "negative" } }).ihc).toBeNull();
  });
  it("are not shown as one where two scores remain", () => {
    const row = { score: "1+", pattern: "circumferential", intensity: "strong", percentStained: 60 };
    expect(state({ tumour: "BRCA", ihc: row }).ihc).toBeNull();
  });
});

describe("a value that could not be read", () => {
  const read = (row: object) => state({ tumour: "BRCA", reported: "negative", ...row }).status;
  it("is a test that was done, whose result is not known", () => {
    expect(read({ ihc: "3+" })).toBe("indeterminate");
    expect(read({ ihc: { percentStained: 140 } })).toBe("indeterminate");
    expect(read({ ish: { ratio: "high" } })).toBe("indeterminate");
  });
  it("of anything else leaves IHC and ISH alone", () => {
    expect(read({ site: [] })).toBe("negative");
    expect(read({ serum: { her2NgPerMl: "ish high" } })).toBe("negative");
    expect(read({ ihcScore: "3+" })).toBe("negative");
    expect(read({ fish: "positive" })).toBe("negative");
  });
  it("counts also where a mapping names the column behind the field", () => {
    const of = (field: string) =>
      assess({ tumour: "BRCA", reported: "negative" }, context(), [
        { code: "unknown-value", severity: "warning", message: field, inputs: { field } },
      ]).status;
    expect(of("ihc.score (her2_ihc_score)")).toBe("indeterminate");
    expect(of("ihc (her2_ihc_score)")).toBe("indeterminate");
    expect(of("site (ihc site)")).toBe("negative");
  });
  it("does not count where a flag names no field", () =>
    expect(
      assess({ tumour: "BRCA", reported: "negative" }, context(), [
        { code: "historic", severity: "note", message: "", inputs: {} },
      ]).status,
    ).toBe("negative"));
});

describe("an edition", () => {
  it("of the tumour-agnostic labels is not asked before there was one, where the tumour has a guideline", () => {
    const asked = (tumour: string, day: string) =>
      assessRow({ tumour, ihc: { score: "3+" } }, context({}, day)).assessments.map(
        (one) => one.guideline.id,
      );
    expect(asked("STAD", "2024-04-04")).toEqual(["gastric"]);
    expect(asked("STAD", "2024-04-05")).toEqual(["gastric", "agnostic"]);
    expect(asked("STAD", "2024")).toEqual(["gastric", "agnostic"]);
    expect(asked("PAAD", "2024-04-04")).toEqual(["agnostic"]);
  });
  it("that is not in force says which and when, fires nothing and asks for nothing of its own", () => {
    const one = assessRow({ tumour: "BRCA", ihc: { score: "3+" } }, context({}, "2012-01-01"));
    expect(one.flags).toEqual([
      {
        code: "edition-differs",
        severity: "note",
        message: message("flag.edition-differs.not-in-force", {
          edition: "ASCO/CAP 2018, affirmed 2023",
          asOf: "2012-01-01",
        }).text,
        inputs: { edition: "ASCO/CAP 2018, affirmed 2023", asOf: "2012-01-01" },
      },
    ]);
    expect(one.assessments).toEqual([
      { guideline: one.guideline, axis: "overall", status: "indeterminate", ihc: one.ihc, rules: [] },
    ]);
    expect([one.ish, one.ishGroup, one.needed, one.ihc?.score]).toEqual([null, null, [], "3+"]);
  });
  it("that knowledge lacks answers nothing, and nothing breaks", () => {
    const empty = compileGuidelines([]);
    if (!empty.ok) throw new Error(empty.error.message);
    for (const tumour of ["BRCA", "STAD", "LUAD", "CHOL"]) {
      const row = { tumour, ihc: { score: "3+" }, ish: { ratio: 3, her2PerCell: 7, call: "positive" } };
      const one = assessRow(row, { ...context(), guidelines: empty.value });
      expect([one.status, one.rules, one.guideline?.edition]).toEqual(["indeterminate", [], ""]);
    }
  });
});

const text = (code: string): string => message(code).text;

describe("what is missing", () => {
  it("is what the score needs where the score is missing", () => {
    const tests = (row: object) => state({ tumour: "BRCA", ...row }).needed.map((one) => one.test);
    expect(tests({ ihc: { pattern: "circumferential", intensity: "strong" } })).toContain(
      testVocabulary.names.percentStained?.description,
    );
    expect(tests({ ihc: { pattern: "circumferential", intensity: "strong" } })).not.toContain(
      text("needed.ihc"),
    );
    expect(tests({ ihc: { score: "2+" }, ish: { her2PerCell: 4.5 } })).toContain(
      testVocabulary.names.ratio?.description,
    );
    expect(tests({ ihc: { score: "2+" }, ish: { her2PerCell: 4.5 } })).not.toContain(text("needed.ihc"));
  });
  it("is also what the ISH needs", () => {
    const one = state({
      tumour: "BRCA",
      ihc: { pattern: "circumferential", intensity: "strong" },
      ish: { her2PerCell: 4.5 },
    });
    expect(one.undecided.find((each) => each.eligibility === "her2-positive")?.missing).toEqual(
      expect.arrayContaining(["percentStained", "ratio"]),
    );
  });
  it("is nothing of its own where the edition is not in force", () =>
    expect(
      assessRow({ tumour: "STAD", ihc: { score: "2+" } }, context({}, "2010")).undecided.find(
        (each) => each.eligibility === "her2-positive",
      )?.missing,
    ).toEqual([]));
  it("is a review where the score can not be told, and a clarification where two values stand", () => {
    const tests = (row: object) => state(row).needed.map((one) => one.test);
    const review = text("needed.pathologist-review");
    const clarify = text("needed.clarification");
    const uncovered = {
      tumour: "STAD",
      specimen: "biopsy",
      ihc: { score: "3+", intensity: "strong", clusterCells: 3 },
    };
    expect(tests(uncovered)).toContain(review);
    expect(tests(uncovered)).not.toContain(clarify);
    const apart = { tumour: "BRCA", ish: { ratio: 2.2, her2PerCell: 4.2, cep17PerCell: 2.7 } };
    expect(tests(apart)).toContain(clarify);
    expect(tests(apart)).not.toContain(review);
  });
});
