import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

type Row = readonly [
  command: string,
  data: ReferenceCase["data"],
  expected: ReferenceCase["expected"],
  tolerance: number,
];

/** By R 4.2.2 and metafor 3.8.1. */
const rows: readonly Row[] = [
  [
    'rma.mh(measure="OR",ai=ai,n1i=n1i,ci=ci,n2i=n2i)',
    { ai: [0, 3, 5, 10], n1i: [12, 20, 15, 30], ci: [2, 1, 3, 6], n2i: [10, 22, 16, 28] },
    {
      beta: 0.488864332055985,
      se: 0.417895526680411,
      QE: 2.99527685958142,
      QEp: 0.392353965012665,
      CO: 0.97012862047835,
      COp: 0.324648103420591,
      MH: 0.946398081733177,
    },
    1e-8,
  ],
  [
    'rma.mh(measure="OR",ai=ai,n1i=n1i,ci=ci,n2i=n2i,to="all")',
    { ai: [0, 3, 5, 10], n1i: [12, 20, 15, 30], ci: [2, 1, 3, 6], n2i: [10, 22, 16, 28] },
    {
      beta: 0.488864332055985,
      se: 0.417895526680411,
      QE: 2.76949790275646,
      QEp: 0.428545750179909,
      CO: 0.97012862047835,
      COp: 0.324648103420591,
      MH: 0.946398081733177,
    },
    1e-8,
  ],
  [
    'rma.mh(measure="RR",ai=ai,n1i=n1i,ci=ci,n2i=n2i,add=0)',
    { ai: [0, 3, 5, 10], n1i: [12, 20, 15, 30], ci: [2, 1, 3, 6], n2i: [10, 22, 16, 28] },
    { beta: 0.383046915642721, QE: 0.64016462918341 },
    1e-8,
  ],
  [
    'escalc(measure="OR",ai=ai,n1i=n1i,ci=ci,n2i=n2i,drop00=TRUE)',
    { ai: [0, 3, 5], n1i: [12, 20, 5], ci: [0, 1, 4], n2i: [10, 22, 4] },
    { yi: [null, 1.30992138233532, null], vi: [null, 1.43977591036415, null] },
    1e-8,
  ],
  [
    'escalc(measure="AS",ai=ai,n1i=n1i,ci=ci,n2i=n2i,add=1/2,to="all")',
    { ai: [0, 3, 5], n1i: [12, 20, 5], ci: [0, 1, 4], n2i: [10, 22, 4] },
    {
      yi: [-0.0174542732258315, 0.162296764860527, 0.0289077826680666],
      vi: [0.041958041958042, 0.0227743271221532, 0.0916666666666667],
    },
    1e-8,
  ],
  [
    'fsn(yi,vi,type="Orwin",target=0.1)',
    { yi: [-0.1, -0.9, 0.3, -0.6, -1.4], vi: [0.04, 0.05, 0.03, 0.06, 0.2] },
    { fsnum: 22 },
    1e-8,
  ],
  [
    'rma.glmm(measure="PLO",xi=xi,ni=ni,test="t")',
    { xi: [4, 0, 6, 9], ni: [20, 15, 31, 22] },
    { beta: -1.47445344942004, se: 0.501203551178733, ci_lb: -3.06950683906388, pval: 0.0604211890424888 },
    0.0001,
  ],
  [
    'rma.glmm(measure="PLO",xi=xi,ni=ni,method="FE")',
    { xi: [4, 0, 6, 9], ni: [20, 15, 31, 22] },
    { beta: -1.28966752534749, se: 0.259082379571383, ci_lb: -1.79745965833634, pval: 6.43017543098308e-7 },
    1e-5,
  ],
  [
    'rma.glmm(measure="OR",ai=ai,n1i=n1i,ci=ci,n2i=n2i,model="CM.AL",method="EE",level=90)',
    { ai: [4, 3, 5, 10], n1i: [12, 20, 15, 30], ci: [2, 1, 3, 6], n2i: [10, 22, 16, 28] },
    {
      beta: 0.56917060820774,
      se: 0.359225835158255,
      ci_lb: -0.0217033096469875,
      pval: 0.113094368613673,
      QE_Wld: 0.357420595691916,
      QE_LRT: 0.385958533144542,
      I2: 0,
      QM: 2.51043975682538,
      logLik: -5.03102999665565,
    },
    1e-4,
  ],
  [
    'rma.glmm(measure="IRR",x1i=x1i,t1i=t1i,x2i=x2i,t2i=t2i,model="UM.FS",method="EE",mods=~x,test="t")',
    { x1i: [4, 3, 5, 10], t1i: [12, 20, 15, 30], x2i: [2, 1, 3, 6], t2i: [10, 22, 16, 28], x: [1, 2, 2, 4] },
    {
      beta: [0.783308654827538, -0.0769422963909954],
      se: [0.91270512834601, 0.299520471067557],
      ci_lb: [-3.14374455710676, -1.36567486884567],
      pval: [0.481199500026084, 0.821279430334755],
      QE_Wld: 0.298851588923001,
      QE_LRT: 0.319744473102048,
      QM: 0.0659898692289731,
      QMp: 0.821279430334755,
    },
    1e-5,
  ],
];

describe("answers to reference calls that pool tables and proportions", () => {
  it.each(rows)("%s", (command, data, expected, suggested_rel_tol) => {
    const [answer] = verifyStats([{ name: command, method: "", command, data, expected, suggested_rel_tol }]);
    expect(answer?.note).toBeNull();
    expect(answer?.status).toBe("passed");
  });
});

describe("studies that lack an effect, and columns by other names", () => {
  const data = {
    yi: [0.1, null, -0.3, 0.6, 1.4, 0.9],
    vi: [0.04, 0.05, 0.03, 0.06, 0.2, 0.05],
    ni: [100, 5, 130, 60, 20, 80],
    x: [9, 9, 9, 9, 9, 9],
    events: [0, 3, 5, 9, null, 2],
    patients: [6, 10, 5, 22, 8, 7],
  };
  const without = {
    yi: [0.1, -0.3, 0.6, 1.4, 0.9],
    vi: [0.04, 0.03, 0.06, 0.2, 0.05],
    ni: [100, 130, 60, 20, 80],
    xi: [0, 3, 5, 9, 2],
    n: [6, 10, 5, 22, 7],
  };
  const answered = (command: string, columns: Readonly<Record<string, unknown>>, expected: object) =>
    verifyStats([
      { name: "", method: "", command, data: columns, expected: { ...expected }, suggested_rel_tol: 1e-12 },
    ])[0];
  it.each([
    [
      "regtest(yi,vi,ni=ni,predictor='ninv',model='lm')",
      "regtest(yi,vi,ni=ni,predictor='ninv',model='lm')",
      "zval",
    ],
    ["ranktest(yi,vi)", "ranktest(yi,vi)", "pval"],
    ["fsn(yi,vi)", "fsn(yi,vi)", "pval"],
    ["rma.glmm(measure='PLO',xi=events,ni=patients)", "rma.glmm(measure='PLO',xi=xi,ni=n)", "beta"],
  ])("%s", (command, other, field) => {
    const wanted = answered(other, without, { [field]: 1e9 })?.got;
    expect(wanted).toBeTypeOf("number");
    expect(answered(command, data, { [field]: wanted })?.note).toBeNull();
  });
});
