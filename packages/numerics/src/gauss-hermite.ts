export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Orthonormal Hermite polynomials 0..n at x (weight exp(-x^2)); returns [p_n, p_(n-1), sum of squares below n]. */
const hermite = (n: number, x: number): readonly [number, number, number] => {
  let before = 0;
  let current = Math.PI ** -0.25;
  let squares = 0;
  for (let j = 0; j < n; j++) {
    squares += current * current;
    const next = x * Math.sqrt(2 / (j + 1)) * current - Math.sqrt(j / (j + 1)) * before;
    before = current;
    current = next;
  }
  return [current, before, squares];
};

/** How many roots of p_n lie below x: sign changes of the leading minors of J - xI (Sturm). */
const rootsBelow = (n: number, x: number): number => {
  let count = 0;
  let minor = 1;
  for (let j = 0; j < n; j++) {
    minor = -x - j / 2 / (minor || 1e-300);
    if (j === 0) minor = -x;
    if (minor < 0) count++;
  }
  return count;
};

const computed = new Map<number, Quadrature>();

/**
 * Nodes and weights with `sum w_i f(x_i)` = integral of `f(x) exp(-x^2)` over the line, exact for polynomials up to
 * degree 2n - 1.
 *
 * Nodes by bisection on the Jacobi matrix, then Newton; weights by Christoffel's numbers.
 *
 * @param n points, 1 to 200
 * @source Golub and Welsch 1969, Math Comput 23:221; DLMF 3.5(v)
 */
export const gaussHermite = (n: number): Quadrature => {
  const known = computed.get(n);
  if (known !== undefined) return known;
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  const bound = Math.sqrt(2 * n + 1);
  for (let i = 0; i < n; i++) {
    let low = -bound;
    let high = bound;
    while (high - low > 1e-7) {
      const middle = (low + high) / 2;
      if (rootsBelow(n, middle) > i) high = middle;
      else low = middle;
    }
    let x = (low + high) / 2;
    for (let step = 0; step < 4; step++) {
      const [value, before] = hermite(n, x);
      x -= value / (Math.sqrt(2 * n) * before);
    }
    if (2 * i + 1 === n) x = 0;
    nodes[i] = x;
    weights[i] = 1 / hermite(n, x)[2];
  }
  const quadrature = { nodes, weights };
  computed.set(n, quadrature);
  return quadrature;
};
