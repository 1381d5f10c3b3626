import { describe, expect, it } from "vitest";
import { verifyStats } from "./verify.ts";

const studies = {
  yi: [0.1, 0.9, -0.3, 0.6, 1.4],
  vi: [0.04, 0.05, 0.03, 0.06, 0.2],
  sei: [0.04, 0.05, 0.03, 0.06, 0.2].map(Math.sqrt),
  lo: [0.1, 0.9, -0.3, 0.6, 1.4].map(
    (y, i) => y - 1.959963984540054 * Math.sqrt([0.04, 0.05, 0.03, 0.06, 0.2][i]!),
  ),
  hi: [0.1, 0.9, -0.3, 0.6, 1.4].map(
    (y, i) => y + 1.959963984540054 * Math.sqrt([0.04, 0.05, 0.03, 0.06, 0.2][i]!),
  ),
  g: ["b", "a", "b", "a", "a"],
};
/** an empty cell in three studies, nobody with the event in a fourth */
const tables = {
  e: [4, 0, 10, 0, 20],
  n: [20, 15, 15, 12, 20],
  ec: [8, 2, 5, 0, 15],
  nc: [22, 15, 14, 10, 20],
};
const counts = "e,n,ec,nc";

type Row = readonly [
  command: string,
  data: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
];

/** By metafor 3.8.1: `rma(tau2 = )`, `rma(level = )`, `rma.mh` on corrected cells, `rma.peto`, `escalc(to = "only0")`. */
const rows: readonly Row[] = [
  [
    "metagen(yi,sqrt(vi),tau.preset=0.5,level.ma=0.9,level=0.5)",
    studies,
    { TE: 0.4632594910188, seTE: 0.251568812881495, lower: 0.0494656167227973, upper: 0.877053365314804 },
  ],
  [
    "metagen(yi,sqrt(vi),tau.preset=0.5,level.ma=0.9,hakn=TRUE)",
    studies,
    { seTE: 0.286327432543401, lower: -0.147146725886009, pval: 0.180986054631845, df: 4 },
  ],
  [
    'metagen(yi,lower=lo,upper=hi,method.tau="DL",null.effect=0.2)',
    studies,
    { TE: 0.474069547594737, seTE: 0.276041237948889, pval: 0.320779519970696 },
  ],
  [
    'metagen(yi,sei,method.predict="V",level.predict=0.8)',
    studies,
    { lower: -0.507928263496198, upper: 1.46142573163175 },
  ],
  [
    `metabin(${counts},sm="OR",method="Inverse",method.tau="DL")`,
    tables,
    {
      k: 4,
      TE_common: 0.214383680239381,
      seTE_common: 0.475065901178104,
      TE_random: 0.320639511624785,
      tau2: 1.79007710711793,
      Q: 8.15070453672514,
    },
  ],
  [
    `metabin(${counts},sm="OR",method="MH",method.tau="DL")`,
    tables,
    {
      TE_common: 0.323603541530048,
      seTE_common: 0.400817011211809,
      Q: 8.20356068632025,
      tau2: 1.8084467462005,
      TE_random: 0.32090958548862,
      seTE_random: 0.870865462162007,
    },
  ],
  [
    `metabin(${counts},sm="OR",method.tau="DL",Q.Cochrane=FALSE,MH.exact=TRUE)`,
    tables,
    {
      TE_common: 0.345627523208167,
      seTE_common: 0.414528240931253,
      Q: 8.15070453672514,
      tau2: 1.79007710711793,
    },
  ],
  [
    `metabin(${counts},method="Peto",method.tau="DL")`,
    tables,
    {
      TE_common: 0.357671797947591,
      seTE_common: 0.420054312820356,
      TE_random: 0.297795569838193,
      tau2: 2.01624324345455,
    },
  ],
  [
    `metabin(${counts},sm="RR",method="Inverse")`,
    tables,
    { k: 4, TE_common: 0.254602020950201, seTE_common: 0.11644920164067 },
  ],
  ['metagen(yi,sqrt(vi),subgroup=g,method.tau="DL")', studies, { levels: ["b", "a"], k_w: [2, 3] }],
];

describe("calls of the package meta", () => {
  it.each(rows)("%s", (command, data, expected) => {
    const [answer] = verifyStats([
      { name: command, method: "", command, data, expected, suggested_rel_tol: 1e-9 },
    ]);
    expect(answer?.note).toBeNull();
  });

  it.each([
    'metabin(e,n,ec,nc,sm="OR",method="GLMM")',
    'metabin(e,n,ec,nc,sm="OR",method="MH",subgroup=g)',
    'metabin(e,n,ec,nc,sm="ASD",method="MH")',
    'metabin(e,n,ec,nc,sm="OR",incr="TACC",method="Inverse")',
    'metabin(e,n,ec,nc,sm="OR",method="Inverse",method.incr="never")',
    'metagen(yi,sqrt(vi),method.tau="DL",method.random.ci="KR")',
    'metagen(yi,sqrt(vi),method.predict="NNF")',
    "metagen(absent,sqrt(vi))",
    'metaprop(e,n,method="GLMM",sm="PAS")',
    'metaprop(e,n,method="GLMM",method.tau="DL")',
    'metaprop(e,n,method="GLMM",method.predict="HK")',
    'metaprop(e,n,method="Inverse",method.ci="none")',
  ])("no answer to %s", (command) => {
    const data = { ...studies, ...tables };
    const [answer] = verifyStats([
      { name: "", method: "", command, data, expected: { a: 1 }, suggested_rel_tol: 1 },
    ]);
    expect(answer?.note).toContain("no method covers");
  });

  it("the level of the single studies leaves the pool as it is", () => {
    const at = (level: string) =>
      verifyStats([
        {
          ...{ name: "", method: "", data: studies, expected: { lower: 0 }, suggested_rel_tol: 0 },
          command: `metagen(yi,sqrt(vi)${level})`,
        },
      ])[0]?.got;
    expect(at(",level=0.5")).toBe(at(""));
    expect(at(",level.ma=0.5")).not.toBe(at(""));
  });
});
