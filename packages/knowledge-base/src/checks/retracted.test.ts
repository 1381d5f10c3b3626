import { describe, expect, it } from "vitest";
import { at, findingsOf, tinyBundle } from "../../test/tiny-knowledge.ts";
import { openKnowledge } from "../open.ts";
import { retracted } from "./retracted.ts";

const onWithdrawn = [{ source: "withdrawn-paper" }];

describe("retracted sources", () => {
  it("block a statement that rests on them alone", () => {
    const found = findingsOf(retracted, (bundle) =>
      Object.assign(at(at(bundle.alterations, "L755S").statements, "L755S.1"), { sources: onWithdrawn }),
    );
    expect(found).toMatchObject([{ severity: "warning", item: "L755S", field: "statements.L755S.1" }]);
  });
  it("block a claim they assert", () => {
    expect(
      findingsOf(retracted, (bundle) =>
        Object.assign(at(bundle.claims, "c1"), { assertedBy: "withdrawn-paper" }),
      ),
    ).toHaveLength(1);
  });
  it("block nothing that has another source", () => {
    expect(
      findingsOf(retracted, (bundle) => at(bundle.approvals, "A1").sources.push(...onWithdrawn)),
    ).toEqual([]);
  });
  it("keep what they block out of the index, and the index says so", () => {
    const { bundle } = tinyBundle((items) => {
      items.claims![0]!.assertedBy = "withdrawn-paper";
      items.approvals![0]!.sources = onWithdrawn;
    });
    const index = openKnowledge(bundle);
    if (!index.ok) throw new Error(index.error.message);
    expect(index.value.claimsFor({})).toEqual([]);
    expect(index.value.approvals).toEqual([]);
    expect(index.value.blocked).toEqual([
      { kind: "approvals", item: "A1", part: null, source: "withdrawn-paper" },
      { kind: "claims", item: "c1", part: null, source: "withdrawn-paper" },
    ]);
  });
});
