import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import type { SequencingContext } from "./context.ts";

const state = (row: object, sequencing: SequencingContext = {}) => assessRow(row, context(sequencing));
const codes = (...given: Parameters<typeof state>) => state(...given).flags.map((flag) => flag.code);
const clarification = message("needed.clarification").text;

describe("a status that somebody wrote", () => {
  it.each(["positive", "negative", "equivocal"])(
    "stands as %s where no measurement stands beside it",
    (reported) => {
      const one = state({ tumour: "BRCA", reported });
      expect([one.status, one.ish, one.ihc]).toEqual([reported, null, null]);
      expect(codes({ tumour: "BRCA", reported })).toEqual(["interpretation-only"]);
      expect(one.needed.map((test) => test.test)).toContain(message("needed.ihc").text);
    },
  );
  it("gives way to what sequencing settles as positive, and to nothing less", () => {
    const lung = { tumour: "LUAD", reported: "negative" };
    expect(state(lung, { activatingMutation: true }).status).toBe("positive");
    expect(codes(lung, { activatingMutation: true })).toEqual([]);
    expect(state(lung, { activatingMutation: false }).status).toBe("negative");
    expect(codes(lung, { activatingMutation: false })).toEqual(["interpretation-only"]);
  });
  it("does not stand beside a measurement", () => {
    expect(state({ tumour: "BRCA", ihc: { score: "2+" }, reported: "positive" })).toMatchObject({
      status: "equivocal",
      flags: [],
    });
    expect(state({ tumour: "BRCA", ish: { cells: 40 }, reported: "positive" }).status).toBe("indeterminate");
  });
});

describe("a written status beside a measurement", () => {
  it.each([
    [{ ihc: { score: "1+" }, reported: "positive" }, ["call-contradicts-score"]],
    [{ ihc: { score: "3+" }, reported: "negative" }, ["call-contradicts-score"]],
    [{ ish: { ratio: 1, her2PerCell: 2 }, reported: "positive" }, ["call-contradicts-counts"]],
    [{ ish: { ratio: 3, her2PerCell: 6 }, reported: "negative" }, ["call-contradicts-counts"]],
  ])("that is its opposite leaves the answer open: %j", (row, flags) => {
    const one = state({ tumour: "BRCA", ...row });
    expect([one.status, one.assessments[0]?.status]).toEqual(["indeterminate", "indeterminate"]);
    expect(one.flags.map((flag) => flag.code)).toEqual(flags);
    expect(one.needed.map((test) => test.test)).toContain(clarification);
  });
  it.each([
    { ihc: { score: "3+" }, reported: "positive" },
    { ihc: { score: "1+" }, reported: "negative" },
    { ihc: { score: "1+" }, reported: "equivocal" },
    { ihc: { score: "3+" }, reported: "equivocal" },
    { ihc: { score: "2+" }, reported: "negative" },
  ])("that is not its opposite is left alone: %j", (row) =>
    expect(codes({ tumour: "BRCA", ...row })).toEqual([]),
  );
  it("keeps what the measurement asked for", () => {
    const row = { tumour: "COAD", ihc: { score: "3+", percentStained: 60 }, reported: "negative" };
    expect(state(row).needed.map((test) => test.test)).toEqual(
      expect.arrayContaining([message("needed.ihc-confirmation").text, clarification]),
    );
  });
  it("is not set against one axis of several, which it does not name", () => {
    const lung = { tumour: "LUAD", ihc: { score: "3+" }, reported: "negative" };
    expect([state(lung).status, codes(lung)]).toEqual(["positive", []]);
  });
});
