import type { NetworkFigure, NetworkPartFigure } from "@erbium/model";
import type { Context } from "../reading/context.ts";
import { apartWords, drawnPart, graphOf, leagueOf, partWords } from "../reading/network-figures.ts";
import { ratioText } from "../reading/ratios.ts";
import { say } from "../words.ts";
import { cite } from "./cite.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, trusted } from "./html.ts";
import { leftOut, publishedTable } from "./synthesis.ts";

/** Pixels of a drawing with a table beside it. */
const BESIDE = 560;

/** The trials of this patient's situation as a network: drawn, ranked, every pair on demand; nothing where there is none. */
export const networkSection = (context: Context): Html | null => {
  const { network } = context.advice;
  const [main] = network?.parts ?? [];
  if (network === null || main === undefined) return null;
  const title = say("network.title", { name: network.name, outcomes: network.outcomes.join(", ") });
  const drawn = { ...drawnPart(network, main), notes: [] };
  return html`<section id="network" aria-labelledby="network-h"><h2 id="network-h">${say("network")}</h2>
<p class="more">${say("network.what", { definition: network.definition })}${cite(
    network.parts.flatMap(({ trials }) => trials.flatMap(({ sources }) => sources)),
    context.citations,
  )}</p>
<div class="ranked">${figureBlock((width) => graphOf(drawn, title, Math.min(width, BESIDE)))}${ranking(main, context)}</div>
<p class="more">${partWords(network, main)}</p>
${apart(network, main)}
<details class="behind"><summary>${say("network.league")}</summary><div class="scroll" role="group" tabindex="0" aria-label="${say("network.league")}">${trusted(leagueOf(drawn, title).svg)}</div></details>
${leftOut(network.left)}
${network.published.length > 0 && html`<h3>${say("option.published")}</h3>${publishedTable(network.published, context.citations)}`}
</section>`;
};

/** Every treatment against the reference, best first; those that are options of this patient lead to them. */
const ranking = ({ ranking: all, reference }: NetworkPartFigure, { names }: Context): Html =>
  dataTable(
    [
      say("col.treatment"),
      say("network.p-score"),
      say("network.effect-against", { effect: say("network.hazard-ratio"), reference }),
    ],
    all.map(({ treatment, pScore, ratio }) => {
      const rank = names.rank(treatment);
      return [
        rank === null
          ? treatment
          : html`${treatment} <a class="ref" href="#o${rank}">${say("option.number", { rank })}</a>`,
        html`<span class="num">${pScore.toFixed(2)}</span>`,
        html`<span class="num">${ratio === null ? say("network.reference") : ratioText(ratio)}</span>`,
      ];
    }),
    say("network"),
    "stack",
  );

/** What no study connects, each with its own comparison, and what could not be fitted. */
const apart = (network: NetworkFigure, main: NetworkPartFigure): Html => {
  const others = network.parts.filter((part) => part !== main);
  return html`${apartWords(network, main).map((words) => html`<p>${words}</p>`)}${
    others.length > 0 &&
    html`<ul>${others.flatMap(({ ranking: all, reference }) =>
      all.flatMap(({ treatment, ratio }) =>
        ratio === null
          ? []
          : [html`<li>${say("network.apart.ratio", { treatment, reference, value: ratioText(ratio) })}</li>`],
      ),
    )}</ul>`
  }${network.refused.map(
    ({ treatments, reason }) =>
      html`<p>${say("network.refused", { treatments: treatments.join(", "), why: reason.message })}</p>`,
  )}`;
};
