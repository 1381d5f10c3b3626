import { describe, expect, it } from "vitest";
import { approval, at, findingsOf } from "../../test/tiny-knowledge.ts";
import { dates } from "./dates.ts";

describe("dates", () => {
  it("finds an end before the begin", () => {
    const found = findingsOf(dates, (bundle) => Object.assign(at(bundle.approvals, "A1"), { to: "2019" }));
    expect(found).toMatchObject([{ item: "A1", field: "to" }]);
  });
  it("lets a vague end touch the begin", () => {
    expect(findingsOf(dates, (bundle) => Object.assign(at(bundle.approvals, "A1"), { to: "2020" }))).toEqual(
      [],
    );
  });
  it("finds a successor older than what it replaced", () => {
    const found = findingsOf(dates, (bundle) => {
      bundle.approvals.push(approval("A2", { from: "2018" }) as never);
      Object.assign(at(bundle.approvals, "A1"), { to: "2021", supersededBy: "A2" });
    });
    expect(found).toMatchObject([{ item: "A1", field: "supersededBy" }]);
  });
  it("finds a source seen before it was printed", () => {
    const found = findingsOf(dates, (bundle) => Object.assign(at(bundle.sources, "paper"), { date: "2027" }));
    expect(found).toMatchObject([{ item: "paper", field: "seen" }]);
  });
});
