import { describe, expect, it } from "vitest";
import { adviceFor } from "./workbench.ts";

const lung = {
  tumour: "LUAD",
  setting: "metastatic",
  alterations: ["ERBB2 Y772_A775dup"],
  treatments: [{ regimen: ["carboplatin", "pemetrexed"], setting: "metastatic", line: 1, progressed: true }],
};
const cards = (given: unknown, asOf?: string) =>
  adviceFor(given, asOf === undefined ? {} : { asOf }).conflicts.filter(({ id }) =>
    id.startsWith("therapy "),
  );

describe("disagreements found among claims", () => {
  it("are shown for therapies that are options, on the kind of alteration the patient has", () => {
    const found = cards(lung);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(3);
    for (const one of found) {
      expect(one.question).toContain("ERBB2 mutation");
      expect(one.positions.length).toBeGreaterThan(1);
      expect(one.positions.every(({ sources }) => sources.length > 0)).toBe(true);
    }
  });
  it("are not shown where nothing is known of HER2, or in another tumour", () => {
    expect(cards({ ...lung, alterations: [] })).toEqual([]);
    expect(cards({ ...lung, tumour: "COAD" }).filter(({ question }) => question.includes("nsclc"))).toEqual(
      [],
    );
  });
});
