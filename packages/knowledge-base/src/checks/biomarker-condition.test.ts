import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { biomarkerCondition } from "./biomarker-condition.ts";

const judged = (
  words: string,
  biomarker: string | null,
  more: { indication?: string; recalled?: string[] } = {},
) =>
  findingsOf(biomarkerCondition, (bundle) => {
    const row = at(bundle.approvals, "A1");
    row.words.biomarker = words;
    if (more.indication) row.words.indication = more.indication;
    if (more.recalled) row.recalled = more.recalled;
    row.requires = biomarker === null ? {} : { biomarker };
  }).map((one) => one.message);

describe("a biomarker's words and its condition", () => {
  it.each([
    ["HER2+", "her2Positive"],
    ["HER2+", "her2Positive or her2Amplified"],
    ["HER2-overexpressing", "her2Positive"],
    ["HER2 IHC 3+", 'ihcScore = "3+"'],
    ["IHC 2+/3+", 'ihcScore in ("2+", "3+")'],
    ["HER2 IHC 1+ to 3+", 'ihcScore in ("1+", "2+", "3+")'],
    ["IHC2+/FISH+ or IHC3+", 'ihcScore = "3+" or (ihcScore = "2+" and ishPositive)'],
    ["HER2+ (IHC3+ or ISH+)", 'ihcScore = "3+" or ishPositive'],
    ["HER2+ (IHC 3+ or IHC 2+/ISH positive)", "her2Positive"],
    ["HER2+ (IHC 3+ or ISH positive)", 'her2Positive and (ihcScore = "3+" or ishPositive)'],
    ["HER2-low (IHC1+ or 2+/ISH-)", "her2Low"],
    ["HER2-low or ultralow", "her2Low or her2Ultralow"],
    ["HER2+ RAS wild type", 'her2Positive and ras = "wild-type"'],
    ["activating ERBB2 mutation", "activatingMutation"],
    ["ERBB2 TKD activating mutation", "kinaseDomainMutation"],
    ["ERBB2 mutation", 'altered("ERBB2", "mutation")'],
    ["ERBB2 exon 20 insertion", 'altered("ERBB2", "exon 20 insertion")'],
    ["NRG1 fusion", 'altered("NRG1", "fusion")'],
    ["HER2+ PD-L1 CPS>=1", "her2Positive and pdl1Cps >= 1"],
    ["HER2+ HR+", "her2Positive and hormoneReceptorPositive"],
  ])("accepts %s as %s", (words, condition) => expect(judged(words, condition)).toEqual([]));

  it.each([
    ["HER2 IHC 3+", 'ihcScore in ("2+", "3+")', "without IHC 3+"],
    ["HER2 IHC 3+", "her2Positive", "no condition asks"],
    ["IHC 2+/3+", 'ihcScore = "3+"', "turned away"],
    ["IHC2+/FISH+ or IHC3+", 'ihcScore in ("2+", "3+")', "would not be turned away"],
    ["HER2+", 'ihcScore = "3+"', "asks for ihcScore"],
    ["HER2+ (IHC3+ or ISH+)", 'ihcScore = "3+"', "turned away"],
    ["HER2+ (IHC3+ or ISH+)", 'ihcScore in ("2+", "3+") or ishPositive', "would not be turned away"],
    ["IHC 2+/3+", "her2Positive", "asks for her2Positive"],
    ["activating ERBB2 mutation", 'altered("ERBB2", "mutation")', "would not be turned away"],
    ["ERBB2 TKD mutation", 'altered("ERBB2", "exon 20 insertion")', "turned away"],
    ["HER2-low", "her2Ultralow", "HER2-low"],
    ["HER2-low", "her2Low or her2Ultralow", "her2Ultralow"],
    ["HER2-low or ultralow", "her2Low", "turned away"],
    ["HER2+", "not(her2Positive)", "turned away"],
    ["HER2+ RAS wild type", "her2Positive", "RAS wild type"],
    ["HER2+ RAS wild type", 'her2Positive and ras = "mutant"', "RAS wild type"],
    ["HER2+", 'her2Positive and ras = "wild-type"', "asks for ras"],
    ["activating ERBB2 mutation", "kinaseDomainMutation", "turned away"],
    ["ERBB2 TKD activating mutation", "activatingMutation", "would not be turned away"],
    ["ERBB2 exon 20 insertion", "kinaseDomainMutation", "would not be turned away"],
    ["NRG1 fusion", 'altered("NRG1", "mutation")', "NRG1 fusion"],
    ["HER2+ PD-L1 CPS>=1", "her2Positive and pdl1Cps > 1", "turned away"],
    ["HER2+ PD-L1 CPS>=10", "her2Positive and pdl1Cps >= 1", "would not be turned away"],
    ["ERBB2 mutation", "her2Positive", "asks for her2Positive"],
  ])("refuses %s as %s", (words, condition, why) => {
    expect(judged(words, condition).join()).toContain(why);
  });

  it("hears the receptor in the indication", () => {
    expect(judged("HER2-low", "her2Low", { indication: "HR+ metastatic breast" })).toEqual([
      expect.stringContaining("HR+"),
    ]);
  });
  it("refuses words without a condition", () => {
    expect(judged("HER2+", null)).toEqual([expect.stringContaining("no condition asks for it")]);
  });
});
