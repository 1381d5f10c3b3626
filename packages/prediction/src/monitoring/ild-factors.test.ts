import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conjugate, course } from "../../test/course.ts";

const read = (given: Partial<Case>, asOf = "2026-06-30") =>
  course({ treatments: [conjugate], events: [], ...given }, asOf);
const present = (given: Partial<Case>, asOf?: string): string =>
  read(given, asOf)
    .risks.map(({ text }) => text)
    .join();
const unknown = (given: Partial<Case>): string =>
  read(given)
    .wanted.filter(({ code }) => code === "monitor.ild-unknown")
    .map(({ text }) => text)
    .join();

describe("factors of interstitial lung disease in a course", () => {
  it("are those that the patient has, and apart from them those that nobody knows", () => {
    const patient = { ageYears: 50, oxygenSaturationPercent: 94, lungComorbidity: false };
    expect(present({ patient })).toContain("age below 65 years; oxygen saturation below 95 %");
    expect(present({ patient })).not.toContain("lung comorbidity");
    expect(unknown({ patient })).toContain("interstitial lung disease before, or beside the cancer; ");
    expect(unknown({ patient })).not.toMatch(/age below|oxygen|lung comorbidity/);
  });

  it("are not spoken of where none is present", () => {
    expect(read({}).risks).toEqual([]);
    expect(read({ patient: { ageYears: 70 } }).risks).toEqual([]);
  });

  it("leave nothing unknown where all is known", () => {
    const known = {
      riskFactors: [
        {
          id: "age",
          text: "age below 65 years",
          harm: "ILD",
          therapies: ["trastuzumab deruxtecan"],
          when: "ageYears < 65",
          population: "trials",
          status: "verified" as const,
          sources: [],
        },
      ],
    };
    const given = { treatments: [conjugate], events: [], patient: { ageYears: 64 } };
    const answer = course(given, "2026-12-01", known);
    expect(answer.wanted).toEqual([]);
    expect(answer.risks).toHaveLength(1);
  });

  it("count the years from the last day that the diagnosis can mean", () => {
    const years = "more than 4 years since the first diagnosis";
    expect(present({ patient: { diagnosed: "2022-06-29" } })).toContain(years);
    expect(present({ patient: { diagnosed: "2022" } }, "2026-12-20")).not.toContain(years);
    expect(present({ patient: { diagnosed: "2022" } }, "2027-01-02")).toContain(years);
    expect(unknown({ patient: {} })).toContain(years);
    expect(unknown({ patient: { diagnosed: "2022-06-29" } })).not.toContain(years);
  });

  it("read the dose that was last written of the conjugate", () => {
    const high = "a dose above 6.4 mg/kg";
    const dose = (date: string, more: object) => ({ kind: "dose" as const, date, therapy: "T-DXd", ...more });
    const events = [dose("2026-01-10", { dose: 6.5 }), dose("2026-02-01", { held: true })];
    expect(present({ events })).toContain(high);
    expect(present({ events: [...events, dose("2026-03-01", { dose: 5.4 })] })).not.toContain(high);
    expect(unknown({ events: [dose("2026-02-01", { held: true })] })).toContain(high);
    expect(
      present({ events: [{ ...dose("2026-01-10", { dose: 75 }), therapy: "docetaxel" }] }),
    ).not.toContain(high);
  });

  it("are read while the conjugate is given, beside another medicine too, and no longer", () => {
    const patient = { ageYears: 50 };
    const risks = (more: object): number =>
      read({ patient, treatments: [{ ...conjugate, ...more }] }).risks.length;
    expect(risks({ regimen: ["T-DXd", "pertuzumab"] })).toBe(1);
    expect(risks({ end: "2026-06-29" })).toBe(0);
    expect(risks({ end: "2026" })).toBe(1);
    expect(
      read({ patient: {}, treatments: [{ ...conjugate, end: "2026-06-29" }] }).wanted.map(({ code }) => code),
    ).toEqual(["monitor.labels-of"]);
  });
});
