import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

const studies = {
  yi: [0.1, 0.9, -0.3, 0.6, 1.4],
  vi: [0.04, 0.05, 0.03, 0.06, 0.2],
  ni: [100, 80, 130, 60, 20],
  x: [1, 2, 3, 4, 6],
  g: ["b", "a", "b", "a", "a"],
  g2: ["b", "b", "b", "b", "b"],
};
const tables = { ai: [4, 0, 10], bi: [16, 15, 5], ci: [8, 2, 5], di: [14, 13, 9] };
const proportions = { xi: [0, 3, 5, 9], ni: [6, 10, 5, 22] };
const quantiles = { x: [-1, 2], df: [3, 7] };
const probabilities = { p: [0.1, 0.9], df: [3, 7] };
const probabilities2 = { p: [0.01, 0.02, 0.03] };

type Row = readonly [
  command: string,
  data: ReferenceCase["data"],
  expected: ReferenceCase["expected"],
  tolerance: number,
];

/** By R 4.2.2 and metafor 3.8.1, control = list(threshold = 1e-14, tol = 1e-14) where a search is in it. */
const rows: readonly Row[] = [
  [
    "rma(yi,vi)",
    studies,
    {
      beta: 0.476748734072774,
      se: 0.282989561132982,
      tau2: 0.332381250952233,
      se_tau2: 0.282367068094596,
      QE: 27.6875,
      I2: 86.2692604802126,
      pi_lb: -0.782006519081131,
    },
    1e-8,
  ],
  [
    'rma(yi,vi,mods=~x,method="DL",test="knha")',
    studies,
    {
      beta: [-0.117656664313412, 0.198005119579129],
      pval: [0.853533409345645, 0.328186430727447],
      QM: 1.35753293761489,
      QMp: 0.328186430727447,
      R2: 0,
    },
    1e-8,
  ],
  ['rma(yi,vi,mods=~x,method="FE")', studies, { tau2: 0, R2: 0, QEp: 1.14074947294926e-5 }, 1e-8],
  [
    "predict(rma(yi,vi,mods=~x),newmods=c(2,5))",
    studies,
    { pred: [0.277514588798139, 0.865505438814324], pi_ub: [1.57913548795072, 2.29142722961499] },
    1e-8,
  ],
  [
    "confint(rma(yi,vi))",
    studies,
    {
      table: {
        values: [
          [0.332381250952233, 0.077954571860067, 3.55554914055078],
          [0.576525152055167, 0.279203459613356, 1.88561638212834],
          [86.2692604802126, 59.5724045780781, 98.533934045257],
          [7.28292892424986, 2.47355794863266, 68.2097552818002],
        ],
      },
    },
    1e-6,
  ],
  [
    "confint(rma(yi,vi),type='PL')",
    studies,
    {
      table: {
        values: [
          [0.332381250952233, 0.0621813856801039, 2.43551505842167],
          [0.576525152055167, 0.249361957162884, 1.56061368007001],
          [86.2692604802126, 54.0314618372542, 97.8740592677825],
          [7.28292892424986, 2.1754009154253, 47.0379999237762],
        ],
      },
    },
    1e-5,
  ],
  [
    'leave1out(rma(yi,vi,method="DL"))',
    studies,
    {
      estimate: [
        0.595637862567722, 0.352470671219328, 0.671107504853803, 0.45427003134236, 0.310412105822803,
      ],
      tau2: [0.465743440233236, 0.273726114649681, 0.174465240641711, 0.393292682926829, 0.259033613445378],
    },
    1e-8,
  ],
  [
    'cumul(rma(yi,vi,method="DL"))',
    studies,
    {
      estimate: [0.1, 0.49375, 0.222071655489533, 0.310412105822803, 0.474069547594737],
      se: [0.2, 0.399951168894404, 0.34350079152595, 0.275509581679519, 0.276041237948889],
    },
    1e-8,
  ],
  [
    'influence(rma(yi,vi,method="DL"))',
    studies,
    {
      rstudent: [
        -0.618770471242934, 0.855068689073054, -1.88022048811774, 0.193123383627539, 1.4897386337113,
      ],
      "cook.d": [
        0.193951374356164, 0.194048902582327, 0.509509000259889, 0.00514471387534133, 0.351498587022208,
      ],
      weight: [21.5689026404774, 20.9751770704983, 22.1972194712838, 20.4132627143428, 14.8454381033978],
    },
    1e-8,
  ],
  [
    'trimfill(rma(yi,vi,method="DL"),estimator="L0",side="left")',
    studies,
    { k0: 1, beta: 0.312767604527922, se: 0.267301850293785 },
    1e-8,
  ],
  ['fsn(yi,vi,type="Rosenthal")', studies, { fsnum: 21, pval: 9.03927994240745e-5 }, 1e-8],
  ["ranktest(rma(yi,vi))", studies, { tau: 0.6, pval: 0.233333333333333 }, 1e-8],
  [
    'regtest(yi,vi,predictor="sei",model="lm")',
    studies,
    { zval: 2.19365174109607, pval: 0.115857697651935, est: -1.23061213032917 },
    1e-8,
  ],
  [
    'regtest(yi,vi,ni=ni,predictor="sqrtni",model="rma")',
    studies,
    { zval: -3.51444234148078, est: null },
    1e-8,
  ],
  [
    "rma.mv(yi,vi,random=~1|g)",
    studies,
    { beta: 0.352174462687252, se: 0.484272775932509, sigma2: 0.448493875141324 },
    0.0001,
  ],
  [
    'escalc(measure="OR",ai=ai,bi=bi,ci=ci,di=di)  # add=1/2,to="only0"',
    tables,
    {
      yi: [-0.826678573184468, -1.74758825091492, 1.28093384546206],
      vi: [0.508928571428571, 2.53859020310633, 0.611111111111111],
    },
    1e-9,
  ],
  [
    'rma.mh(measure="OR",ai=ai,bi=bi,ci=ci,di=di)',
    tables,
    {
      beta: -0.101281147864588,
      se: 0.463838355205323,
      MH: 0.00016148607027213,
      TA: 6.25525091558239,
      QE: 5.22789278546385,
    },
    1e-8,
  ],
  [
    "rma.peto(ai=ai,bi=bi,ci=ci,di=di)",
    tables,
    { beta: -0.104034397932666, se: 0.46903028043164, QE: 6.04658790277394 },
    1e-8,
  ],
  [
    'rma(measure="PLO",xi=xi,ni=ni,method="DL",test="z"); predict(transf=...)',
    proportions,
    { beta: -0.44837020746095, prop: 0.389748333629742, prop_ub: 0.681757483372447 },
    1e-8,
  ],
  [
    "pt(x,df)",
    quantiles,
    { lower: [0.195501109477885, 0.957190335718512], upper: [0.804498890522115, 0.042809664281488] },
    1e-10,
  ],
  [
    "binom.test(x,n,conf.level=0.9)",
    { x: [3, 0], n: [12, 20] },
    { cp_lo: [0.0718702555423, 0], cp_hi: [0.52732660356, 0.139108340668] },
    1e-9,
  ],
  ["qchisq(p,df)", probabilities, { q: [0.584374374155183, 12.0170366237805] }, 1e-10],
  ['p.adjust(p,method="holm")', probabilities2, { adjusted: [0.03, 0.04, 0.04] }, 1e-10],
];

const networks = {
  TE: [0.2, 0.4, 0.1],
  seTE: [0.1, 0.2, 0.3],
  treat1: ["a", "b", "a"],
  treat2: ["b", "c", "c"],
  studlab: ["1", "2", "3"],
};
const accuracy = { TP: [9, 8, 7, 9], FN: [2, 3, 1, 4], FP: [1, 2, 3, 2], TN: [20, 12, 15, 18] };

const scores = {
  y: [0, 0, 0, 0, 1, 1, 1, 0, 1, 1],
  x: [1, 2, 3, 4, 3, 5, 6, 2.5, 7, 1.5],
  z: [2, 1, 4, 3, 5, 4, 6, 2, 3, 7],
  long: [1, 3, 4, 7, 9, 11, 12, 15, 18, 20, 22],
};

describe("answers to reference calls", () => {
  it.each(rows)("%s", (command, data, expected, suggested_rel_tol) => {
    const [answer] = verifyStats([{ name: command, method: "", command, data, expected, suggested_rel_tol }]);
    expect(answer?.note).toBeNull();
    expect(answer?.status).toBe("passed");
  });
  it.each([
    'rma(yi,vi,method="none")',
    'coxph(Surv(x,y)~z,ties="none")',
    'survfit(Surv(x,y)~1,conf.type="log-logs")',
    'netmeta(TE,seTE,treat1,treat2,studlab,method.tau="PM")',
    'netcontrib(netmeta(TE,seTE,treat1,treat2,studlab),method="cccp")',
    'reitsma(d,correction.control="some")',
    'madad(d,correction.control="some")',
    "glmer(cbind(k,n-k)~0+sens+spec+(1|id),binomial)",
    "glmer(cbind(k,n-k)~0+sens+spec+(0+sens+spec|id),poisson)",
    "dca(y~x+z)",
    "rma.mv(yi,vi)",
    "rma.mv(yi,vi,random=~1|g/x/y)",
    "rma.mv(yi,vi,random=~1|x/g2)",
    'rma.mv(yi,vi,random=~1|g,dfs="contain",test="t")',
    'rma.mh(measure="IRR")',
    'trimfill(rma(yi,vi),estimator="X")',
    'fsn(yi,vi,type="none")',
    'metabias(metabin(sm="OR"),method.bias="none")',
    'p.adjust(p,method="never")',
    'regtest(yi,vi,predictor="none")',
    'metagen(method.random.ci="none")',
    "roc(y,x,percent=TRUE)",
    "roc(y,x,smooth=TRUE)",
    'roc.test(roc(y,x),roc(y,z),method="bootstrap")',
    'roc.test(roc(y,x),roc(y,z),alternative="both")',
    "multiclass.roc(y,x,levels=c(0,1))",
    "glm(y~x,family=quasibinomial)",
    "lrm(y~x,penalty=1)",
    "fisher.test(matrix(c(3,12,9,5),2),or=2)",
    "fisher.test(matrix(c(3,12,9,5,2,8),2))",
    "chisq.test(c(5,9,12))",
    "Hmisc::rcspline.eval(long,nk=3,norm=3)",
    'rma.glmm(measure="OR",xi=xi,ni=ni)',
    'rma.glmm(measure="OR",ai=ai,bi=bi,ci=ci,di=di,model="UM.RS",cor=TRUE)',
    'rma.glmm(measure="OR",ai=ai,bi=bi,ci=ci,di=di,model="X")',
    'rma.glmm(measure="IRR",x1i=x1i)',
  ])("no answer to %s", (command) => {
    const given = {
      name: command,
      method: "",
      command,
      data: {
        ...studies,
        ...tables,
        ...proportions,
        ...networks,
        ...accuracy,
        ...scores,
        p: [0.1],
        a: 3,
        b: 9,
        c: 12,
        d: 5,
      },
    };
    const [answer] = verifyStats([{ ...given, expected: { a: 1 }, suggested_rel_tol: 1 }]);
    expect(answer?.status).toBe("failed");
    expect(answer?.note).toContain("no method covers");
  });
});
