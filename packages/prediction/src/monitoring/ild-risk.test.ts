import { describe, expect, it } from "vitest";
import { ask, bundle } from "../../test/models.ts";

interface Listed {
  readonly present: readonly { readonly factor: string }[];
  readonly absent: readonly string[];
  readonly unknown: readonly string[];
}
const listed = (input: object): Listed => ask("ild-risk-tdxd", input).values as unknown as Listed;
const present = (input: object): string[] => listed(input).present.map((one) => one.factor);

describe("factors of interstitial lung disease", () => {
  it.each([
    [{ age_years: 64.9 }, "age below 65 years", true],
    [{ age_years: 65 }, "age below 65 years", false],
    [{ spo2_pct: 94.9 }, "oxygen saturation below 95 %", true],
    [{ spo2_pct: 95 }, "oxygen saturation below 95 %", false],
    [{ dose_mg_per_kg: 6.4 }, "a dose above 6.4 mg/kg", false],
    [{ dose_mg_per_kg: 6.5 }, "a dose above 6.4 mg/kg", true],
    [{ years_since_diagnosis: 4 }, "more than 4 years since the first diagnosis", false],
    [{ years_since_diagnosis: 4.1 }, "more than 4 years since the first diagnosis", true],
    [{ renal_impairment: "mild" }, "moderate or severe renal impairment", false],
    [{ renal_impairment: "moderate" }, "moderate or severe renal impairment", true],
    [{ ild_history: true }, "interstitial lung disease before, or beside the cancer", true],
  ])("%j: %s %s", (input, factor, expected) => {
    expect(present(input).includes(factor)).toBe(expected);
    expect(listed(input).absent.includes(factor)).toBe(!expected);
  });

  it("keep what nobody knows apart, and never score", () => {
    const all = listed({});
    expect(all.present).toEqual([]);
    expect(all.absent).toEqual([]);
    expect(all.unknown.length).toBe(bundle.riskFactors.filter((one) => one.when !== undefined).length);
    const answer = ask("ild-risk-tdxd", { age_years: 50, lung_comorbidity: true });
    expect(Object.keys(answer.values)).toEqual(["present", "absent", "unknown"]);
    expect(answer.class).toBeNull();
    expect(answer.warnings.map((one) => one.code)).toEqual(["not-a-score", "trial-variable"]);
  });

  it("never list enrolment in Japan, which is no trait of a patient", () => {
    const { unknown, absent } = listed({});
    expect([...unknown, ...absent].join()).not.toContain("Japan");
  });
});

describe("an answer on these factors", () => {
  it("carries the effect of each factor, in whom it was seen and where, and names those that are absent", () => {
    expect(ask("ild-risk-tdxd", { age_years: 50, spo2_pct: 97 }).values).toMatchObject({
      present: [
        {
          factor: "age below 65 years",
          effect: { measure: "hazard ratio", estimate: 1.56, low: 1.02, high: 2.38 },
          population: expect.stringContaining("1,150"),
          sources: ["ildP"],
        },
      ],
      absent: ["oxygen saturation below 95 %"],
    });
  });

  it("names by their inputs the factors that nobody knows, and no others", () => {
    expect(ask("ild-risk-tdxd", { age_years: 50 })).toMatchObject({
      wouldChange: [
        "copd",
        "dose_mg_per_kg",
        "years_since_diagnosis",
        "ild_history",
        "lung_comorbidity",
        "spo2_pct",
        "radiation_pneumonitis",
        "renal_impairment",
      ],
    });
    expect(ask("ild-risk-tdxd", { spo2_pct: 97, copd: false }).wouldChange).not.toContain("spo2_pct");
  });
});

it("names each factor that nobody knows", () => {
  expect(listed({ age_years: 50 }).unknown).toContain("lung comorbidity");
  expect(listed({ age_years: 50 }).unknown).not.toContain("age below 65 years");
});
