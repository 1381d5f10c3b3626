import { type BasketPlot, basketPlot, type Figure } from "@erbium/figures";
import { columns } from "../terminal/columns.ts";
import { written } from "../terminal/estimate.ts";
import type { BasketResult } from "./basket.ts";

/** The strata for the terminal: alone, beside the others, and what the prior decides. */
export const basketText = (result: BasketResult): string => {
  const { threshold } = result;
  const exchangeable = result.priors.exchangeable < 1;
  const covers = `(${100 * result.level} % interval)`;
  const moved = (at: number): string => {
    const means = result.sensitivity.map(({ means }) => means[at] ?? Number.NaN);
    return `${Math.min(...means).toFixed(1)} to ${Math.max(...means).toFixed(1)}`;
  };
  return `${[
    columns(
      [
        "stratum",
        "responders",
        `alone, % ${covers}`,
        `beside the others, % ${covers}`,
        "by prior",
        ...(threshold === null ? [] : [`P(> ${threshold} %)`]),
        ...(exchangeable ? ["P(exchangeable)"] : []),
      ],
      [
        ...result.strata.map((one, at) => [
          one.stratum,
          `${one.responders} of ${one.n}`,
          written(one.alone, 1),
          written(one.together, 1),
          moved(at),
          ...(threshold === null ? [] : [`${(one.probabilityAbove ?? 0).toFixed(1)} %`]),
          ...(exchangeable ? [`${one.probabilityExchangeable.toFixed(1)} %`] : []),
        ]),
        ["a further stratum", "", "", written(result.next, 1)],
      ],
    ),
    "",
    `${result.model}; alone: exact (Clopper-Pearson)`,
    tauWords(result),
    `by prior: the mean under half-normal priors of tau with scale ${result.sensitivity.map(({ tauScale }) => tauScale).join(" and ")}, in place of ${result.priors.tauScale}`,
    ...result.notes.map((note) => `note: ${note}`),
  ].join("\n")}\n`;
};

const tauWords = ({ tau }: BasketResult): string =>
  `standard deviation between strata, logit scale: ${tau.median.toFixed(2)} (${tau.low.toFixed(2)}-${tau.high.toFixed(2)})`;

export const basketFigure = (result: BasketResult, title: string): Figure => {
  const rows: BasketPlot["rows"] = result.strata.map(({ stratum, ...one }) => ({ label: stratum, ...one }));
  return basketPlot({
    title,
    rows,
    next: result.next,
    threshold: result.threshold,
    notes: [`${result.model}; alone: exact; ${100 * result.level} % intervals`, tauWords(result)],
  });
};
