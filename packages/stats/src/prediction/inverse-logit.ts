/** Probability of log odds, 1 / (1 + e^-eta), without overflow. */
export const inverseLogit = (eta: number): number =>
  eta >= 0 ? 1 / (1 + Math.exp(-eta)) : Math.exp(eta) / (1 + Math.exp(eta));
