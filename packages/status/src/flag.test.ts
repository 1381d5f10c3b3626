import { type FlagCode, flagCodes } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import { distinctFlags, flagOf } from "./flag.ts";

describe("a flag", () => {
  it("leaves out inputs that are not known, and keeps those known to be absent", () =>
    expect(
      flagOf("too-few-cells", { part: "ISH", cells: 19 }, { cells: 19, ratio: undefined, copies: null }),
    ).toEqual({
      code: "too-few-cells",
      severity: "warning",
      message: "ISH: 19 cells were counted; at least 20 are asked for.",
      inputs: { cells: 19, copies: null },
    }));
  it("is said once in the same words, and again in others", () => {
    const cells = (part: string) => flagOf("too-few-cells", { part, cells: 9 }, { cells: 9 });
    const reported = (code: FlagCode) =>
      flagOf(code, { reported: "negative", status: "positive" }, {}, "reported");
    const flags = [
      cells("ISH"),
      cells("recount"),
      cells("ISH"),
      reported("call-contradicts-counts"),
      reported("call-contradicts-score"),
    ];
    expect(distinctFlags(flags)).toEqual([flags[0], flags[1], flags[3], flags[4]]);
  });
});

/** Rows that raise each flag a measurement can raise. */
const raised: Readonly<Partial<Record<FlagCode, object>>> = {
  "ihc-ish-discordant": { tumour: "BRCA", ihc: { score: "3+" }, ish: { ratio: 1, her2PerCell: 2 } },
  "ratio-mismatch": { tumour: "BRCA", ish: { ratio: 3, her2PerCell: 2, cep17PerCell: 2 } },
  "totals-not-means": { tumour: "BRCA", ish: { her2PerCell: 172, cep17PerCell: 54, cells: 20 } },
  "call-contradicts-counts": { tumour: "BRCA", ish: { ratio: 4, her2PerCell: 8, call: "negative" } },
  "call-contradicts-score": { tumour: "BRCA", ihc: { score: "1+", intensity: "none" } },
  "too-few-cells": { tumour: "BRCA", ish: { ratio: 4, her2PerCell: 8, cells: 19 } },
  "non-numeric": { ish: { ratio: "high" } },
  "impossible-value": { ish: { ratio: -1 } },
  "unknown-value": { ihc: { score: "5" } },
  "unknown-tumour": { tumour: "moon" },
  "scoring-mismatch": { tumour: "BRCA", ihc: { score: "3+", scoring: "isgyp" } },
  "interpretation-only": { tumour: "BRCA", reported: "negative" },
  preanalytic: { tumour: "BRCA", ihc: { score: "3+" }, preanalytics: { ischaemiaHours: 2 } },
  "sequencing-discordant": { tumour: "BRCA", ihc: { score: "1+" }, copyNumber: { copies: 12 } },
  "edition-differs": { tumour: "BRCA", ish: { ratio: 1.3, her2PerCell: 6.4, call: "negative" } },
  historic: { serum: { her2NgPerMl: 20 } },
  heterogeneity: {
    tumour: "BRCA",
    ihc: { score: "2+" },
    ish: { ratio: 1.5, her2PerCell: 3, percentCellsAmplified: 15 },
  },
  "guideline-conflict": { tumour: "STAD", ihc: { score: "2+" }, ish: { ratio: 1.5, her2PerCell: 6 } },
};
const severity: Readonly<Partial<Record<FlagCode, string>>> = {
  "non-numeric": "error",
  "impossible-value": "error",
  "unknown-tumour": "error",
  "edition-differs": "note",
  historic: "note",
};

describe("the severity of a flag", () => {
  it("is that of an error only where a value could not be used, and of a note where nothing is wrong", () => {
    for (const code of flagCodes.filter((one) => one !== "results-differ")) {
      const flag = assessRow(raised[code], context()).flags.find((one) => one.code === code);
      expect([code, flag?.severity]).toEqual([code, severity[code] ?? "warning"]);
    }
  });
});
