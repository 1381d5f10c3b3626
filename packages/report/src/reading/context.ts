import type { Advice } from "@erbium/model";
import type { ReportView } from "../view.ts";
import { CautionRegister } from "./cautions.ts";
import { Citations } from "./citations.ts";
import { TherapyNames } from "./therapy-names.ts";

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
