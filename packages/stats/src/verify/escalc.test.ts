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
    expect(rmaQuestion(call("rma(yi, vi, scale=~vi)"), data)).toBeNull();
    expect(rmaQuestion(call('rma(yi, vi, method=c("REML","XX"))'), data)).toBeNull();
  });
  it("takes the first estimator of several whose search settles, and other names of the same", () => {
    const many = { yi: [0.1, 0.9, -0.4, 1.2], vi: [0.04, 0.05, 0.03, 0.2], x: [1, 2, 4, 3], z: [3, 1, 1, 2] };
    const method = (source: string) => rmaQuestion(call(source), many)?.options.method;
    expect(method('rma(yi, vi, method=c("REML","DL"))')).toBe("REML");
    expect(method('rma(yi, vi, method=c("PM","DL"))')).toBe("PM");
    expect(method('rma(yi, vi, method="SJIT")')).toBe("PM");
    expect(method('rma(yi, vi, method="CA")')).toBe("HE");
    expect(method("rma(yi, vi)")).toBe("REML");
    expect(rmaQuestion(call("rma(yi, vi, mods=cbind(x, z))"), many)?.options.moderators).toEqual(
      rmaQuestion(call("rma(yi, vi, mods=~x+z)"), many)?.options.moderators,
    );
  });
  it("one variance for all studies, or one a study", () => {
    const of = (vtype: string) =>
      effectsOfCall(call(`escalc(measure="PHI",ai=ai,bi=bi,ci=ci,di=di${vtype})`), data);
    const [stratified, fallen, mixed] = [of(',vtype="ST"'), of(',vtype="CS"'), of(',vtype=c("ST","CS")')];
    expect(mixed?.variances[0]).toBe(stratified?.variances[0]);
    expect(mixed?.variances[1]).toBe(fallen?.variances[1]);
    expect(stratified?.variances[0]).not.toBe(fallen?.variances[0]);
    expect(of("")?.variances).toEqual(fallen?.variances);
  });
  it("leaves out studies without events in either group, where asked, of tables and of rates", () => {
    const empty = { ...data, ai: [0, 3], ci: [0, 2], x1i: [0, 3], t1i: [10, 9], x2i: [0, 1], t2i: [8, 7] };
    for (const asked of ['"OR",ai=ai,bi=bi,ci=ci,di=di', '"IRR",x1i=x1i,t1i=t1i,x2i=x2i,t2i=t2i']) {
      const kept = effectsOfCall(call(`escalc(measure=${asked})`), empty);
      const dropped = effectsOfCall(call(`escalc(measure=${asked},drop00=TRUE)`), empty);
      expect(kept?.effects[0]).not.toBeNaN();
      expect(dropped?.effects[0]).toBeNaN();
      expect(dropped?.effects[1]).toBe(kept?.effects[1]);
    }
  });
  it("reads every kind of measure from its own columns", () => {
    const more = {
      ...{ m1i: [5, 6], sd1i: [1, 2], n1i: [9, 8], m2i: [4, 5], sd2i: [1, 3], n2i: [7, 9] },
      ...{ ri: [0.2, 0.3], ni: [20, 30], xi: [3, 4], ti: [1.5, 2], mi: [2, 3], sdi: [1, 1], r2i: [0.2, 0.4] },
      ...{ ai: [0.9, 0.8], bi: [5, 6], ci: [3, 4], di: [7, 8] },
    };
    for (const asked of [
      '"SMD",ti=ti,n1i=n1i,n2i=n2i',
      '"SMD1",m1i=m1i,n1i=n1i,m2i=m2i,sd2i=sd2i,n2i=n2i',
      '"VR",sd1i=sd1i,n1i=n1i,sd2i=sd2i,n2i=n2i',
      '"SMCC",m1i=m1i,m2i=m2i,sd1i=sd1i,sd2i=sd2i,ri=ri,ni=ni',
      '"MPRR",ai=bi,bi=ci,ci=di,di=xi',
      '"MPORM",ai=bi,bi=ci,ci=di,di=xi,ri=ri',
      '"PR",xi=xi,mi=mi',
      '"UCOR",ri=ri,ni=ni',
      '"SPCOR",ti=ti,ni=ni,mi=mi,r2i=r2i',
      '"ABT",ai=ai,mi=mi,ni=ni',
      '"REH",ai=bi,bi=ci,ci=di',
      '"IRLN",xi=xi,ti=ti',
      '"CVLN",mi=mi,sdi=sdi,ni=ni',
    ]) {
      const effects = effectsOfCall(call(`escalc(measure=${asked})`), more);
      expect(effects?.effects, asked).toHaveLength(2);
      expect(effects?.effects.every(Number.isFinite), asked).toBe(true);
    }
  });
});
