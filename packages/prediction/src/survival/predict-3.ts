import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import {
  chemotherapyEffect,
  chemotherapySchema,
  markerEffect,
  markerSchema,
  predictFields,
  predictWarnings,
  receptorOrUnknown,
  yesNo,
} from "./predict-input.ts";
import { increments, yearlySurvival } from "./yearly-survival.ts";

const pair = z.tuple([z.number(), z.number()]);
const triple = z.tuple([z.number(), z.number(), z.number()]);
const byReceptor = z.strictObject({
  age: pair,
  size: z.number(),
  nodes: z.number(),
  grade: z.number(),
  screen: z.number(),
  year: z.number(),
  baseline: triple,
  offset: z.number(),
  her2: z.strictObject({ positive: z.array(z.number()).min(1), negative: z.array(z.number()).min(1) }),
  ki67: markerSchema,
  pr: markerSchema,
});
const parametersSchema = z.strictObject({
  years: z.int(),
  referenceYear: z.number(),
  ageOrigin: z.number(),
  unknown: z.strictObject({ screen: z.number(), grade: z.number() }),
  erNegative: byReceptor,
  erPositive: byReceptor,
  other: z.strictObject({
    age: pair,
    year: z.number(),
    baseline: triple,
    offset: z.number(),
    smoking: z.strictObject({ share: z.number(), risk: z.number(), concerned: z.number() }),
  }),
  treatment: z.strictObject({
    radiotherapyRatio: z.number(),
    hormone: z.number(),
    hormoneExtended: z.strictObject({ from: z.int(), extra: z.number() }),
    chemotherapy: chemotherapySchema,
    trastuzumab: z.number(),
    bisphosphonate: z.number(),
    otherDeathsRatio: z.strictObject({ chemotherapy: z.number(), perGrayToHeart: z.number() }),
  }),
});
type Parameters = z.infer<typeof parametersSchema>;

const input = z.strictObject({
  ...predictFields,
  pr: receptorOrUnknown("progesterone receptor: 0, 1, 9 unknown"),
  radio: yesNo("radiotherapy"),
  "heart.gy": z.number().min(0).describe("mean dose to the heart, Gy"),
  smoker: yesNo("0 never or former, 1 current"),
});
type Input = z.infer<typeof input>;

/** The treatments of an arm: radiotherapy, hormone (5 or 10 years), chemotherapy, trastuzumab, bisphosphonate. */
interface Arm {
  readonly r?: true;
  readonly h?: 5 | 10;
  readonly c?: true;
  readonly t?: true;
  readonly b?: true;
}
const arms = {
  s: {},
  r: { r: true },
  rh: { r: true, h: 5 },
  rhc: { r: true, h: 5, c: true },
  rhct: { r: true, h: 5, c: true, t: true },
  rhctb: { r: true, h: 5, c: true, t: true, b: true },
  hct: { h: 5, c: true, t: true },
  rh10: { r: true, h: 10 },
  rh10ctb: { r: true, h: 10, c: true, t: true, b: true },
} as const satisfies Record<string, Arm>;

/**
 * PREDICT Breast 3.2: survival up to 15 years after surgery, in percent, by nested treatments, and the
 * benefit of each in percentage points (rounded to one decimal, as published).
 *
 * @source knowledge/scores/predict-breast.yaml (WintonCentre/predict-v30-r, MIT, University of Cambridge)
 */
export const predict3 = defineModel({
  id: "predict-breast-3.2",
  input,
  parameters: parametersSchema,
  example: {
    "age.start": 55,
    screen: 0,
    size: 25,
    grade: 3,
    nodes: 1,
    er: 1,
    her2: 1,
    ki67: 1,
    pr: 1,
    generation: 3,
    horm: 1,
    traz: 1,
    bis: 0,
    radio: 1,
    "heart.gy": 1,
    smoker: 0,
  },
  evaluate: (given, { parameters }) => {
    const pi = breastIndex(given, parameters);
    const mi = otherIndex(given, parameters);
    const baseline = baselines(given.er, parameters);
    const survival = (arm: Arm): number[] => {
      const effect = treatmentEffect(given, arm, parameters);
      return yearlySurvival(baseline, {
        breast: (year) => (pi[year] ?? 0) + effect.breast(year),
        other: mi + effect.other,
      });
    };
    const { rh10, ...surv_pct } = Object.fromEntries(
      Object.entries(arms).map(([name, arm]) => [name, survival(arm)]),
    ) as Record<keyof typeof arms, number[]>;
    const gain = (year: number, more: readonly number[], less: readonly number[]): number =>
      Math.round(((more[year - 1] ?? 0) - (less[year - 1] ?? 0)) * 10) / 10 + 0;
    const { s, r, rh, rhc, rhct, rhctb, rh10ctb } = surv_pct;
    return ok({
      values: {
        pi,
        mi: [mi],
        surv_pct,
        benefit_y10: {
          r: gain(10, r, s),
          h: gain(10, rh, r),
          c: gain(10, rhc, rh),
          t: gain(10, rhct, rhc),
          b: gain(10, rhctb, rhct),
          total: gain(10, rhctb, s),
        },
        benefit_y15_h10: { h10: gain(15, rh10, r), total10: gain(15, rh10ctb, s) },
      },
      warnings: [
        warning("no-interval", "the published model gives no interval of these figures"),
        ...predictWarnings(given),
        ...(given.radio === 0 && given["heart.gy"] > 0
          ? [
              warning(
                "heart-dose-without-radiotherapy",
                "a dose to the heart counts although no radiotherapy is given",
              ),
            ]
          : []),
      ],
    });
  },
});

/** Log relative hazard of death from breast cancer without treatment, by year. */
const breastIndex = (given: Input, parameters: Parameters): number[] => {
  const { ageOrigin, unknown, referenceYear, years } = parameters;
  const x = (given["age.start"] - ageOrigin) / 100;
  const positive = given.er === 1;
  const b = positive ? parameters.erPositive : parameters.erNegative;
  const constant =
    b.age[0] * (positive ? x ** -0.5 : x) +
    b.age[1] * (positive ? x ** 2 : x * Math.log(x)) +
    b.size * (positive ? 1 - Math.exp(-given.size / 20) : Math.log(given.size)) +
    b.nodes * Math.log(given.nodes + 1) +
    b.grade * (given.grade === 9 ? unknown.grade : given.grade) +
    b.screen * (given.screen === 2 ? unknown.screen : given.screen) +
    b.year * referenceYear +
    markerEffect(given.ki67, b.ki67) +
    markerEffect(given.pr, b.pr) +
    b.offset;
  const her2 = given.her2 === 9 ? [0] : given.her2 === 1 ? b.her2.positive : b.her2.negative;
  return Array.from({ length: years }, (_, year) => constant + (her2[Math.min(year, her2.length - 1)] ?? 0));
};

/** Log relative hazard of death from other causes without treatment. */
const otherIndex = (given: Input, { other, ageOrigin, referenceYear }: Parameters): number => {
  const x = (given["age.start"] - ageOrigin) / 100;
  const { share, risk, concerned } = other.smoking;
  const inSmokers = concerned * risk + 1 - concerned;
  const average = 1 - share + inSmokers * share;
  return (
    other.age[0] * x ** 3 +
    other.age[1] * x ** 3 * Math.log(x) +
    other.year * referenceYear +
    other.offset +
    Math.log((given.smoker === 1 ? inSmokers : 1) / average)
  );
};

/** Yearly increments of the baseline hazards. */
const baselines = (er: 0 | 1, { years, erPositive, erNegative, other }: Parameters) => {
  const tens = Array.from({ length: years }, (_, year) => (year + 1) / 10);
  const [i, t1, t2] = er === 1 ? erPositive.baseline : erNegative.baseline;
  const power = er === 1 ? -0.5 : -1;
  const [oi, o1, o2] = other.baseline;
  return {
    breast: increments(tens.map((t) => Math.exp(i + t1 * t ** power + t2 * t ** power * Math.log(t)))),
    other: increments(tens.map((t) => Math.exp(oi + o1 * Math.log(t) + o2 * t))),
  };
};

/** Log hazard ratios of an arm for the treatments that this patient would get. */
const treatmentEffect = (given: Input, arm: Arm, { treatment }: Parameters) => {
  const hormone = arm.h !== undefined && given.horm === 1 && given.er === 1;
  const constant =
    (arm.r && given.radio === 1 ? Math.log(treatment.radiotherapyRatio) : 0) +
    (hormone ? treatment.hormone : 0) +
    (arm.c ? chemotherapyEffect(given.generation, treatment.chemotherapy) : 0) +
    (arm.t && given.her2 === 1 && given.traz === 1 ? treatment.trastuzumab : 0) +
    (arm.b && given.bis === 1 ? treatment.bisphosphonate : 0);
  const extended = hormone && arm.h === 10 ? treatment.hormoneExtended : null;
  return {
    breast: (year: number) =>
      constant + (extended !== null && year + 1 >= extended.from ? extended.extra : 0),
    other:
      (arm.r ? Math.log(treatment.otherDeathsRatio.perGrayToHeart) * given["heart.gy"] : 0) +
      (arm.c && given.generation !== 0 ? Math.log(treatment.otherDeathsRatio.chemotherapy) : 0),
  };
};
