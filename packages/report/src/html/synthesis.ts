import type { CertaintyFigure, Option, PooledFigure, PublishedFigure, RatioFigure } from "@erbium/model";
import { certaintyHead, certaintyRows, certaintyWords } from "../reading/certainty.ts";
import type { Citations } from "../reading/citations.ts";
import type { Context } from "../reading/context.ts";
import { pooledForest } from "../reading/pooled.ts";
import { publishedCells } from "../reading/published.ts";
import { ratioForest } from "../reading/ratios.ts";
import { count, say } from "../words.ts";
import { cite } from "./cite.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, type Part } from "./html.ts";

type Titled = (title: string, content: Part) => Html;

/** What the studies of an option say together: rates, ratios, and what others pooled. */
export const synthesisParts = ({ evidence, name }: Option, { citations }: Context, part: Titled): Html =>
  html`${pooledRates(evidence.pooled, citations, part)}${pooledRatios(evidence.ratios, name, citations, part)}${
    evidence.published.length > 0 &&
    part(say("option.published"), publishedTable(evidence.published, citations))
  }`;

const pooledRates = (all: readonly PooledFigure[], citations: Citations, part: Titled): Html | null =>
  all.length === 0
    ? null
    : part(
        say("option.pooled"),
        all.map(
          (pooled) =>
            html`<p class="outcome">${say("pooled.head", { outcome: pooled.outcome, question: pooled.question.text })}${cite(
              pooled.arms.flatMap(({ sources }) => sources),
              citations,
            )}</p>${figureBlock((width) => pooledForest(pooled, width))}${certainty(pooled.certainty, true)}${leftOut(pooled.left)}`,
        ),
      );

const pooledRatios = (
  all: readonly RatioFigure[],
  name: string,
  citations: Citations,
  part: Titled,
): Html | null =>
  all.length === 0
    ? null
    : part(
        say("option.ratios"),
        html`<p class="outcome">${all[0]?.question.text}${cite(
          all.flatMap(({ trials }) => trials.flatMap(({ sources }) => sources)),
          citations,
        )}</p>${figureBlock((width) => ratioForest(all, name, width))}${all.map(
          (ratio) =>
            html`<p class="more">${say("ratios.head", { outcome: ratio.outcome, against: ratio.against })}: ${certaintyWords(ratio.certainty)}</p>`,
        )}${leftOut(all.flatMap(({ left }, at) => (all[at - 1]?.outcome === all[at]?.outcome ? [] : left)))}`,
      );

/** The level in a sentence, the domains on demand. */
const certainty = (one: CertaintyFigure, rate: boolean): Html =>
  html`<p class="more">${certaintyWords(one)}</p><details class="behind"><summary>${say("certainty.domains")}</summary>${dataTable(
    certaintyHead(),
    certaintyRows(one),
    say("certainty.domains"),
    "stack",
  )}${rate && one.domains.some(({ how }) => how === "asked") && html`<p class="more">${say("certainty.give")}</p>`}</details>`;

/** Rows that answer a question and stayed out, on demand. */
export const leftOut = (left: PooledFigure["left"]): Html | null =>
  left.length === 0
    ? null
    : html`<details class="behind"><summary>${count("pooled.left", left.length)}</summary><ul>${left.map(
        ({ study, row, text }) => html`<li>${study} <span class="more">(${row})</span>: ${text}</li>`,
      )}</ul></details>`;

/** Published pools beside ours, with what differs. */
export const publishedTable = (all: readonly PublishedFigure[], citations: Citations): Html => {
  const dated = all.some(({ then }) => then !== null);
  return dataTable(
    [
      say("published.question"),
      say("published.theirs"),
      ...(dated ? [say("published.then")] : []),
      say("published.ours"),
      say("published.differs"),
    ],
    all.map((one) => {
      const { theirs, then, ours } = publishedCells(one);
      return [
        html`${say("published.what", { what: one.what, measure: one.measure })}${cite(one.sources, citations)}`,
        html`<span class="num">${theirs}</span>`,
        ...(dated ? [html`<span class="num">${then}</span>`] : []),
        html`<span class="num">${ours}</span>`,
        html`<span class="more">${one.differs.join("; ")}</span>`,
      ];
    }),
    say("option.published"),
    "stack",
  );
};
