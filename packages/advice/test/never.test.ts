import type { Advice, Option } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  adviceFor,
  adviceOn,
  example,
  exampleNames,
  knowledge,
  label,
  optionOf,
  rejectedOf,
  textOf,
} from "./workbench.ts";

/** What a correct engine never does, whatever the case: checked over every shipped example and by cases of its own. */

const tDxd = "trastuzumab deruxtecan";
const all: readonly (readonly [string, Advice])[] = exampleNames().map((name) => [name, adviceOn(name)]);
const rowOf = (id: string) => knowledge.bundle.approvals.find((row) => row.id === id);

describe.each(all)("in example %s", (_, advice) => {
  it("no recalled line, biomarker or row makes a label met, and no recalled type is shown as known", () => {
    for (const verdict of advice.options.flatMap((one) => one.approvals)) {
      if (verdict.status === "no record found") continue;
      const row = rowOf(verdict.id);
      if (row?.status === "recalled") expect(verdict.applies).not.toBe("met");
      if (verdict.applies === "met") {
        for (const part of ["tumour", "setting", "biomarker", "line"] as const)
          if (row?.requires[part] !== undefined) expect(row.recalled ?? []).not.toContain(part);
        if (row?.recalled?.includes("type")) expect(verdict.status).toMatch(/unconfirmed/);
      }
    }
  });

  it("no pending, opinion-only, rejected or unresolved row is met", () => {
    for (const verdict of [...advice.options, ...advice.notRecommended].flatMap((one) => one.approvals)) {
      const state = rowOf(verdict.id)?.state;
      if (state !== undefined && !["active", "superseded", "withdrawn"].includes(state))
        expect(verdict.applies).not.toBe("met");
    }
  });

  it("no option of the first tier lacks a met label in a chosen jurisdiction, and none stands above one that has it", () => {
    const met = (option: Option) =>
      option.approvals.some(
        (one) => one.applies === "met" && advice.jurisdictions.includes(one.agency as never),
      );
    for (const option of advice.options) expect(option.tier === "1").toBe(met(option));
    const kinds = advice.options.map((option) => (met(option) ? 0 : 1));
    expect(kinds).toEqual(kinds.toSorted());
    const tiers = advice.options.map((option) => option.tier);
    expect(tiers).toEqual(tiers.toSorted());
  });

  it("every option has a ground in words, and a caution of an option stands among the cautions of the case", () => {
    const known = new Set(advice.cautions.map((one) => one.message.text));
    for (const option of advice.options) {
      expect(option.because.length).toBeGreaterThan(0);
      for (const caution of option.cautions) expect(known).toContain(caution.message.text);
    }
  });

  it("figures of several lines are never shown without saying so", () => {
    for (const option of advice.options) {
      const lines = new Set(
        option.evidence.figures.filter((one) => one.status !== "recalled").map((one) => one.line),
      );
      if (lines.size > 1) expect(textOf(option.because)).toMatch(/different lines/);
    }
  });

  it("every source that is cited is in the numbered list, once", () => {
    const listed = new Set(advice.sources.map((one) => one.id));
    const cited = [
      ...textOf([advice.options, advice.cautions, advice.notRecommended]).matchAll(/"source":"([^"]+)"/g),
    ];
    for (const [, id] of cited) expect(listed).toContain(id);
    expect(advice.sources.map((one) => one.n)).toEqual(advice.sources.map((_one, index) => index + 1));
  });

  it("what was progressed on or stopped for toxicity is no unqualified option", () => {
    for (const treatment of advice.case.treatments ?? []) {
      if (treatment.progressed !== true && treatment.stopReason !== "toxicity") continue;
      const ids = treatment.regimen.flatMap(
        (name) => knowledge.therapy(name)?.id ?? knowledge.regimen(name) ?? [],
      );
      for (const option of advice.options) {
        const again = option.regimen.filter((id) => ids.includes(id) && knowledge.therapyIs(id, "anti-HER2"));
        if (again.length === 0) continue;
        expect(option.regimen.some((id) => knowledge.therapyIs(id, "anti-HER2") && !again.includes(id))).toBe(
          true,
        );
        expect(option.cautions.some((one) => one.code.startsWith("prior-"))).toBe(true);
      }
    }
  });
});

describe("prior therapy", () => {
  it("ILD of grade 2 on T-DXd: not recommended, the label's rule is named; other conjugates carry a caution", () => {
    const advice = adviceOn("21-toxicity");
    expect(optionOf(advice, tDxd)).toBeUndefined();
    const row = rejectedOf(advice, tDxd);
    expect(textOf(row?.because)).toMatch(/stopped for toxicity: ILD grade 2/);
    expect(textOf(row?.because)).toMatch(/discontinue permanently/);
    expect(label(advice, "A024")?.applies).toBe("met");
  });

  it("ILD of grade 2 forbids it where only the course of the case tells of it", () => {
    const told = (grade: number) =>
      adviceFor({
        tumour: "BRCA",
        setting: "metastatic",
        tests: [{ ihc: { score: "3+" } }],
        treatments: [
          {
            regimen: ["trastuzumab", "pertuzumab", "docetaxel"],
            setting: "metastatic",
            line: 1,
            progressed: true,
          },
          { regimen: ["T-DXd"], setting: "metastatic", line: 2, start: "2026-01-10" },
        ],
        treatmentsComplete: true,
        events: [{ kind: "toxicity", date: "2026-05-02", term: "pneumonitis", grade }],
      });
    expect(optionOf(told(2), "trastuzumab deruxtecan")).toBeUndefined();
    expect(told(2).notRecommended.map((one) => one.id)).toContain("trastuzumab deruxtecan");
    expect(optionOf(told(1), "trastuzumab deruxtecan")).toBeDefined();
  });
  it("ILD of grade 2 forbids it even where nobody wrote that it was stopped for that", () => {
    const advice = adviceFor({
      ...example("21-toxicity"),
      treatments: [
        {
          regimen: ["Enhertu"],
          setting: "metastatic",
          line: 1,
          toxicity: [{ term: "pneumonitis", grade: 2 }],
        },
      ],
      treatmentsComplete: true,
    });
    expect(optionOf(advice, tDxd)).toBeUndefined();
    expect(textOf(rejectedOf(advice, tDxd)?.because)).toMatch(/discontinue permanently/);
  });

  it("grade 1 is a caution, not a stop", () => {
    const advice = adviceFor({
      ...example("21-toxicity"),
      treatments: [
        { regimen: ["trastuzumab", "docetaxel"], setting: "metastatic", line: 1, progressed: true },
        {
          regimen: ["T-DXd"],
          setting: "metastatic",
          line: 2,
          progressed: false,
          stopReason: "choice",
          toxicity: [{ term: "ILD", grade: 1 }],
        },
      ],
      treatmentsComplete: true,
    });
    const option = optionOf(advice, tDxd);
    expect(
      option?.cautions.some((one) => /grade 1/.test(one.message.text) && one.severity === "caution"),
    ).toBe(true);
  });

  it("trastuzumab beyond progression with a new partner is qualified", () => {
    const advice = adviceOn("21-toxicity");
    const option = optionOf(advice, "tucatinib", "trastuzumab", "capecitabine");
    expect(
      option?.cautions.some(
        (one) => one.code === "prior-progression" && one.therapies.includes("trastuzumab"),
      ),
    ).toBe(true);
  });
});

describe("scoring and samples", () => {
  const breastScored = (tumour: string) => ({
    tumour,
    setting: "metastatic",
    noSatisfactoryAlternative: true,
    tests: [{ sample: "s1", ihc: { score: "3+", scoring: "breast-2018" } }],
    treatments: [
      { regimen: ["carboplatin", "paclitaxel"], setting: "metastatic", line: 1, progressed: true },
    ],
    treatmentsComplete: true,
  });
  it("a breast score is not carried into the tumour-agnostic label, and the mismatch is said", () => {
    for (const tumour of ["LUAD", "CHOL", "OVT"]) {
      const advice = adviceFor(breastScored(tumour));
      expect(label(advice, "A027")?.applies).toBe("unknown");
      expect(advice.cautions.some((one) => one.code === "scoring-mismatch")).toBe(true);
    }
  });
  it("the same score read by gastric criteria is", () => {
    const given = breastScored("LUAD");
    const advice = adviceFor({
      ...given,
      tests: [{ sample: "s1", ihc: { score: "3+", scoring: "gastric-2016" } }],
    });
    expect(label(advice, "A027")?.applies).toBe("met");
    expect(advice.cautions.every((one) => one.code !== "scoring-mismatch")).toBe(true);
  });
  it("without the statement that no satisfactory alternative exists the label stays unknown", () => {
    const { noSatisfactoryAlternative: _, ...given } = breastScored("LUAD");
    const advice = adviceFor({ ...given, tests: [{ ihc: { score: "3+", scoring: "gastric-2016" } }] });
    expect(label(advice, "A027")?.applies).toBe("unknown");
  });
});

describe("alterations", () => {
  const lung = (alterations: readonly string[], more: object = {}) =>
    adviceFor({
      tumour: "LUAD",
      setting: "metastatic",
      biomarkers: { histology: "non-squamous" },
      alterations,
      treatments: [
        { regimen: ["carboplatin", "pemetrexed"], setting: "metastatic", line: 1, progressed: true },
      ],
      treatmentsComplete: true,
      ...more,
    });
  const covered = {
    sequencing: [{ material: "tissue", genes: ["ERBB2"], types: ["snv", "indel"], result: "complete" }],
  };

  it.each(["L755S", "I767M", "R678Q"])(
    "disputed %s is not met by itself, even when everything was covered",
    (name) => {
      expect(label(lung([`ERBB2 ${name}`], covered), "A026")?.applies).toBe("unknown");
    },
  );
  it("an unclassified change is unknown, a neutral or polymorphic one is no", () => {
    expect(label(lung(["ERBB2 A1000T"], covered), "A026")?.applies).not.toBe("met");
    expect(label(lung(["ERBB2 Y835F"], covered), "A026")?.applies).toBe("not met");
    expect(label(lung(["ERBB2 I655V"], covered), "A026")?.applies).toBe("not met");
  });
  it("kinase domain is read by residue, not by exon: an activating change outside it is not met, at the edge unknown", () => {
    expect(label(lung(["ERBB2 S310F"], covered), "A075")?.applies).toBe("not met");
    expect(label(lung(["ERBB2 V777L"], covered), "A075")?.applies).toBe("met");
    expect(label(lung(["ERBB2 exon 18 mutation"], covered), "A075")?.applies).not.toBe("met");
  });
  it("nothing found is an answer only where tissue was covered completely", () => {
    expect(label(lung([], covered), "A026")?.applies).toBe("not met");
    expect(label(lung([]), "A026")?.applies).toBe("unknown");
    const plasma = {
      sequencing: [{ material: "plasma", genes: ["ERBB2"], types: ["snv", "indel"], result: "complete" }],
    };
    expect(label(lung([], plasma), "A026")?.applies).toBe("unknown");
    const failed = {
      sequencing: [{ material: "tissue", genes: ["ERBB2"], types: ["snv", "indel"], result: "failed" }],
    };
    expect(label(lung([], failed), "A026")?.applies).toBe("unknown");
  });
});

describe("time and place", () => {
  it("nothing is met before it came", () => {
    const early = adviceOn("01-breast-first-line", { asOf: "2019-06-01" });
    expect(label(early, "A029")?.applies).toBe("not met");
    expect(label(early, "A014")?.applies).toBe("met");
    for (const option of early.options)
      for (const figure of option.evidence.figures)
        expect(figure.study).not.toMatch(/DESTINY-Breast09|DESTINY-Breast03/);
  });
  it("a superseded label counts in its time only", () => {
    const given = {
      tumour: "BRCA",
      setting: "metastatic",
      tests: [{ ihc: { score: "3+", scoring: "breast-2018" } }],
      treatments: [
        { regimen: ["trastuzumab", "paclitaxel"], setting: "metastatic", line: 1, progressed: true },
        { regimen: ["T-DM1"], setting: "metastatic", line: 2, progressed: true },
      ],
      treatmentsComplete: true,
    };
    expect(label(adviceFor(given, { asOf: "2021-01-01" }), "A022")?.applies).toBe("met");
    expect(label(adviceFor(given), "A022")?.applies).toBe("not met");
    expect(label(adviceFor(given), "A024")?.applies).toBe("met");
  });
  it("a label of another jurisdiction never makes the first tier", () => {
    const advice = adviceOn("08-nsclc-yvma", { jurisdictions: ["EMA"] });
    const option = optionOf(advice, "zongertinib");
    expect(option).toMatchObject({ tier: "2", kind: "investigational" });
  });
  it("an agency without a row says no record found", () => {
    const advice = adviceOn("22-urothelial-china", { jurisdictions: ["NMPA", "MHRA"] });
    const row = optionOf(advice, "disitamab vedotin")?.approvals.find((one) => one.agency === "MHRA");
    expect(row).toMatchObject({ status: "no record found", applies: "unknown" });
  });
});

describe("a vague case", () => {
  it.each(["BRCA", "STAD", "LUAD", "COADREAD", "CHOL", "BLCA", "UCEC", "SACA", "PAAD", "SOLID"])(
    "of %s alone has nothing met, and options that are open rather than absent",
    (tumour) => {
      const advice = adviceFor({ tumour });
      expect(advice.options.every((one) => one.tier !== "1")).toBe(true);
      expect(advice.options.flatMap((one) => one.approvals).every((one) => one.applies !== "met")).toBe(true);
      expect(advice.gaps.length).toBeGreaterThan(0);
    },
  );
});

describe("several tests", () => {
  const tests = [
    { sample: "primary", site: "primary", date: "2024-01-10", ihc: { score: "3+", scoring: "breast-2018" } },
    {
      sample: "liver",
      site: "liver",
      date: "2026-09-01",
      afterTherapy: ["trastuzumab"],
      ihc: { score: "1+", scoring: "breast-2018" },
    },
  ];
  const advice = adviceFor({ tumour: "BRCA", setting: "metastatic", tests });
  it("are not merged: the report rests on one, says which and why, and warns that they differ", () => {
    expect(advice.tests).toHaveLength(2);
    expect(advice.status.test).toBe(1);
    expect(advice.status.status).toBe("negative");
    expect(advice.status.why.text).not.toBe("");
    expect(advice.comparisons).toMatchObject([{ from: 0, to: 1, changed: true }]);
    expect(advice.cautions.some((one) => one.code === "results-differ")).toBe(true);
  });
  it("of another sample's sequencing do not decide a test", () => {
    const foreign = adviceFor({
      tumour: "BRCA",
      setting: "metastatic",
      tests: [{ sample: "s1", ihc: { score: "2+", scoring: "breast-2018" } }],
      alterations: [{ name: "ERBB2 amplification", sample: "s2" }],
    });
    expect(foreign.status.status).not.toBe("positive");
  });
});
