/**
 * The continued fraction `b0 + a1/(b1 + a2/(b2 + ...))` by the modified method of Lentz.
 *
 * @param a numerator of step n >= 1
 * @param b denominator of step n >= 0
 * @source Thompson and Barnett 1986, J Comput Phys 64:490
 */
export const continuedFraction = (a: (n: number) => number, b: (n: number) => number): number => {
  const tiny = 1e-300;
  let f = b(0) || tiny;
  let c = f;
  let d = 0;
  for (let n = 1; n < 10_000; n++) {
    d = b(n) + a(n) * d || tiny;
    c = b(n) + a(n) / c || tiny;
    d = 1 / d;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return f;
};
