import type { ZeroCells } from "../effect-size/zero-cells.ts";
import type { PoolOptions } from "../pooling/pool.ts";
import { type PredictionConvention, predictionConventions } from "../pooling/prediction.ts";
import type { TestConvention } from "../pooling/test-convention.ts";
import { numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import { methodOf } from "./rma.ts";

/** What a function of meta asks of a pool. */
export interface MetaQuestion {
  /** estimator of tau2 (or its value) and level, without the test */
  readonly classic: PoolOptions;
  readonly test: TestConvention;
  readonly level: number;
  readonly predictionLevel: number;
  readonly convention: PredictionConvention;
  readonly nullEffect: number;
}

const share = (level: number | null): number | null => (level !== null && level > 1 ? level / 100 : level);

/** `level` is of the single studies: of their pool it is `level.ma`. */
export const poolLevelOf = (call: RCall): number =>
  share(numberArgument(call, "level.ma") ?? numberArgument(call, "level.comb")) ?? 0.95;

/** The test that `method.random.ci` and `adhoc.hakn.ci` name together, also by the names they had before. */
const testOf = (call: RCall): TestConvention | null => {
  const adHoc = textArgument(call, "adhoc.hakn.ci") ?? textArgument(call, "adhoc.hakn") ?? "";
  const usual = truthArgument(call, "hakn", false) ? "HK" : "classic";
  switch (textArgument(call, "method.random.ci") ?? usual) {
    case "classic":
      return "normal";
    case "classic-KR":
    case "KR":
      return "kenward-roger";
    case "HK":
      break;
    default:
      return null;
  }
  const tests: Readonly<Record<string, TestConvention>> = {
    "": "hartung-knapp",
    se: "hartung-knapp-at-least-1",
    ci: "hartung-knapp-wider",
    IQWiG6: "hartung-knapp-iqwig6",
  };
  return tests[adHoc] ?? null;
};

/**
 * The arguments that `metagen`, `metabin` and `metaprop` share; null where one has a value that is not answered.
 *
 * @param call with its arguments under their full names
 */
export const metaQuestion = (call: RCall): MetaQuestion | null => {
  const method = methodOf(textArgument(call, "method.tau") ?? "REML");
  const test = testOf(call);
  const word = textArgument(call, "method.predict") ?? "V";
  const convention = predictionConventions.find((one) => one === word);
  const tau = numberArgument(call, "tau.preset");
  if (method === null || method === undefined || test === null || convention === undefined) return null;
  if (tau === null && call.named["tau.preset"] !== undefined) return null;
  const byRestriction = test === "kenward-roger" || convention.startsWith("KR");
  if (byRestriction && method !== "REML") return null;
  const level = poolLevelOf(call);
  return {
    classic: { method, level, ...(tau === null ? {} : { tauSquared: tau * tau }) },
    test,
    level,
    predictionLevel: share(numberArgument(call, "level.predict")) ?? 0.95,
    convention,
    nullEffect: numberArgument(call, "null.effect") ?? 0,
  };
};

/** `incr` with `method.incr`, or what `allincr` and `addincr` said before; null of a correction by arms. */
export const correctionOf = (call: RCall): ZeroCells | null => {
  const add = numberArgument(call, "incr");
  if (call.named.incr !== undefined && add === null) return null;
  const before = truthArgument(call, "addincr", false)
    ? "all"
    : truthArgument(call, "allincr", false)
      ? "if0all"
      : "only0";
  const to = textArgument(call, "method.incr") ?? before;
  return to === "only0" || to === "if0all" || to === "all" ? { add: add ?? 0.5, to } : null;
};
