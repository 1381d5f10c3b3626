import type { Advice } from "@erbium/model";
import type { ReportView } from "../view.ts";
import { CautionRegister } from "./cautions.ts";
import { Citations } from "./citations.ts";
import { firstPage } from "./first-page.ts";
import { TherapyNames } from "./therapy-names.ts";

/** What every part of the page reads. */
export interface Context {
  readonly advice: Advice;
  readonly view: ReportView;
  readonly citations: Citations;
  readonly cautions: CautionRegister;
  readonly names: TherapyNames;
  /** on paper the first page has no room for the full drawings; they follow on the next */
  readonly brief: boolean;
  /** the first printed page ends after the options */
  readonly pageEnds: boolean;
}

export const contextOf = (advice: Advice, view: ReportView): Context => ({
  ...firstPage(advice, view),
  advice,
  view,
  citations: new Citations(advice),
  cautions: new CautionRegister(advice),
  names: new TherapyNames(advice),
});
