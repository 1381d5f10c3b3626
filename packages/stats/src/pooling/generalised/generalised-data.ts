import { err, ok, type Result } from "@erbium/model";
import { checkColumns } from "../../effect-size/columns.ts";
import type { Effects } from "../../effect-size/effects.ts";
import { checkProportions, proportionEffects } from "../../effect-size/proportion.ts";
import { rateEffects } from "../../effect-size/single-rate.ts";
import { checkTables, type TwoByTwo, twoByTwoEffects } from "../../effect-size/two-by-two.ts";
import { type TwoRates, twoRateEffects } from "../../effect-size/two-rates.ts";
import { binomialArm, hypergeometricArm, poissonArm } from "./arm.ts";
import type { PlacedArm, StudyArms } from "./study-likelihood.ts";

/** Counts that are pooled as counts. */
export type Counts =
  | { readonly kind: "proportions"; readonly events: Float64Array; readonly n: Float64Array }
  | { readonly kind: "rates"; readonly events: Float64Array; readonly time: Float64Array }
  | { readonly kind: "two-by-two"; readonly tables: TwoByTwo }
  | { readonly kind: "two-rates"; readonly rates: TwoRates };

/**
 * How two groups are modelled, in metafor's words: `UM.FS` both counts, each study with a level of its own; `UM.RS`
 * both counts, the levels scattering at random; `CM.EL` the first count given both (noncentral hypergeometric; of rates binomial); `CM.AL` the same by a binomial
 * approximation for rare events. One group has but one model.
 */
export type TwoGroupModel = "UM.FS" | "UM.RS" | "CM.EL" | "CM.AL";

/** Studies ready to be fitted. */
export interface GeneralisedData {
  /** how many were given, those that say nothing included */
  readonly given: number;
  readonly studies: readonly StudyArms[];
  /** places of the studies that say something of the effect, among those given */
  readonly rows: readonly number[];
  /** usual effects with their variances, empty cells corrected: where the search starts, and the scale of I2 */
  readonly usual: Effects;
  /** effects and variances of the saturated model, not-a-number where one is infinite */
  readonly saturated: Effects;
}

const single = (arm: PlacedArm["arm"]): StudyArms => ({
  arms: [{ arm, effect: 1, scatter: 1 }],
  level: false,
});
const pair = (first: PlacedArm["arm"], second: PlacedArm["arm"], coding: number): StudyArms => ({
  arms: [
    { arm: first, effect: 1, scatter: coding },
    { arm: second, effect: 0, scatter: coding - 1 },
  ],
  level: true,
});

const conditionalMaximum = (a: number, n1: number, c: number, n2: number): readonly [number, number] => {
  const low = Math.max(0, a + c - n2);
  const high = Math.min(a + c, n1);
  if (a === low || a === high) return [Number.NaN, Number.NaN];
  const arm = hypergeometricArm(a, n1, c, n2);
  const point = { value: 0, slope: 0, information: 0 };
  let effect = 0;
  for (let step = 0; step < 200; step++) {
    arm.at(effect, point);
    const change = point.slope / point.information;
    if (!(Math.abs(change) > 1e-13)) break;
    effect += Math.max(-2, Math.min(2, change));
  }
  return [effect, 1 / point.information];
};

const kept = ({ effects, variances }: Effects, rows: readonly number[]): Effects => ({
  effects: Float64Array.from(rows, (row) => effects[row]!),
  variances: Float64Array.from(rows, (row) => variances[row]!),
});

const finish = (
  rows: readonly number[],
  studyOf: (row: number) => StudyArms,
  usual: Result<Effects>,
  saturated: Result<Effects>,
): Result<GeneralisedData> => {
  if (!usual.ok) return usual;
  if (!saturated.ok) return saturated;
  return rows.length === 0
    ? err({
        code: "no-information",
        message: "no study has both patients with the event and patients or time without",
        remedy: "report the counts",
      })
    : ok({
        given: usual.value.effects.length,
        studies: rows.map(studyOf),
        rows,
        usual: kept(usual.value, rows),
        saturated: kept(saturated.value, rows),
      });
};

const everyRow = (k: number, keep: (row: number) => boolean): readonly number[] =>
  Array.from({ length: k }, (_, row) => row).filter(keep);

/**
 * Reads counts as the studies of a model. Studies of two groups in which nobody, or everybody, has the event say
 * nothing of the effect and are left out, and so are those with a missing count.
 *
 * @param coding share of the deviation that the first group takes, the second takes the rest the other way (UM.FS, UM.RS)
 * @returns refusals: those of the counts (`not-a-count`, `not-a-proportion`, `no-person-time`, `lengths-differ`),
 *          `no-information`, `too-many-events` for the exact likelihood
 */
export const generalisedData = (
  counts: Counts,
  model: TwoGroupModel,
  coding: number,
): Result<GeneralisedData> => {
  if (counts.kind === "proportions") {
    const { events, n } = counts;
    const checked = checkProportions(events, n);
    if (!checked.ok) return checked;
    return finish(
      everyRow(events.length, (i) => events[i]! >= 0 && n[i]! > 0),
      (i) => single(binomialArm(events[i]!, n[i]!)),
      proportionEffects(events, n, "PLO"),
      proportionEffects(events, n, "PLO", { to: "none" }),
    );
  }
  if (counts.kind === "rates") {
    const { events, time } = counts;
    const checked = checkColumns({ events: [events, "count"], time: [time, "time"] });
    if (!checked.ok) return checked;
    return finish(
      everyRow(events.length, (i) => events[i]! >= 0 && time[i]! > 0),
      (i) => single(poissonArm(events[i]!, time[i]!)),
      rateEffects(events, time, "IRLN"),
      rateEffects(events, time, "IRLN", { to: "none" }),
    );
  }
  return counts.kind === "two-by-two"
    ? ofTables(counts.tables, model, coding)
    : ofRates(counts.rates, model, coding);
};

/** Counts that the exact likelihood of a study is summed over, at most. */
const largestSupport = 100_000;

const ofTables = (tables: TwoByTwo, model: TwoGroupModel, coding: number): Result<GeneralisedData> => {
  const checked = checkTables(tables);
  if (!checked.ok) return checked;
  const { a, b, c, d } = tables;
  const n1 = a.map((one, i) => one + b[i]!);
  const n2 = c.map((one, i) => one + d[i]!);
  const rows = everyRow(a.length, (i) => a[i]! + c[i]! > 0 && b[i]! + d[i]! > 0 && n1[i]! > 0 && n2[i]! > 0);
  const broken = rows.find((i) => ![a[i], b[i], c[i], d[i]].every(Number.isInteger));
  if (model === "CM.EL" && broken !== undefined)
    return err({
      code: "not-a-count",
      message: `study ${broken + 1} has a cell that is no whole number, which the exact likelihood needs`,
      remedy: "give the counts as they are, without a continuity correction, or take the model UM.FS",
    });
  const widest = rows.find((i) => Math.min(a[i]! + c[i]!, n1[i]!) > largestSupport);
  if (model === "CM.EL" && widest !== undefined)
    return err({
      code: "too-many-events",
      message: `study ${widest + 1} has ${a[widest]! + c[widest]!} events: the exact likelihood sums over each count`,
      remedy: "take the model UM.FS or CM.AL, which agree with it where events are many",
    });
  const approximate = (i: number): readonly [number, number] => [
    Math.log(a[i]! / c[i]!) - Math.log(n1[i]! / n2[i]!),
    1 / a[i]! + 1 / c[i]!,
  ];
  const given = (of: (i: number) => readonly [number, number]): Result<Effects> => {
    const pairs = Array.from(a, (_, i) => (rows.includes(i) ? of(i) : [Number.NaN, Number.NaN]));
    const finite = ([y, v]: readonly number[]): boolean => Number.isFinite(y) && Number.isFinite(v);
    return ok({
      effects: Float64Array.from(pairs, (one) => (finite(one) ? one[0]! : Number.NaN)),
      variances: Float64Array.from(pairs, (one) => (finite(one) ? one[1]! : Number.NaN)),
    });
  };
  const usual = twoByTwoEffects(tables, "OR");
  if (model === "UM.FS" || model === "UM.RS")
    return finish(
      rows,
      (i) => pair(binomialArm(a[i]!, n1[i]!), binomialArm(c[i]!, n2[i]!), coding),
      usual,
      twoByTwoEffects(tables, "OR", { to: "none" }),
    );
  if (model === "CM.AL")
    return finish(
      rows,
      (i) => single(binomialArm(a[i]!, a[i]! + c[i]!, Math.log(n1[i]! / n2[i]!))),
      usual,
      given(approximate),
    );
  return finish(
    rows,
    (i) => single(hypergeometricArm(a[i]!, n1[i]!, c[i]!, n2[i]!)),
    usual,
    given((i) => conditionalMaximum(a[i]!, n1[i]!, c[i]!, n2[i]!)),
  );
};

const ofRates = (rates: TwoRates, model: TwoGroupModel, coding: number): Result<GeneralisedData> => {
  const { events1, time1, events2, time2 } = rates;
  const usual = twoRateEffects(rates, "IRR");
  if (!usual.ok) return usual;
  const rows = everyRow(
    events1.length,
    (i) => events1[i]! + events2[i]! > 0 && time1[i]! > 0 && time2[i]! > 0,
  );
  const saturated = twoRateEffects(rates, "IRR", { to: "none" });
  return model === "UM.FS" || model === "UM.RS"
    ? finish(
        rows,
        (i) => pair(poissonArm(events1[i]!, time1[i]!), poissonArm(events2[i]!, time2[i]!), coding),
        usual,
        saturated,
      )
    : finish(
        rows,
        (i) => single(binomialArm(events1[i]!, events1[i]! + events2[i]!, Math.log(time1[i]! / time2[i]!))),
        usual,
        saturated,
      );
};
