/**
 * Question: how long does a cross-validated elastic net of 130 observations and 800 covariates take (alpha 0.5, 10
 * folds, path of 100 laid out)?  Goal: at least as fast as glmnet.
 *
 * The folds are fitted at the penalties of the whole data; glmnet lays out a path of its own in each fold and reads it
 * off in between, so the curves agree to a few digits only, the fit of the whole data to the tolerance of both.
 */
import { seededRandom } from "@erbium/numerics";
import { crossValidateElasticNet, type ElasticNetResponse } from "@erbium/stats";
import { machine } from "./machine.ts";
import { askR, beside, largestDifference, milliseconds } from "./r.ts";

const n = 130;
const p = 800;
const random = seededRandom(1);
const design = Float64Array.from({ length: n * p }, () => Math.round(random.normal() * 1e6) / 1e6);
const eta = Float64Array.from({ length: n }, (_, i) => {
  let sum = 0;
  for (let k = 0; k < 10; k++) sum += (k % 2 === 0 ? 0.6 : -0.6) * design[i * p + k]!;
  return sum;
});
const y = eta.map((one) => Math.round((one + random.normal()) * 1e6) / 1e6);
const outcome = eta.map((one) => Number(one + random.normal() > 0));
const fold = Int32Array.from({ length: n }, (_, i) => (i % 10) + 1);

const stop = eta.map((one) => Math.round(-Math.log(random.uniform()) * Math.exp(-one) * 1e6) / 1e6 + 1e-6);
const event = eta.map(() => Number(random.uniform() < 0.7));

// The path for Cox is cut short: to its end either takes seconds.
const responses: readonly [ElasticNetResponse, string, number][] = [
  [{ family: "gaussian", y }, "d$y", 0.01],
  [{ family: "binomial", y: outcome }, "d$outcome", 0.01],
  [{ family: "cox", stop, event }, "survival::Surv(d$stop, d$event)", 0.2],
];
const columns = Object.fromEntries(
  Array.from({ length: p }, (_, k) => [
    `x${k}`,
    Float64Array.from({ length: n }, (_, i) => design[i * p + k]!),
  ]),
);
console.log(machine());
for (const [response, inR, lambdaRatio] of responses) {
  const once = () => {
    const fit = crossValidateElasticNet({ design, response }, fold, { alpha: 0.5, lambdaRatio });
    if (!fit.ok) throw new Error(fit.error.message);
    return fit.value;
  };
  const theirs = askR(
    "glmnet",
    { y, outcome, stop, event, fold, ...columns },
    `x <- as.matrix(d[, -(1:5)])
fit <- function() cv.glmnet(x, ${inR}, family = "${response.family}", alpha = 0.5, foldid = d$fold, lambda.min.ratio = ${lambdaRatio})
f <- fit()
say("lambda", f$lambda); say("ratio", f$glmnet.fit$dev.ratio); say("best", f$lambda.min)
say("time", time(fit()))`,
  );
  const { path, best } = once();
  console.log(
    beside(
      `elastic net, 130 x 800, 10 folds, ${response.family}`,
      milliseconds(once, 5),
      `cv.glmnet (glmnet ${theirs?.version})`,
      theirs?.time?.[0],
      largestDifference(
        [...path.lambda.slice(1), ...path.devianceRatio.slice(1)],
        theirs === null ? undefined : [...(theirs.lambda ?? []).slice(1), ...(theirs.ratio ?? []).slice(1)],
      ),
    ),
  );
  console.log(
    `  best penalty ${best.lambda.toPrecision(6)}, R's ${theirs?.best?.[0]?.toPrecision(6) ?? "not known here"}`,
  );
}
