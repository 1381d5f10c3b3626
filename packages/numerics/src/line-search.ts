/** Value and slope of a function along a line at one step. */
export interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

interface LineSearchRules {
  /** share of the first slope by which the value must fall for each unit of step */
  readonly decrease: number;
  /** the slope must fall to this share of the first one */
  readonly curvature: number;
  /** relative width of the bracket at which the search gives up */
  readonly bracket: number;
  readonly largestStep: number;
  readonly evaluations: number;
}

interface Trial {
  readonly best: LinePoint;
  readonly other: LinePoint;
  readonly bracketed: boolean;
  readonly step: number;
}

const lower = (point: LinePoint, slope: number): LinePoint => ({
  step: point.step,
  value: point.value - point.step * slope,
  slope: point.slope - slope,
});

/** The next trial step from two ends and a trial: cubic or quadratic interpolation, kept inside the bracket. */
const nextTrial = (
  best: LinePoint,
  other: LinePoint,
  trial: LinePoint,
  bracketed: boolean,
  low: number,
  high: number,
): Trial => {
  const opposite = trial.slope * Math.sign(best.slope) < 0;
  const theta = (3 * (best.value - trial.value)) / (trial.step - best.step) + best.slope + trial.slope;
  const scale = Math.max(Math.abs(theta), Math.abs(best.slope), Math.abs(trial.slope));
  const root = (floor: boolean): number => {
    const inside = (theta / scale) ** 2 - (best.slope / scale) * (trial.slope / scale);
    return scale * Math.sqrt(floor ? Math.max(0, inside) : inside);
  };
  let step: number;
  let closed = bracketed;
  if (trial.value > best.value) {
    const gamma = trial.step < best.step ? -root(false) : root(false);
    const ratio = (gamma - best.slope + theta) / (gamma - best.slope + gamma + trial.slope);
    const cubic = best.step + ratio * (trial.step - best.step);
    const quadratic =
      best.step +
      (best.slope / ((best.value - trial.value) / (trial.step - best.step) + best.slope) / 2) *
        (trial.step - best.step);
    step =
      Math.abs(cubic - best.step) < Math.abs(quadratic - best.step) ? cubic : cubic + (quadratic - cubic) / 2;
    closed = true;
  } else if (opposite) {
    const gamma = trial.step > best.step ? -root(false) : root(false);
    const ratio = (gamma - trial.slope + theta) / (gamma - trial.slope + gamma + best.slope);
    const cubic = trial.step + ratio * (best.step - trial.step);
    const secant = trial.step + (trial.slope / (trial.slope - best.slope)) * (best.step - trial.step);
    step = Math.abs(cubic - trial.step) > Math.abs(secant - trial.step) ? cubic : secant;
    closed = true;
  } else if (Math.abs(trial.slope) < Math.abs(best.slope)) {
    const gamma = trial.step > best.step ? -root(true) : root(true);
    const ratio = (gamma - trial.slope + theta) / (gamma + (best.slope - trial.slope) + gamma);
    const cubic =
      ratio < 0 && gamma !== 0
        ? trial.step + ratio * (best.step - trial.step)
        : trial.step > best.step
          ? high
          : low;
    const secant = trial.step + (trial.slope / (trial.slope - best.slope)) * (best.step - trial.step);
    const cubicIsNearer = Math.abs(cubic - trial.step) < Math.abs(secant - trial.step);
    if (bracketed) {
      step = cubicIsNearer ? cubic : secant;
      const limit = trial.step + 0.66 * (other.step - trial.step);
      step = trial.step > best.step ? Math.min(limit, step) : Math.max(limit, step);
    } else step = Math.min(high, Math.max(low, cubicIsNearer ? secant : cubic));
  } else if (bracketed) {
    const theta4 = (3 * (trial.value - other.value)) / (other.step - trial.step) + other.slope + trial.slope;
    const scale4 = Math.max(Math.abs(theta4), Math.abs(other.slope), Math.abs(trial.slope));
    const gamma4 =
      scale4 *
      Math.sqrt((theta4 / scale4) ** 2 - (other.slope / scale4) * (trial.slope / scale4)) *
      (trial.step > other.step ? -1 : 1);
    const ratio = (gamma4 - trial.slope + theta4) / (gamma4 - trial.slope + gamma4 + other.slope);
    step = trial.step + ratio * (other.step - trial.step);
  } else step = trial.step > best.step ? high : low;
  if (trial.value > best.value) return { best, other: trial, bracketed: closed, step };
  return { best: trial, other: opposite ? best : other, bracketed: closed, step };
};

/**
 * A step along a line with sufficient decrease and a flat enough slope (the strong Wolfe conditions).
 *
 * @param at    value and slope at a step
 * @param start the point at step 0, its slope < 0
 * @param first the first step tried, > 0
 * @returns the point found, or null when no step would do within the rules
 * @source Moré and Thuente 1994, ACM Trans Math Softw 20:286
 */
export const lineSearch = (
  at: (step: number) => LinePoint,
  start: LinePoint,
  first: number,
  rules: LineSearchRules,
): LinePoint | null => {
  const slopeBound = rules.decrease * start.slope;
  let best: LinePoint = { ...start, step: 0 };
  let other: LinePoint = best;
  let bracketed = false;
  let firstStage = true;
  let width = rules.largestStep;
  let widthBefore = 2 * width;
  let low = 0;
  let high = first + 4 * first;
  let step = first;
  for (let evaluation = 0; evaluation < rules.evaluations; evaluation++) {
    const trial = at(step);
    if (!Number.isFinite(trial.value)) {
      step = best.step + (step - best.step) / 10;
      continue;
    }
    const bound = start.value + step * slopeBound;
    if (
      firstStage &&
      trial.value <= bound &&
      trial.slope >= Math.min(rules.decrease, rules.curvature) * start.slope
    )
      firstStage = false;
    if (trial.value <= bound && Math.abs(trial.slope) <= rules.curvature * -start.slope) return trial;
    const stuck =
      (bracketed && (step <= low || step >= high || high - low <= rules.bracket * high)) ||
      (step === rules.largestStep && trial.value <= bound && trial.slope <= slopeBound);
    if (stuck) return trial.value < start.value ? trial : null;
    // Until a step with enough decrease is seen, the search works on the function below the bound.
    const below = firstStage && trial.value <= best.value && trial.value > bound;
    const next: Trial = below
      ? nextTrial(
          lower(best, slopeBound),
          lower(other, slopeBound),
          lower(trial, slopeBound),
          bracketed,
          low,
          high,
        )
      : nextTrial(best, other, trial, bracketed, low, high);
    const raise = (point: LinePoint): LinePoint => (below ? lower(point, -slopeBound) : point);
    best = raise(next.best);
    other = raise(next.other);
    bracketed = next.bracketed;
    step = next.step;
    if (bracketed) {
      if (Math.abs(other.step - best.step) >= 0.66 * widthBefore)
        step = best.step + (other.step - best.step) / 2;
      widthBefore = width;
      width = Math.abs(other.step - best.step);
      low = Math.min(best.step, other.step);
      high = Math.max(best.step, other.step);
    } else {
      low = step + 1.1 * (step - best.step);
      high = step + 4 * (step - best.step);
    }
    step = Math.min(rules.largestStep, Math.max(0, step));
    if (bracketed && (step <= low || step >= high || high - low <= rules.bracket * high)) step = best.step;
  }
  return null;
};
