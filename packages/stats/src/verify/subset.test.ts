import { describe, expect, it } from "vitest";
import { readRCalls } from "./r-call.ts";
import { restricted } from "./subset.ts";

const data = { yi: [1, 2, 3, 4], alloc: ["a", "b", "a", null], vi: [0.1, 0.2, null, 0.4], k: 4 };
const kept = (source: string) => {
  const calls = readRCalls(source);
  return calls.ok && calls.value[0] ? restricted(calls.value[0], data).yi : null;
};

describe("the rows that subset = keeps", () => {
  it.each([
    ["rma(yi,vi)", [1, 2, 3, 4]],
    ['rma(yi,vi,subset=alloc=="a")', [1, 3]],
    ["rma(yi,vi,subset=1:2)", [1, 2]],
    ["rma(yi,vi,subset=-1)", [2, 3, 4]],
    ["rma(yi,vi,subset=c(4,1))", [4, 1]],
    ["rma(yi,vi,subset=yi>1 & !(yi==3))", [2, 4]],
    ["confint(rma(yi,vi,subset=yi>3|yi<2))", [1, 4]],
  ])("%s", (source, expected) => {
    expect(kept(source)).toEqual(expected);
  });
  it("leaves out rows of which the condition is unknown", () => {
    expect(kept("rma(yi,vi,subset=vi<1)")).toEqual([1, 2, 4]);
  });
  it("filters every column of that length and leaves single values alone", () => {
    const calls = readRCalls("rma(yi,vi,subset=1)");
    expect(calls.ok && calls.value[0] && restricted(calls.value[0], data)).toEqual({
      yi: [1],
      alloc: ["a"],
      vi: [0.1],
      k: 4,
    });
  });
});
