/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** uniform on (0, 1), 52 bits, never 0 or 1 */
  readonly uniform: () => number;
  /** whole numbers 0 to n - 1, each as likely */
  readonly integer: (n: number) => number;
  /** standard normal */
  readonly normal: () => number;
  /** gamma of a shape > 0 and rate 1 */
  readonly gamma: (shape: number) => number;
  /** beta of two shapes > 0 */
  readonly beta: (a: number, b: number) => number;
}

/**
 * A generator of a seed: xoshiro128**, its state filled by splitmix32; normals by Marsaglia's polar method,
 * gammas by Marsaglia and Tsang.
 *
 * @param seed whole number
 * @source Blackman and Vigna 2021, ACM Trans Math Softw 47:36; Marsaglia and Tsang 2000, ACM Trans Math Softw 26:363
 */
export const seededRandom = (seed: number): Random => {
  let filling = seed | 0;
  const fill = (): number => {
    filling = (filling + 0x9e3779b9) | 0;
    let z = filling;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();
  const next = (): number => {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  const uniform = (): number => ((next() >>> 6) * 0x4000000 + (next() >>> 6) + 0.5) / 0x10000000000000;
  const integer = (n: number): number => Math.floor(uniform() * n);
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = v * factor;
      return u * factor;
    }
  };
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const third = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * third);
    for (;;) {
      const z = normal();
      const v = (1 + scale * z) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * z * z + third - third * v + third * Math.log(v))
        return third * v;
    }
  };
  const betaDraw = (first: number, second: number): number => {
    const x = gamma(first);
    return x / (x + gamma(second));
  };
  return { uniform, integer, normal, gamma, beta: betaDraw };
};
