import type { Measurement } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { guidelines } from "../test/guidelines.ts";
import { readIsh } from "./ish-reading.ts";
import { testFacts } from "./test-facts.ts";

const facts = (measurement: Measurement) =>
  testFacts(measurement, "BRCA", readIsh(measurement.ish, guidelines, false), {});

describe("the facts of a test", () => {
  it("are what was measured, by vocabulary name", () =>
    expect(
      testFacts(
        {
          specimen: "biopsy",
          ihc: {
            scoring: "isgyp",
            percentStained: 3,
            intensity: "weak",
            pattern: "lateral",
            clusterCells: 6,
            confirmed: true,
          },
          ish: {
            probe: "single",
            her2PerCell: 5,
            cep17PerCell: 2,
            cells: 30,
            percentCellsAmplified: 7,
            call: "negative",
          },
          preanalytics: { ischaemiaHours: 0.5, fixationHours: 24 },
          copyNumber: { copies: 3 },
          expression: { ratioTumourNormal: 1.2 },
          serum: { her2NgPerMl: 9 },
        },
        "STAD",
        readIsh(
          {
            probe: "single",
            her2PerCell: 5,
            cep17PerCell: 2,
            cells: 30,
            percentCellsAmplified: 7,
            call: "negative",
          },
          guidelines,
          false,
        ),
        {
          activatingMutation: true,
          kinaseDomainMutation: false,
          amplifiedBySequencing: true,
          nrg1Fusion: false,
          ras: "mutant",
        },
      ),
    ).toEqual({
      tumour: "STAD",
      specimen: "biopsy",
      ihcScoring: "isgyp",
      percentStained: 3,
      intensity: "weak",
      pattern: "lateral",
      clusterCells: 6,
      membraneStaining: "present",
      ihcConfirmed: true,
      probe: "single",
      copies: 5,
      cep17: 2,
      cells: 30,
      percentCellsAmplified: 7,
      ishCall: "negative",
      recountGroup: null,
      dualGroup: null,
      ischaemiaHours: 0.5,
      fixationHours: 24,
      ngsCopies: 3,
      expressionRatio: 1.2,
      serumHer2: 9,
      activatingMutation: true,
      kinaseDomainMutation: false,
      amplifiedBySequencing: true,
      nrg1Fusion: false,
      ras: "mutant",
    }));
  it("are unknown where nothing was measured; a confirmation that nobody recorded was not done", () => {
    const known = Object.entries(facts({})).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(known)).toEqual({
      tumour: "BRCA",
      ihcConfirmed: null,
      probe: "dual",
      recountGroup: null,
      dualGroup: null,
    });
  });
});

describe("membrane staining", () => {
  it.each<[NonNullable<Measurement["ihc"]>, string | undefined]>([
    [{ membraneStaining: "faint-partial", intensity: "strong" }, "faint-partial"],
    [{ intensity: "none" }, "none"],
    [{ intensity: "faint" }, "present"],
    [{ intensity: "faint", percentStained: 0.1 }, "present"],
    [{ intensity: "faint", percentStained: 0 }, undefined],
    [{ percentStained: 30 }, undefined],
  ])("follows from an intensity where it is not stated: %j gives %s", (ihc, staining) =>
    expect(facts({ ihc }).membraneStaining).toBe(staining),
  );
});

describe("copies per tumour cell", () => {
  it.each<[NonNullable<Measurement["copyNumber"]>, number | undefined]>([
    [{ copies: 12, purity: 0.6 }, (12 - 0.8) / 0.6],
    [{ copies: 12, purity: 1 }, 12],
    [{ copies: 2, purity: 0.3 }, 2],
    [{ copies: 0.5, purity: 0.5 }, 0],
    [{ copies: 12 }, 12],
    [{ purity: 0.5 }, undefined],
  ])("are corrected for normal cells: %j gives %s", (copyNumber, copies) => {
    const { ngsCopies } = facts({ copyNumber });
    if (copies === undefined) expect(ngsCopies).toBeUndefined();
    else expect(ngsCopies).toBeCloseTo(copies, 12);
  });
});
