import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { approvalStates } from "./approval-states.ts";

const planted = (change: Record<string, unknown>) =>
  findingsOf(approvalStates, (bundle) => Object.assign(at(bundle.approvals, "A1"), change)).map(
    (one) => one.field,
  );

describe("approval states", () => {
  it("asks an active row for its date, unless the date is recalled", () => {
    expect(planted({ from: null })).toEqual(["from"]);
    expect(planted({ from: null, recalled: ["date"] })).toEqual([]);
  });
  it("asks a superseded row when or by what", () => expect(planted({ state: "superseded" })).toEqual(["to"]));
  it("asks a withdrawn row when", () => expect(planted({ state: "withdrawn" })).toEqual(["to"]));
  it("asks a row that names its successor for its end", () =>
    expect(planted({ supersededBy: "A1" })).toEqual(["to"]));
  it("accepts rows without a decision, with any dates", () => {
    for (const state of ["pending", "opinion", "rejected", "not approved", "unresolved", "unknown"])
      expect(planted({ state })).toEqual([]);
  });
});
