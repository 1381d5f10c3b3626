import type { Held } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import { held, heldTogether } from "./held.ts";

describe("an item on the day asked for", () => {
  const on = (item: { from?: string; to?: string }, asOf: string) => held(item, asOf, smallKnowledge());
  it("held from its day on, with both its days", () => {
    expect(on({ from: "2020-03-01" }, "2020-03-01")).toEqual({ from: "2020-03-01", to: null, held: "met" });
    expect(on({ from: "2020-03-01", to: "2021" }, "2020-06-01")).toEqual({
      from: "2020-03-01",
      to: "2021",
      held: "met",
    });
  });
  it("is not told of where it surely did not hold", () => {
    expect(on({ from: "2020-03-01" }, "2020-02-29")).toBeNull();
    expect(on({ from: "2019", to: "2020-01-01" }, "2020-03-01")).toBeNull();
  });
  it("is open within a vague day", () => {
    expect(on({ from: "2020" }, "2020-03-01")?.held).toBe("unknown");
  });
});

describe("of several that stand together", () => {
  const one = (from: string | null, truth: "met" | "unknown"): Held => ({ from, to: null, held: truth });
  const first = (...all: Held[]) =>
    [heldTogether(all), heldTogether(all.toReversed())].map((each) => each.from);
  it("counts the first that held, whatever their order; one that surely did goes before one that may have", () => {
    expect(first(one("2021", "met"), one("2020", "met"))).toEqual(["2020", "2020"]);
    expect(first(one("2021", "met"), one("2019", "unknown"))).toEqual(["2021", "2021"]);
    expect(first(one("2021", "unknown"), one("2019", "unknown"))).toEqual(["2019", "2019"]);
  });
  it("counts a day that is not known last, and one that is known by its end by that", () => {
    expect(first(one(null, "met"), one("2021", "met"))).toEqual(["2021", "2021"]);
    expect(first(one("../2020", "met"), one("2019", "met"))).toEqual(["2019", "2019"]);
    expect(first(one("../2018", "met"), one("2019", "met"))).toEqual(["../2018", "../2018"]);
  });
});
