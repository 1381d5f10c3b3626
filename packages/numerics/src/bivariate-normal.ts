import { gaussLegendre } from "./gauss-legendre.ts";
import { normal } from "./normal.ts";

const points = 100;

/**
 * The standard bivariate normal distribution.
 *
 * @source Drezner and Wesolowsky 1990, J Stat Comput Simul 35:101 (the integral over the correlation, by its arcsine)
 */
export const bivariateNormal = {
  density: (x: number, y: number, correlation: number): number => {
    const rest = 1 - correlation * correlation;
    return (
      Math.exp(-(x * x - 2 * correlation * x * y + y * y) / (2 * rest)) / (2 * Math.PI * Math.sqrt(rest))
    );
  },
  /** P(X <= x, Y <= y), finite x and y, correlation between -1 and 1 */
  cdf: (x: number, y: number, correlation: number): number => {
    if (correlation === 1) return normal.cdf(Math.min(x, y));
    if (correlation === -1) return Math.max(0, normal.cdf(x) - normal.survival(y));
    const { nodes, weights } = gaussLegendre(points);
    const half = Math.asin(correlation) / 2;
    let sum = 0;
    for (let i = 0; i < points; i++) {
      const sine = Math.sin(half * (1 + nodes[i]!));
      sum += weights[i]! * Math.exp(-(x * x + y * y - 2 * x * y * sine) / (2 * (1 - sine * sine)));
    }
    return normal.cdf(x) * normal.cdf(y) + (half * sum) / (2 * Math.PI);
  },
};
