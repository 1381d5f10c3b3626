import { describe, expect, it } from "vitest";
import { adviceFor, adviceOn, knowledge, label, optionOf } from "./workbench.ts";

/** Cases beside the worked ones, each for a way in which a report once went wrong. */
const gastric = (ihc: object, rest: object = {}) =>
  adviceFor({ tumour: "STAD", setting: "metastatic", tests: [{ specimen: "resection", ihc }], ...rest });
const afterChemotherapy = {
  treatments: [{ regimen: ["carboplatin", "paclitaxel"], setting: "metastatic", line: 1, progressed: true }],
  treatmentsComplete: true,
  noSatisfactoryAlternative: true,
};

describe("brain metastases", () => {
  const advice = adviceOn("24-breast-brain-metastases");
  const codes = advice.cautions.map((one) => one.code);
  it("bring forward what was studied in them, with the words of the study", () => {
    expect(advice.options[0]?.id).toBe("capecitabine + trastuzumab + tucatinib");
    expect(advice.options[0]?.cautions.map((one) => one.code)).toContain(
      "safety.breast.brain-metastases.tucatinib",
    );
  });
  it("that are active call for a word on local therapy", () => {
    expect(codes).toContain("safety.breast.brain-metastases.mass-effect");
    expect(codes).not.toContain("safety.breast.brain-metastases.leptomeningeal");
  });
  it("nobody knows of are not asked for", () => {
    const unknown = adviceOn("01-breast-first-line");
    expect(unknown.cautions.filter((one) => one.topic === "brain metastases")).toEqual([]);
    expect(unknown.gaps.every((one) => !/brain/i.test(one.test))).toBe(true);
  });
});

describe("a tumour named by its group", () => {
  const bladder = (tumour: string) =>
    adviceFor({
      tumour,
      setting: "metastatic",
      tests: [{ ihc: { score: "2+", scoring: "breast-2018" } }],
      treatments: [],
    });
  it("leaves the labels of its members open and asks for the type", () => {
    const advice = bladder("bladder cancer");
    expect(label(advice, "A080")?.applies).toBe("unknown");
    expect(advice.gaps.map((one) => one.test)).toContain("Histological type of the tumour");
  });
  it("does not where the type is given, or nothing is known", () => {
    expect(bladder("BLCA").gaps.map((one) => one.test)).not.toContain("Histological type of the tumour");
    expect(label(bladder("SOLID"), "A080")).toBeUndefined();
  });
});

describe("the score of a tumour-agnostic label", () => {
  const reads = (tumour: string, ihc: object) =>
    label(
      adviceFor({
        tumour,
        setting: "metastatic",
        tests: [{ specimen: "resection", ihc }],
        ...afterChemotherapy,
      }),
      "A027",
    )?.applies;
  it("is that of the stomach where the stomach's laboratory named no system", () => {
    expect(reads("STAD", { score: "3+" })).toBe("met");
    expect(reads("STAD", { score: "2+" })).toBe("not met");
  });
  it("is computed from the staining, whatever the tumour's own system makes of it", () => {
    const strong = (percentStained: number) => ({
      intensity: "strong",
      pattern: "basolateral",
      percentStained,
    });
    expect(reads("USC", { scoring: "isgyp", ...strong(30) })).toBe("met");
    expect(reads("COADREAD", { scoring: "heracles", ...strong(10) })).toBe("met");
    expect(reads("COADREAD", { scoring: "heracles", ...strong(9) })).toBe("not met");
  });
  it("is no question in early disease, which these labels do not cover", () => {
    const mismatch = (setting: string) =>
      adviceFor({
        tumour: "BRCA",
        setting,
        tests: [{ ihc: { score: "3+", scoring: "breast-2018" } }],
        ...afterChemotherapy,
      }).cautions.some((one) => one.code === "scoring-mismatch");
    expect([mismatch("early"), mismatch("metastatic")]).toEqual([false, true]);
  });
  it("is not carried over from another system", () => {
    expect(reads("USC", { scoring: "isgyp", score: "3+" })).toBe("unknown");
  });
});

it("an IHC 0 or 1+ of the breast leaves no HER2-positive label open for want of an ISH", () => {
  for (const score of ["0", "1+"]) {
    const advice = adviceFor({
      tumour: "BRCA",
      setting: "metastatic",
      tests: [{ ihc: { score, scoring: "breast-2018", membraneStaining: "present" } }],
      treatments: [],
    });
    expect(label(advice, "A029")?.applies).toBe("not met");
    expect(optionOf(advice, "pertuzumab + trastuzumab deruxtecan")).toBeUndefined();
  }
});

it("a refusal of an agency is said from its day on, with the regimen's name", () => {
  const said = (asOf: string) =>
    adviceFor(
      {
        tumour: "LUAD",
        setting: "metastatic",
        alterations: ["ERBB2 Y772_A775dup"],
        treatments: [{ regimen: ["carboplatin", "pemetrexed"], setting: "metastatic", progressed: true }],
        treatmentsComplete: true,
      },
      { asOf },
    ).cautions.filter((one) => one.code === "regulatory" && /poziotinib/.test(one.message.text));
  expect(said("2022-10-31")).toEqual([]);
  expect(said("2022-12-01")).toHaveLength(1);
});

it("a label whose regimen was recalled carries nothing: salivary gland, Japan", () => {
  const advice = adviceFor(
    {
      tumour: "SDCA",
      setting: "metastatic",
      tests: [{ ihc: { score: "3+", scoring: "gastric-2016" } }],
      treatments: [],
    },
    { jurisdictions: ["PMDA"] },
  );
  const rows = [...advice.options, ...advice.notRecommended].flatMap((one) => one.approvals);
  expect(rows.find((one) => one.id === "A098")?.applies).toBe("unknown");
  expect(optionOf(advice, "docetaxel + trastuzumab")).toBeUndefined();
});

it("a gap that changes nothing is not shown", () => {
  const advice = gastric({ intensity: "strong", pattern: "lateral", percentStained: 9 }, { treatments: [] });
  expect(advice.status.status).toBe("negative");
  expect(advice.gaps).toEqual([]);
});

it("every guideline family that a tumour names is asked about it", () => {
  const families = new Map(
    knowledge.bundle.tumours.flatMap((one) => (one.guideline ? [[one.guideline, one.id] as const] : [])),
  );
  expect(families.size).toBeGreaterThan(5);
  for (const [family, tumour] of families) {
    const { assessments } = adviceFor({ tumour, tests: [{ ihc: { score: "3+" } }] }).status;
    expect([family, assessments.some(({ guideline }) => guideline.id.split(".")[0] === family)]).toEqual([
      family,
      true,
    ]);
  }
});

describe("the trials behind an option", () => {
  const afterEndocrine = (ihc: object, treatments: object[] = []) =>
    adviceFor({
      tumour: "BRCA",
      setting: "metastatic",
      tests: [{ ihc: { scoring: "breast-2018", ...ihc } }],
      biomarkers: { er: "positive" },
      treatments: [
        { regimen: ["letrozole", "palbociclib"], setting: "metastatic", line: 1, progressed: true },
        ...treatments,
      ],
      treatmentsComplete: true,
      endocrineSuitable: false,
    });
  const studies = (advice: ReturnType<typeof afterEndocrine>) =>
    optionOf(advice, "trastuzumab deruxtecan")?.evidence.ratios.flatMap(({ trials }) =>
      trials.map(({ study }) => study),
    );
  const ultralow = { score: "0", membraneStaining: "faint-partial" };
  it("are of patients whose next treatment was their first chemotherapy, where that is this patient's", () => {
    expect(studies(afterEndocrine(ultralow))).toEqual(["DESTINY-Breast06"]);
    expect(studies(afterEndocrine({ score: "1+" }))?.[0]).toBe("DESTINY-Breast06");
  });
  it("are of patients after chemotherapy, where this one had it", () => {
    const chemotherapy = { regimen: ["capecitabine"], setting: "metastatic", line: 2, progressed: true };
    expect(studies(afterEndocrine({ score: "1+" }, [chemotherapy]))).toContain("DESTINY-Breast04");
  });
  it("are never of a group that this patient certainly is not in", () => {
    const chemotherapy = { regimen: ["capecitabine"], setting: "metastatic", line: 2, progressed: true };
    for (const given of [[], [chemotherapy]])
      expect(studies(afterEndocrine(ultralow, given))).not.toContain("DESTINY-Breast04");
  });
});
