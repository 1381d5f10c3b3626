/**
 * Writes the invented patients of examples/evaluate: nobody's data, drawn from stated formulas with a fixed seed.
 *
 *     node scripts/simulate-patients.ts
 */
import { writeFileSync } from "node:fs";
import { seededRandom } from "@erbium/numerics";

const random = seededRandom(20_261_121);
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const chance = (p: number): boolean => random.uniform() < p;
const rows = Array.from({ length: 240 }, (_, at) => {
  const age = Math.round(54 + 11 * random.normal());
  const receptor = chance(0.55) ? "HR+" : "HR-";
  const ihc = chance(0.6) ? "3+" : "2+";
  const size = Math.max(0.6, 2.9 + 1.3 * random.normal());
  const tils = Math.min(90, Math.max(0, 18 + 16 * random.normal()));
  const ki67 = Math.min(95, Math.max(3, 38 + 19 * random.normal()));
  const truth =
    -1.3 +
    (receptor === "HR-" ? 1.1 : 0) +
    (ihc === "3+" ? 1.0 : 0) +
    0.035 * (tils - 18) +
    0.012 * (ki67 - 38) -
    0.25 * (size - 2.9);
  const complete = chance(logistic(truth));
  // a model that knows most of it and is too sure of itself, and an older one that is too hopeful
  const risk = logistic(0.1 + 1.35 * (truth + 0.55 * random.normal()));
  const older = logistic(0.7 + 0.6 * (truth + 1.1 * random.normal()));
  const time =
    -Math.log(random.uniform()) / (0.022 * Math.exp(complete ? -1.1 : 0) * Math.exp(0.2 * (size - 2.9)));
  const followed = 24 + 48 * random.uniform();
  return [
    `S${String(at + 1).padStart(3, "0")}`,
    age,
    receptor,
    ihc,
    size.toFixed(1),
    chance(0.03) ? "" : tils.toFixed(0),
    ki67.toFixed(0),
    risk.toFixed(3),
    older.toFixed(3),
    complete ? "pCR" : "no pCR",
    Math.min(time, followed).toFixed(1),
    time <= followed ? 1 : 0,
  ].join(",");
});
writeFileSync(
  new URL("../examples/evaluate/response-simulated.csv", import.meta.url),
  `${["patient,age,receptor,ihc,size_cm,tils,ki67,risk,older_risk,pcr,months,event", ...rows].join("\n")}\n`,
);
