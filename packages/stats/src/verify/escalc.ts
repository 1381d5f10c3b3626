import type { Effects } from "../effect-size/effects.ts";
import { hazardRatioFromInterval } from "../effect-size/hazard-ratio.ts";
import {
  correlationEffects,
  isCorrelationMeasure,
  isMeanMeasure,
  isRateMeasure,
  meanEffects,
  rateEffects,
} from "../effect-size/one-group.ts";
import { isProportionMeasure, proportionEffects } from "../effect-size/proportion.ts";
import { isTwoByTwoMeasure, type TwoByTwo, twoByTwoEffects } from "../effect-size/two-by-two.ts";
import { isTwoMeansMeasure, type MeansVariance, twoMeanEffects } from "../effect-size/two-means.ts";
import { isTwoRatesMeasure, twoRateEffects } from "../effect-size/two-rates.ts";
import type { ZeroCells } from "../effect-size/zero-cells.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { numberArgument, type RCall, type RValue, textArgument, truthArgument } from "./r-call.ts";
import { numbers } from "./reference-case.ts";

const columnOf = (value: RValue | undefined, data: Table): Float64Array | null => {
  const column = value === undefined ? null : evaluate(value, data);
  return column?.kind === "numbers" ? column.values : null;
};
const argument = (call: RCall, data: Table, name: string): Float64Array | null =>
  columnOf(call.named[name], data) ?? (call.named[name] === undefined ? numbers(data, name) : null);

const minus = (whole: Float64Array, part: Float64Array): Float64Array =>
  whole.map((one, i) => one - part[i]!);

/** `add` and `to`, given in the call or said behind it. */
export const zeroCellsOf = (call: RCall): ZeroCells => {
  const said = (name: string): string | null =>
    new RegExp(`\\b${name}\\s*=\\s*["']?([\\w./]+)`).exec(call.comment ?? "")?.[1] ?? null;
  const written = said("add");
  const fraction = written?.split("/").map(Number);
  const add =
    numberArgument(call, "add") ??
    (fraction && fraction.length > 0 ? fraction[0]! / (fraction[1] ?? 1) : null);
  const to = textArgument(call, "to") ?? said("to");
  return {
    ...(add === null ? {} : { add }),
    ...(to === "only0" || to === "all" || to === "if0all" || to === "none" ? { to } : {}),
  };
};

/** The four cells of a table, by counts of events with the others or with the totals. */
export const tablesOf = (call: RCall, data: Table): TwoByTwo | null => {
  const a = argument(call, data, "ai");
  const c = argument(call, data, "ci");
  const n1 = argument(call, data, "n1i");
  const n2 = argument(call, data, "n2i");
  const b = argument(call, data, "bi") ?? (n1 && a && minus(n1, a));
  const d = argument(call, data, "di") ?? (n2 && c && minus(n2, c));
  if (a && b && c && d) return { a, b, c, d };
  // `rma.mh(measure = "RR", ...)`: the columns as the tables of the field name them
  const [tpos, tneg, cpos, cneg] = ["tpos", "tneg", "cpos", "cneg"].map((name) => numbers(data, name));
  return tpos && tneg && cpos && cneg ? { a: tpos, b: tneg, c: cpos, d: cneg } : null;
};

/** No effect where nobody has the event in either group, or everybody in both. */
const withoutEmpty = ({ effects, variances }: Effects, { a, b, c, d }: TwoByTwo): Effects => {
  const empty = (i: number): boolean => a[i]! + c[i]! === 0 || b[i]! + d[i]! === 0;
  const kept = (column: Float64Array): Float64Array => column.map((one, i) => (empty(i) ? Number.NaN : one));
  return { effects: kept(effects), variances: kept(variances) };
};

const byMeasure = (call: RCall, data: Table, measure: string): Effects | null => {
  const rule = zeroCellsOf(call);
  const get = (name: string): Float64Array | null => argument(call, data, name);
  if (isTwoByTwoMeasure(measure)) {
    const tables = tablesOf(call, data);
    const effects = tables && twoByTwoEffects(tables, measure, rule);
    if (tables === null || !effects?.ok) return null;
    return truthArgument(call, "drop00", false) ? withoutEmpty(effects.value, tables) : effects.value;
  }
  if (isProportionMeasure(measure)) {
    const [x, n, rest] = [get("xi"), get("ni"), get("mi")];
    const size = n ?? (x && rest ? x.map((one, i) => one + rest[i]!) : null);
    const effects = x && size && proportionEffects(x, size, measure, rule);
    return effects?.ok ? effects.value : null;
  }
  if (isTwoMeansMeasure(measure)) {
    const [mean1, sd1, n1, mean2, sd2, n2] = ["m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"].map(get);
    const variance = (textArgument(call, "vtype") ?? "LS") as MeansVariance;
    const correction = /^F/.test(textArgument(call, "correct") ?? "TRUE") ? "none" : "exact";
    return mean1 && sd1 && n1 && mean2 && sd2 && n2
      ? twoMeanEffects({ mean1, sd1, n1, mean2, sd2, n2 }, measure, { variance, correction })
      : null;
  }
  if (isTwoRatesMeasure(measure)) {
    const [events1, time1, events2, time2] = ["x1i", "t1i", "x2i", "t2i"].map(get);
    return events1 && time1 && events2 && time2
      ? twoRateEffects({ events1, time1, events2, time2 }, measure, rule)
      : null;
  }
  if (isRateMeasure(measure)) {
    const [x, t] = [get("xi"), get("ti")];
    return x && t && rateEffects(x, t, measure, rule);
  }
  if (isCorrelationMeasure(measure)) {
    const [r, n] = [get("ri"), get("ni")];
    return r && n && correlationEffects(r, n, measure);
  }
  if (isMeanMeasure(measure)) {
    const [mean, sd, n] = [get("mi"), get("sdi"), get("ni")];
    return sd && n && meanEffects(mean ?? new Float64Array(0), sd, n, measure);
  }
  return null;
};

/** A ratio with its interval in columns, where the call takes the standard error from the interval. */
const fromIntervals = (data: Table): Effects | null => {
  const [ratio, low, high] = [
    numbers(data, "hr"),
    numbers(data, "lower") ?? numbers(data, "lo"),
    numbers(data, "upper") ?? numbers(data, "hi"),
  ];
  if (!ratio || !low || !high) return null;
  const logs = Array.from(ratio, (one, i) => hazardRatioFromInterval(one, low[i]!, high[i]!));
  return {
    effects: Float64Array.from(logs, (one) => (one.ok ? one.value.effect : Number.NaN)),
    variances: Float64Array.from(logs, (one) => (one.ok ? one.value.variance : Number.NaN)),
  };
};

/** Effects that a call gives or asks to be computed: `yi, vi`, `yi, sei=`, `measure=` with its columns. */
export const effectsOfCall = (call: RCall, data: Table): Effects | null => {
  const measure = textArgument(call, "measure");
  if (measure !== null && measure !== "GEN") return byMeasure(call, data, measure);
  const effects = columnOf(call.named.yi ?? call.positional[0], data);
  const given = columnOf(call.named.vi ?? call.positional[1], data);
  const errors = columnOf(call.named.sei, data);
  const variances = given ?? errors?.map((one) => one * one) ?? null;
  if (effects && variances) return { effects, variances };
  return call.named.sei === undefined ? null : fromIntervals(data);
};
