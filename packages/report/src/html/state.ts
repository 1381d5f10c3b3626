import type { Flag, Her2State } from "@erbium/model";
import type { Context } from "../reading/context.ts";
import { proteinFigure } from "../reading/protein.ts";
import { eligibilityWords, stateWords, undecidedWords } from "../reading/state-words.ts";
import { trackFigure } from "../reading/track.ts";
import { say } from "../words.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined, type Part, trusted } from "./html.ts";

/** The HER2 state with its path through the tables, its flags, and what would settle it. */
export const stateSection = (context: Context): Html => {
  const { advice } = context;
  const { status } = advice;
  const track = figureBlock(
    (width) => trackFigure(status, width),
    context.brief ? (width) => trackFigure(status, width, true) : null,
  );
  return html`<section id="state" aria-labelledby="state-h"><h2 id="state-h">${say("state")}</h2>
<p class="state"><strong class="status ${status.status}">${say(`state.${status.status}`)}</strong> ${joined([...stateWords(status), ...eligibilityWords(status).map((words) => html`<span class="eligible">${words}</span>`)], " · ")}</p>
<p class="note">${status.why.text}</p>
${track}
${track === null ? flagList(status.flags) : null}
${undecided(status)}
${needed(status)}
<div class="screen">${stateMore(context)}</div>
</section>`;
};

/** Comparisons, all tests and every guideline: under the state on a screen, after the first page on paper. */
const stateMore = ({ advice }: Context): readonly Part[] => [
  comparisons(advice.comparisons.map((comparison) => comparison.message.text)),
  advice.tests.length > 1 && tests(advice.tests),
  advice.status.assessments.length > 1 && assessments(advice.status),
];

/** After the first page of a print: the drawings it had no room for, comparisons, all tests and every guideline. */
export const printedState = (context: Context): Html | null => {
  const { advice, view, brief } = context;
  const drawn = brief ? trackFigure(advice.status, PRINT) : null;
  const track = drawn?.svg === trackFigure(advice.status, PRINT, true)?.svg ? null : drawn;
  const protein = brief && view.protein ? proteinFigure(advice, view.protein, PRINT) : null;
  const more = [
    track && html`<figure class="drawing">${trusted(track.svg)}</figure>`,
    protein && html`<figure class="drawing">${trusted(protein.svg)}</figure>`,
    ...stateMore(context),
  ];
  return more.some((part) => part)
    ? html`<section class="paper" aria-labelledby="more-h"><h2 id="more-h">${say("state.more")}</h2>${more}</section>`
    : null;
};
const PRINT = 720;

const flagList = (flags: readonly Flag[]): Html | null =>
  flags.length === 0
    ? null
    : html`<ul class="flags" aria-label="${say("state.flags")}">${flags.map(
        (flag) => html`<li class="flag ${flag.severity}">${flag.message}</li>`,
      )}</ul>`;

const undecided = (state: Her2State): Html | null =>
  state.undecided.length === 0
    ? null
    : html`<ul class="open">${undecidedWords(state).map((words) => html`<li>${words}</li>`)}</ul>`;

const needed = (state: Her2State): Html | null =>
  state.needed.length === 0
    ? null
    : html`<ul class="needed">${state.needed.map(
        (test) => html`<li><strong>${say("state.needed")}: ${test.test}</strong>. ${test.why}</li>`,
      )}</ul>`;

const comparisons = (texts: readonly string[]): Html | null =>
  texts.length === 0
    ? null
    : html`<h3>${say("state.comparisons")}</h3><ul>${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

const tests = (all: readonly Her2State[]): Html =>
  html`<details class="later"><summary>${say("state.tests")}</summary>${dataTable(
    [say("col.test"), say("col.status"), say("col.ihc"), say("col.ish"), say("col.guideline")],
    all.map((test, index) => [
      test.id ?? String(index + 1),
      say(`state.${test.status}`),
      test.ihc?.score ?? say("unknown"),
      test.ish ?? say("unknown"),
      test.guideline?.edition ?? say("none"),
    ]),
    say("state.tests"),
  )}</details>`;

const assessments = (state: Her2State): Html =>
  html`<details class="later"><summary>${say("state.assessments")}</summary>${dataTable(
    [say("col.guideline"), say("col.axis"), say("col.status"), say("col.rules")],
    state.assessments.map((entry) => [
      entry.guideline.edition,
      entry.axis,
      say(`state.${entry.status}`),
      entry.rules.join(", "),
    ]),
    say("state.assessments"),
  )}</details>`;
