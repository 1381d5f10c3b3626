import { columns } from "../terminal/columns.ts";
import { pValue, written } from "../terminal/estimate.ts";
import type { AccuracyResult } from "./accuracy.ts";
import type { NetworkResult } from "./network.ts";
import type { Interval } from "./pairwise-result.ts";
import type { SurvivalResult } from "./survival.ts";
import { medianWords } from "./survival-figure.ts";

/** "p 0.0312", "p < 0.0001". */
export const pWords = (p: number): string => `p ${pValue(p)}`;

export const accuracyText = (result: AccuracyResult): string => {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const shares = (one: Interval): string =>
    `${percent(one.estimate)} (${percent(one.low)}-${percent(one.high)})`;
  const { asymmetry } = result;
  return `${[
    columns(
      ["study", "n", "sensitivity", "specificity"],
      result.studies.map((one) => [
        one.study,
        String(one.n),
        percent(one.sensitivity),
        percent(one.specificity),
      ]),
    ),
    "",
    result.model,
    `sensitivity ${shares(result.sensitivity)}`,
    `specificity ${shares(result.specificity)}`,
    `positive likelihood ratio ${written(result.positiveLikelihoodRatio, 2)}`,
    `negative likelihood ratio ${written(result.negativeLikelihoodRatio, 2)}`,
    `diagnostic odds ratio ${written(result.diagnosticOddsRatio, 2)}`,
    ...(asymmetry === null
      ? []
      : [
          `asymmetry, ${asymmetry.test}: t ${asymmetry.statistic.toFixed(3)}, ${pWords(asymmetry.p)}; ${asymmetry.of}`,
        ]),
    ...result.notes.map((note) => `note: ${note}`),
  ].join("\n")}\n`;
};

export const networkText = (result: NetworkResult): string => {
  const { components, bucher, refused } = result;
  return [
    partText(result),
    ...result.separate.map((part) => `no study connects these to the treatments above:\n${partText(part)}`),
    ...refused.map(
      ({ treatments, reason }) => `${treatments.join(", ")}: ${reason.message}; ${reason.remedy}\n`,
    ),
    ...(bucher.length === 0
      ? []
      : [
          `${columns(
            ["indirect (Bucher)", "through", "estimate", ""],
            bucher.map((one) => [
              `${one.treatment} v ${one.against}`,
              one.through,
              written(one, 2),
              pWords(one.p),
            ]),
          )}\n`,
        ]),
    ...(components === null ? [] : [componentText(components)]),
    ...(result.notes.length === 0 ? [] : [`${result.notes.map((note) => `note: ${note}`).join("\n")}\n`]),
  ].join("\n");
};

const componentText = (one: NonNullable<NetworkResult["components"]>): string =>
  `${[
    columns(
      ["component", "adds"],
      one.components.map((part) => [
        part.component,
        part.determined ? written(part, 2) : "not determined by these studies",
      ]),
    ),
    "",
    `${one.model}; tau2 ${one.tauSquared.toPrecision(3)}; Q ${one.q.toFixed(2)} (df ${one.df}${one.p === null ? "" : `, ${pWords(one.p)}`})`,
  ].join("\n")}\n`;

const partText = (result: NetworkResult | NetworkResult["separate"][number]): string => {
  const { inconsistency: q } = result;
  return `${[
    columns(
      ["treatment", "P-score", `${result.ratio ? "ratio" : "effect"} against ${result.reference}`],
      result.ranking.map(({ treatment, pScore }) => {
        const cell = result.againstReference.find((one) => one.treatment === treatment);
        return [
          treatment,
          pScore.toFixed(3),
          cell === undefined
            ? "reference"
            : written({ estimate: cell.effect, low: cell.low, high: cell.high }, 2),
        ];
      }),
    ),
    "",
    ...(result.splits.length === 0
      ? []
      : [
          columns(
            ["comparison", "direct", "indirect", "difference"],
            result.splits.map((one) => [
              `${one.treatment} v ${one.against}`,
              written(one.direct, 2),
              written(one.indirect, 2),
              pWords(one.p),
            ]),
          ),
          "",
        ]),
    `${result.model}; ${result.studies} studies, ${result.treatments.length} treatments, tau2 ${result.tauSquared.toPrecision(3)}`,
    q.p === null
      ? "no closed loop: inconsistency can not be tested"
      : `inconsistency between designs: Q ${q.q.toFixed(2)} (df ${q.df}, ${pWords(q.p)})`,
    `${result.better === "lower" ? "smaller" : "larger"} effects rank as better`,
  ].join("\n")}\n`;
};

/** A hazard ratio is an average where the hazards do not keep it. */
const proportionalWords = ({
  chiSquared,
  df,
  p,
}: NonNullable<SurvivalResult["proportionalHazards"]>): string =>
  `proportional hazards: chi2 ${chiSquared.toFixed(3)} (df ${df}, ${pWords(p)})${p < 0.05 ? "; the ratio changes over time: compare restricted means (--restricted)" : ""}`;

export const survivalText = (result: SurvivalResult): string =>
  `${[
    columns(
      ["group", "patients", "events", `median (${100 * result.level} % interval)`],
      result.groups.map((one) => [one.group, String(one.patients), String(one.events), medianWords(one)]),
    ),
    "",
    result.model,
    ...(result.logRank === null
      ? []
      : [
          `${result.logRank.test}: chi2 ${result.logRank.chiSquared.toFixed(3)} (df ${result.logRank.df}, ${pWords(result.logRank.p)})`,
        ]),
    ...result.hazardRatios.map(
      (one) => `hazard ratio, ${one.group} against ${one.against}: ${written(one, 3)} (Cox, Efron)`,
    ),
    ...(result.proportionalHazards === null ? [] : [proportionalWords(result.proportionalHazards)]),
    ...result.restrictedMeans.map(
      (one) =>
        `mean ${one.group} up to ${one.horizon}: ${written(one, 3)}${one.difference === null ? "" : `, ${written(one.difference, 3)} more than ${result.groups[0]?.group}`}`,
    ),
    ...result.notes.map((note) => `note: ${note}`),
  ].join("\n")}\n`;
