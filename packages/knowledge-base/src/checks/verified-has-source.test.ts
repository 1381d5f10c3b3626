import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { verifiedHasSource } from "./verified-has-source.ts";

describe("verified has a source", () => {
  it("finds a verified approval without a source", () => {
    const found = findingsOf(verifiedHasSource, (bundle) =>
      Object.assign(at(bundle.approvals, "A1"), { sources: [] }),
    );
    expect(found).toMatchObject([{ item: "A1", field: "sources" }]);
  });
  it("finds a verified statement without one", () => {
    const found = findingsOf(verifiedHasSource, (bundle) =>
      Object.assign(at(at(bundle.alterations, "L755S").statements, "L755S.1"), { sources: [] }),
    );
    expect(found).toMatchObject([{ item: "L755S", field: "statements.L755S.1.sources" }]);
  });
  it("asks nothing of a recalled item", () => {
    expect(
      findingsOf(verifiedHasSource, (bundle) =>
        Object.assign(at(bundle.approvals, "A1"), { sources: [], status: "recalled" }),
      ),
    ).toEqual([]);
  });
});
