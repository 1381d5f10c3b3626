/**
 * How far a log-likelihood may seem to fall although it did not: a sum over many observations is rounded in proportion
 * to its size. A search that halves its steps at each fall would else halve them to nothing.
 */
export const roundingOf = (logLikelihood: number): number => 1e-12 * Math.abs(logLikelihood) + 1e-10;
