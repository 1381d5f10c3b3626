import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolved, unsupportedArgument } from "./arguments.ts";
import { type RCall, readRCalls } from "./r-call.ts";
import { places, signatures } from "./signatures.ts";
import { verifyStats } from "./verify.ts";

const callOf = (source: string): RCall => {
  const read = readRCalls(source);
  const [call] = read.ok ? read.value : [];
  if (call === undefined) throw new Error(source);
  return resolved(call);
};

describe("arguments under their full names", () => {
  it.each([
    ['netmeta(TE,seTE,ref="plac")', "reference.group"],
    ['rma(yi,vi,meth="DL")', "method"],
    ["metagen(yi,sei,tau.pre=0.2)", "tau.preset"],
  ])("%s", (source, name) => {
    expect(Object.keys(callOf(source).named)).toContain(name);
  });
  it.each([
    ['cox.zph(coxph(Surv(time,status)~x),"rank")', "transform"],
    ['glmnet(x,y,"binomial")', "family"],
    ["predict(rma(yi,vi,mods=~x),c(0,1))", "newmods"],
    ['escalc("OR",ai,bi,ci,di)', "measure"],
  ])("by their place in %s", (source, name) => {
    expect(Object.keys(callOf(source).named)).toContain(name);
    expect(unsupportedArgument(callOf(source))).toBeNull();
  });
  it("of several that begin so, none is taken", () => {
    expect(unsupportedArgument(callOf("metagen(yi,sei,level.=0.9)"))).toBe("level. of metagen");
  });
  it("NULL is as not given", () => {
    expect(callOf("rma(yi,vi,scale=NULL)").named).toEqual({});
  });
});

describe("an argument that no answer follows is refused by its name", () => {
  it.each([
    ["rma(yi,vi,scale=~x)", "scale of rma"],
    ["predict(rma(yi,vi,scale=~x))", "scale of rma"],
    ["rma(yi,vi,mods=~x,nonsense=1)", "nonsense of rma"],
    ["metafor::rma(yi,vi,scale=~x)", "scale of metafor::rma"],
    ['metagen(yi,sqrt(vi),method.I2="tau2")', "method.I2 of metagen"],
    ["metaprop(xi,ni,cluster=g)", "cluster of metaprop"],
    ['netsplit(netmeta(TE,seTE,treat1,treat2,studlab),method="SIDDE")', "method of netsplit"],
    ["discomb(TE,seTE,C.matrix=C)", "C.matrix of discomb"],
    ["reitsma(d,alphasens=0.8)", "alphasens of reitsma"],
    ['madad(d,method="wald")', "method of madad"],
    ["glmer(y~1+(1|id),binomial,nAGQ=7)", "nAGQ of glmer"],
    ["dcurves::dca(y~p,prevalence=0.1)", "prevalence of dcurves::dca"],
    ["coxph(Surv(time,status)~x,tt=f)", "tt of coxph"],
    ["roc(y,x,levels=c(1,0))", "levels of roc"],
    ['ci.auc(y,x,method="bootstrap")', "method of ci.auc"],
    ['binom.test(x,n,alternative="less")', "alternative of binom.test"],
    ["pnorm(x,mean=1)", "mean of pnorm"],
    ["pnorm(x,1,2)", "2 of pnorm"],
    ["predict(rma(yi,vi,mods=~x),c(0,1),TRUE)", "2 of predict"],
    ["basehaz(coxph(Surv(time,status)~x),TRUE)", "2 of basehaz"],
  ])("%s", (command, refused) => {
    const data = { yi: [0.1, 0.4, 0.2], vi: [0.1, 0.2, 0.1], x: [1, 2, 3] };
    const given = { name: "", method: "", command, data, expected: { a: 1 }, suggested_rel_tol: 1 };
    const [answer] = verifyStats([given]);
    expect(answer?.status).toBe("failed");
    expect(answer?.note).toContain(`argument ${refused} is not supported`);
  });
});

describe("an argument with the value that is answered is not refused", () => {
  it.each([
    "reitsma(d,alphasens=1)",
    "netsplit(netmeta(TE,seTE),tol.direct=0.0005)",
    "rma.glmm(measure='PLO',xi=xi,ni=ni,add=1/2)",
    "mantel(unknown=1)",
    'metagen(yi,sqrt(vi),sm="OR",backtransf=FALSE,studlab=study)',
  ])("%s", (source) => {
    expect(unsupportedArgument(callOf(source))).toBeNull();
  });
});

describe("the table of arguments", () => {
  it.each(Object.entries(signatures))(
    "%s: bound to a value is not free as well",
    (_, { read, mute, only }) => {
      const namesIn = (list = ""): readonly string[] => list.split(" ").map((one) => one.split("=")[0] ?? "");
      const free = [...namesIn(read), ...namesIn(mute)].filter(Boolean);
      expect(namesIn(only).filter((one) => free.includes(one))).toEqual([]);
    },
  );
  it("names by place no function that it does not describe", () => {
    expect(Object.keys(places).filter((one) => signatures[one] === undefined)).toEqual([]);
  });
  it("an argument that nobody documents is refused of every function", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(signatures)), (name) => {
        expect(unsupportedArgument(callOf(`${name}(x,zzz=1)`))).toBe(`zzz of ${name}`);
      }),
    );
  });
});
