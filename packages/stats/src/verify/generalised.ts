import type { Counts, TwoGroupModel } from "../pooling/generalised/generalised-data.ts";
import { type GeneralisedPool, generalisedPool } from "../pooling/generalised/generalised-pool.ts";
import type { Moderators } from "../pooling/studies.ts";
import { coefficientFields } from "./coefficient-fields.ts";
import { tablesOf } from "./escalc.ts";
import type { Table } from "./evaluate.ts";
import { resultOf } from "./meta-package.ts";
import { numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import { numbers } from "./reference-case.ts";
import { levelOf, methodOf, moderatorsOf } from "./rma.ts";

const countsOf = (call: RCall, data: Table): Counts | null => {
  const column = (name: string): Float64Array | null => {
    const value = call.named[name];
    return value?.kind === "name" ? numbers(data, value.value) : null;
  };
  const measure = textArgument(call, "measure");
  if (measure === "OR" && call.named.ai !== undefined) {
    const tables = tablesOf(call, data);
    return tables && { kind: "two-by-two", tables };
  }
  if (measure === "IRR") {
    const [events1, time1, events2, time2] = ["x1i", "t1i", "x2i", "t2i"].map(column);
    return events1 && time1 && events2 && time2
      ? { kind: "two-rates", rates: { events1, time1, events2, time2 } }
      : null;
  }
  const [events, n, time, rest] = ["xi", "ni", "ti", "mi"].map(column);
  if (!events) return null;
  if (measure === "IRLN") return time ? { kind: "rates", events, time } : null;
  const size = n ?? rest?.map((one, i) => one + events[i]!) ?? null;
  return measure === "PLO" && size ? { kind: "proportions", events, n: size } : null;
};

/** Moderators of every study given, missing values as they stand: a study that has one is left out by the call. */
const allModerators = (call: RCall, data: Table, k: number): Moderators | null => {
  const read = call.named.mods === undefined ? null : moderatorsOf(call.named.mods, data);
  return read !== null && read.rows.length === k ? read.moderators : null;
};

const studiesIn = (counts: Counts): number => {
  if (counts.kind === "two-by-two") return counts.tables.a.length;
  return counts.kind === "two-rates" ? counts.rates.events1.length : counts.events.length;
};

const fields = (fit: GeneralisedPool): Record<string, unknown> => {
  const { heterogeneity, omnibus } = fit;
  return {
    ...coefficientFields(fit.coefficients),
    tau2: fit.tauSquared,
    I2: heterogeneity.iSquared,
    H2: heterogeneity.hSquared,
    QE_Wld: heterogeneity.wald,
    QEp_Wld: heterogeneity.waldP,
    QE_LRT: heterogeneity.likelihoodRatio,
    QEp_LRT: heterogeneity.likelihoodRatioP,
    QE_df: heterogeneity.df,
    QM: omnibus.statistic,
    QMp: omnibus.p,
    ...(fit.sigmaSquared === null ? {} : { sigma2: fit.sigmaSquared }),
    logLik: fit.conditionalLogLikelihood ?? fit.logLikelihood,
    k: fit.k,
    p: fit.p,
  };
};

const models: readonly TwoGroupModel[] = ["UM.FS", "UM.RS", "CM.EL", "CM.AL"];

/** `rma.glmm` of two groups, of rates, and of proportions with moderators; null where it asks for another model. */
export const generalisedFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const counts = countsOf(call, data);
  const word = textArgument(call, "model") ?? "UM.FS";
  const twoGroups = counts?.kind === "two-by-two" || counts?.kind === "two-rates";
  const model = twoGroups ? models.find((one) => one === word) : "UM.FS";
  const test = textArgument(call, "test") ?? "z";
  const method = methodOf(textArgument(call, "method") ?? "ML");
  if (counts === null || model === undefined || (test !== "z" && test !== "t")) return null;
  if ((method !== "ML" && method !== "common") || !truthArgument(call, "drop00", true)) return null;
  // deviations of level and effect that go together
  if (truthArgument(call, "cor", false)) return null;
  const moderators = allModerators(call, data, studiesIn(counts));
  if (call.named.mods !== undefined && moderators === null) return null;
  const fit = resultOf(
    generalisedPool(counts, {
      ...{ model, level: levelOf(call), nodes: numberArgument(call, "nAGQ") ?? 7 },
      coding: numberArgument(call, "coding") ?? 0.5,
      method: method === "common" ? "common" : "random",
      test: test === "t" ? "t" : "normal",
      ...(moderators === null ? {} : { moderators }),
    }),
  );
  return fit && fields(fit);
};
