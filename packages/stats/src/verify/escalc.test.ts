import { describe, expect, it } from "vitest";
import { effectsOfCall, zeroCellsOf } from "./escalc.ts";
import { type RCall, readRCalls } from "./r-call.ts";
import { rmaQuestion } from "./rma.ts";

const call = (source: string): RCall => {
  const calls = readRCalls(source);
  if (!calls.ok || calls.value[0] === undefined) throw new Error(source);
  return calls.value[0];
};
const data = {
  ai: [4, 0],
  bi: [16, 15],
  ci: [8, 2],
  di: [14, 13],
  n1: [20, 15],
  yi: [0.1, null],
  vi: [0.04, 0.05],
  g: ["a", "b"],
};

describe("what a reference call asks", () => {
  it("reads the continuity correction from the call or from what is said behind it", () => {
    expect(zeroCellsOf(call('escalc(measure="OR", add=0.25, to="all")'))).toEqual({ add: 0.25, to: "all" });
    expect(zeroCellsOf(call('escalc(measure="OR")  # add=1/2,to="only0"'))).toEqual({
      add: 0.5,
      to: "only0",
    });
    expect(zeroCellsOf(call('escalc(measure="OR")'))).toEqual({});
  });
  it("takes cells with the others or with the totals", () => {
    const byCells = effectsOfCall(call('escalc(measure="RD",ai=ai,bi=bi,ci=ci,di=di)'), data);
    const byTotals = effectsOfCall(call('escalc(measure="RD",ai=ai,n1i=n1,ci=ci,di=di)'), data);
    expect(byTotals?.effects).toEqual(byCells?.effects);
  });
  it("takes effects with variances or with standard errors, and leaves out rows with a missing one", () => {
    const question = rmaQuestion(call("rma(yi, vi)"), data);
    expect(question?.rows).toEqual([0]);
    expect(rmaQuestion(call("rma(yi, sei=sqrt(vi))"), data)?.variances[0]).toBeCloseTo(0.04, 15);
  });
  it("knows no answer to a method, a test or a measure that it does not have", () => {
    expect(rmaQuestion(call('rma(yi, vi, method="XX")'), data)).toBeNull();
    expect(rmaQuestion(call('rma(yi, vi, test="bootstrap")'), data)).toBeNull();
    expect(rmaQuestion(call("rma(yi, vi, mods=~nothing)"), data)).toBeNull();
    expect(effectsOfCall(call('escalc(measure="XX",ai=ai)'), data)).toBeNull();
  });
});
