import { type Figure, nomogramChart, roundTicks } from "@erbium/figures";
import { err, type Result } from "@erbium/model";
import { type NomogramCovariate, nomogram, totalPointsAt } from "@erbium/stats";
import { short } from "../terminal/estimate.ts";
import type { Covariate } from "./covariates.ts";
import type { FittedModel } from "./model.ts";

/** Scales that fit on a page. */
const MOST_SCALES = 15;

/** Risks on the last scale, where they lie within reach of the total. */
const RISKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99];

/** A model as scales of points: numbers over the range of the patients, groups one tick each, and the risk of a total. */
export const nomogramFigure = (
  model: FittedModel,
  covariates: readonly Covariate[],
  title: string,
  outcome: string,
  notes: readonly string[],
): Result<Figure> => {
  if (covariates.length > MOST_SCALES)
    return err({
      code: "too-many-to-draw",
      path: "--plot",
      message: `${covariates.length} scales do not fit in one figure`,
      remedy: `name at most ${MOST_SCALES} covariates`,
    });
  const points = nomogram(
    covariates.map((covariate) => scaleOf(covariate, model)),
    model.intercept,
  );
  if (!points.ok) return err({ ...points.error, path: "--figure" });
  const { axes, maximumPoints, maximumTotal } = points.value;
  const risks = RISKS.map((risk) => ({
    label: String(risk),
    points: totalPointsAt(points.value, Math.log(risk / (1 - risk))),
  })).filter((one) => one.points >= 0 && one.points <= maximumTotal);
  return {
    ok: true,
    value: nomogramChart({
      title,
      covariates: axes,
      maximumPoints,
      maximumTotal,
      outcomes: risks.length === 0 ? [] : [{ name: `Probability of ${outcome}`, values: risks }],
      notes,
      words: { points: "Points", totalPoints: "Total points", scale: "Scale", value: "Value" },
    }),
  };
};

const scaleOf = (covariate: Covariate, model: FittedModel): NomogramCovariate => {
  const terms = model.terms.filter((term) => term.covariate === covariate.name);
  if (covariate.kind === "words")
    return {
      name: covariate.name,
      values: covariate.levels.map((label, at) => ({
        label,
        contribution: at === 0 ? 0 : (terms[at - 1]?.logOdds ?? Number.NaN),
      })),
    };
  const slope = terms[0]?.logOdds ?? Number.NaN;
  const [low, high] = covariate.values.reduce(
    ([least, most], one) => [Math.min(least, one), Math.max(most, one)] as const,
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as const,
  );
  const round = roundTicks(low, high, 10);
  const ticks = round.length > 1 ? round : [low, high].map((at) => ({ at, text: short(at) }));
  return {
    name: covariate.name,
    values: ticks.map(({ at, text }) => ({ label: text, contribution: slope * at })),
  };
};
