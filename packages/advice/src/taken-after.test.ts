import type { Case, Measurement } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { takenAfter } from "./taken-after.ts";
import { treatmentHistory } from "./treatment-history.ts";

const names = {
  therapy: (name: string) => ({ id: name }),
  regimen: () => null,
  therapyIs: (id: string, what: string) => id === what || (what === "anti-HER2" && id === "trastuzumab"),
};
const trastuzumab = { regimen: ["docetaxel", "trastuzumab"], start: "2025-01", end: "2025-06" };
const after = (test: Partial<Measurement>, given: Partial<Case> = { treatments: [trastuzumab] }) =>
  takenAfter(test as Measurement, "anti-HER2", treatmentHistory({ tumour: "BRCA", ...given }, names));

describe("a sample taken after a therapy", () => {
  it("names it, or one of its class", () => {
    expect(after({ afterTherapy: ["docetaxel", "trastuzumab"] }, {})).toBe(true);
    expect(after({ afterTherapy: ["docetaxel"], date: "2025-03" }, {})).toBe(false);
  });
  it("is dated from the last day of the therapy on", () => {
    expect(after({ date: "2025-06-29" })).toBeUndefined();
    expect(after({ date: "2025-06-30" })).toBe(true);
    expect(after({ date: "2025-05-31" })).toBe(false);
    expect(after({ date: "2025" })).toBeUndefined();
  });
  it("goes by the beginning where no end is recorded", () => {
    const going = { treatments: [{ regimen: ["trastuzumab"], start: "2025-01-10" }] };
    expect(after({ date: "2025-01-09" }, going)).toBe(false);
    expect(after({ date: "2025-01-10" }, going)).toBe(true);
  });
  it("is open without dates, unless it lists what came before it", () => {
    expect(after({})).toBeUndefined();
    expect(after({ date: "2025-08" }, { treatments: [{ regimen: ["trastuzumab"] }] })).toBeUndefined();
    expect(after({ afterTherapy: ["docetaxel"] })).toBe(false);
  });
  it("is none where the therapy was never listed", () => {
    expect(after({ date: "2025-08" }, { treatments: [{ regimen: ["docetaxel"], end: "2025-01" }] })).toBe(
      false,
    );
  });
});
