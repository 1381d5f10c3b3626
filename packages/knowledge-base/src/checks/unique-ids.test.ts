import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { uniqueIds, uniqueNames } from "./unique-ids.ts";

describe("unique ids", () => {
  it("finds an approval that stands twice", () => {
    const found = findingsOf(uniqueIds, (bundle) => bundle.approvals.push(at(bundle.approvals, "A1")));
    expect(found).toMatchObject([{ severity: "error", kind: "approvals", item: "A1" }]);
  });
  it("finds an outcome whose id another study uses", () => {
    const found = findingsOf(uniqueIds, (bundle) =>
      bundle.studies.push({ ...at(bundle.studies, "trial-one"), id: "trial-two" }),
    );
    expect(found.map((one) => one.field)).toEqual(["outcomes.o1"]);
  });
  it("lets two tables use the same rule id, one table not", () => {
    const found = findingsOf(uniqueIds, (bundle) => {
      const table = at(bundle.guidelines, "breast.dual");
      bundle.guidelines.push({ ...structuredClone(table), id: "breast.other" });
      table.rules.push(...structuredClone(table.rules));
    });
    expect(found.map((one) => [one.item, one.field])).toEqual([["breast.dual", "rules.group-1"]]);
  });
});

describe("unique names", () => {
  it("finds a brand of one therapy that is a name of another, however it is written", () => {
    const found = findingsOf(uniqueNames, (bundle) =>
      at(bundle.therapies, "betataxel").brands.push("ａ-dxd"),
    );
    expect(found).toMatchObject([
      { item: "betataxel", message: expect.stringContaining("alphamab deruxtecan") },
    ]);
  });
  it("finds two tumours of one name", () => {
    const found = findingsOf(uniqueNames, (bundle) =>
      at(bundle.tumours, "GIST").names.en.push("gastric cancer"),
    );
    expect(found).toHaveLength(1);
  });
});
