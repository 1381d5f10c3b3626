import type { Flag, Her2State } from "@erbium/model";
import { trackFigure } from "../reading/track.ts";
import { say } from "../words.ts";
import type { Context } from "./context.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined, type Part } from "./html.ts";

/** The HER2 state with its path through the tables, its flags, and what would settle it. */
export const stateSection = ({ advice }: Context): Html => {
  const { status } = advice;
  const track = figureBlock((width) => trackFigure(status, width));
  return html`<section id="state" aria-labelledby="state-h"><h2 id="state-h">${say("state")}</h2>
<p class="state"><strong class="status ${status.status}">${say(`state.${status.status}`)}</strong> ${joined(stateFacts(status), " · ")}</p>
<p class="note">${status.why.text}</p>
${track}
${track === null ? flagList(status.flags) : null}
${undecided(status)}
${needed(status)}
${comparisons(advice.comparisons.map((comparison) => comparison.message.text))}
${advice.tests.length > 1 ? tests(advice.tests) : null}
${status.assessments.length > 1 ? assessments(status) : null}
</section>`;
};

const stateFacts = (state: Her2State): readonly Part[] => [
  state.guideline && say("state.guideline", { edition: state.guideline.edition }),
  state.ihc && ihcWords(state.ihc),
  state.ish && say("state.ish", { result: state.ish }),
  state.ishGroup !== null && say("state.group", { group: state.ishGroup }),
  ...state.eligibility
    .filter((name) => name !== "her2-positive" && !name.startsWith("ihc-") && name !== "ish-amplified")
    .map((name) => html`<span class="eligible">${say(`eligibility.${name}`)}</span>`),
];

export const ihcWords = (ihc: NonNullable<Her2State["ihc"]>): string =>
  ihc.computed
    ? say("state.ihc.computed", { score: ihc.score })
    : ihc.scoring === null
      ? say("state.ihc", { score: ihc.score })
      : say("state.ihc.scoring", { score: ihc.score, scoring: ihc.scoring });

const flagList = (flags: readonly Flag[]): Html | null =>
  flags.length === 0
    ? null
    : html`<ul class="flags" aria-label="${say("state.flags")}">${flags.map(
        (flag) => html`<li class="flag ${flag.severity}">${flag.message}</li>`,
      )}</ul>`;

const undecided = (state: Her2State): Html | null =>
  state.undecided.length === 0
    ? null
    : html`<ul class="open">${state.undecided.map(
        (entry) =>
          html`<li>${say("state.undecided", {
            eligibility: say(`eligibility.${entry.eligibility}`),
            missing: entry.missing.join(", "),
          })}</li>`,
      )}</ul>`;

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
