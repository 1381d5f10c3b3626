import { ok, type Result } from "@erbium/model";
import { type NetworkComparisons, readNetwork, subnetworks } from "@erbium/stats";

/** The comparisons of each part of a network that no study connects with another, most treatments first. */
export const networkParts = (comparisons: NetworkComparisons): Result<readonly NetworkComparisons[]> => {
  const read = readNetwork(comparisons);
  if (!read.ok) return read;
  const network = read.value;
  const parts = subnetworks(network).map(
    (part) => new Set(part.map((number) => network.treatments[number] ?? "")),
  );
  return ok(
    parts
      .toSorted((a, b) => b.size - a.size || ([...a].sort().join() < [...b].sort().join() ? -1 : 1))
      .map((names) => within(comparisons, names)),
  );
};

const within = (all: NetworkComparisons, names: ReadonlySet<string>): NetworkComparisons => {
  const rows = all.treatments1.flatMap((name, row) => (names.has(name) ? [row] : []));
  const texts = (column: readonly string[]) => rows.map((row) => column[row] ?? "");
  const numbers = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  return {
    studies: texts(all.studies),
    treatments1: texts(all.treatments1),
    treatments2: texts(all.treatments2),
    effects: numbers(all.effects),
    standardErrors: numbers(all.standardErrors),
  };
};
