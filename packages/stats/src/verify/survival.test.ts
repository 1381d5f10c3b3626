import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

type Row = readonly [
  command: string,
  data: ReferenceCase["data"],
  expected: ReferenceCase["expected"],
  tolerance: number,
];

/** By R 4.2.2 and survival 3.5.3. */
const rows: readonly Row[] = [
  [
    "survfit(Surv(time,status)~1,stype=2)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      time: [1, 2, 3, 4, 5, 6, 7, 8],
      surv: [
        0.90483741803596, 0.809684096983376, 0.701897249454072, 0.502931356039464, 0.502931356039464,
        0.36036606367161, 0.36036606367161, 0.132571266120664,
      ],
      std_err_surv: [
        0.090483741803596, 0.121035393752319, 0.145131310186211, 0.157690754526419, 0.157690754526419,
        0.164912468040404, 0.164912468040404, 0.145793468613073,
      ],
      lower: [
        0.743790106809636, 0.604051534810341, 0.468026644732145, 0.272032114109591, 0.272032114109591,
        0.146964655913969, 0.146964655913969, 0.0153586111167255,
      ],
      cumhaz: [
        0.1, 0.211111111111111, 0.353968253968254, 0.687301587301587, 0.687301587301587, 1.02063492063492,
        1.02063492063492, 2.02063492063492,
      ],
      std_chaz: [
        0.1, 0.149484711634152, 0.206770022676528, 0.313543294990034, 0.313543294990034, 0.457624856125974,
        0.457624856125974, 1.09973656342977,
      ],
    },
    1e-8,
  ],
  [
    "survfit(Surv(time,status)~1,stype=2,ctype=2)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      time: [1, 2, 3, 4, 5, 6, 7, 8],
      surv: [
        0.90483741803596, 0.809684096983376, 0.701897249454072, 0.486443304998618, 0.486443304998618,
        0.348551858850505, 0.348551858850505, 0.128225063053191,
      ],
      std_err_surv: [
        0.090483741803596, 0.121035393752319, 0.145131310186211, 0.161724381259401, 0.161724381259401,
        0.164094547155185, 0.164094547155185, 0.141724531145345,
      ],
      lower: [
        0.743790106809636, 0.604051534810341, 0.468026644732145, 0.253535773068963, 0.253535773068963,
        0.138525802346682, 0.138525802346682, 0.0146945848646237,
      ],
      cumhaz: [
        0.1, 0.211111111111111, 0.353968253968254, 0.720634920634921, 0.720634920634921, 1.05396825396825,
        1.05396825396825, 2.05396825396825,
      ],
      std_chaz: [
        0.1, 0.149484711634152, 0.206770022676528, 0.332462960426315, 0.332462960426315, 0.470789476482366,
        0.470789476482366, 1.10527948102122,
      ],
    },
    1e-8,
  ],
  [
    "survfit(Surv(time,status)~1,start.time=3)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      time: [3, 4, 5, 6, 7, 8],
      surv: [
        0.857142857142857, 0.571428571428571, 0.571428571428571, 0.380952380952381, 0.380952380952381, 0,
      ],
      std_err_surv: [
        0.132260014253222,
        0.187043905916565,
        0.187043905916565,
        0.199340235608489,
        0.199340235608489,
        null,
      ],
      lower: [
        0.63344652901215,
        0.300843646389787,
        0.300843646389787,
        0.136604203156255,
        0.136604203156255,
        null,
      ],
      cumhaz: [
        0.142857142857143, 0.476190476190476, 0.476190476190476, 0.80952380952381, 0.80952380952381,
        1.80952380952381,
      ],
      std_chaz: [
        0.142857142857143, 0.275615164352148, 0.275615164352148, 0.432521479156785, 0.432521479156785,
        1.08952963701405,
      ],
    },
    1e-8,
  ],
  [
    "survfit(Surv(time,status)~1,weights=w)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      time: [1, 2, 3, 4, 5, 6, 7, 8],
      surv: [
        0.861111111111111, 0.814814814814815, 0.605887939221273, 0.428300094966762, 0.428300094966762,
        0.280610407047189, 0.280610407047189, 0,
      ],
      std_err_surv: [
        0.126970113654295, 0.131863058502952, 0.184025203990625, 0.173653406266412, 0.173653406266412,
        0.163247936530245, 0.163247936530245, 0,
      ],
      lower: [
        0.64498592415555,
        0.593345049833976,
        0.334086144113388,
        0.193477393739758,
        0.193477393739758,
        0.089724011986668,
        0.089724011986668,
        null,
      ],
      cumhaz: [
        0.138888888888889, 0.192652329749104, 0.44906258615936, 0.742166034435222, 0.742166034435222,
        1.08699362064212, 1.08699362064212, 2.08699362064212,
      ],
      std_chaz: [
        0.126970113654295, 0.141460536816359, 0.235339820398397, 0.302967803193684, 0.302967803193684,
        0.407721490732095, 0.407721490732095, 0.407721490732095,
      ],
    },
    1e-8,
  ],
  [
    "survfit(Surv(time,factor(event))~g)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      time: [1, 2, 3, 5, 8, 2, 4, 6, 7],
      n_event: [
        [0, 1, 0],
        [0, 0, 0],
        [0, 1, 0],
        [0, 0, 0],
        [0, 0, 1],
        [0, 0, 1],
        [0, 1, 1],
        [0, 1, 0],
        [0, 0, 0],
      ],
      pstate: [
        [0.8, 0.2, 0],
        [0.8, 0.2, 0],
        [0.533333333333333, 0.466666666666667, 0],
        [0.533333333333333, 0.466666666666667, 0],
        [0, 0.466666666666667, 0.533333333333333],
        [0.8, 0, 0.2],
        [0.4, 0.2, 0.4],
        [0.2, 0.4, 0.4],
        [0.2, 0.4, 0.4],
      ],
      std_err: [
        [0.178885438199983, 0.178885438199983, 0],
        [0.178885438199983, 0.178885438199983, 0],
        [0.24825315633367, 0.24825315633367, 0],
        [0.24825315633367, 0.24825315633367, 0],
        [0, 0.24825315633367, 0.24825315633367],
        [0.178885438199983, 0, 0.178885438199983],
        [0.219089023002066, 0.178885438199983, 0.219089023002066],
        [0.178885438199983, 0.219089023002066, 0.219089023002066],
        [0.178885438199983, 0.219089023002066, 0.219089023002066],
      ],
      cumhaz: [
        [0.2, 0],
        [0.2, 0],
        [0.533333333333333, 0],
        [0.533333333333333, 0],
        [0.533333333333333, 1],
        [0, 0.2],
        [0.25, 0.45],
        [0.75, 0.45],
        [0.75, 0.45],
      ],
      strata: { "g=a": 5, "g=b": 4 },
    },
    1e-8,
  ],
  [
    "summary(survfit(Surv(time,status)~1),times=c(2,4.5,8))",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      time: [2, 4.5, 8],
      surv: [0.8, 0.457142857142857, 0],
      std_err: [0.126491106406735, 0.166178098285707, null],
      lower: [0.586817701233814, 0.224195947585669, null],
      n_risk: [9, 4, 1],
    },
    1e-8,
  ],
  [
    "concordance(Surv(time,status)~x)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    { concordance: 0.515151515151515, var: 0.0279681361574675 },
    1e-8,
  ],
  [
    "concordance(coxph(Surv(time,status)~x))",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    { concordance: 0.515151515151515, var: 0.0279681361574675 },
    1e-8,
  ],
  [
    "cox.zph(coxph(Surv(time,status)~x),transform='rank')",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      table: {
        values: [
          [0.0265868623885292, 1, 0.87047530087369],
          [0.0265868623885292, 1, 0.87047530087369],
        ],
      },
    },
    1e-6,
  ],
  [
    "basehaz(coxph(Surv(time,status)~x+offset(w)),centered=FALSE)",
    {
      time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
      status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
      event: [1, 2, 0, 1, 2, 1, 0, 1, 0, 2],
      x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
      w: [1.5, 0.5, 1, 2, 1, 0.7, 1.2, 1, 0.9, 1],
      g: ["a", "b", "a", "a", "b", "b", "a", "b", "b", "a"],
    },
    {
      hazard: [
        0.0994903826522696, 0.213042413860809, 0.353538503457826, 0.760827415678372, 0.760827415678372,
        1.11481251673625, 1.11481251673625, 2.38719686960397,
      ],
      time: [1, 2, 3, 4, 5, 6, 7, 8],
    },
    1e-6,
  ],
];

describe("answers to reference calls of survival", () => {
  it.each(rows)("%s", (command, data, expected, suggested_rel_tol) => {
    const [answer] = verifyStats([{ name: command, method: "", command, data, expected, suggested_rel_tol }]);
    expect(answer?.note).toBeNull();
    expect(answer?.status).toBe("passed");
  });
  it.each([
    "survreg(Surv(time,status)~x+strata(g))",
    "survreg(Surv(time,status)~x+offset(w))",
    "survreg(Surv(time,status)~x,cluster=g)",
    "survfit(Surv(time,status)~1,id=g)",
    'survfit(Surv(time,status)~1,conf.lower="peto")',
    'survreg(Surv(time,status)~x,dist="t")',
    "survreg(Surv(time,status)~x,scale=s)",
    "coxph(Surv(time,status)~strata(g)*x)",
    "cox.zph(coxph(Surv(time,status)~x),singledf=TRUE)",
    'concordance(Surv(time,status)~x,timewt="X")',
    "concordance(Surv(time,status)~x,ymin=3)",
    "concordance(coxph(Surv(time,status)~x),newdata=nd)",
  ])("gives no answer to %s rather than that of another fit", (command) => {
    const data = rows[0]![1];
    const [answer] = verifyStats([
      { name: command, method: "", command, data, expected: { coef: 1 }, suggested_rel_tol: 1 },
    ]);
    expect(answer?.note).toContain("no method covers");
  });
});

describe("concordance calls", () => {
  const data = {
    time: [2, 4, 4, 4, 6, 6, 8, 9, 11, 12, 12],
    status: [1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1],
    x: [3, 1, 1, 5, 2, 2, 7, 4, 4, 6, 1],
    w: [1, 2, 0.5, 1, 1, 2, 1, 1, 0.5, 1, 2],
    id: ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f"],
  };
  it.each<readonly [string, Record<string, unknown>]>([
    [
      'concordance(Surv(time,status)~x,timewt="S",weights=w)',
      { concordance: 0.58028530061, var: 0.02585226202 },
    ],
    ['concordance(Surv(time,status)~x,timewt="n/G")', { concordance: 0.610580430025, var: 0.0171274700229 }],
    ["concordance(Surv(time,status)~x,reverse=TRUE)", { concordance: 0.333333333333 }],
    [
      "concordance(Surv(time,status)~x)",
      { count: { concordant: 24, discordant: 11, "tied.x": 4, "tied.y": 1, "tied.xy": 1 } },
    ],
  ])("%s", (command, expected) => {
    const [answer] = verifyStats([
      { name: "", method: "", command, data, expected, suggested_rel_tol: 1e-9 },
    ]);
    expect(answer?.note).toBeNull();
  });
  it("a cluster changes the error alone, a last time the pairs", () => {
    const answer = (command: string): number => {
      const [one] = verifyStats([
        { name: "", method: "", command, data, expected: { concordance: 9 }, suggested_rel_tol: 0 },
      ]);
      return Number(one?.got);
    };
    const plain = answer("concordance(Surv(time,status)~x)");
    expect(plain).toBeCloseTo(2 / 3, 12);
    expect(answer("concordance(Surv(time,status)~x,cluster=id)")).toBe(plain);
    expect(answer("concordance(Surv(time,status)~x,ymax=20)")).toBe(plain);
    expect(answer("concordance(Surv(time,status)~x,ymax=8)")).not.toBe(plain);
  });
});

describe("other arguments of survival calls (R survival 3.5)", () => {
  const data = {
    time: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
    status: [1, 1, 0, 1, 1, 1, 0, 1, 0, 1],
    x: [0.5, -1, 0.2, 0.9, 0, -0.3, 0.7, 0.1, -0.8, 0.4],
    h: ["a", "b", "b", "c", "a", "b", "c", "c", "b", "a"],
  };
  it.each<readonly [string, Record<string, unknown>]>([
    [
      'survreg(Surv(time,status)~x,dist="extreme")',
      { coef: { "(Intercept)": 6.07553252714172, x: -0.325481033078207 }, scale: 2.22202169001744 },
    ],
    [
      'survreg(Surv(time,status)~x,dist="weibull",scale=.7)',
      {
        coef: { "(Intercept)": 1.74740297795316, x: -0.0975442009799296 },
        scale: 0.7,
        loglik: [-18.2988576999916, -18.278460484388],
      },
    ],
    [
      'survreg(Surv(time,status)~x,dist="loggaussian")',
      { coef: { "(Intercept)": 1.46641751507701, x: -0.0670677348751215 } },
    ],
    ["coxph(Surv(time,status)~(x>0))", { coef: { "x > 0TRUE": -0.335722577115553 } }],
    [
      "cox.zph(coxph(Surv(time,status)~x+h),terms=FALSE,global=FALSE)",
      {
        table: {
          rows: ["x", "hb", "hc"],
          cols: ["chisq", "df", "p"],
          values: [
            [0.0212711270430634, 1, 0.884042768335012],
            [0.0495482479481308, 1, 0.823851228420018],
            [1.5887896841192481, 1, 0.20749913944118],
          ],
        },
      },
    ],
    [
      'survfit(Surv(time,status)~1,conf.type="none")',
      {
        surv: [
          0.9, 0.8, 0.685714285714286, 0.457142857142857, 0.457142857142857, 0.304761904761905,
          0.304761904761905, 0,
        ],
      },
    ],
  ])("%s", (command, expected) => {
    const [answer] = verifyStats([
      { name: "", method: "", command, data, expected, suggested_rel_tol: 1e-6 },
    ]);
    expect(answer?.note).toBeNull();
  });
  it("an interval that was not asked for is not given", () => {
    const command = 'survfit(Surv(time,status)~1,conf.type="none")';
    const [answer] = verifyStats([
      { name: "", method: "", command, data, expected: { lower: [1] }, suggested_rel_tol: 1 },
    ]);
    expect(answer?.status).toBe("failed");
    expect(answer?.got).toBeUndefined();
  });
});

/** By R 4.2.2 and survival 3.5.3. */
describe("coxph and basehaz", () => {
  const data = {
    time: [5, 8, 3, 9, 12, 4, 7, 11, 2, 6],
    status: [1, 0, 1, 1, 0, 1, 1, 1, 0, 1],
    x: [0.5, -1, 0.2, 1.5, -0.3, 0.8, -0.6, 0.1, 0.9, -1.2],
    h: ["u", "v", "u", "v", "v", "u", "v", "u", "u", "v"],
    w: [1, 2.5, 0.5, 1.5, 1, 2, 0.7, 1.2, 0.9, 1.1],
    z: [0.2, 0.5, 0.1, 0.3, 0.2, 0.4, 0.14, 0.24, 0.18, 0.22],
    start: [1.25, 2, 0.75, 2.25, 3, 1, 1.75, 2.75, 0.5, 1.5],
  };
  it.each([
    ["coxph(Surv(time,status)~h+x-1)", { coef: { hv: -1.0024119251, x: 0.255270112809 } }],
    [
      'coxph(Surv(time,status)~x,ties="exact")',
      { concordance: 0.606060606061, concordance_se: 0.113093144671 },
    ],
    [
      "basehaz(coxph(Surv(time,status)~h+x+offset(z),weights=w))",
      {
        hazard: [
          0, 0.063134812319, 0.330363947801, 0.560047841162, 0.899203470485, 1.12751973013, 1.12751973013,
          1.76851278509, 2.63257753016, 2.63257753016,
        ],
      },
    ],
    [
      "basehaz(coxph(Surv(start,time,status)~x,weights=w))",
      {
        hazard: [
          0, 0.0447987789812, 0.219073344855, 0.333612133582, 0.479696060012, 0.580979184527, 0.580979184527,
          0.889641619944, 1.47625349326, 1.47625349326,
        ],
      },
    ],
  ])("%s", (command, expected) => {
    const [answer] = verifyStats([
      { name: "", method: "", command, data, expected, suggested_rel_tol: 1e-7 },
    ]);
    expect(answer?.note).toBeNull();
  });
});
