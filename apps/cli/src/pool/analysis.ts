import type { Figure } from "@erbium/figures";
import { ok, type Result } from "@erbium/model";
import { graphOf, leagueOf, networkForest } from "@erbium/report";
import { poolAccuracy } from "./accuracy.ts";
import { summaryRocOf } from "./accuracy-figure.ts";
import type { Measure } from "./analysis-kind.ts";
import type { PoolCommandOptions } from "./asked.ts";
import { poolBasket } from "./basket.ts";
import { basketFigure, basketText } from "./basket-shown.ts";
import { drawnNetwork } from "./drawn-network.ts";
import { incidenceOf } from "./incidence.ts";
import { incidenceFigure, incidenceText } from "./incidence-shown.ts";
import { poolNetwork } from "./network.ts";
import { poolPairwise } from "./pairwise.ts";
import { forestOf, funnelOf, stepsForest } from "./pairwise-figures.ts";
import { pairwiseText } from "./pairwise-text.ts";
import { accuracyText, networkText, survivalText } from "./pool-text.ts";
import type { StudyTable } from "./study-table.ts";
import { survivalOf } from "./survival.ts";
import { survivalFigure } from "./survival-figure.ts";

/** An analysis that is done: what is printed, and what is drawn of it. */
export interface Analysis {
  readonly value: unknown;
  readonly text: () => string;
  readonly draw: (figure: string, title: string) => Figure;
}

/** The analysis that a measure asks for. */
export const analyse = (
  table: StudyTable,
  measure: Measure,
  figure: string,
  options: PoolCommandOptions,
  level: number,
): Result<Analysis> => {
  if (measure === "DTA") {
    const done = poolAccuracy(table, { level, bias: options.bias ?? false });
    if (!done.ok) return done;
    const { value } = done;
    return ok({ value, text: () => accuracyText(value), draw: (_, title) => summaryRocOf(value, title) });
  }
  if (measure === "BASKET") {
    const done = poolBasket(table, {
      level,
      exchangeable: options.exnex === undefined ? 1 : options.exnex === true ? 0.5 : Number(options.exnex),
      tauScale: Number(options.tauScale ?? 1),
      threshold: options.threshold === undefined ? null : Number(options.threshold),
    });
    if (!done.ok) return done;
    const { value } = done;
    return ok({ value, text: () => basketText(value), draw: (_, title) => basketFigure(value, title) });
  }
  if (measure === "NMA") {
    const done = poolNetwork(table, {
      level,
      ...(options.reference === undefined ? {} : { reference: options.reference }),
      better: options.better === "higher" ? "higher" : "lower",
      contrast: (options.contrast?.toUpperCase() ?? "OR") as "OR" | "RR" | "RD",
      ...(options.components === undefined
        ? {}
        : { components: options.components === true ? "+" : options.components }),
      ...(options.inactive === undefined ? {} : { inactive: options.inactive }),
      bucher: options.bucher ?? false,
    });
    if (!done.ok) return done;
    const { value } = done;
    const draw = { league: leagueOf, forest: networkForest }[figure] ?? graphOf;
    return ok({
      value,
      text: () => networkText(value),
      draw: (_, title) => draw(drawnNetwork(value), title),
    });
  }
  const subgroup = options.subgroup === undefined ? {} : { subgroup: options.subgroup };
  if (measure === "CIF") {
    const done = incidenceOf(table, { level, ...subgroup, cause: Number(options.cause ?? 1) });
    if (!done.ok) return done;
    const { value } = done;
    const time = table.roles.get("time") ?? "time";
    return ok({
      value,
      text: () => incidenceText(value),
      draw: (_, title) => incidenceFigure(value, title, time),
    });
  }
  if (measure === "SURV") {
    const [rho = 0, gamma = 0] = (options.flemingHarrington ?? "0,0").split(",").map(Number);
    const done = survivalOf(table, {
      level,
      ...subgroup,
      weights: { rho, gamma },
      horizon: options.restricted === undefined ? null : Number(options.restricted),
    });
    if (!done.ok) return done;
    const { value } = done;
    const time = table.roles.get("time") ?? "time";
    return ok({
      value,
      text: () => survivalText(value),
      draw: (_, title) => survivalFigure(value, title, time),
    });
  }
  // a figure of steps needs them
  const done = poolPairwise(table, measure, {
    ...options,
    level,
    cumulative: options.cumulative === true || figure === "cumulative",
    leaveOneOut: options.leaveOneOut === true || figure === "leave-one-out",
  });
  if (!done.ok) return done;
  const { value } = done;
  return ok({
    value,
    text: () => pairwiseText(value),
    draw: (name, title) => {
      if (name === "funnel") return funnelOf(value, title);
      if (name === "leave-one-out") return stepsForest(value, value.leaveOneOut, title, "Left out");
      if (name === "cumulative" && value.cumulative !== null)
        return stepsForest(value, value.cumulative.steps, title, `Added ${value.cumulative.order}`);
      return forestOf(value, title);
    },
  });
};
