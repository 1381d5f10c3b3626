import { columns } from "../terminal/columns.ts";
import { pValue, short, written } from "../terminal/estimate.ts";
import type { ComparedAreas } from "./auc-comparisons.ts";
import type { ScoreRoc } from "./roc.ts";
import type { RocAnalysis } from "./roc-analysis.ts";
import type { Share, ThresholdTable } from "./threshold-table.ts";

/** Comparisons that are printed; all stand in the JSON. */
const MOST_PRINTED = 30;

/** Areas, comparisons and thresholds in columns. */
export const rocText = (analysis: RocAnalysis, level: number): readonly string[] => {
  const { strata, paired, unpaired } = analysis;
  const grouped = strata.some(({ group }) => group !== null);
  const partial = strata.some(({ scores }) => scores.some((one) => one.partial !== null));
  const each = strata.flatMap(({ group, patients, cases, scores }) =>
    scores.map((score) => ({ group: group ?? "", patients, cases, score })),
  );
  const inGroups = (group: string, cells: readonly string[]): string[] =>
    grouped ? [group, ...cells] : [...cells];
  return [
    columns(
      inGroups("group", [
        "score",
        "patients",
        "cases",
        `AUC (${short(100 * level)} %)`,
        ...(partial ? [partialHead(each[0]?.score)] : []),
      ]),
      each.map(({ group, patients, cases, score }) =>
        inGroups(group, [
          score.score,
          String(patients),
          String(cases),
          score.interval === null ? `${score.auc.toFixed(3)} (no interval)` : written(score.interval),
          ...(score.partial === null
            ? []
            : [`${score.partial.area.toFixed(4)}, standardised ${score.partial.standardised.toFixed(3)}`]),
        ]),
      ),
    ),
    ...comparisons(paired, "paired DeLong", grouped ? "group" : null),
    ...comparisons(unpaired, "unpaired DeLong", "score"),
    "",
    columns(
      inGroups("group", ["threshold", "sensitivity", "specificity", "PPV", "NPV"]),
      each.flatMap(({ group, score }) =>
        [
          ...score.best.map((one) => thresholdRow(score.score, one, "best")),
          ...(score.best.length === 0 ? [[`${score.score}: none beats chance`, "", "", "", ""]] : []),
          ...(score.asked === null ? [] : [thresholdRow(score.score, score.asked, "asked")]),
        ].map((row) => inGroups(group, row)),
      ),
    ),
    `best: highest sensitivity + specificity (Youden); exact intervals (Clopper-Pearson), ${short(100 * level)} %`,
  ];
};

const partialHead = (score: ScoreRoc | undefined): string =>
  score?.partial == null
    ? ""
    : `partial, ${score.partial.along} ${short(score.partial.from)}-${short(score.partial.to)}`;

const thresholdRow = (score: string, one: ThresholdTable, which: string): string[] => [
  `${score} ${one.positive} ${short(one.threshold)} ${which === "best" ? "(best)" : "(asked)"}`,
  shareWords(one.sensitivity),
  shareWords(one.specificity),
  shareWords(one.positivePredictiveValue),
  shareWords(one.negativePredictiveValue),
];

const shareWords = (one: Share | null): string => (one === null ? "nobody" : written(one, 2));

const comparisons = (tests: readonly ComparedAreas[], name: string, within: string | null): string[] => {
  if (tests.length === 0) return [];
  const cells = (one: ComparedAreas, row: readonly string[]): string[] =>
    within === null ? [...row] : [one.within, ...row];
  return [
    "",
    columns(
      [...(within === null ? [] : [within]), name, "difference", "p", "p, Holm"],
      tests
        .slice(0, MOST_PRINTED)
        .map((one) =>
          cells(one, [
            `${one.first} v ${one.second}`,
            written({ estimate: one.difference, low: one.low, high: one.high }),
            pValue(one.p),
            pValue(one.adjustedP),
          ]),
        ),
    ),
    ...(tests.length > MOST_PRINTED ? [`${tests.length - MOST_PRINTED} more with --json`] : []),
  ];
};
