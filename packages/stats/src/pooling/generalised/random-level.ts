import type { Point } from "./arm.ts";
import type { PlacedArm } from "./study-likelihood.ts";

/** Log-likelihood of a study whose level and effect both deviate at random, independently. */
export interface RandomLevelLikelihood {
  /** at the mean level, the effect, and the standard deviations of level and effect between studies */
  readonly at: (level: number, effect: number, sigma: number, tau: number) => number;
  /** of the counts at the likeliest deviations of the last point asked */
  readonly conditional: () => number;
}

/**
 * Laplace's approximation of `integral of prod_j L_j(level + sigma v + effect_j x + scatter_j tau u) phi(u) phi(v) du
 * dv`: the mode by Newton's method, halved where it overshoots.
 *
 * @source Breslow and Clayton 1993, J Am Stat Assoc 88:9
 */
export const randomLevelLikelihood = (arms: readonly PlacedArm[]): RandomLevelLikelihood => {
  const point: Point = { value: 0, slope: 0, information: 0 };
  let [v, u] = [0, 0];
  let counts = 0;
  const state = { value: 0, gv: 0, gu: 0, hvv: 1, hvu: 0, huu: 1 };
  const evaluate = (level: number, effect: number, sigma: number, tau: number): number => {
    counts = 0;
    Object.assign(state, { gv: -v, gu: -u, hvv: 1, hvu: 0, huu: 1 });
    for (const { arm, effect: enters, scatter } of arms) {
      arm.at(arm.offset + level + sigma * v + enters * effect + scatter * tau * u, point);
      counts += point.value;
      const [byLevel, byEffect] = [sigma, scatter * tau];
      state.gv += byLevel * point.slope;
      state.gu += byEffect * point.slope;
      state.hvv += byLevel * byLevel * point.information;
      state.hvu += byLevel * byEffect * point.information;
      state.huu += byEffect * byEffect * point.information;
    }
    state.value = counts - (v * v + u * u) / 2;
    return state.value;
  };
  return {
    at: (level, effect, sigma, tau) => {
      let here = evaluate(level, effect, sigma, tau);
      for (let step = 0; step < 100; step++) {
        const { gv, gu, hvv, hvu, huu } = state;
        const determinant = hvv * huu - hvu * hvu;
        const [dv, du] = [(huu * gv - hvu * gu) / determinant, (hvv * gu - hvu * gv) / determinant];
        const [fromV, fromU] = [v, u];
        let share = 1;
        for (; share > 1e-6; share /= 2) {
          [v, u] = [fromV + share * dv, fromU + share * du];
          const next = evaluate(level, effect, sigma, tau);
          if (next >= here - 1e-13 * Math.abs(here)) {
            here = next;
            break;
          }
        }
        if (Math.abs(dv) + Math.abs(du) < 1e-12) break;
      }
      return here - Math.log(state.hvv * state.huu - state.hvu * state.hvu) / 2;
    },
    conditional: () => counts,
  };
};
