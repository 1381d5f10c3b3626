import { describe, expect, it } from "vitest";
import { innerCall, numberArgument, readRCalls, textArgument } from "./r-call.ts";

const one = (source: string) => {
  const calls = readRCalls(source);
  if (!calls.ok) throw new Error(calls.error.message);
  const [first] = calls.value;
  if (first === undefined) throw new Error("no call");
  return first;
};

describe("a call in R's notation", () => {
  it("keeps positional and named arguments apart", () => {
    const call = one('rma(yi, vi, method="DL", level=.9)');
    expect(call.function).toBe("rma");
    expect(call.positional).toEqual([
      { kind: "name", value: "yi" },
      { kind: "name", value: "vi" },
    ]);
    expect(textArgument(call, "method")).toBe("DL");
    expect(numberArgument(call, "level")).toBe(0.9);
    expect(textArgument(call, "test")).toBeNull();
  });
  it("keeps a call within a call", () => {
    const outer = one("trimfill(rma(yi,vi,method='FE'),estimator='L0')");
    const inner = innerCall(outer);
    expect(inner && textArgument(inner, "method")).toBe("FE");
  });
  it("reads formulas with their operators, the product before the sum", () => {
    const call = one("coxph(Surv(time,status)~age+rx*sex)");
    expect(call.positional[0]).toMatchObject({
      kind: "operator",
      operator: "~",
      operands: [{ function: "Surv" }, { operator: "+", operands: [{ value: "age" }, { operator: "*" }] }],
    });
  });
  it("reads a comparison weaker than a sum", () => {
    expect(one("Surv(time,status==1+1)").positional[1]).toMatchObject({
      operator: "==",
      operands: [{ value: "status" }, { operator: "+" }],
    });
  });
  it("reads a one-sided formula and one with a bar", () => {
    expect(one("rma(yi,vi,mods=~ablat)").named.mods).toMatchObject({
      operator: "~",
      operands: [{ value: "ablat" }],
    });
    expect(one("glmer(y~0+sens+(0+sens|id),binomial)").positional).toHaveLength(2);
  });
  it("reads several calls parted by a semicolon or a stroke, and bare names as calls", () => {
    const calls = readRCalls("fisher.test/chisq.test; predict(transf=...)");
    expect(calls.ok && calls.value.map((call) => call.function)).toEqual([
      "fisher.test",
      "chisq.test",
      "predict",
    ]);
  });
  it("keeps what stands behind the hash", () => {
    expect(one('escalc(measure="OR",ai=ai)  # add=1/2,to="only0"').comment).toBe('add=1/2,to="only0"');
  });
  it("reads a negative number", () => {
    expect(numberArgument(one("f(x=-2)"), "x")).toBe(-2);
  });
  it.each(["rma(yi", "rma(yi,,vi)", ")", "f(x=)"])("refuses %s with what it expected", (source) => {
    const calls = readRCalls(source);
    expect(!calls.ok && calls.error.code).toBe("unreadable-call");
  });
});
