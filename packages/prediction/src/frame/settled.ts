/**
 * A sum as it stands on paper: rounded at the ninth decimal, so that binary noise (0.2 x 7 + 1 + 1
 * is 3.4 and a little) moves nothing over a printed cut-off.
 */
export const settled = (value: number): number => Math.round(value * 1e9) / 1e9;
