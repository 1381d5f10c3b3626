import type { Outcome } from "@erbium/model";
import { type Check, error, type Finding, warning } from "./finding.ts";

const isNumber = (value: number | null | undefined): value is number => typeof value === "number";

/** Half a unit of the last printed place: what rounding can hide. */
const halfPlace = (value: number): number => {
  const places = (String(value).split(".")[1] ?? "").length;
  return 0.5 * 10 ** -places + 1e-9;
};

type Trio = readonly [name: string, value: number | null, low: number | null, high: number | null];

/**
 * Figures are possible and agree with themselves: a percentage lies in 0-100 and inside its interval, a
 * hazard ratio and a median inside theirs, responders do not exceed patients, and responders / patients is
 * the printed percentage within its rounding. Where a source itself prints figures that disagree, the row
 * says so in `note` or `doubt`, and the disagreement is a warning.
 */
export const figures: Check = {
  name: "figures",
  holds: "figures are possible and agree with themselves",
  run({ bundle }) {
    const findings: Finding[] = [];
    for (const study of bundle.studies)
      for (const row of study.outcomes) {
        const report = row.note !== undefined || row.doubt !== undefined ? warning : error;
        for (const [field, message] of oddities(row))
          findings.push(
            report(
              "studies",
              study.id,
              `outcomes.${row.id}.${field}`,
              message,
              "Correct the figure, or say in note that the source prints it so.",
            ),
          );
      }
    for (const study of bundle.studies)
      for (const [index, item] of study.results.entries()) {
        if (typeof item.value !== "number" || item.ci === undefined) continue;
        const [low, high] = item.ci;
        if (low > high || item.value < low - halfPlace(low) || item.value > high + halfPlace(high))
          findings.push(
            error(
              "studies",
              study.id,
              `results.${index}`,
              `${item.value} lies outside its interval ${low} to ${high}.`,
              "Correct the figure or its interval.",
            ),
          );
      }
    for (const claim of bundle.claims) {
      const { id, value, ciLow, ciHigh, unit } = claim;
      if (typeof value !== "number") continue;
      if (isNumber(ciLow) && isNumber(ciHigh) && (ciLow > ciHigh || value < ciLow || value > ciHigh))
        findings.push(
          (claim.doubt || claim.note ? warning : error)(
            "claims",
            id,
            "value",
            `${value} lies outside its interval ${ciLow} to ${ciHigh}.`,
            "Correct it, or say in doubt that the source prints it so.",
          ),
        );
      if (
        unit === "%" &&
        (value < 0 || value > 100) &&
        !/change|increase|decrease|higher|lower|fold|differ/i.test(`${claim.outcome} ${claim.statement}`)
      )
        findings.push(
          error("claims", id, "value", `${value} % is not a percentage.`, "Correct value or unit."),
        );
    }
    return findings;
  },
};

function* oddities(row: Outcome): Generator<[string, string]> {
  const { percent, responders, n, ciLow, ciHigh } = row;
  for (const [name, value] of [
    ["percent", percent],
    ["ciLow", ciLow],
    ["ciHigh", ciHigh],
  ] as const)
    if (isNumber(value) && percent !== null && (value < 0 || value > 100))
      yield [name, `${value} is not a percentage (0-100).`];
  const trios: Trio[] = [
    ["percent", percent, ciLow, ciHigh],
    ["hr", row.hr, row.hrCiLow, row.hrCiHigh],
    ["medianMonths", row.medianMonths, row.medianCiLow, row.medianCiHigh],
  ];
  for (const [name, value, low, high] of trios) {
    if (isNumber(low) && isNumber(high) && low > high)
      yield [name, `Its interval runs backwards (${low} to ${high}).`];
    else if (
      isNumber(value) &&
      ((isNumber(low) && value < low - halfPlace(low)) || (isNumber(high) && value > high + halfPlace(high)))
    )
      yield [name, `${value} lies outside its interval ${low ?? "open"} to ${high ?? "open"}.`];
  }
  for (const [name, value] of [
    ["hr", row.hr],
    ["medianMonths", row.medianMonths],
    ["n", n],
    ["responders", responders],
  ] as const)
    if (isNumber(value) && value < 0) yield [name, `${value} is negative.`];
  if (isNumber(responders) && isNumber(n)) {
    if (responders > n) yield ["responders", `${responders} responders of ${n} patients.`];
    else if (isNumber(percent) && n > 0 && Math.abs((100 * responders) / n - percent) > halfPlace(percent))
      yield [
        "percent",
        `${responders} of ${n} is ${((100 * responders) / n).toFixed(2)} %, not ${percent} %.`,
      ];
  }
}
