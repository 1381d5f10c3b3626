import { describe, expect, it } from "vitest";
import { adviceFor, label, optionOf } from "./workbench.ts";

/** HER2-positive early breast cancer whose residual disease after neoadjuvant therapy is given as `residual`. */
const treated = (residual: object, rest: object = {}) =>
  adviceFor({
    tumour: "BRCA",
    setting: "early",
    tests: [
      { sample: "s1", date: "2025-09", ihc: { score: "3+", scoring: "breast-2018" } },
      { sample: "s2", date: "2026-04", ihc: { score: "1+", scoring: "breast-2018" }, ...residual },
    ],
    biomarkers: { er: "negative", pr: "negative", residualInvasiveDisease: true },
    treatments: [
      {
        regimen: ["docetaxel", "carboplatin", "trastuzumab", "pertuzumab"],
        setting: "neoadjuvant",
        start: "2025-10",
        end: "2026-03",
      },
    ],
    treatmentsComplete: true,
    ...rest,
  });
const KATHERINE = "safety.breast.residual-her2-negative";
const codes = (advice: ReturnType<typeof treated>) => advice.cautions.map((one) => one.code);

describe("residual disease that has become HER2-negative", () => {
  const lost = treated({});
  it("leaves the adjuvant labels open and says why T-DM1 is not withheld for it alone", () => {
    expect(lost.status.status).toBe("negative");
    expect(label(lost, "A019")?.applies).not.toBe("not met");
    expect(optionOf(lost, "trastuzumab emtansine")?.missing.map((one) => one.input)).toContain(
      "her2Positive",
    );
    expect(codes(lost)).toContain(KATHERINE);
    expect(lost.gaps[0]?.test).toMatch(/which HER2 result counts/);
  });
  it("is not assumed where the first sample was negative too, or was taken after the therapy", () => {
    for (const first of [
      { ihc: { score: "0", scoring: "breast-2018" } },
      { ihc: { score: "3+", scoring: "breast-2018" }, afterTherapy: ["trastuzumab"] },
    ]) {
      const advice = treated(
        {},
        {
          tests: [
            { sample: "s1", date: "2026-03-31", ...first },
            {
              sample: "s2",
              date: "2026-04",
              ihc: { score: "1+", scoring: "breast-2018" },
            },
          ],
        },
      );
      expect(codes(advice)).not.toContain(KATHERINE);
      expect(optionOf(advice, "trastuzumab emtansine")).toBeUndefined();
    }
  });
  it("is not assumed in metastatic disease, where the latest sample is treated", () => {
    const advice = treated({}, { setting: "metastatic" });
    expect(codes(advice)).not.toContain(KATHERINE);
    expect(optionOf(advice, "trastuzumab emtansine")).toBeUndefined();
  });
  it("asks nothing more of residual disease that is still positive", () => {
    const advice = treated({ ihc: { score: "3+", scoring: "breast-2018" } });
    expect(codes(advice)).not.toContain(KATHERINE);
    expect(label(advice, "A019")?.applies).toBe("met");
  });
});

describe("figures of early disease", () => {
  const advice = treated({ ihc: { score: "3+", scoring: "breast-2018" } });
  const ratios = advice.options.flatMap(({ evidence }) => evidence.ratios);
  it("are of early disease, also where overall survival is asked", () => {
    expect(ratios.some(({ outcome }) => outcome === "iDFS")).toBe(true);
    expect(ratios.flatMap(({ trials }) => trials).map(({ study }) => study)).not.toContain(
      "DESTINY-Breast04",
    );
  });
  it("hold no pathological response once neoadjuvant therapy is over", () => {
    const figures = advice.options.flatMap(({ evidence }) => [...evidence.figures, ...evidence.pooled]);
    expect(figures.length).toBeGreaterThan(0);
    expect(figures.map(({ outcome }) => outcome)).not.toContain("pCR");
  });
});
