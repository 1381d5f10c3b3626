const golden = (3 - Math.sqrt(5)) / 2;

/**
 * The minimum of a function on an interval, by golden section and parabolas.
 *
 * A function with several valleys yields one of them. About half the digits of x are to be had, since a minimum is flat.
 *
 * @param tolerance on the scale of x
 * @source Brent 1973, Algorithms for Minimization without Derivatives, chapter 5
 */
export const minimiseScalar = (
  f: (x: number) => number,
  low: number,
  high: number,
  tolerance = 1e-8,
): { readonly at: number; readonly value: number } => {
  let a = low;
  let b = high;
  let best = a + golden * (b - a);
  let second = best;
  let third = best;
  let fBest = f(best);
  let fSecond = fBest;
  let fThird = fBest;
  let step = 0;
  let before = 0;
  for (let iteration = 0; iteration < 500; iteration++) {
    const middle = (a + b) / 2;
    const least = 1e-10 * Math.abs(best) + tolerance / 3;
    if (Math.abs(best - middle) <= 2 * least - (b - a) / 2) break;
    let parabola = false;
    if (Math.abs(before) > least) {
      const r = (best - second) * (fBest - fThird);
      let q = (best - third) * (fBest - fSecond);
      let p = (best - third) * q - (best - second) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      else q = -q;
      if (Math.abs(p) < Math.abs((q * before) / 2) && p > q * (a - best) && p < q * (b - best)) {
        before = step;
        step = p / q;
        const at = best + step;
        if (at - a < 2 * least || b - at < 2 * least) step = best < middle ? least : -least;
        parabola = true;
      }
    }
    if (!parabola) {
      before = best < middle ? b - best : a - best;
      step = golden * before;
    }
    const at = best + (Math.abs(step) >= least ? step : step > 0 ? least : -least);
    const value = f(at);
    if (value <= fBest) {
      if (at < best) b = best;
      else a = best;
      third = second;
      fThird = fSecond;
      second = best;
      fSecond = fBest;
      best = at;
      fBest = value;
    } else {
      if (at < best) a = at;
      else b = at;
      if (value <= fSecond || second === best) {
        third = second;
        fThird = fSecond;
        second = at;
        fSecond = value;
      } else if (value <= fThird || third === best || third === second) {
        third = at;
        fThird = value;
      }
    }
  }
  return { at: best, value: fBest };
};
