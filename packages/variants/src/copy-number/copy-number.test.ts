import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { genes } from "../../test/genes.ts";
import { geneIndex } from "../index.ts";
import { copyNumberAlteration, judgeCopies } from "./copy-number.ts";

const rules = genes.copyNumber;
const epsilon = 1e-6;
const judged = (copies: number, ratio: number | null = null, ploidy: number | null = null) =>
  judgeCopies(
    {
      copies,
      low: copies,
      high: copies,
      ratio: ratio === null ? null : { low: ratio, value: ratio, high: ratio },
      focal: null,
    },
    rules,
    ploidy,
  );

describe("the limits of ISH", () => {
  it("are those of the guideline's tables", () => {
    const { items } = parse(
      readFileSync(new URL("../../../../knowledge/guidelines/breast.yaml", import.meta.url), "utf8"),
    ) as { items: { id: string; rules?: { id: string; when: string }[] }[] };
    const conditions = (table: string) =>
      Object.fromEntries(
        (items.find(({ id }) => id === table)?.rules ?? []).map(({ id, when }) => [id, when]),
      );
    const number = (value: number) => value.toFixed(1);
    const [ratio, four, six] = [rules.ratio, rules.copiesWithRatio, rules.copies].map(number);
    expect(conditions("breast.dualISH.group")).toMatchObject({
      "b.g1": `ratio >= ${ratio} and copies >= ${four}`,
      "b.g3": `ratio < ${ratio} and copies >= ${six}`,
      "b.g5": `ratio < ${ratio} and copies < ${four}`,
    });
  });

  it.each([
    [4 - epsilon, null, "not met"],
    [4, null, "unknown"],
    [4 + epsilon, null, "unknown"],
    [6 - epsilon, null, "unknown"],
    [6, null, "met"],
    [6 + epsilon, null, "met"],
    [4, 2 - epsilon, "unknown"],
    [4, 2, "met"],
    [4, 2 + epsilon, "met"],
    [4 - epsilon, 2, "unknown"],
    [4 - epsilon, 2 - epsilon, "not met"],
    // group 3: many copies of both
    [8, 1.5, "unknown"],
  ] as const)("%d copies at a ratio of %s are amplified: %s", (copies, ratio, amplified) =>
    expect(judged(copies, ratio).fields.amplified).toBe(amplified),
  );
});

describe("what is not amplified is called by the ploidy", () => {
  it.each([
    [2.5 - epsilon, null, "neutral"],
    [2.5, null, "gain"],
    [1.5 - epsilon, null, "loss"],
    [1.5, null, "neutral"],
    [0.5 - epsilon, null, "deletion"],
    [0.5, null, "loss"],
    // four copies are a gain in a diploid tumour and none in a tetraploid one
    [4, 2, "gain"],
    [4, 4, "neutral"],
    [4.5, 4, "gain"],
    [3.5 - epsilon, 4, "loss"],
    [3.5, 4, "neutral"],
  ] as const)("%d copies at a ploidy of %s: %s", (copies, ploidy, call) =>
    expect(judged(copies, null, ploidy).call).toBe(call),
  );
});

describe("calls as files write them", () => {
  it.each([
    ["2", "amplification"],
    ["+2.0", "amplification"],
    ["AMP", "amplification"],
    ["High-level_gain", "amplification"],
    ["1", "gain"],
    ["Gain", "gain"],
    ["0", "neutral"],
    ["-0.0", "neutral"],
    ["-1", "loss"],
    ["HETLOSS", "loss"],
    ["shallow deletion", "loss"],
    ["-1.5", "deletion"],
    ["-2", "deletion"],
    ["HOMDEL", "deletion"],
    ["Deep-Deletion", "deletion"],
    ["3", null],
    ["amplified?", null],
    ["", null],
  ] as const)("%s is %s", (text, call) => expect(rules.readCall(text)).toBe(call));
});

describe("without definitions", () => {
  const none = geneIndex([]).copyNumber;
  it("nothing is decided, and nothing is read", () => {
    const measured = { copies: 20, low: 20, high: 20, ratio: null, focal: null };
    expect(judgeCopies(measured, none, 2)).toMatchObject({
      call: "neutral",
      fields: { amplified: "unknown" },
    });
    expect(none.readCall("2")).toBeNull();
  });
});

describe("why, in words", () => {
  const measured = { copies: 7.126, low: 6.004, high: 8.999, focal: null };
  it("gives copies, their interval and the limits of a single probe", () =>
    expect(judgeCopies({ ...measured, ratio: null }, rules, null).fields.because).toBe(
      "7.13 copies (6 to 9); single-probe limits: 4 and 6 copies",
    ));
  it("gives the ratio and the limits of two probes", () =>
    expect(
      judgeCopies({ ...measured, ratio: { low: 1.9, value: 2.345, high: 3 } }, rules, null).fields.because,
    ).toBe("7.13 copies (6 to 9), ratio 2.35 (1.9 to 3); dual-probe limits: ratio 2, 4 and 6 copies"));
});

describe("the alteration of a call", () => {
  it.each([
    ["amplification", "MYC:amplification", "transcript_amplification", "amp"],
    ["gain", "MYC:gain", null, "copy number gain"],
    ["loss", "MYC:copy-number-loss", null, "copy number loss"],
    ["deletion", "MYC:deletion", "transcript_ablation", "homozygous deletion"],
  ] as const)("%s", (call, key, consequence, alias) =>
    expect(copyNumberAlteration("MYC", { symbol: "MYC" }, call, genes)).toMatchObject({
      gene: "MYC",
      kind: "copy-number",
      key,
      consequence,
      aliases: expect.arrayContaining([alias]),
      error: null,
    }),
  );
});
