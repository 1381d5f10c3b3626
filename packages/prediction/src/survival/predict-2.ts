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
} from "./predict-input.ts";
import { increments, yearlySurvival } from "./yearly-survival.ts";

const pair = z.tuple([z.number(), z.number()]);
const triple = z.tuple([z.number(), z.number(), z.number()]);
const byReceptor = z.strictObject({
  age: pair,
  ageCentre: pair,
  size: z.number(),
  sizeCentre: z.number(),
  nodes: z.number(),
  nodesCentre: z.number(),
  grade: z.number(),
  screen: z.number(),
  baseline: triple,
  ki67: markerSchema,
});
const parametersSchema = z.strictObject({
  years: z.int(),
  unknown: z.strictObject({ screen: z.number(), grade: z.number() }),
  erPositive: byReceptor,
  erNegative: byReceptor,
  her2: markerSchema,
  other: z.strictObject({ age: z.number(), ageCentre: z.number(), baseline: triple }),
  treatment: z.strictObject({
    hormone: z.number(),
    chemotherapy: chemotherapySchema,
    trastuzumab: z.number(),
    bisphosphonate: z.number(),
  }),
});
type Parameters = z.infer<typeof parametersSchema>;

const input = z.strictObject(predictFields);
type Input = z.infer<typeof input>;

/** Combinations of hormone therapy, chemotherapy, trastuzumab and bisphosphonate. */
const combinations = ["h", "c", "t", "b", "hc", "ct", "hct", "hctb"] as const;

/**
 * PREDICT Breast 2.2: survival after surgery alone up to 15 years, in percent, and what each combination of
 * treatments adds to it, in percentage points.
 *
 * @source knowledge/scores/predict-breast.yaml (WintonCentre/predict-v30-r, MIT, University of Cambridge)
 */
export const predict2 = defineModel({
  id: "predict-breast-2.2",
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
    generation: 3,
    horm: 1,
    traz: 1,
    bis: 0,
  },
  evaluate: (given, { parameters }) => {
    const { treatment } = parameters;
    const effects: Readonly<Record<string, number>> = {
      h: given.horm === 1 && given.er === 1 ? treatment.hormone : 0,
      c: chemotherapyEffect(given.generation, treatment.chemotherapy),
      t: given.traz === 1 && given.her2 === 1 ? treatment.trastuzumab : 0,
      b: given.bis === 1 ? treatment.bisphosphonate : 0,
    };
    const pi = breastIndex(given, parameters);
    const { age, ageCentre } = parameters.other;
    const mi = age * ((given["age.start"] / 10) ** 2 - ageCentre);
    const baseline = baselines(given.er, parameters);
    const survival = (effect: number): number[] =>
      yearlySurvival(baseline, { breast: () => pi + effect, other: mi });
    const alone = survival(0);
    const benefit = Object.fromEntries(
      combinations.map((name) => {
        const effect = [...name].reduce((sum, one) => sum + (effects[one] ?? 0), 0);
        return [name, survival(effect).map((value, year) => value - (alone[year] ?? 0))];
      }),
    );
    return ok({
      values: { survival_pct_surgery_only: alone, benefit_pct_vs_surgery: benefit },
      warnings: [
        warning("superseded", "v3 supersedes this version"),
        warning("no-interval", "the published model gives no interval of these figures"),
        ...predictWarnings(given).filter((one) => one.code !== "less-calibrated-above-75"),
        ...(given.er === 0 && given.grade === 9
          ? [
              warning(
                "unknown-grade-as-1",
                "in ER-negative disease the published program reads an unknown grade as grade 1",
              ),
            ]
          : []),
      ],
    });
  },
});

const breastIndex = (given: Input, { unknown, erPositive, erNegative, her2 }: Parameters): number => {
  const positive = given.er === 1;
  const b = positive ? erPositive : erNegative;
  const tens = given["age.start"] / 10;
  const grade = given.grade === 9 ? unknown.grade : given.grade;
  return (
    b.age[0] * ((positive ? tens ** -2 : given["age.start"]) - b.ageCentre[0]) +
    b.age[1] * ((positive ? tens ** -2 * Math.log(tens) : 0) - b.ageCentre[1]) +
    b.size * ((positive ? Math.log(given.size / 100) : (given.size / 100) ** 0.5) - b.sizeCentre) +
    b.nodes * (Math.log((given.nodes + 1) / 10) - b.nodesCentre) +
    b.grade * (positive ? grade : given.grade === 2 || given.grade === 3 ? 1 : 0) +
    b.screen * (given.screen === 2 ? unknown.screen : given.screen) +
    markerEffect(given.her2, her2) +
    markerEffect(given.ki67, b.ki67)
  );
};

const baselines = (er: 0 | 1, { years, erPositive, erNegative, other }: Parameters) => {
  const time = Array.from({ length: years }, (_, year) => year + 1);
  const [i, t1, t2] = er === 1 ? erPositive.baseline : erNegative.baseline;
  const [oi, o1, o2] = other.baseline;
  return {
    breast: increments(
      time.map((t) =>
        Math.exp(i + (er === 1 ? t1 / t ** 0.5 + (t2 * Math.log(t)) / t ** 0.5 : t1 / t ** 2 + t2 / t)),
      ),
    ),
    other: increments(time.map((t) => Math.exp(oi + o1 * Math.log(t) + o2 * t ** 0.5))),
  };
};
