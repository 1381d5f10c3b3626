import { err, ok, type Refusal, type Result } from "@erbium/model";

/** Comparisons of treatments within studies, one pair of arms a row. */
export interface NetworkComparisons {
  /** label of the study of each row; a study of k arms has all k(k-1)/2 rows */
  readonly studies: readonly string[];
  readonly treatments1: readonly string[];
  readonly treatments2: readonly string[];
  /** treatment 1 against treatment 2, on the scale of analysis (log odds ratio, log hazard ratio, difference) */
  readonly effects: Float64Array;
  /** of the effects, all > 0 */
  readonly standardErrors: Float64Array;
}

export interface NetworkStudy {
  readonly label: string;
  /** treatments by number, rising */
  readonly arms: readonly number[];
  /** its rows */
  readonly rows: readonly number[];
}

/** Comparisons that were read and checked: treatments numbered, every row from the lower to the higher number. */
export interface Network {
  /** in alphabetical order */
  readonly treatments: readonly string[];
  /** numbers of the two treatments of each row, first < second */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** first against second */
  readonly effects: Float64Array;
  readonly variances: Float64Array;
  /** rows whose two treatments were swapped on reading */
  readonly swapped: readonly boolean[];
  readonly studies: readonly NetworkStudy[];
}

/** How far a study of three or more arms may contradict itself before it is refused: values are rounded in print. */
export interface MultiArmTolerance {
  /** on the scale of the effects; default 0.001 */
  readonly effects?: number;
  /** on the scale of the standard errors; default 0.001 */
  readonly standardErrors?: number;
}

const collator = new Intl.Collator("en");

/** Labels in the order in which this room lists treatments: alphabetical, upper and lower case together. */
export const inOrder = (labels: Iterable<string>): string[] => [...new Set(labels)].sort(collator.compare);

const refuse = (code: string, message: string, remedy: string) => err({ code, message, remedy });

/** A design is named by its treatments in order. */
export const designOf = (network: Network, study: NetworkStudy): string =>
  study.arms.map((arm) => network.treatments[arm]).join(":");

/** First by the treatments of the design, then the shorter one. */
export const compareArms = (one: readonly number[], other: readonly number[]): number => {
  for (let i = 0; i < Math.min(one.length, other.length); i++)
    if (one[i] !== other[i]) return one[i]! - other[i]!;
  return one.length - other.length;
};

/**
 * Reads comparisons into a network.
 *
 * @returns the network; refuses lengths that differ, values that are not finite, standard errors that are not
 *          above zero, a treatment against itself, a pair given twice in a study, and studies of three or more
 *          arms that lack a pair or contradict themselves. Whether all treatments are connected is not asked
 *          here: see {@link subnetworks}.
 */
export const readNetwork = (
  comparisons: NetworkComparisons,
  tolerance: MultiArmTolerance = {},
): Result<Network> => {
  const { studies: labels, treatments1, treatments2, effects, standardErrors } = comparisons;
  const m = labels.length;
  if (m === 0) return refuse("no-comparisons", "there is no comparison", "give at least one study");
  if ([treatments1, treatments2, effects, standardErrors].some((column) => column.length !== m))
    return refuse(
      "lengths-differ",
      "studies, treatments, effects and standard errors have different lengths",
      "give one of each for every comparison",
    );
  const treatments = inOrder([...treatments1, ...treatments2]);
  const numbered = new Map(treatments.map((label, number) => [label, number]));
  const first = new Uint32Array(m);
  const second = new Uint32Array(m);
  const oriented = new Float64Array(m);
  const variances = new Float64Array(m);
  const swapped: boolean[] = [];
  const rowsOf = new Map<string, number[]>();
  for (let row = 0; row < m; row++) {
    const [one, other] = [numbered.get(treatments1[row]!)!, numbered.get(treatments2[row]!)!];
    const where = `study ${labels[row]}, ${treatments1[row]} against ${treatments2[row]}`;
    if (one === other)
      return refuse(
        "treatment-against-itself",
        `${where}: both arms have one treatment`,
        "merge arms of one treatment or give them two names",
      );
    const [effect, standardError] = [effects[row]!, standardErrors[row]!];
    if (!Number.isFinite(effect) || !Number.isFinite(standardError))
      return refuse(
        "not-finite",
        `${where}: the effect or its standard error is missing`,
        "leave the row out",
      );
    if (!(standardError > 0))
      return refuse(
        "standard-error-not-positive",
        `${where}: the standard error is ${standardError}`,
        "give a standard error above zero",
      );
    swapped.push(one > other);
    first[row] = Math.min(one, other);
    second[row] = Math.max(one, other);
    oriented[row] = one > other ? -effect : effect;
    variances[row] = standardError * standardError;
    const rows = rowsOf.get(labels[row]!);
    if (rows === undefined) rowsOf.set(labels[row]!, [row]);
    else rows.push(row);
  }
  const studies: NetworkStudy[] = [];
  for (const [label, rows] of rowsOf) {
    const arms = [...new Set(rows.flatMap((row) => [first[row]!, second[row]!]))].sort((a, b) => a - b);
    studies.push({ label, arms, rows });
  }
  const network: Network = { treatments, first, second, effects: oriented, variances, swapped, studies };
  for (const study of studies) {
    const complaint = contradiction(network, study, tolerance);
    if (complaint !== null) return err(complaint);
  }
  return ok(network);
};

/** Variances of the differences between the arms of a study, arms x arms, row-major; zero on the diagonal. */
export const differenceVariances = (network: Network, study: NetworkStudy, tau2: number): Float64Array => {
  const k = study.arms.length;
  const variances = new Float64Array(k * k);
  for (const row of study.rows) {
    const [i, j] = [study.arms.indexOf(network.first[row]!), study.arms.indexOf(network.second[row]!)];
    const variance = network.variances[row]! + tau2;
    variances[i * k + j] = variance;
    variances[j * k + i] = variance;
  }
  return variances;
};

/** What is wrong with a study in itself, or null. */
const contradiction = (
  network: Network,
  study: NetworkStudy,
  tolerance: MultiArmTolerance,
): Refusal | null => {
  const k = study.arms.length;
  const pairs = new Set(
    study.rows.map((row) => network.first[row]! * network.treatments.length + network.second[row]!),
  );
  if (pairs.size < study.rows.length)
    return {
      code: "pair-twice",
      message: `study ${study.label} gives one pair of treatments twice`,
      remedy: "give each pair of arms once, or the parts of the study under names of their own",
    };
  if (pairs.size < (k * (k - 1)) / 2)
    return {
      code: "pair-missing",
      message: `study ${study.label} has ${k} arms and ${pairs.size} comparisons; ${(k * (k - 1)) / 2} are needed`,
      remedy: "give every pair of arms: without them the correlation of its comparisons is not known",
    };
  if (k === 2) return null;
  // Arm by arm: means and variances that come closest to the pairs.
  const arm = (row: number): [number, number] => [
    study.arms.indexOf(network.first[row]!),
    study.arms.indexOf(network.second[row]!),
  ];
  const means = new Float64Array(k);
  const sums = new Float64Array(k);
  let total = 0;
  for (const row of study.rows) {
    const [i, j] = arm(row);
    means[i]! += network.effects[row]! / k;
    means[j]! -= network.effects[row]! / k;
    sums[i]! += network.variances[row]!;
    sums[j]! += network.variances[row]!;
    total += network.variances[row]!;
  }
  const armVariances = sums.map((sum) => (sum - total / (k - 1)) / (k - 2));
  for (const row of study.rows) {
    const [i, j] = arm(row);
    if (Math.abs(network.effects[row]! - (means[i]! - means[j]!)) > (tolerance.effects ?? 0.001))
      return {
        code: "multi-arm-effects-contradict",
        message: `study ${study.label}: the effects between its ${k} arms do not add up`,
        remedy: "check the signs and the direction of its comparisons, or raise the tolerance",
      };
    const implied = Math.sqrt(Math.max(0, armVariances[i]! + armVariances[j]!));
    if (Math.abs(Math.sqrt(network.variances[row]!) - implied) > (tolerance.standardErrors ?? 0.001))
      return {
        code: "multi-arm-variances-contradict",
        message: `study ${study.label}: no variances of its ${k} arms give the standard errors of its comparisons`,
        remedy: "check the standard errors of its comparisons, or raise the tolerance",
      };
  }
  return null;
};

/**
 * The parts of a network that no study connects, each as treatment numbers in rising order; one part when all
 * treatments are connected.
 */
export const subnetworks = (network: Network): readonly (readonly number[])[] => {
  const part = network.treatments.map((_, number) => number);
  const root = (number: number): number => (part[number] === number ? number : root(part[number]!));
  for (const { arms } of network.studies)
    for (const arm of arms) {
      const [one, other] = [root(arms[0]!), root(arm)];
      part[Math.max(one, other)] = Math.min(one, other);
    }
  const parts = new Map<number, number[]>();
  for (const number of part.keys()) parts.set(root(number), [...(parts.get(root(number)) ?? []), number]);
  return [...parts.values()];
};

/** A refusal that names the parts where the network falls into several, else null. */
export const disconnection = (network: Network): Refusal | null => {
  const parts = subnetworks(network);
  if (parts.length === 1) return null;
  const named = parts.map((part) => part.map((number) => network.treatments[number]).join(", "));
  return {
    code: "disconnected-network",
    message: `no study connects these parts: ${named.join(" | ")}`,
    remedy: "analyse each part by itself, or fit a component network if treatments share components",
  };
};
