import type { FlagCode } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import type { SequencingContext } from "./context.ts";
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

interface Raised {
  readonly code: FlagCode;
  readonly row: object;
  readonly sequencing?: SequencingContext;
  readonly message: string;
  readonly inputs: object;
}
const breast = (ihc: object | undefined, ish?: object, more: object = {}) => ({
  tumour: "BRCA",
  ihc,
  ish,
  ...more,
});
const twoPlus = { score: "2+" };

const raised: readonly Raised[] = [
  {
    code: "ihc-ish-discordant",
    row: breast({ score: "3+" }, { her2PerCell: 2, cep17PerCell: 1.5 }),
    message:
      "IHC 3+ and ISH negative do not agree (ratio 1.33, HER2 signals per cell 2); review both on the same tissue.",
    inputs: { score: "3+", ish: "negative", group: 5, ratio: 1.33333333333, copies: 2, cep17: 1.5 },
  },
  {
    code: "ihc-ish-discordant",
    row: breast({ score: "0" }, { her2PerCell: 172, cep17PerCell: 54, cells: 20 }),
    message:
      "IHC 0 and ISH positive do not agree (ratio 3.19, HER2 signals per cell 8.6); review both on the same tissue.",
    inputs: { score: "0", ish: "positive", group: 1, ratio: 3.18518518519, copies: 8.6, cep17: 2.7 },
  },
  {
    code: "call-contradicts-counts",
    row: breast(twoPlus, { ratio: 4, her2PerCell: 8, cep17PerCell: 2, call: "negative" }),
    message:
      "The laboratory called the ISH negative, but the counts (ratio 4, HER2 8, CEP17 2) say positive.",
    inputs: { ratio: 4, copies: 8, cep17: 2, call: "negative", counts: "positive" },
  },
  {
    code: "call-contradicts-counts",
    row: breast(undefined, { ratio: 3, her2PerCell: 6 }, { reported: "negative" }),
    message: "The status was reported as negative, but the measurement says positive.",
    inputs: { reported: "negative", status: "positive", score: null },
  },
  {
    code: "call-contradicts-score",
    row: breast({ score: "3+" }, undefined, { reported: "negative" }),
    message: "The status was reported as negative, but the measurement says positive.",
    inputs: { reported: "negative", status: "positive", score: "3+" },
  },
  {
    code: "call-contradicts-score",
    row: breast({
      score: "1+",
      intensity: "strong",
      pattern: "circumferential",
      percentStained: 60,
      clusterCells: 3,
    }),
    message: "The stated score 1+ differs from the score 3+ that the staining gives under breast-2018.",
    inputs: {
      stated: "1+",
      computed: "3+",
      pattern: "circumferential",
      intensity: "strong",
      percentStained: 60,
      clusterCells: 3,
    },
  },
  {
    code: "call-contradicts-score",
    row: { tumour: "STAD", specimen: "biopsy", ihc: { score: "3+", intensity: "strong", clusterCells: 3 } },
    message: "The score 3+ is stated, but gastric-2016 has no score for this staining; it is for review.",
    inputs: { stated: "3+", clusterCells: 3 },
  },
  {
    code: "scoring-mismatch",
    row: breast({ score: "3+", scoring: "isgyp" }),
    message:
      "The score 3+ was read under isgyp; the guideline breast reads breast-2018, so the score is not carried over.",
    inputs: { score: "3+", scoring: "isgyp", wanted: "breast-2018" },
  },
  {
    code: "interpretation-only",
    row: breast(undefined, undefined, { reported: "negative" }),
    message:
      "negative as reported; the report gives no measurement, so group, HER2-low and ultralow can not be decided.",
    inputs: { reported: "negative" },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { call: "negative" }),
    message:
      "ISH negative as reported by the laboratory; without counts the group, HER2-low and ultralow can not be decided.",
    inputs: { call: "negative" },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { ratio: 3.256 }),
    message: "A ratio of 3.26 without HER2 signals per cell does not tell the ISH group.",
    inputs: { ratio: 3.256 },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { ratio: 3.2, call: "positive" }),
    message:
      "positive as reported by the laboratory; a ratio of 3.2 without HER2 signals per cell does not tell the ISH group.",
    inputs: { ratio: 3.2, call: "positive" },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { ratio: 3.2 }, { reported: "positive" }),
    message:
      "positive as reported by the laboratory; a ratio of 3.2 without HER2 signals per cell does not tell the ISH group.",
    inputs: { ratio: 3.2 },
  },
  {
    code: "preanalytic",
    row: breast({ score: "3+" }, undefined, { preanalytics: { ischaemiaHours: 2, fixationHours: 8 } }),
    message:
      "The handling of the tissue was outside the limits (cold ischaemia >1 h OR fixation <6 h or >72 h in 10% NBF); the result may be unreliable.",
    inputs: { ischaemiaHours: 2, fixationHours: 8 },
  },
  {
    code: "sequencing-discordant",
    row: breast({ score: "1+" }, undefined, { copyNumber: { copies: 12, purity: 0.6, ploidy: 2 } }),
    message:
      "Sequencing finds 18.7 ERBB2 copies per tumour cell (corrected for a purity of 0.6), the tissue test is negative.",
    inputs: {
      copies: 12,
      purity: 0.6,
      ploidy: 2,
      tumourCopies: (12 - 2 * 0.4) / 0.6,
      status: "negative",
      ish: null,
    },
  },
  {
    code: "sequencing-discordant",
    row: breast({ score: "1+" }, undefined, { copyNumber: { copies: 12.34 } }),
    message:
      "Sequencing finds 12.3 ERBB2 copies (not corrected: purity not given), the tissue test is negative.",
    inputs: { copies: 12.34, tumourCopies: 12.34, status: "negative", ish: null },
  },
  {
    code: "sequencing-discordant",
    row: breast(twoPlus, { ratio: 1, her2PerCell: 2 }),
    sequencing: { amplifiedBySequencing: true },
    message: "Sequencing calls an ERBB2 amplification, the ISH is negative.",
    inputs: { amplifiedBySequencing: true, ish: "negative", ratio: 1, copies: 2 },
  },
  {
    code: "edition-differs",
    row: breast(twoPlus, { ratio: 2.5, her2PerCell: 3.5, call: "positive" }),
    message:
      "The laboratory's call positive fits ASCO/CAP 2013 (from memory) and ASCO/CAP 2007; the edition in force puts ratio 2.5 and 3.5 HER2 signals per cell into group 2.",
    inputs: {
      ratio: 2.5,
      copies: 3.5,
      call: "positive",
      group: 2,
      editions: ["ASCO/CAP 2013 (from memory)", "ASCO/CAP 2007"],
    },
  },
  {
    code: "historic",
    row: { serum: { her2NgPerMl: 20 } },
    message:
      "Historic threshold, decides nothing: serum HER2 >15 ng/mL counted as positive in early trials (value 20).",
    inputs: { value: 20, rule: "h.serum" },
  },
  {
    code: "historic",
    row: { expression: { ratioTumourNormal: 2 } },
    message:
      "Historic threshold, decides nothing: tumour/normal ratio of 1.8 as the cut-off for high HER2 mRNA (value 2).",
    inputs: { value: 2, rule: "h.mrna" },
  },
  {
    code: "heterogeneity",
    row: breast(twoPlus, { ratio: 1.5, her2PerCell: 3, percentCellsAmplified: 15 }),
    message:
      "15 % of the cells are amplified although the ratio is below 2: count the populations separately (ISH: second contiguous cell population with amplification >10% of tumour cells on slide -> count separately and report; whole case amplified by that population).",
    inputs: { percentCellsAmplified: 15, ratio: 1.5 },
  },
  {
    code: "guideline-conflict",
    row: { tumour: "STAD", ihc: twoPlus, ish: { ratio: 1.5, her2PerCell: 6, cep17PerCell: 4 } },
    message:
      "Sources disagree and no rule decides (ratio 1.5, HER2 6, CEP17 4): ratio <2.0 with >=6.0 HER2 signals: sources disagree; pathologist review with ratio, HER2 and CEP17 counts; do not decide automatically.",
    inputs: { ratio: 1.5, copies: 6, cep17: 4 },
  },
  {
    code: "guideline-conflict",
    row: { tumour: "STAD", ihc: twoPlus, ish: { her2PerCell: 5, cep17PerCell: 3.4 } },
    message:
      'The matching row g.i.eq of "Gastric/GEJ ISH after IHC 2+" is not confirmed by a source seen, so it decides nothing (ratio 1.47, HER2 5, CEP17 3.4).',
    inputs: { ratio: 1.47058823529, copies: 5, cep17: 3.4 },
  },
  {
    code: "unknown-tumour",
    row: { tumour: "m".repeat(81) },
    message: `The tumour "${"m".repeat(80)}" is not known; give an OncoTree code.`,
    inputs: { tumour: "m".repeat(81) },
  },
];

describe("what a flag says", () => {
  it.each(raised)("$code: $message", ({ code, row, sequencing, message, inputs }) =>
    expect(assessRow(row, context(sequencing)).flags.filter((one) => one.code === code)).toEqual([
      { code, severity: severity[code] ?? "warning", message, inputs },
    ]),
  );
});

/** An error only where a value could not be used, a note where nothing is wrong; otherwise a warning. */
const severity: Readonly<Partial<Record<FlagCode, string>>> = {
  "unknown-tumour": "error",
  "edition-differs": "note",
  historic: "note",
};
