import { normal } from "@erbium/numerics";

/** Responders of one stratum. */
export interface BasketCounts {
  readonly responders: number;
  readonly n: number;
}

/** Priors on the logit scale, all stated in the result. */
export interface BasketPriors {
  /** of the common mean: normal */
  readonly mean: { readonly mean: number; readonly sd: number };
  /** of the standard deviation between strata: half-normal with this scale */
  readonly tauScale: number;
  /** probability of each stratum to be exchangeable with the others; 1: the plain hierarchical model */
  readonly exchangeable: number;
  /** of a stratum that is not: normal */
  readonly alone: { readonly mean: number; readonly sd: number };
}

/** Distribution on the grid of logits. */
export interface GridDistribution {
  /** probability of each cell, summing to 1 */
  readonly masses: Float64Array;
}

export interface BasketPosterior {
  /** logits at the centres of the cells */
  readonly logits: Float64Array;
  readonly strata: readonly GridDistribution[];
  /** of the response of a further stratum that is exchangeable with these */
  readonly next: GridDistribution;
  /** posterior probability of each stratum to be exchangeable */
  readonly exchangeable: Float64Array;
  /** beyond these logits the common mean has no probability that counts */
  readonly meanReach: MeanReach;
  /** probability of each slice of tau; the slices are equally probable under its prior */
  readonly tau: GridDistribution;
}

/** Widths on the logit scale and the number of values of tau: what {@link basketPosterior} is exact up to. */
export interface BasketGrid {
  readonly cell: number;
  /** the common mean is taken at every so many cells: with a small tau all strata lie at these */
  readonly meanEvery: number;
  readonly tauValues: number;
}

/** Logits are computed up to this far from 0: odds of 22,000 to 1. */
export const logitReach = 10;

export const halfNormalQuantile = (share: number, scale: number): number =>
  scale * normal.upperQuantile((1 - share) / 2);

/** Between which logits the common mean is looked for. */
interface MeanReach {
  readonly low: number;
  readonly high: number;
}

const everyMean: MeanReach = { low: -logitReach, high: logitReach };
/** A finer grid may look a step farther than a coarse one found anything. */
const margin = 0.5;

/** Probability of a mean and a tau below which the pair is left out. */
const NEGLIGIBLE = 1e-9;

/** Standard deviations of a stratum about the mean that are summed: 4e-8 lies beyond. */
const TAILS = 5.5;

const scaled = (values: Float64Array): Float64Array => {
  const total = values.reduce((sum, one) => sum + one, 0);
  return values.map((one) => one / total);
};

/**
 * Probability of the cells around 0 under a normal of mean 0, as far as {@link TAILS} standard deviations or from one end of a grid
 * to the other, index 0 in the middle.
 */
const cellMasses = (sd: number, cell: number, gridSize: number): Float64Array => {
  const half = Math.min(gridSize - 1, Math.ceil((TAILS * sd) / cell) + 1);
  const masses = new Float64Array(2 * half + 1);
  let below = normal.cdf((-half - 0.5) * (cell / sd));
  for (let i = -half; i <= 0; i++) {
    const upTo = normal.cdf((i + 0.5) * (cell / sd));
    masses[half + i] = upTo - below;
    masses[half - i] = upTo - below;
    below = upTo;
  }
  return masses;
};

// The two sums below are nearly all of the time; as functions of their own they are compiled soon.

const productSum = (
  values: Float64Array,
  masses: Float64Array,
  from: number,
  to: number,
  shift: number,
): number => {
  let sum = 0;
  for (let i = from; i <= to; i++) sum += values[i]! * masses[i + shift]!;
  return sum;
};

const addScaled = (
  into: Float64Array,
  factor: number,
  masses: Float64Array,
  from: number,
  to: number,
  shift: number,
): void => {
  for (let i = from; i <= to; i++) into[i]! += factor * masses[i + shift]!;
};

/**
 * Posterior of a basket trial by sums over grids, no sampling: the logits of the strata in cells, the common mean on
 * the same cells, tau at the middles of equally probable slices of its prior.
 *
 * r_j ~ Binomial(n_j, expit(t_j)); t_j ~ N(m, tau^2) with probability w, else N(a, s^2); m normal, tau half-normal.
 * Given (m, tau) the strata are independent, so that the likelihood of (m, tau) is the product over strata of
 * w I_j(m, tau) + (1 - w) I_j.
 */
export const basketPosterior = (
  counts: readonly BasketCounts[],
  priors: BasketPriors,
  grid: BasketGrid,
  reach: MeanReach = everyMean,
): BasketPosterior => {
  const half = Math.round(logitReach / grid.cell);
  const size = 2 * half + 1;
  const logits = Float64Array.from({ length: size }, (_, i) => (i - half) * grid.cell);
  const likelihoods = counts.map(({ responders, n }) => {
    const logs = logits.map((t) => responders * t - n * Math.log1p(Math.exp(t)));
    const largest = logs.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
    return logs.map((one) => Math.exp(one - largest));
  });
  const alonePrior = logits.map((t) => {
    const { mean, sd } = priors.alone;
    return normal.cdf((t + grid.cell / 2 - mean) / sd) - normal.cdf((t - grid.cell / 2 - mean) / sd);
  });
  const aloneIntegrals = likelihoods.map((likelihood) =>
    likelihood.reduce((sum, one, i) => sum + one * alonePrior[i]!, 0),
  );
  const meanAt: number[] = [];
  for (let i = 0; i < size; i += grid.meanEvery)
    if (logits[i]! >= reach.low && logits[i]! <= reach.high) meanAt.push(i);
  const logMeanPrior = Float64Array.from(
    meanAt,
    (i) => -(((logits[i]! - priors.mean.mean) / priors.mean.sd) ** 2) / 2,
  );
  const tauValues = Float64Array.from({ length: grid.tauValues }, (_, k) =>
    halfNormalQuantile((k + 0.5) / grid.tauValues, priors.tauScale),
  );
  // what each stratum would be without its own count, given all others; its likelihood is multiplied in at the end
  const priorsOf = counts.map(() => new Float64Array(size));
  const aloneWeight = new Float64Array(counts.length);
  const next = new Float64Array(size);
  const tauMasses = new Float64Array(grid.tauValues);
  const w = priors.exchangeable;
  // Joint probabilities first: their sum has to be known before they weigh anything; as logarithms, since a product over
  // many strata is smaller than any number.
  const integrals = counts.map(() => new Float64Array(meanAt.length));
  const joint: Float64Array[] = [];
  const kept: Float64Array[][] = [];
  let highest = Number.NEGATIVE_INFINITY;
  const spread = Array.from(tauValues, (tau) => cellMasses(tau, grid.cell, size));
  for (const masses of spread) {
    const wing = (masses.length - 1) / 2;
    const logProbability = new Float64Array(meanAt.length);
    for (const [at, centre] of meanAt.entries()) {
      const low = Math.max(0, centre - wing);
      const high = Math.min(size - 1, centre + wing);
      let logProduct = logMeanPrior[at]!;
      for (const [j, likelihood] of likelihoods.entries()) {
        const sum = productSum(likelihood, masses, low, high, wing - centre);
        integrals[j]![at] = sum;
        logProduct += Math.log(w * sum + (1 - w) * aloneIntegrals[j]!);
      }
      logProbability[at] = logProduct;
      highest = Math.max(highest, logProduct);
    }
    joint.push(logProbability);
    kept.push(integrals.map((one) => one.slice()));
  }
  const relative = joint.map((logs) => logs.map((one) => Math.exp(one - highest)));
  const total = relative.reduce((sum, row) => sum + row.reduce((inner, one) => inner + one, 0), 0);
  const held = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const [k, masses] of spread.entries()) {
    const wing = (masses.length - 1) / 2;
    for (const [at, centre] of meanAt.entries()) {
      const probability = relative[k]![at]! / total;
      if (probability < NEGLIGIBLE) continue;
      held.low = Math.min(held.low, logits[centre]!);
      held.high = Math.max(held.high, logits[centre]!);
      tauMasses[k]! += probability;
      const low = Math.max(0, centre - wing);
      const high = Math.min(size - 1, centre + wing);
      addScaled(next, probability, masses, low, high, wing - centre);
      for (let j = 0; j < counts.length; j++) {
        const integral = kept[k]![j]![at]!;
        const whole = w * integral + (1 - w) * aloneIntegrals[j]!;
        aloneWeight[j]! += (probability * (1 - w) * aloneIntegrals[j]!) / whole;
        addScaled(priorsOf[j]!, (probability * w) / whole, masses, low, high, wing - centre);
      }
    }
  }
  const strata = likelihoods.map((likelihood, j) => {
    // a prior far from the data may leave a stratum alone no probability at all
    const alone = aloneWeight[j]! > 0 ? aloneWeight[j]! / aloneIntegrals[j]! : 0;
    return likelihood.map((one, i) => one * (priorsOf[j]![i]! + alone * alonePrior[i]!));
  });
  return {
    logits,
    strata: strata.map((masses) => ({ masses: scaled(masses) })),
    next: { masses: scaled(next) },
    exchangeable: aloneWeight.map((one) => 1 - one),
    meanReach: { low: held.low - margin, high: held.high + margin },
    tau: { masses: scaled(tauMasses) },
  };
};
