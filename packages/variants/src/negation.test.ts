import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";

const read = (name: string) => canonical(name, genes);

describe("a change that was not found", () => {
  it.each([
    "ERBB2 c.2264T>C not detected",
    "NM_004448.4:c.2264T>C (p.Leu755Ser) not detected",
    "EGFR p.T790M negative",
    "EGFR p.T790M 阴性",
    "EGFR p.T790M 未检出",
    "HER2 p.L755S 없음",
    "no ERBB2 p.L755S",
    "without EGFR p.T790M",
    "ERBB2 p.L755S absent",
    "ERBB2 p.L755S wild type",
    "KRAS p.G12 wt",
    "rs1136201 not detected",
    "ERBB2 c.2264T>C nicht nachgewiesen",
    "ERBB2 L755S (not detected)",
    "EGFR T790M (-)",
    "ERBB2 exon 20 insertion (not detected)",
    "ERBB2 exon 20 insertion (not A775_G776insYVMA)",
    "HER2 扩增(未检出)",
    "NRG1 fusion (negative)",
    "MET exon 14 skipping (absent)",
    "HER2 overexpression (not)",
  ])("%s is no such change", (name) => {
    expect(read(name).key).toBeNull();
    expect(read(name).error).toMatchObject({
      code: "unparsable",
      message: expect.stringContaining("was not found"),
    });
  });

  it.each([
    "ERBB2 L755S not detected",
    "no ERBB2 L755S",
    "KRAS G12C negative",
    "NRG1 fusion not detected",
    "no NRG1 fusion",
  ])("nor is %s", (name) => expect(read(name).key).toBeNull());

  it.each([
    ["ERBB2 mutation not detected", "ERBB2:wild-type"],
    ["HER2未检出突变", "ERBB2:wild-type"],
    ["HER2 돌연변이 없음", "ERBB2:wild-type"],
    ["HER2基因未扩增", "ERBB2:not-amplified"],
    ["MET amplification (not detected)", "MET:not-amplified"],
    ["HER2 FISH negative", "ERBB2:ish-negative"],
    ["HER2 negative", "ERBB2:negative"],
  ])("%s is a finding: %s", (name, key) => expect(read(name).key).toBe(key));

  it.each([
    "ERBB2 p.L755S positive",
    "ERBB2 p.L755S in HER2-negative breast cancer",
    "ERBB2 p.L755S triple-negative",
    "ERBB2 p.L755S non-small cell lung cancer",
    "ERBB2 p.L755S no. 3",
  ])("%s is one", (name) => expect(read(name).key).toBe("ERBB2:p.L755S"));
});

describe("a change that may have been found", () => {
  it.each([
    "HER2 amplified (equivocal)",
    "ERBB2 p.L755S suspected",
    "ERBB2 L755S (?)",
    "HER2 扩增（可疑）",
    "possible ERBB2 p.L755S",
  ])("%s is refused", (name) =>
    expect(read(name).error).toMatchObject({
      code: "unparsable",
      message: expect.stringContaining("leaves open"),
    }),
  );
  it.each(["ERBB2 p.L755S, uncertain significance", "ERBB2 p.L755S possibly damaging", "ERBB2 p.L755S VUS"])(
    "%s was",
    (name) => expect(read(name).key).toBe("ERBB2:p.L755S"),
  );
});

describe("several findings in one name", () => {
  it.each([
    ["ERBB2 p.L755S amplification", ["ERBB2:p.L755S", "ERBB2:amplification"]],
    ["KRAS p.G12C loss", ["KRAS:p.G12C", "KRAS:loss"]],
    ["EGFR p.L858R, MET amplification", ["EGFR:p.L858R", "MET:amplification"]],
    ["EGFR p.L858R, MET amplification, VAF 3%", ["EGFR:p.L858R", "MET:amplification"]],
    ["HER2 IHC 2+/FISH positive", ["ERBB2:ihc-2+", "ERBB2:ish-positive"]],
    ["ERBB2 amplification, IHC 3+", ["ERBB2:amplification", "ERBB2:ihc-3+"]],
  ])("%s: none is dropped", (name, readings) =>
    expect(read(name).error).toMatchObject({ code: "ambiguous", readings }),
  );

  it.each(["ERBB2 c.2264T>C, p.L755S", "ERBB2 p.L755S, exon 19 mutation", "ERBB2 p.L755S missense, VAF 12%"])(
    "%s is one",
    (name) => expect(read(name).key).toBe("ERBB2:p.L755S"),
  );
});
