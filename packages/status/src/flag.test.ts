import { type FlagCode, message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import type { SequencingContext } from "./context.ts";
import { distinctFlags, flagOf } from "./flag.ts";

describe("a flag", () => {
  it("leaves out inputs that are not known, and keeps those known to be absent", () =>
    expect(
      flagOf("too-few-cells", { part: "ISH", cells: 19 }, { cells: 19, ratio: undefined, copies: null }),
    ).toStrictEqual({
      code: "too-few-cells",
      severity: "warning",
      message: message("flag.too-few-cells", { part: "ISH", cells: 19 }).text,
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
  /** the sentence, by its code in the catalogue and its parameters */
  readonly words: readonly [string, Parameters<typeof message>[1]];
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
    words: ["flag.ihc-ish-discordant", { score: "3+", ish: "negative", ratio: 1.33, copies: 2 }],
    inputs: { score: "3+", ish: "negative", group: 5, ratio: 1.33333333333, copies: 2, cep17: 1.5 },
  },
  {
    code: "ihc-ish-discordant",
    row: breast({ score: "0" }, { her2PerCell: 172, cep17PerCell: 54, cells: 20 }),
    words: ["flag.ihc-ish-discordant", { score: 0, ish: "positive", ratio: 3.19, copies: 8.6 }],
    inputs: { score: "0", ish: "positive", group: 1, ratio: 3.18518518519, copies: 8.6, cep17: 2.7 },
  },
  {
    code: "call-contradicts-counts",
    row: breast(twoPlus, { ratio: 4, her2PerCell: 8, cep17PerCell: 2, call: "negative" }),
    words: [
      "flag.call-contradicts-counts",
      { call: "negative", ratio: 4, copies: 8, cep17: 2, counts: "positive" },
    ],
    inputs: { ratio: 4, copies: 8, cep17: 2, call: "negative", counts: "positive" },
  },
  {
    code: "call-contradicts-counts",
    row: breast(undefined, { ratio: 3, her2PerCell: 6 }, { reported: "negative" }),
    words: ["flag.call-contradicts-counts.reported", { reported: "negative", status: "positive" }],
    inputs: { reported: "negative", status: "positive", score: null },
  },
  {
    code: "call-contradicts-score",
    row: breast({ score: "3+" }, undefined, { reported: "negative" }),
    words: ["flag.call-contradicts-counts.reported", { reported: "negative", status: "positive" }],
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
    words: ["flag.call-contradicts-score", { stated: "1+", computed: "3+", system: "breast-2018" }],
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
    words: ["flag.call-contradicts-score.uncovered", { stated: "3+", system: "gastric-2016" }],
    inputs: { stated: "3+", clusterCells: 3 },
  },
  {
    code: "scoring-mismatch",
    row: breast({ score: "3+", scoring: "isgyp" }),
    words: [
      "flag.scoring-mismatch",
      { score: "3+", given: "isgyp", guideline: "breast", wanted: "breast-2018" },
    ],
    inputs: { score: "3+", scoring: "isgyp", wanted: "breast-2018" },
  },
  {
    code: "interpretation-only",
    row: breast(undefined, undefined, { reported: "negative" }),
    words: ["flag.interpretation-only.reported", { reported: "negative" }],
    inputs: { reported: "negative" },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { call: "negative" }),
    words: ["flag.interpretation-only.call", { call: "negative" }],
    inputs: { call: "negative" },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { ratio: 3.256 }),
    words: ["flag.interpretation-only.ratio", { ratio: 3.26 }],
    inputs: { ratio: 3.256 },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { ratio: 3.2, call: "positive" }),
    words: ["flag.interpretation-only.ratio-and-call", { call: "positive", ratio: 3.2 }],
    inputs: { ratio: 3.2, call: "positive" },
  },
  {
    code: "interpretation-only",
    row: breast(twoPlus, { ratio: 3.2 }, { reported: "positive" }),
    words: ["flag.interpretation-only.ratio-and-call", { call: "positive", ratio: 3.2 }],
    inputs: { ratio: 3.2 },
  },
  {
    code: "preanalytic",
    row: breast({ score: "3+" }, undefined, { preanalytics: { ischaemiaHours: 2, fixationHours: 8 } }),
    words: ["flag.preanalytic", { words: "cold ischaemia >1 h OR fixation <6 h or >72 h in 10% NBF" }],
    inputs: { ischaemiaHours: 2, fixationHours: 8 },
  },
  {
    code: "sequencing-discordant",
    row: breast({ score: "1+" }, undefined, { copyNumber: { copies: 12, purity: 0.6, ploidy: 2 } }),
    words: ["flag.sequencing-discordant.corrected", { copies: 18.7, purity: 0.6, status: "negative" }],
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
    words: ["flag.sequencing-discordant.uncorrected", { copies: 12.3, status: "negative" }],
    inputs: { copies: 12.34, tumourCopies: 12.34, status: "negative", ish: null },
  },
  {
    code: "sequencing-discordant",
    row: breast(twoPlus, { ratio: 1, her2PerCell: 2 }),
    sequencing: { amplifiedBySequencing: true },
    words: ["flag.sequencing-discordant.called", {}],
    inputs: { amplifiedBySequencing: true, ish: "negative", ratio: 1, copies: 2 },
  },
  {
    code: "edition-differs",
    row: breast(twoPlus, { ratio: 2.5, her2PerCell: 3.5, call: "positive" }),
    words: [
      "flag.edition-differs",
      {
        call: "positive",
        editions: "ASCO/CAP 2013 and ASCO/CAP 2007",
        ratio: 2.5,
        copies: 3.5,
        group: 2,
      },
    ],
    inputs: {
      ratio: 2.5,
      copies: 3.5,
      call: "positive",
      group: 2,
      editions: ["ASCO/CAP 2013", "ASCO/CAP 2007"],
    },
  },
  {
    code: "historic",
    row: { serum: { her2NgPerMl: 20 } },
    words: [
      "flag.historic",
      { words: "serum HER2 >15 ng/mL counted as positive in early trials", value: 20 },
    ],
    inputs: { value: 20, rule: "h.serum" },
  },
  {
    code: "historic",
    row: { expression: { ratioTumourNormal: 2 } },
    words: [
      "flag.historic",
      { words: "tumour/normal ratio of 1.8 as the cut-off for high HER2 mRNA", value: 2 },
    ],
    inputs: { value: 2, rule: "h.mrna" },
  },
  {
    code: "heterogeneity",
    row: breast(twoPlus, { ratio: 1.5, her2PerCell: 3, percentCellsAmplified: 15 }),
    words: [
      "flag.heterogeneity",
      {
        percent: 15,
        words:
          "ISH: second contiguous cell population with amplification >10% of tumour cells on slide -> count separately and report; whole case amplified by that population",
      },
    ],
    inputs: { percentCellsAmplified: 15, ratio: 1.5 },
  },
  {
    code: "guideline-conflict",
    row: { tumour: "STAD", ihc: twoPlus, ish: { ratio: 1.5, her2PerCell: 6, cep17PerCell: 4 } },
    words: [
      "flag.guideline-conflict.conflict",
      {
        ratio: 1.5,
        copies: 6,
        cep17: 4,
        words:
          "ratio <2.0 with >=6.0 HER2 signals: sources disagree; pathologist review with ratio, HER2 and CEP17 counts; do not decide automatically",
      },
    ],
    inputs: { ratio: 1.5, copies: 6, cep17: 4 },
  },
  {
    code: "guideline-conflict",
    row: { tumour: "STAD", ihc: twoPlus, ish: { her2PerCell: 5, cep17PerCell: 3.4 } },
    words: [
      "flag.guideline-conflict.recalled",
      { rule: "g.i.eq", table: "Gastric/GEJ ISH after IHC 2+", ratio: 1.47, copies: 5, cep17: 3.4 },
    ],
    inputs: { ratio: 1.47058823529, copies: 5, cep17: 3.4 },
  },
  {
    code: "unknown-tumour",
    row: { tumour: "m".repeat(81) },
    words: ["flag.unknown-tumour", { tumour: "m".repeat(80) }],
    inputs: { tumour: "m".repeat(81) },
  },
];

describe("what a flag says", () => {
  it.each(raised)("$words.0 with $words.1", ({ code, row, sequencing, words, inputs }) =>
    expect(assessRow(row, context(sequencing)).flags.filter((one) => one.code === code)).toEqual([
      { code, severity: severity[code] ?? "warning", message: message(...words).text, inputs },
    ]),
  );
});

/** An error only where a value could not be used, a note where nothing is wrong; otherwise a warning. */
const severity: Readonly<Partial<Record<FlagCode, string>>> = {
  "unknown-tumour": "error",
  "edition-differs": "note",
  historic: "note",
};
