/** A step that was tried from a point where the function has the value f0. */
interface Trial {
  readonly step: number;
  readonly length: number;
  /** fall of the function that the quadratic model promises */
  readonly predicted: number;
  /** step times slope, < 0 */
  readonly slopeStep: number;
  /** a full Newton step, not one cut at the radius */
  readonly newton: boolean;
  readonly value: number;
}

const relativeTolerance = 1e-10;
const stepTolerance = 1.5e-8;
const falseTolerance = 2.2e-14;
/** Values are taken to be right to this share of themselves. */
const noise = 1e3 * Number.EPSILON;

/**
 * Slope by a difference as wide as noise and curvature ask for: forward where that is exact enough, else central.
 *
 * @source Stewart 1967, J ACM 14:72
 */
const slopeAt = (
  f: (x: number) => number,
  x: number,
  value: number,
  slopeBefore: number,
  curvature: number,
): number => {
  const size = Math.max(Math.abs(x), 1);
  const root = Math.sqrt(Number.EPSILON);
  const forward = (width: number): number => (f(x + width) - value) / width;
  const slope = Math.abs(slopeBefore);
  if (slope === 0 || value === 0) return forward(root * size);
  const error = Math.abs(value) * Math.max(noise, (slope * Math.abs(x) * Number.EPSILON) / Math.abs(value));
  let width: number;
  if (slope * slope <= error * curvature) {
    width = 2 * Math.cbrt((error * slope) / curvature ** 2);
    width *= 1 - (2 * slope) / (3 * curvature * width + 4 * slope);
  } else {
    width = 2 * Math.sqrt(error / curvature);
    width *= 1 - (curvature * width) / (3 * curvature * width + 4 * slope);
  }
  const [least, most] = [50 * Number.EPSILON * size, 0.02 * size];
  width = Math.max(width, least);
  if (curvature * width <= 0.002 * slope) {
    if (width >= most) width = root * size;
    return forward(slopeBefore < 0 ? -width : width);
  }
  width = (2000 * error) / (slope + Math.sqrt(slope * slope + curvature * 2000 * error));
  width = Math.max(width, least);
  if (width >= most) width = size * root ** (2 / 3);
  return (f(x + width) - f(x - width)) / (2 * width);
};

/**
 * Minimum of a function of one variable as the PORT library's SMSNO finds it, which is what R's nlminb runs without
 * a gradient: quasi-Newton steps within a radius, slopes by differences, curvature by secants that fall to a tenth
 * at most. Where a function runs out flat, as a likelihood of ln tau2 does when tau2 is zero, it ends on the way, and
 * where it ends is what other software prints. To minimise, use {@link minimiseScalar}.
 *
 * @source Dennis, Gay and Welsch 1981, ACM Trans Math Softw 7:348; Gay 1983, ACM Trans Math Softw 9:503
 */
export const portSearch = (f: (x: number) => number, start: number): number => {
  let x = start;
  let value = f(x);
  let curvature = 1;
  let slope = slopeAt(f, x, value, 0, curvature);
  let radius = 1;
  for (let iteration = 0; iteration < 150; iteration++) {
    const [x0, f0] = [x, value];
    const newtonStep = -slope / curvature;
    const newtonLength = Math.abs(newtonStep);
    const newtonGain = (0.5 * slope * slope) / curvature;
    const within = (limit: number): Omit<Trial, "value"> =>
      limit >= newtonLength
        ? {
            ...{ step: newtonStep, length: newtonLength, predicted: newtonGain },
            ...{ slopeStep: -2 * newtonGain, newton: true },
          }
        : {
            ...{ step: -Math.sign(slope) * limit, length: limit, newton: false },
            predicted: limit * (Math.abs(slope) - 0.5 * limit * curvature),
            slopeStep: -limit * Math.abs(slope),
          };
    const tolerance = relativeTolerance * Math.abs(f0);
    let best: Trial | null = null;
    let widened = 0;
    let factor = 1;
    let trial: Trial;
    let judgeBySlope = false;
    for (;;) {
      const next = within(radius);
      const promising: boolean = best === null || factor <= 1 || next.predicted > 1.2 * (f0 - best.value);
      const here = promising ? f(x0 + next.step) : Number.POSITIVE_INFINITY;
      const restored: boolean = best !== null && here >= best.value;
      trial = restored && best !== null ? best : { ...next, value: here };
      const gain = f0 - trial.value;
      const moved = x0 + trial.step;
      const change = Math.abs(trial.step) / (Math.abs(moved) + Math.abs(x0));
      const fletcher = (): number => {
        const excess = trial.slopeStep + gain;
        return excess < trial.slopeStep ? Math.max(0.1, (0.5 * trial.slopeStep) / excess) : 0.5;
      };
      let again = false;
      let falselyEnded = false;
      judgeBySlope = false;
      if (gain <= 1e-4 * trial.predicted && widened <= 0) {
        factor = fletcher();
        falselyEnded = change <= falseTolerance;
        if (trial.value < f0) best = trial;
        widened--;
        again = true;
      } else if (gain <= 0.1 * trial.predicted) {
        factor = fletcher();
        falselyEnded = change <= falseTolerance;
      } else if (gain < -0.75 * trial.slopeStep || widened < 0 || restored) {
        factor = 1;
        judgeBySlope = true;
      } else {
        factor =
          gain < (0.5 / 4 - 1) * trial.slopeStep
            ? Math.max(2, (0.5 * trial.slopeStep) / (trial.slopeStep + gain))
            : 4;
        if (!trial.newton && newtonLength >= 2 * trial.length && newtonGain >= 1.2 * gain) {
          best = trial;
          widened++;
          again = true;
        }
      }
      const ended =
        0.5 * gain <= trial.predicted &&
        ((newtonGain > 0 && newtonGain <= tolerance) ||
          (newtonGain === 0 && trial.predicted === 0) ||
          (trial.newton && change <= stepTolerance && !restored) ||
          (trial.length > 1 && trial.predicted <= tolerance) ||
          // So flat that even a step of length one promises nothing.
          (trial.predicted < tolerance && newtonLength > 2 && within(1).predicted <= tolerance));
      if (ended || falselyEnded) return trial.value < f0 ? moved : x0;
      if (!again) break;
      radius = factor * trial.length;
    }
    x = x0 + trial.step;
    value = trial.value;
    const before = slope;
    slope = slopeAt(f, x, value, before, curvature);
    const change = slope - before;
    if (
      judgeBySlope &&
      (Math.abs(curvature * trial.step - change) <= 0.5 * Math.abs(slope) ||
        slope * trial.step < 0.75 * trial.slopeStep)
    )
      factor = 2;
    const secant = change / trial.step;
    curvature = Math.max(secant, 0.1 * curvature);
    radius = factor * trial.length;
  }
  return x;
};
