import { type ConcordanceWeight, concordance } from "../survival/concordance.ts";
import type { SurvivalTimes } from "../survival/survival-times.ts";
import { fitCall, linearPredictor } from "./cox.ts";
import { asLabels, evaluate, levelsOf } from "./evaluate.ts";
import { readFormula } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { innerCall, numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import type { ReferenceQuestion } from "./reference-case.ts";
import { readSurvival, survivalTimesOf } from "./survival-columns.ts";

interface Scored {
  readonly times: SurvivalTimes;
  readonly score: Float64Array;
  readonly strata: Int32Array;
  readonly cluster: Int32Array | null;
}

const weightNames: readonly (readonly [name: string, weight: ConcordanceWeight])[] = [
  ["n", "at-risk"],
  ["S", "survival"],
  ["S/G", "survival/censoring"],
  ["n/G2", "survival/censoring"],
  ["I", "equal"],
];

/** R takes the beginning of a name where it is the beginning of one alone, or the name itself. */
const weightNamed = (word: string): ConcordanceWeight | null => {
  const exact = weightNames.find(([name]) => name === word);
  const begun = weightNames.filter(([name]) => name.startsWith(word));
  return exact?.[1] ?? (begun.length === 1 ? (begun[0]?.[1] ?? null) : null);
};

/** `concordance(coxph(...))` */
const ofModel = (inner: RCall, question: ReferenceQuestion): Scored | null => {
  const fitted = fitCall(inner, question.data);
  return (
    fitted && {
      times: fitted.times,
      score: linearPredictor(fitted),
      strata: fitted.matrix.strata,
      cluster: fitted.matrix.cluster,
    }
  );
};

/** `concordance(Surv(time, status) ~ x)`, where a high x speaks for a long life unless reversed. */
const ofFormula = ({ call, data }: ReferenceQuestion): Scored | null => {
  const value = call.named.formula ?? call.positional[0];
  const formula = value === undefined ? null : readFormula(value, Object.keys(data));
  const response = formula === null ? null : readSurvival(formula.response, data);
  const weights = call.named.weights === undefined ? null : evaluate(call.named.weights, data);
  const cluster = call.named.cluster === undefined ? null : evaluate(call.named.cluster, data);
  if (call.named.weights !== undefined && weights?.kind !== "numbers") return null;
  if (call.named.cluster !== undefined && cluster === null) return null;
  const used = [weights, cluster].filter((one) => one !== null);
  const matrix = formula && response && modelMatrix(formula, data, false, [...response.used, ...used]);
  if (!matrix || response === null || matrix.names.length !== 1) return null;
  const sign = truthArgument(call, "reverse", false) ? 1 : -1;
  const levels = cluster === null ? [] : levelsOf(cluster);
  const labels = cluster === null ? [] : asLabels(cluster);
  return {
    times: survivalTimesOf(response, matrix.rows, weights?.kind === "numbers" ? weights.values : null),
    score: matrix.values.map((one) => sign * one),
    strata: matrix.strata,
    cluster:
      cluster === null
        ? matrix.cluster
        : Int32Array.from(matrix.rows, (row) => levels.indexOf(labels[row] ?? "")),
  };
};

export const concordanceAnswers = (question: ReferenceQuestion) => {
  const { call } = question;
  const timeWeight = weightNamed(textArgument(call, "timewt") ?? "n");
  const inner = innerCall(call);
  const scored =
    inner !== null && /(^|::)coxph$/.test(inner.function) ? ofModel(inner, question) : ofFormula(question);
  if (scored === null || timeWeight === null) return null;
  if (call.named.ymin !== undefined || call.named.newdata !== undefined) return null;
  const last = numberArgument(call, "ymax");
  if (call.named.ymax !== undefined && last === null) return null;
  const { times } = scored;
  // beyond the last time asked, nobody is seen to fail
  const event =
    last === null ? times.event : Array.from(times.event, (one, row) => (times.stop[row]! > last ? 0 : one));
  const c = concordance({ ...times, event }, scored.score, {
    strata: scored.strata,
    cluster: scored.cluster ?? undefined,
    timeWeight,
  });
  if (!c.ok) return null;
  const { concordant, discordant, tiedScore, tiedTime, tiedBoth } = c.value;
  return {
    concordance: c.value.concordance,
    var: c.value.standardError ** 2,
    count: { concordant, discordant, "tied.x": tiedScore, "tied.y": tiedTime, "tied.xy": tiedBoth },
  };
};
