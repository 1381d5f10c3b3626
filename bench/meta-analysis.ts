/**
 * How long one random-effects fit (REML, 40 studies) and one binomial-normal fit (40 proportions) take, beside metafor's
 * `rma` and `rma.glmm` on the same numbers where Rscript and the packages are there.
 */
import { spawnSync } from "node:child_process";
import { seededRandom } from "@erbium/numerics";
import { binomialNormal, pool, pooled, tauSquaredOf } from "@erbium/stats";
import { machine, median } from "./machine.ts";

const k = 40;
const random = seededRandom(20_261_121);
const v = Float64Array.from({ length: k }, () => 0.02 + 0.3 * random.uniform());
const y = v.map((one) => 0.3 + Math.sqrt(one + 0.1) * random.normal());
const n = Float64Array.from({ length: k }, () => 10 + random.integer(90));
const events = n.map((size) => {
  const p = 1 / (1 + Math.exp(0.4 - 0.8 * random.normal()));
  let sum = 0;
  for (let i = 0; i < size; i++) if (random.uniform() < p) sum++;
  return sum;
});

/** Median milliseconds a call over some batches, each long enough for the clock. */
const timed = (calls: number, f: () => void): number => {
  for (let i = 0; i < calls; i++) f();
  return median(
    Array.from({ length: 9 }, () => {
      const start = performance.now();
      for (let i = 0; i < calls; i++) f();
      return (performance.now() - start) / calls;
    }),
  );
};

const fit = pool(y, v);
const glmm = binomialNormal(events, n);
if (!fit.ok || !glmm.ok) throw new Error("the made-up studies can not be pooled");
const ours = {
  reml: timed(3000, () => void pool(y, v)),
  glmm: timed(100, () => void binomialNormal(events, n)),
};

const column = (values: Float64Array): string => `c(${Array.from(values).join(",")})`;
const script = `
suppressMessages(library(metafor))
cat(R.version.string, "metafor", as.character(packageVersion("metafor")), "\\n")
yi <- ${column(y)}; vi <- ${column(v)}; xi <- ${column(events)}; ni <- ${column(n)}
ms <- function(times, f) { f(); median(sapply(1:5, function(i) system.time(for (j in 1:times) f())[["elapsed"]])) / times * 1000 }
r <- rma(yi, vi, control = list(threshold = 1e-12))
cat(ms(60, function() rma(yi, vi)), sprintf("%.15g", c(r$beta, r$se, r$tau2)), "\\n")
if (requireNamespace("lme4", quietly = TRUE)) {
  g <- rma.glmm(measure = "PLO", xi = xi, ni = ni)
  cat(ms(8, function() rma.glmm(measure = "PLO", xi = xi, ni = ni)), sprintf("%.15g", c(g$beta, g$se, g$tau2)), "\\n")
}`;
const run = spawnSync("Rscript", ["-e", script], { encoding: "utf8" });
const [versions, reml, mixed] = run.status === 0 ? run.stdout.trim().split("\n") : [];

const line = (
  name: string,
  own: number,
  got: readonly number[],
  theirs: string | undefined,
  absent: string,
): void => {
  console.log(`${name}: ${(own * 1000).toFixed(1)} microseconds a call`);
  if (theirs === undefined) {
    console.log(`  beside it: ${absent}`);
    return;
  }
  const [time = Number.NaN, ...values] = theirs.trim().split(/\s+/).map(Number);
  const apart = Math.max(...values.map((one, i) => Math.abs(one - (got[i] ?? Number.NaN)) / Math.abs(one)));
  console.log(`  beside it: ${time.toFixed(2)} ms a call, ${Math.round(time / own)} times ours`);
  console.log(`  estimate, standard error, tau2 differ by ${apart.toExponential(1)} at most`);
};

console.log(machine());
console.log(versions ?? "Rscript with metafor is not here");
const one = pooled(fit.value);
line(
  "REML, 40 studies",
  ours.reml,
  [one.estimate, one.standardError, tauSquaredOf(fit.value)],
  reml,
  "no metafor",
);
line(
  "binomial-normal model, 40 proportions, 7 nodes",
  ours.glmm,
  [glmm.value.estimate, glmm.value.standardError, glmm.value.tauSquared],
  mixed,
  "rma.glmm needs the package lme4, which is not here",
);
