import { type Check, error, type Finding } from "./finding.ts";

type Row = Readonly<Record<string, unknown>>;
const number = (row: Row, field: string): number | null =>
  typeof row[field] === "number" ? row[field] : null;

/**
 * Accuracy figures and pooled effects agree with themselves: the cells of a 2x2 table add up to its margins,
 * sensitivity and specificity follow from the cells (to a whole percent), an AUC lies in 0-1, an estimate
 * inside its interval.
 */
export const accuracy: Check = {
  name: "accuracy",
  holds: "2x2 tables add up, and estimates lie inside their intervals",
  run({ bundle }) {
    const findings: Finding[] = [];
    const add = (kind: Finding["kind"], row: Row, field: string, message: string): void => {
      findings.push(error(kind, String(row.id), field, message, "Correct the figure."));
    };
    for (const row of bundle.accuracies as readonly Row[])
      for (const [field, message] of tableOddities(row)) add("accuracies", row, field, message);
    for (const kind of ["prognostics", "publishedPools"] as const)
      for (const row of bundle[kind] as readonly Row[]) {
        const [value, low, high] = [number(row, "estimate"), number(row, "ciLow"), number(row, "ciHigh")];
        if (value !== null && low !== null && high !== null && (value < low || value > high))
          add(kind, row, "estimate", `${value} lies outside its interval ${low} to ${high}.`);
      }
    return findings;
  },
};

function* tableOddities(row: Row): Generator<[string, string]> {
  const [tp, fp, fn, tn] = ["truePositive", "falsePositive", "falseNegative", "trueNegative"].map((field) =>
    number(row, field),
  );
  const sums: [string, (number | null | undefined)[]][] = [
    ["nPositive", [tp, fn]],
    ["nNegative", [tn, fp]],
    ["n", [tp, fp, fn, tn]],
  ];
  for (const [field, cells] of sums) {
    const margin = number(row, field);
    if (margin === null || cells.some((cell) => cell === null || cell === undefined)) continue;
    const sum = cells.reduce<number>((total, cell) => total + (cell ?? 0), 0);
    if (sum !== margin) yield [field, `The cells add up to ${sum}, not ${margin}.`];
  }
  const rates: [string, number | null | undefined, number | null | undefined][] = [
    ["sensitivity", tp, fn],
    ["specificity", tn, fp],
  ];
  for (const [field, hits, misses] of rates) {
    const rate = number(row, field);
    if (rate === null) continue;
    if (rate < 0 || rate > 100) yield [field, `${rate} is not a percentage (0-100).`];
    else if (
      hits !== null &&
      hits !== undefined &&
      misses !== null &&
      misses !== undefined &&
      hits + misses > 0
    ) {
      const computed = (100 * hits) / (hits + misses);
      if (Math.abs(computed - rate) > 0.5 + 1e-9)
        yield [field, `${hits} of ${hits + misses} is ${computed.toFixed(1)} %, not ${rate} %.`];
    }
  }
  const auc = number(row, "auc");
  if (auc !== null && (auc < 0 || auc > 1)) yield ["auc", `${auc} is not an area under a curve (0-1).`];
}
