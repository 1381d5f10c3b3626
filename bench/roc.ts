/**
 * Question: how long do the area under a ROC curve and its DeLong variance take?  Goal: half of pROC at 10,000, and
 * neither overflow nor quadratic growth up to 1,000,000.
 */
import { seededRandom } from "@erbium/numerics";
import { deLong } from "@erbium/stats";
import { machine } from "./machine.ts";
import { askR, beside, largestDifference, milliseconds } from "./r.ts";

const made = (n: number) => {
  const random = seededRandom(1);
  const outcome = new Uint8Array(n);
  const score = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    outcome[i] = Number(random.uniform() < 0.3);
    score[i] = Math.round((random.normal() + outcome[i]!) * 1e6) / 1e6;
  }
  return { outcome, score };
};
const areaOf = (data: ReturnType<typeof made>) => {
  const area = deLong(data);
  if (!area.ok) throw new Error(area.error.message);
  return area.value;
};
console.log(machine());
const data = made(10_000);
const theirs = askR(
  "pROC",
  data,
  `r <- roc(d$outcome, d$score, direction = "<", quiet = TRUE); say("result", c(auc(r), var(r)))
say("time", time({ r <- roc(d$outcome, d$score, direction = "<", quiet = TRUE); var(r, method = "delong") }))`,
);
const { auc, variance } = areaOf(data);
console.log(
  beside(
    "ROC with DeLong, 10,000",
    milliseconds(() => areaOf(data)),
    `pROC ${theirs?.version}`,
    theirs?.time?.[0],
    largestDifference([auc, variance], theirs?.result),
  ),
);
for (const n of [100_000, 1_000_000]) {
  const large = made(n);
  const area = areaOf(large);
  console.log(
    `ROC with DeLong, ${n.toLocaleString("en")}: ${milliseconds(() => areaOf(large), 5).toFixed(1)} ms; AUC ${area.auc.toFixed(6)}, standard error ${Math.sqrt(area.variance).toExponential(3)}`,
  );
}
