import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { mayCarryOption } from "../recalled.ts";
import { recalled } from "./recalled.ts";

describe("recalled", () => {
  it("finds a recalled part that is no part of an approval", () => {
    const found = findingsOf(recalled, (bundle) =>
      Object.assign(at(bundle.approvals, "A1"), { recalled: ["biomarkr"] }),
    );
    expect(found).toMatchObject([{ severity: "error", item: "A1", field: "recalled" }]);
  });
  it("finds a safety rule that would stop a therapy on memory alone", () => {
    const found = findingsOf(recalled, (bundle) =>
      Object.assign(at(bundle.safety, "ild"), { status: "recalled" }),
    );
    expect(found).toMatchObject([{ severity: "error", item: "ild", field: "severity" }]);
  });
  it("warns of a recalled figure that is marked for pooling", () => {
    const found = findingsOf(recalled, (bundle) =>
      Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), { status: "recalled" }),
    );
    expect(found).toMatchObject([{ severity: "warning", field: "outcomes.o1.pool" }]);
  });
  it("lets no recalled item carry an option", () => {
    expect(
      (["verified", "conflict", "recalled"] as const).map((status) => mayCarryOption({ status })),
    ).toEqual([true, true, false]);
  });
});
