import { describe, expect, it } from "vitest";
import { at, findingsOf, tinyBundle } from "../../test/tiny-knowledge.ts";
import { indicationTumour } from "./indication-tumour.ts";
import { tumourLexicon } from "./tumour-lexicon.ts";

const coded = (indication: string, tumours: string[]) =>
  findingsOf(indicationTumour, (bundle) => {
    const row = at(bundle.approvals, "A1");
    row.words.indication = indication;
    row.tumours = tumours;
  }).map((one) => one.message);

describe("an indication and its tumour codes", () => {
  it("refuses a gastric label coded as a gastrointestinal stromal tumour", () => {
    expect(coded("metastatic gastric cancer", ["GIST"])).toEqual([
      expect.stringContaining("nothing to do with GIST"),
    ]);
  });
  it.each([
    ["gastric/GEJ", ["STAD", "GEJ"]],
    ["metastatic breast", ["BRCA"]],
    ["non-squamous NSCLC", ["NSCLC"]],
    ["non-small cell lung cancer", ["NSCLC"]],
    ["advanced breast with liver metastases", ["BRCA"]],
    ["metastatic breast incl. liver mets", ["BRCA"]],
    ["solid tumours", []],
    ["HER2阳性胃癌", ["STAD"]],
  ])("accepts %s as %j", (words, codes) => expect(coded(words, codes)).toEqual([]));
  it("lets the organ's own word stand for its further cancers, beside one that it names", () => {
    const organ = (tumours: string[]) =>
      findingsOf(indicationTumour, (bundle) => {
        const breast = at(bundle.tumours, "BRCA");
        bundle.tumours.push({
          ...breast,
          id: "BREAST",
          names: { en: ["any tumour of the breast"], zh: [], ko: [] },
        });
        bundle.tumours.push({
          ...breast,
          id: "IBC",
          names: { en: ["inflammatory breast cancer"], zh: [], ko: [] },
          parent: "BREAST",
        });
        breast.parent = "BREAST";
        at(bundle.approvals, "A1").tumours = tumours;
      });
    expect(organ(["BRCA", "IBC"])).toEqual([]);
    expect(organ(["IBC"])).toHaveLength(1);
    expect(coded("gastric", ["STAD", "GEJ"])).toHaveLength(1);
  });
  it.each([
    ["gastric/GEJ", ["GEJ"], "STAD"],
    ["metastatic breast", ["BRCA", "STAD"], "do not name STAD"],
    ["metastatic breast", [], "do not name SOLID"],
    ["solid tumours", ["BRCA"], "do not name BRCA"],
    ["breast", ["IDC"], "do not name IDC"],
    ["gastric/GEJ", ["EGC"], "do not name EGC"],
    ["non-small cell lung cancer", ["LUNG"], "do not name LUNG"],
    ["small cell lung cancer", ["NSCLC"], "SCLC"],
    ["非小细胞肺癌", ["STAD"], "no tumour that is known"],
    ["乳腺癌", ["STAD"], "nothing to do with STAD"],
    ["advanced disease", ["BRCA"], "no tumour that is known"],
  ])("refuses %s as %j", (words, codes, why) => expect(coded(words, codes).join()).toContain(why));
  it("tries the words of outcomes, studies and claims", () => {
    const found = findingsOf(indicationTumour, (bundle) => {
      at(at(bundle.studies, "trial-one").outcomes, "o1").tumourWords = "NSCLC";
      at(bundle.studies, "trial-one").tumourWords = "stomach adenocarcinoma";
      at(bundle.claims, "c1").tumourWords = "colorectal cancer";
    });
    expect(found.map((one) => one.field).toSorted()).toEqual(["outcomes.o1.tumour", "tumour", "tumours"]);
  });
});

describe("the lexicon of tumours", () => {
  const lexicon = tumourLexicon(tinyBundle().bundle.tumours);
  it("hears the longest name only", () => {
    expect(lexicon.mentions("non-small cell lung cancer").map((one) => one.codes)).toEqual([["NSCLC"]]);
  });
  it("hears two tumours on both sides of a stroke, whatever names join them", () => {
    const tumours = structuredClone(tinyBundle().bundle.tumours);
    const junction = tumours.find((one) => one.id === "GEJ");
    junction?.names.en.push("gastric (GEJ)", "gastric/GEJ");
    expect(
      tumourLexicon(tumours)
        .mentions("gastric/GEJ")
        .map((one) => one.codes),
    ).toEqual([["GEJ"], ["STAD"]]);
  });
  it("reads codes only in capitals", () => {
    expect(lexicon.mentions("STAD").map((one) => one.codes)).toEqual([["STAD"]]);
    expect(lexicon.mentions("stad")).toEqual([]);
  });
});
