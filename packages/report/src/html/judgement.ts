import { severityMark } from "@erbium/figures";
import { alterationName } from "../reading/alteration-name.ts";
import { topicOf } from "../reading/cautions.ts";
import type { Context } from "../reading/context.ts";
import { drugFigure } from "../reading/matrix.ts";
import { say } from "../words.ts";
import { statementList } from "./alterations.ts";
import { cite, doubtWords, heldDoubt, heldWords, standing } from "./cite.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined, trusted } from "./html.ts";

const section = (id: string, title: string, content: Html, classes = ""): Html =>
  html`<section id="${id}" class="${classes}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>${content}</section>`;

const none = (code: string): Html => html`<p class="none">${say(code)}</p>`;

/** A drawing of so few alterations leaves room for their statements beside it on paper. */
const BESIDE = 2;

/** Drug by alteration, then what sources say of each alteration. */
export const matrixSection = (context: Context): Html => {
  const { advice } = context;
  const drawing = figureBlock((width) => drugFigure(advice.matrix, width));
  const told = advice.alterations.filter((alteration) => alteration.statements.length > 0);
  return section(
    "matrix",
    say("matrix"),
    html`${drawing === null ? none("matrix.none") : html`${drawing}<p class="legend">${say("matrix.shapes")}</p>`}
${told.map(
  (alteration) =>
    html`<details class="later told"><summary>${say("statements", { name: alterationName(alteration) })}</summary>${statementList(alteration.statements, context)}</details>`,
)}`,
    advice.matrix.rows.length <= BESIDE ? "beside" : "",
  );
};

export const cautionsSection = ({ cautions, citations, names }: Context): Html =>
  section(
    "cautions",
    say("cautions"),
    cautions.all.length === 0
      ? none("cautions.none")
      : html`<ol class="all-cautions columns">${cautions.all.map(
          ({ number, caution, options, wholeCase }) =>
            html`<li id="c${number}" class="${caution.severity}"><span class="ref">${say("caution.ref", { number })}</span>
<div><p>${trusted(severityMark(caution.severity))} <span class="severity">${say(`severity.${caution.severity}`)}</span> ${topicOf(caution) !== null && html`<strong>${topicOf(caution)}</strong>. `}${caution.message.text}${standing(caution.status)}${heldDoubt(caution.inForce)}${cite(caution.sources, citations)}</p>
${caution.severity !== "watch" && caution.because.length > 0 && html`<ul class="more">${caution.because.map((reason) => html`<li>${reason.text}</li>`)}</ul>`}
<p class="more concerns">${say("col.concerns")}: ${concerned(options, caution.therapies, wholeCase, names)}${heldWords(caution.inForce) !== null && html` · ${heldWords(caution.inForce)}`}</p></div></li>`,
        )}</ol>`,
  );

const concerned = (
  options: readonly string[],
  therapies: readonly string[],
  wholeCase: boolean,
  names: Context["names"],
): Html => {
  if (options.length === 0 && (wholeCase || therapies.length === 0) && therapies.length === 0)
    return html`${say("caution.whole")}`;
  const ids = options.length > 0 ? options : therapies;
  return references(ids, names);
};

/** Names with links on a screen; on paper an option's number says the same in less room. */
const references = (ids: readonly string[], names: Context["names"]): Html =>
  joined(
    [...ids]
      .sort((a, b) => (names.rank(a) ?? ids.length) - (names.rank(b) ?? ids.length))
      .map((id) => {
        const rank = names.rank(id);
        return rank === null
          ? reference(id, names)
          : html`<span class="by-name">${reference(id, names)}</span><span class="paper-inline">${say("option.number", { rank })}</span>`;
      }),
    ", ",
  );

/** The name of an option with a link to its row, or of a therapy without. */
const reference = (id: string, names: Context["names"]): Html => {
  const rank = names.rank(id);
  return rank === null ? html`${names.of(id)}` : html`<a href="#o${rank}">${names.of(id)}</a>`;
};

export const conflictsSection = ({ advice, citations }: Context): Html =>
  section(
    "conflicts",
    say("conflicts"),
    advice.conflicts.length === 0
      ? none("conflicts.none")
      : html`<div class="columns">${advice.conflicts.map(
          (card) => html`<article class="conflict"><h3>${card.question}${heldDoubt(card.inForce)}</h3>
<div class="positions">${card.positions.map(
            (position, index) =>
              html`<div class="position"><p class="more">${say("conflicts.position", { number: index + 1 })}<span class="paper-inline">: </span></p><p>${position.says}${cite(position.sources, citations)}</p></div>`,
          )}</div>
${card.moderators.length > 0 && html`<p><span class="more">${say("conflicts.moderators")}:</span> ${card.moderators.join("; ")}</p>`}
${card.use !== "" && html`<p><span class="more">${say("conflicts.use")}:</span> ${card.use}</p>`}</article>`,
        )}</div>`,
  );

export const gapsSection = ({ advice, names }: Context): Html =>
  section(
    "gaps",
    say("gaps"),
    advice.gaps.length === 0
      ? none("gaps.none")
      : dataTable(
          [say("col.gap"), say("col.why"), say("col.change")],
          advice.gaps.map((gap) => [gap.test, gap.why.text, references(gap.wouldChange, names)]),
          say("gaps"),
          "stack",
        ),
  );

export const similarSection = ({ advice, citations }: Context): Html =>
  section(
    "similar",
    say("similar"),
    advice.similarCases.length === 0
      ? none("similar.none")
      : html`<div class="positions">${advice.similarCases.map(
          (found) =>
            html`<div class="position"><p>${found.text}${doubtWords(found.doubt)}${cite(found.sources, citations)}</p>
<p class="more num">${say("similar.score", { score: Math.round(found.similarity * 100) / 100 })}</p>
${found.because.length > 0 && html`<ul class="more">${found.because.map((reason) => html`<li>${reason.text}</li>`)}</ul>`}</div>`,
        )}</div>`,
  );
