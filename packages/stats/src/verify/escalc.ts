import type { Effects } from "../effect-size/effects.ts";
import { hazardRatioFromInterval } from "../effect-size/hazard-ratio.ts";
import type { TwoByTwo } from "../effect-size/two-by-two.ts";
import type { ZeroCells } from "../effect-size/zero-cells.ts";
import { type EscalcColumns, effectsOfMeasure } from "./escalc-measures.ts";
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

/** Studies in which nobody has the event in either group, or everybody in both. */
const emptyOf = ({ tables, get }: EscalcColumns): ((study: number) => boolean) => {
  const table = tables();
  if (table !== null) {
    const { a, b, c, d } = table;
    return (i) => a[i]! + c[i]! === 0 || b[i]! + d[i]! === 0;
  }
  const [x1, x2] = [get("x1i"), get("x2i")];
  return (i) => x1 !== null && x2 !== null && x1[i]! + x2[i]! === 0;
};

const withoutEmpty = ({ effects, variances }: Effects, empty: (study: number) => boolean): Effects => {
  const kept = (column: Float64Array): Float64Array => column.map((one, i) => (empty(i) ? Number.NaN : one));
  return { effects: kept(effects), variances: kept(variances) };
};

/** Every `vtype` that the call names: one for all studies, or one a study. */
const variancesNamed = (call: RCall): readonly string[] => {
  const value = call.named.vtype;
  if (value?.kind === "call" && value.function === "c")
    return value.positional.map((one) => (one.kind === "text" ? one.value : ""));
  return [textArgument(call, "vtype") ?? "LS"];
};

const byMeasure = (call: RCall, data: Table, measure: string): Effects | null => {
  const columns: EscalcColumns = {
    get: (name) => argument(call, data, name),
    tables: () => tablesOf(call, data),
    rule: zeroCellsOf(call),
    correct: truthArgument(call, "correct", true),
  };
  const named = variancesNamed(call);
  const byVariance = new Map(
    named.map((variance) => [variance, effectsOfMeasure(measure, columns, variance)]),
  );
  const all = named.map((variance) => byVariance.get(variance) ?? null);
  const [first] = all;
  if (!first || all.includes(null)) return null;
  const mixed: Effects =
    all.length === 1
      ? first
      : {
          effects: first.effects,
          variances: first.variances.map((_, i) => all[i % all.length]!.variances[i]!),
        };
  if (!truthArgument(call, "drop00", false)) return mixed;
  return withoutEmpty(mixed, emptyOf(columns));
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
