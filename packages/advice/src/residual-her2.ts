import { tumourView } from "./her2-view.ts";
import type { Patient } from "./patient.ts";
import { takenAfter } from "./taken-after.ts";
import { anyOf, both, type Known } from "./three-valued.ts";

const HER2_THERAPY = "anti-HER2";

/**
 * Early disease whose sample after HER2-directed therapy is HER2-negative while one taken before was positive. The
 * state of the residual tumour does not take back the diagnosis that the adjuvant labels were studied in, so
 * they may not read it as a plain no (KATHERINE enrolled by the sample before therapy).
 */
export const residualHer2Negative = ({ given, guiding, tests, history, state }: Patient): Known => {
  if (given.setting === "metastatic") return false;
  const residual = tests[guiding?.index ?? tests.length];
  if (residual === undefined) return undefined;
  const early: Known = given.setting === undefined ? undefined : true;
  const now = tumourView(state).positive;
  const negative: Known = now === undefined ? undefined : !now;
  const before = anyOf(
    tests
      .filter((one) => one !== residual && tumourView(one.state).positive === true)
      .map(({ measurement }) => opposite(takenAfter(measurement, HER2_THERAPY, history))),
  );
  return both(both(early, negative), both(before, takenAfter(residual.measurement, HER2_THERAPY, history)));
};

const opposite = (answer: Known): Known => (answer === undefined ? undefined : !answer);
