import type { Effects } from "../effect-size/effects.ts";
import { correctedTables, type TwoByTwo, twoByTwoEffects } from "../effect-size/two-by-two.ts";
import type { ZeroCells } from "../effect-size/zero-cells.ts";
import { mantelHaenszel } from "../pooling/mantel-haenszel.ts";
import { sparseRiskDifference } from "../pooling/sparse-risk-difference.ts";
import { tablesOf } from "./escalc.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { correctionOf } from "./meta-arguments.ts";
import { type CommonEffect, commonAndRandom, resultOf } from "./meta-package.ts";
import { type RCall, type RValue, textArgument, truthArgument } from "./r-call.ts";

type Measure = "OR" | "RR" | "RD" | "AS";

/** Measures by meta's names; the diagnostic odds ratio is an odds ratio under another name. */
const measures: Readonly<Record<string, Measure>> = { OR: "OR", DOR: "OR", RR: "RR", RD: "RD", ASD: "AS" };

export interface MetabinQuestion extends Effects {
  readonly tables: TwoByTwo;
  readonly measure: Measure;
  readonly rule: ZeroCells;
}

const columnOf = (value: RValue | undefined, data: Table): Float64Array | null => {
  const column = value === undefined ? null : evaluate(value, data);
  return column?.kind === "numbers" ? column.values : null;
};

/** `metabin(event.e, n.e, event.c, n.c)`; the usual columns where the call leaves them out or the table lacks them. */
const countsOf = (call: RCall, data: Table): TwoByTwo | null => {
  const [a, n1, c, n2] = ["event.e", "n.e", "event.c", "n.c"].map((name, at) =>
    columnOf(call.named[name] ?? call.positional[at], data),
  );
  if (!a || !n1 || !c || !n2) return tablesOf(call, data);
  return { a, b: n1.map((n, i) => n - a[i]!), c, d: n2.map((n, i) => n - c[i]!) };
};

/**
 * Effects as meta documents them: the correction goes into the cells of an odds ratio, into the events and once into
 * the patients of a risk ratio (twice as in RevMan), and into the variance alone of a risk difference; an arcsine
 * difference takes none.
 */
const effectsOf = (
  tables: TwoByTwo,
  measure: Measure,
  rule: ZeroCells,
  patientsTwice: boolean,
): Effects | null => {
  const usual = resultOf(twoByTwoEffects(tables, measure, measure === "AS" ? { add: 0 } : rule));
  if (usual === null || measure === "OR" || measure === "AS") return usual;
  if (measure === "RD") {
    const raw = resultOf(twoByTwoEffects(tables, "RD", { to: "none" }));
    return raw && { effects: raw.effects, variances: usual.variances };
  }
  if (patientsTwice) return usual;
  const { a, c } = correctedTables(tables, rule, 0.5);
  const [n1, n2] = [a.map((one, i) => one + tables.b[i]!), c.map((one, i) => one + tables.d[i]!)];
  return {
    effects: a.map((one, i) => Math.log(one / n1[i]!) - Math.log(c[i]! / n2[i]!)),
    variances: a.map((one, i) => 1 / one - 1 / n1[i]! + 1 / c[i]! - 1 / n2[i]!),
  };
};

/** Nobody, or everybody, has the event in both groups: such a study says nothing of a ratio. */
const informative = ({ a, b, c, d }: TwoByTwo, i: number): boolean => a[i]! + c[i]! > 0 && b[i]! + d[i]! > 0;

const rowsOf = <T extends { readonly [Key in keyof T]: Float64Array }>(
  columns: T,
  rows: readonly number[],
): T =>
  Object.fromEntries(
    Object.entries<Float64Array>(columns).map(([name, column]) => [
      name,
      Float64Array.from(rows, (row) => column[row]!),
    ]),
  ) as T;

/** Reads `metabin(event.e, n.e, event.c, n.c, sm = , incr = , method.incr = , allstudies = )`; rows as they stand. */
export const metabinQuestion = (call: RCall, data: Table): MetabinQuestion | null => {
  const tables = countsOf(call, data);
  const usual = metabinMethod(call) === "Peto" ? "OR" : "RR";
  const measure = measures[textArgument(call, "sm") ?? usual];
  const rule = correctionOf(call);
  if (tables === null || measure === undefined || rule === null) return null;
  const effects = effectsOf(tables, measure, rule, truthArgument(call, "RR.Cochrane", false));
  if (effects === null) return null;
  const ratio = measure === "OR" || measure === "RR";
  const all = !ratio || truthArgument(call, "allstudies", false);
  const kept = (column: Float64Array): Float64Array =>
    column.map((one, i) => (all || informative(tables, i) ? one : Number.NaN));
  return {
    tables,
    measure,
    rule,
    effects: kept(effects.effects),
    variances: kept(effects.variances),
  };
};

/** How the tables are pooled: `Inverse` where tau2 is shared by subgroups, by default Mantel-Haenszel. */
export const metabinMethod = (call: RCall): string => {
  const word = textArgument(call, "method") ?? (truthArgument(call, "tau.common", false) ? "Inverse" : "MH");
  return ["Inverse", "MH", "Peto", "GLMM", "SSW"].find((one) => one.startsWith(word)) ?? word;
};

/**
 * The common effect by Mantel and Haenszel as meta documents it: the correction of empty cells goes into the sums too
 * (into those of the variance alone for a risk difference) unless `MH.exact` asks otherwise.
 */
const mantelHaenszelOf = (question: MetabinQuestion, call: RCall): CommonEffect | null => {
  const { tables, measure, rule } = question;
  if (measure === "AS") return null;
  const rows = Array.from(tables.a, (_, i) => i).filter((i) => Number.isFinite(question.effects[i]));
  const raw = rowsOf(tables, rows);
  const exact = truthArgument(call, "MH.exact", false);
  const summed = exact ? raw : correctedTables(raw, rule, 0.5);
  if (measure !== "RD") return resultOf(mantelHaenszel(summed, measure));
  const [estimate, error] = [raw, summed].map((one) => resultOf(sparseRiskDifference(one)));
  return estimate && error ? { estimate: estimate.estimate, standardError: error.standardError } : null;
};

/** `metabin` by `Inverse`, `MH` or `Peto`. */
export const metabinFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const question = metabinQuestion(call, data);
  if (question === null) return null;
  switch (metabinMethod(call)) {
    case "Inverse":
      return commonAndRandom(question.effects, question.variances, call);
    case "MH": {
      const common = mantelHaenszelOf(question, call);
      const moments = (textArgument(call, "method.tau") ?? "REML") === "DL";
      return (
        common &&
        commonAndRandom(question.effects, question.variances, call, {
          common,
          aroundCommon: moments && truthArgument(call, "Q.Cochrane", true),
        })
      );
    }
    case "Peto": {
      if (question.measure !== "OR") return null;
      const single = resultOf(twoByTwoEffects(question.tables, "PETO", { to: "none" }));
      return single && commonAndRandom(single.effects, single.variances, call);
    }
    default:
      return null;
  }
};
