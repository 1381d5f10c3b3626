import type { Advice } from "@erbium/model";
import { CautionRegister } from "../reading/cautions.ts";
import { Citations } from "../reading/citations.ts";
import { TherapyNames } from "../reading/therapy-names.ts";
import type { ReportView } from "../view.ts";

/** What every part of the page reads. */
export interface Context {
  readonly advice: Advice;
  readonly view: ReportView;
  readonly citations: Citations;
  readonly cautions: CautionRegister;
  readonly names: TherapyNames;
}

export const contextOf = (advice: Advice, view: ReportView): Context => ({
  advice,
  view,
  citations: new Citations(advice),
  cautions: new CautionRegister(advice),
  names: new TherapyNames(advice),
});
