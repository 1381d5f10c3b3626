import { hazardRatioFromInterval } from "@erbium/stats";
import type { LeftOut, StudyRow } from "./study-row.ts";

/** A hazard ratio of a randomised trial on the scale of analysis. */
export interface Contrast extends StudyRow {
  /** experimental treatment, as a node: members joined, or the words where members say less */
  readonly treatment: string;
  readonly comparator: string;
  /** ln of the hazard ratio, treatment against comparator */
  readonly effect: number;
  readonly standardError: number;
}

/**
 * One treatment, one name: the members joined by " + " in alphabetical order. Where the study's own words say
 * more than ids can ("trastuzumab or lapatinib + capecitabine"), the words are the name, so that a mixed
 * control arm is never taken for one regimen.
 */
const nodeName = (members: readonly string[], words: string | undefined): string =>
  words ?? members.toSorted().join(" + ");

/** The contrast that a row prints, or why it has none. */
export const contrastOf = (one: StudyRow): Contrast | LeftOut => {
  const { row } = one;
  const left = (code: LeftOut["code"], text: string): LeftOut => ({ ...one, code, text });
  if (row.status !== "verified") return left("recalled", "no source of this figure was seen");
  if (row.comparator === null || (row.comparator.length === 0 && row.comparatorWords === undefined))
    return left("no-counts", "no comparator");
  if (row.hr === null || row.hrCiLow === null || row.hrCiHigh === null)
    return left("no-counts", "no hazard ratio with an interval is printed");
  const ratio = hazardRatioFromInterval(row.hr, row.hrCiLow, row.hrCiHigh, (row.ciLevel ?? 95) / 100);
  if (!ratio.ok) return left("no-counts", ratio.error.message);
  return {
    ...one,
    treatment: nodeName(row.regimen, row.regimenWords),
    comparator: nodeName(row.comparator, row.comparatorWords),
    effect: ratio.value.effect,
    standardError: Math.sqrt(ratio.value.variance),
  };
};

export const isContrast = (one: Contrast | LeftOut): one is Contrast => "treatment" in one;

/** Normal quantile of 97.5 %. */
const z95 = 1.959963984540054;

/** The 95 % limits of a contrast: as printed where they are of 95 %, else from its error. */
export const limitsOf = ({
  row,
  effect,
  standardError,
}: Contrast): { readonly low: number; readonly high: number } =>
  row.hrCiLow !== null && row.hrCiHigh !== null && (row.ciLevel ?? 95) === 95
    ? { low: row.hrCiLow, high: row.hrCiHigh }
    : { low: Math.exp(effect - z95 * standardError), high: Math.exp(effect + z95 * standardError) };
