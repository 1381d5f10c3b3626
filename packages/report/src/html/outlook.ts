import type { OutlookLine, OutlookScore } from "@erbium/model";
import type { Context } from "../reading/context.ts";
import {
  beside,
  bewares,
  combinationLines,
  dueWhen,
  expectedFindings,
  isCourse,
  notComputed,
  ofTherapy,
  pathwayDrawing,
  scoreName,
  speakingEntries,
} from "../reading/outlook.ts";
import { timelineFigure } from "../reading/timeline.ts";
import { say } from "../words.ts";
import { cite, standing } from "./cite.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined } from "./html.ts";

const section = (id: string, content: Html): Html =>
  html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${say(id)}</h2>${content}</section>`;

const wanted = (words: readonly string[]): Html | false =>
  words.length > 0 && html`<p class="more">${say("expect.wanted")}: ${words.join("; ")}.</p>`;

/** What the findings let expect: the pathway as they light it, what each says of therapies, biomarkers read together. */
export const expectSection = (context: Context): Html | null => {
  const { advice, citations } = context;
  const { outlook } = advice;
  if (outlook === undefined) return null;
  const { pathway } = outlook;
  const findings = expectedFindings(outlook.lines);
  const together = combinationLines(outlook.lines);
  const lines = (group: readonly OutlookLine[]): Html | null =>
    group.length === 0
      ? null
      : html`<ul class="statements">${group.map((line) => html`<li>${ofTherapy(line)}${standing(line.status)}${cite(line.sources, citations)}</li>`)}</ul>`;
  return section(
    "expect",
    html`${scoresTable(outlook.scores, context)}
${findings.length + together.length + outlook.scores.length === 0 && html`<p class="none">${say("expect.none")}</p>`}
${pathway !== null && figureBlock((width) => pathwayDrawing(pathway, width))}
${pathway !== null && html`<p class="legend">${say("pathway.shapes")}</p>`}
${
  findings.length > 0 &&
  dataTable(
    [say("pathway.finding"), say("col.weakened"), say("col.around"), say("col.how-often")],
    findings.map(({ finding, found, weakens, other, frequencies }) => [
      html`<span class="name">${finding}</span>${found.length > 0 && html` <span class="more">${found.join(", ")}</span>`}`,
      lines(weakens),
      lines(other),
      lines(frequencies),
    ]),
    say("expect.resistance"),
    "stack",
  )
}
${
  together.length > 0 &&
  html`<h3>${say("expect.combinations")}</h3><ul class="statements">${together.map((line) => html`<li>${line.message.text}${standing(line.status)}${cite(line.sources, citations)}</li>`)}</ul>`
}
${wanted(outlook.wanted.map(({ text }) => text))}`,
  );
};

/** Each model that the case asks for: its result with what each value is, and what to beware. */
const scoresTable = (scores: readonly OutlookScore[], { citations }: Context): Html | false =>
  scores.length > 0 &&
  html`<h3>${say("expect.scores")}</h3>${dataTable(
    [say("col.model"), say("col.result"), say("col.beware")],
    scores.map((score) => [
      html`<span class="name">${scoreName(score)}</span>${standing(score.status)}${cite(score.sources, citations)}`,
      score.refused !== null
        ? html`${notComputed(score.refused)}`
        : html`${score.class !== null && html`<b>${score.class}</b>`}<ul class="statements">${beside(score).map(({ what, value }) => html`<li><b class="num">${value}</b> ${what}</li>`)}</ul>`,
      html`<ul class="statements">${bewares(score).map((text) => html`<li>${text}</li>`)}</ul>`,
    ]),
    say("expect.scores"),
    "stack",
  )}`;

/** What is due next and why, the course drawn, and what rules ask of its observations. */
export const watchSection = ({ advice, citations }: Context): Html | null => {
  const { outlook } = advice;
  if (outlook === undefined) return null;
  const { due, risks, wanted: missing } = outlook.watch;
  const speaking = speakingEntries(outlook);
  return section(
    "watch",
    html`${
      due.length === 0
        ? html`<p class="none">${say("watch.none")}</p>`
        : dataTable(
            [say("watch.due"), say("col.when"), say("col.what-and-why")],
            due.map((one) => [
              html`<span class="${one.state === "overdue" ? "severity stop" : ""}">${say(`due.${one.state}`)}</span>`,
              html`<span class="num">${dueWhen(one)}</span>`,
              html`${one.message.text} <span class="more">${one.because.text}${one.agencies.length > 0 && html` · ${one.agencies.join(", ")}`}</span>${standing(one.status)}${cite(one.sources, citations)}`,
            ]),
            say("watch"),
            "stack",
          )
    }
${isCourse(outlook) && html`${figureBlock((width) => timelineFigure(outlook.watch, width))}<p class="legend">${say("timeline.shapes")}</p>`}
${
  speaking.length > 0 &&
  dataTable(
    [say("col.when"), say("col.observed"), say("col.by-rule")],
    speaking.map(({ date, what, means }) => [
      html`<span class="num">${date ?? say("no-date")}</span>`,
      what.text,
      joined(
        means.map((one) => html`${one.message.text}${standing(one.status)}${cite(one.sources, citations)}`),
        "; ",
      ),
    ]),
    say("watch.course"),
    "stack",
  )
}
${risks.map(({ text }) => html`<p>${text}</p>`)}
${wanted(missing.map(({ text }) => text))}`,
  );
};
