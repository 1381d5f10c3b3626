/**
 * Question: how long does one random-effects fit (REML, 40 studies) and one binomial-normal fit (40 proportions, 7
 * quadrature points) take, beside metafor's `rma` and `rma.glmm`?  Goals: 500 and 50 times faster.
 */
import { seededRandom } from "@erbium/numerics";
import { binomialNormal, pool, pooled, tauSquaredOf } from "@erbium/stats";
import { machine } from "./machine.ts";
import { askR, beside, largestDifference, milliseconds } from "./r.ts";

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

const reml = () => {
  const fit = pool(y, v);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const mixed = () => {
  const fit = binomialNormal(events, n);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
console.log(machine());
const rma = askR(
  "metafor",
  { y, v },
  `f <- rma(y, v, data = d, control = list(threshold = 1e-12)); say("fit", c(f$beta, f$se, f$tau2))
say("time", time(rma(d$y, d$v)))`,
);
const one = pooled(reml());
console.log(
  beside(
    "REML, 40 studies",
    milliseconds(reml),
    `rma (metafor ${rma?.version})`,
    rma?.time?.[0],
    largestDifference([one.estimate, one.standardError, tauSquaredOf(reml())], rma?.fit),
  ),
);
// rma.glmm is timed as it comes. Its optimiser stops after five or six digits, so the same fit by lme4, told to go on,
// says whether both mean the same maximum.
const glmm = askR(
  "metafor",
  { events, n },
  `library(lme4, warn.conflicts = FALSE); study <- factor(seq_len(nrow(d)))
g <- glmer(cbind(events, n - events) ~ 1 + (1 | study), d, binomial, nAGQ = 7, control = glmerControl(
  optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, maxfun = 1e5), tolPwrss = 1e-13))
say("fit", c(fixef(g), sqrt(vcov(g)[1, 1]), unlist(VarCorr(g))))
say("usual", rma.glmm(measure = "PLO", xi = d$events, ni = d$n)$tau2)
say("time", time(rma.glmm(measure = "PLO", xi = d$events, ni = d$n)))`,
);
const two = mixed();
console.log(
  beside(
    "binomial-normal model, 40 proportions, 7 nodes",
    milliseconds(mixed),
    `rma.glmm (metafor ${glmm?.version}, lme4)`,
    glmm?.time?.[0],
    largestDifference([two.estimate, two.standardError, two.tauSquared], glmm?.fit),
  ),
);
if (glmm?.usual !== undefined)
  console.log(`  tau2 ${two.tauSquared.toPrecision(9)}, rma.glmm's ${glmm.usual[0]?.toPrecision(9)}`);
