import { minimise } from "@erbium/numerics";

/** Events of both groups of each study, studies x 2, row-major: true positives, true negatives. */
export interface PairedCounts {
  readonly k: number;
  readonly events: Float64Array;
  readonly n: Float64Array;
}

/** The mode's search ends when the penalised deviance changes by less than this share of itself. */
const tolerance = 1e-7;

interface Search {
  /** minus the log-likelihood without the binomial coefficients */
  readonly value: number;
  readonly logits: Float64Array;
  readonly means: readonly [number, number];
}

/**
 * One evaluation as lme4 makes it: penalised weighted least squares from given logits until the penalised deviance
 * stands, the determinant taken from the weights before the last step.
 *
 * @param means    of both logits, or null where they are found along with the modes
 * @param factor   a, b, c of the factor [[a, 0], [b, c]] of the covariance between studies
 * @param previous logits to start from, studies x 2
 */
const search = (
  { k, events, n }: PairedCounts,
  means: readonly [number, number] | null,
  [a, b, c]: readonly [number, number, number],
  previous: Float64Array,
): Search => {
  let logits = previous;
  let before = Number.POSITIVE_INFINITY;
  let centre: readonly [number, number] = means ?? [0, 0];
  let value = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < 30; iteration++) {
    const weights = new Float64Array(2 * k);
    const working = new Float64Array(2 * k);
    for (let at = 0; at < 2 * k; at++) {
      const p = 1 / (1 + Math.exp(-logits[at]!));
      weights[at] = n[at]! * p * (1 - p);
      working[at] = logits[at]! + (events[at]! - n[at]! * p) / weights[at]!;
    }
    if (means === null) {
      let [saa, sab, sbb, ra, rb] = [0, 0, 0, 0, 0];
      for (let i = 0; i < k; i++) {
        const [va, vb, vab] = [1 / weights[2 * i]! + a * a, 1 / weights[2 * i + 1]! + b * b + c * c, a * b];
        const determinant = va * vb - vab * vab;
        const [waa, wab, wbb] = [vb / determinant, -vab / determinant, va / determinant];
        saa += waa;
        sab += wab;
        sbb += wbb;
        ra += waa * working[2 * i]! + wab * working[2 * i + 1]!;
        rb += wab * working[2 * i]! + wbb * working[2 * i + 1]!;
      }
      const determinant = saa * sbb - sab * sab;
      centre = [(sbb * ra - sab * rb) / determinant, (saa * rb - sab * ra) / determinant];
    }
    const next = new Float64Array(2 * k);
    let logDeterminant = 0;
    let penalised = 0;
    for (let i = 0; i < k; i++) {
      const [wa, wb] = [weights[2 * i]!, weights[2 * i + 1]!];
      const [za, zb] = [working[2 * i]! - centre[0], working[2 * i + 1]! - centre[1]];
      const [huu, huv, hvv] = [1 + a * a * wa + b * b * wb, b * c * wb, 1 + c * c * wb];
      const determinant = huu * hvv - huv * huv;
      const [gu, gv] = [a * wa * za + b * wb * zb, c * wb * zb];
      const [u, v] = [(hvv * gu - huv * gv) / determinant, (huu * gv - huv * gu) / determinant];
      next[2 * i] = centre[0] + a * u;
      next[2 * i + 1] = centre[1] + b * u + c * v;
      logDeterminant += Math.log(determinant);
      penalised += u * u + v * v;
    }
    for (let at = 0; at < 2 * k; at++) {
      const logit = next[at]!;
      const softplus = logit > 0 ? logit + Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit));
      penalised -= 2 * (events[at]! * logit - n[at]! * softplus);
    }
    logits = next;
    value = 0.5 * (penalised + logDeterminant);
    if (Math.abs((before - penalised) / penalised) < tolerance) break;
    before = penalised;
  }
  return { value, logits, means: centre };
};

/**
 * The Laplace likelihood of the bivariate binomial model as lme4's glmer evaluates it: a first fit finds the means
 * with the modes, and every evaluation of the second starts at its logits and ends after a step or two, a little
 * short of the modes. The maximum so lies a few thousandths beside that of the likelihood itself; this is there to
 * check against lme4.
 *
 * @returns minus the log-likelihood without the binomial coefficients as a function of (mean, mean, a, b, c), and
 *          the point at which the second fit starts
 * @source Bates et al. 2015, J Stat Softw 67(1), on penalised iteratively reweighted least squares
 */
export const likelihoodAsLme4 = (
  counts: PairedCounts,
  start: readonly [number, number, number],
): { readonly value: (at: Float64Array) => number; readonly from: Float64Array } => {
  const crude = counts.events.map((one, at) => Math.log((one + 0.5) / (counts.n[at]! - one + 0.5)));
  const factorOf = ([a, b, c]: Float64Array): [number, number, number] => [a!, b!, c!];
  const first = minimise((at) => search(counts, null, factorOf(at), crude).value, Float64Array.from(start));
  const { logits, means } = search(counts, null, factorOf(first.at), crude);
  return {
    value: ([m0, m1, a, b, c]) => search(counts, [m0!, m1!], [a!, b!, c!], logits).value,
    from: Float64Array.of(...means, ...first.at),
  };
};
