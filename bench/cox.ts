/**
 * Question: how long does a Cox regression of 10,000 observations and 5 covariates take (Efron's ties, with times
 * rounded so that there are ties)?  Goal: faster than R's coxph, and within twice its C core.
 */
import { seededRandom } from "@erbium/numerics";
import { cox } from "@erbium/stats";
import { machine } from "./machine.ts";
import { askR, beside, largestDifference, milliseconds } from "./r.ts";

const n = 10_000;
const p = 5;
const random = seededRandom(1);
const design = Float64Array.from({ length: n * p }, () => random.normal());
const stop = new Float64Array(n);
const event = new Uint8Array(n);
for (let i = 0; i < n; i++) {
  const hazard = Math.exp(0.5 * design[i * p]! - 0.3 * design[i * p + 1]!);
  const time = -Math.log(random.uniform()) / hazard;
  const censored = 3 * random.uniform();
  event[i] = Number(time <= censored);
  stop[i] = Math.ceil(Math.min(time, censored) * 365);
}
const once = () => {
  const fit = cox({ stop, event, design }, { tolerance: 1e-9 });
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const columns = Object.fromEntries(
  Array.from({ length: p }, (_, k) => [
    `x${k + 1}`,
    Float64Array.from({ length: n }, (_, i) => design[i * p + k]!),
  ]),
);
const theirs = askR(
  "survival",
  { stop, event, ...columns },
  `f <- coxph(Surv(stop, event) ~ x1 + x2 + x3 + x4 + x5, d); say("coefficients", coef(f)); say("errors", sqrt(diag(vcov(f))))
say("time", time(coxph(Surv(stop, event) ~ x1 + x2 + x3 + x4 + x5, d)))
x <- as.matrix(d[, c("x1", "x2", "x3", "x4", "x5")]); y <- Surv(d$stop, d$event); rows <- as.character(seq_len(nrow(x)))
say("core", time(coxph.fit(x, y, NULL, NULL, NULL, coxph.control(), NULL, "efron", rows)))`,
);
const fit = once();
console.log(machine());
const ours = milliseconds(once);
const difference = largestDifference(
  [...fit.coefficients, ...fit.standardErrors],
  theirs === null ? undefined : [...(theirs.coefficients ?? []), ...(theirs.errors ?? [])],
);
console.log(
  beside(
    "Cox, 10,000 x 5, Efron",
    ours,
    `coxph (survival ${theirs?.version})`,
    theirs?.time?.[0],
    difference,
  ),
);
console.log(
  beside(
    "the same",
    ours,
    "coxph.fit alone, its C core with little around it",
    theirs?.core?.[0],
    difference,
  ),
);
