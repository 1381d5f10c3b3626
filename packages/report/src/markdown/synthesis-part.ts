import type { NetworkPartFigure, Option, PooledFigure, PublishedFigure, RatioFigure } from "@erbium/model";
import { certaintyWords } from "../reading/certainty.ts";
import type { Context } from "../reading/context.ts";
import { apartWords, partWords } from "../reading/network-figures.ts";
import { publishedCells } from "../reading/published.ts";
import { ratioLine, ratioText } from "../reading/ratios.ts";
import { say } from "../words.ts";
import { cite } from "./cite.ts";
import { list, escapeMarkdown as md, table } from "./escape.ts";

/** What the studies of an option say together: rates, ratios, and what others pooled. */
export const synthesisPart = ({ evidence }: Option, { citations }: Context): string =>
  [
    ...evidence.pooled.map((pooled) => pooledPart(pooled, citations)),
    ratiosPart(evidence.ratios, citations),
    publishedPart(evidence.published, citations),
  ]
    .filter((part) => part !== "")
    .join("\n\n");

const pooledPart = (pooled: PooledFigure, citations: Context["citations"]): string => {
  const { estimate, ciLow, ciHigh, heterogeneity, prediction } = pooled;
  const value =
    estimate === null || ciLow === null || ciHigh === null
      ? say("pooled.thin", { why: pooled.thin ?? "" })
      : `${estimate.toFixed(0)} % (${ciLow.toFixed(0)}-${ciHigh.toFixed(0)}), ${say("figure.of", { responders: pooled.events, n: pooled.n })}`;
  const rest = [
    heterogeneity === null
      ? ""
      : say("pooled.heterogeneity", {
          iSquared: Math.round(heterogeneity.iSquared),
          p: heterogeneity.p < 0.001 ? "< 0.001" : heterogeneity.p.toFixed(3),
          tauSquared: heterogeneity.tauSquared.toFixed(2),
          convention: pooled.convention ?? "",
        }),
    prediction === null
      ? ""
      : `${say("pooled.prediction")} ${prediction.low.toFixed(0)}-${prediction.high.toFixed(0)} %.`,
    `${certaintyWords(pooled.certainty)}.`,
  ].filter((words) => words !== "");
  return `**${say("option.pooled")}.** ${md(say("pooled.head", { outcome: pooled.outcome, question: pooled.question.text }))}: ${md(value)}${cite(
    pooled.arms.flatMap(({ sources }) => sources),
    citations,
  )}. ${md(rest.join(" "))}`;
};

const ratiosPart = (all: readonly RatioFigure[], citations: Context["citations"]): string =>
  all.length === 0
    ? ""
    : `**${say("option.ratios")}.**\n\n${list(
        all.map(
          (ratio) =>
            `${md(ratioLine(ratio))}: ${ratio.trials
              .map(
                (trial) =>
                  `${md(`${trial.study} ${ratioText({ estimate: trial.estimate, low: trial.ciLow, high: trial.ciHigh })}`)}${cite(trial.sources, citations)}`,
              )
              .join("; ")}. ${md(certaintyWords(ratio.certainty))}`,
        ),
      )}`;

const publishedPart = (all: readonly PublishedFigure[], citations: Context["citations"]): string =>
  all.length === 0
    ? ""
    : `**${say("option.published")}.**\n\n${table(
        [
          say("published.question"),
          say("published.theirs"),
          say("published.then"),
          say("published.ours"),
          say("published.differs"),
        ],
        all.map((one) => {
          const { theirs, then, ours } = publishedCells(one);
          return [
            `${md(say("published.what", { what: one.what, measure: one.measure }))}${cite(one.sources, citations)}`,
            md(theirs),
            md(then),
            md(ours),
            md(one.differs.join("; ")),
          ];
        }),
      )}`;

/** The network of trials of this patient's situation; "" where there is none. */
export const networkPart = ({ advice, citations, names }: Context): string => {
  const { network } = advice;
  const [main] = network?.parts ?? [];
  if (network === null || main === undefined) return "";
  return [
    `## ${say("network")}`,
    `${md(say("network.what", { definition: network.definition }))}${cite(
      network.parts.flatMap(({ trials }) => trials.flatMap(({ sources }) => sources)),
      citations,
    )}`,
    rankingTable(main, names),
    md(partWords(network, main)),
    ...apartWords(network, main).map(md),
    ...network.parts.slice(1).map((part) => rankingTable(part, names)),
    ...network.refused.map(({ treatments, reason }) =>
      md(say("network.refused", { treatments: treatments.join(", "), why: reason.message })),
    ),
    network.left.length === 0
      ? ""
      : md(
          say("network.left", {
            studies: network.left.map(({ study, text }) => `${study} (${text})`).join(", "),
          }),
        ),
    publishedPart(network.published, citations),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};

const rankingTable = ({ ranking, reference }: NetworkPartFigure, names: Context["names"]): string =>
  table(
    [
      say("col.treatment"),
      say("network.p-score"),
      md(say("network.effect-against", { effect: say("network.hazard-ratio"), reference })),
    ],
    ranking.map(({ treatment, pScore, ratio }) => {
      const rank = names.rank(treatment);
      return [
        `${md(treatment)}${rank === null ? "" : ` (${say("option.number", { rank })})`}`,
        pScore.toFixed(2),
        ratio === null ? say("network.reference") : ratioText(ratio),
      ];
    }),
  );
