/** A place on an axis, on the scale of the data, with what is written there. */
export interface PlotTick {
  readonly at: number;
  readonly text: string;
}

/** About `count` round steps of 1, 2 or 5 times a power of ten that lie between the two ends. */
export const roundTicks = (one: number, other: number, count: number): PlotTick[] => {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  if (!(high > low)) return [{ at: low, text: String(low) }];
  const step = roundStep((high - low) / count);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: PlotTick[] = [];
  for (let index = Math.ceil(low / step - 1e-9); index * step <= high + step * 1e-9; index++)
    ticks.push({ at: index * step, text: (index * step).toFixed(decimals).replace(/^-(0(\.0+)?)$/, "$1") });
  return ticks;
};

/** The next of 1, 2 or 5 times a power of ten. */
export const roundStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power;
};

/** Ticks of a share from 0 to 1 in steps of 0.2. */
export const shareTicks: readonly PlotTick[] = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({
  at,
  text: at.toFixed(1),
}));

/** Multiples of a power of ten, the finest first; each holds 1. */
const FACTORS = [[1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1]] as const;

/**
 * Round ratios between two logarithms: multiples of powers of ten, as finely as gives no more than `most`.
 */
export const ratioTicks = (low: number, high: number, most = 8): PlotTick[] => {
  for (const factors of FACTORS) {
    const ticks = ratiosOf(factors, low, high);
    if (ticks.length > 1 && ticks.length <= most) return ticks;
  }
  const coarse = ratiosOf([1], low, high);
  if (coarse.length > 1) {
    const every = Math.ceil(coarse.length / most);
    return coarse.filter(({ at }) => Math.round(at / Math.LN10) % every === 0);
  }
  return roundTicks(low, high, 5).map(({ at }) => ({ at, text: Math.exp(at).toFixed(2) }));
};

const ratiosOf = (factors: readonly number[], low: number, high: number): PlotTick[] => {
  const ticks: PlotTick[] = [];
  for (let power = Math.floor(low / Math.LN10); power <= Math.ceil(high / Math.LN10); power++)
    for (const factor of factors) {
      const ratio = factor * 10 ** power;
      if (Math.log(ratio) >= low - 1e-9 && Math.log(ratio) <= high + 1e-9)
        ticks.push({ at: Math.log(ratio), text: String(Number(ratio.toPrecision(3))) });
    }
  return ticks;
};
