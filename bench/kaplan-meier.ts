/** Question: how long does a Kaplan-Meier curve of 100,000 observations take, limits included?  Goal: a tenth of survfit. */
import { seededRandom } from "@erbium/numerics";
import { kaplanMeier } from "@erbium/stats";
import { machine } from "./machine.ts";
import { askR, beside, largestDifference, milliseconds } from "./r.ts";

const n = 100_000;
const random = seededRandom(1);
const stop = new Float64Array(n);
const event = new Uint8Array(n);
for (let i = 0; i < n; i++) {
  const time = -Math.log(random.uniform());
  const censored = 3 * random.uniform();
  event[i] = Number(time <= censored);
  // Six decimals survive the way through a text file to R.
  stop[i] = Math.round(Math.min(time, censored) * 1e6) / 1e6;
}
const once = () => {
  const curve = kaplanMeier({ stop, event });
  if (!curve.ok) throw new Error(curve.error.message);
  return curve.value;
};
const theirs = askR(
  "survival",
  { stop, event },
  `f <- survfit(Surv(stop, event) ~ 1, d); at <- round(seq(1, length(f$time), length.out = 50))
say("survival", f$surv[at]); say("low", f$lower[at]); say("time", time(survfit(Surv(stop, event) ~ 1, d)))`,
);
const curve = once();
const at = Array.from({ length: 50 }, (_, k) => Math.round((k * (curve.time.length - 1)) / 49));
console.log(machine());
console.log(
  beside(
    "Kaplan-Meier, 100,000",
    milliseconds(once),
    `survfit (survival ${theirs?.version})`,
    theirs?.time?.[0],
    largestDifference(
      at.map((one) => curve.survival[one]!),
      theirs?.survival,
    ),
  ),
);
