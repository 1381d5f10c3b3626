import type { Quadrature } from "./gauss-hermite.ts";

const computed = new Map<number, Quadrature>();

/**
 * Nodes and weights with `sum w_i f(x_i)` = integral of `f` over [-1, 1], exact for polynomials up to degree 2n - 1.
 *
 * Newton's method on the Legendre polynomial from Tricomi's approximation of its roots.
 *
 * @param n points, 1 or more
 * @source DLMF 3.5(v) and 18.16.14
 */
export const gaussLegendre = (n: number): Quadrature => {
  const known = computed.get(n);
  if (known !== undefined) return known;
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 6; step++) {
      let before = 1;
      let current = x;
      for (let j = 2; j <= n; j++) {
        const next = ((2 * j - 1) * x * current - (j - 1) * before) / j;
        before = current;
        current = next;
      }
      slope = (n * (before - x * current)) / (1 - x * x);
      x -= current / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  const quadrature = { nodes, weights };
  computed.set(n, quadrature);
  return quadrature;
};
