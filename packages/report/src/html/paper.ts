import { intervalStrip, metMark } from "@erbium/figures";
import type { ApprovalVerdict, ConditionVerdict, Option, StudyFigure } from "@erbium/model";
import { dateWords, isRecord } from "../reading/agencies.ts";
import { conditionFacts, unseenWords } from "../reading/conditions.ts";
import type { Context } from "../reading/context.ts";
import { ratioLine } from "../reading/ratios.ts";
import { figureInterval, figureLabel, figureNumber, figureRow, intervalWords } from "../reading/response.ts";
import { say } from "../words.ts";
import { statementList } from "./alterations.ts";
import { cite, standing } from "./cite.ts";
import { type Html, html, joined, trusted } from "./html.ts";

/** Reasons that the list of labels under them says again. */
const OF_LABELS: ReadonlySet<string> = new Set(["because.label-met", "because.label-open"]);
const STRIP = 84;

/**
 * For paper, where rows cannot be opened: every option with its reasons, labels and figures in short. Cautions and
 * what is missing stand in its row and in their own lists; statements on the patient's alterations in theirs.
 */
export const paperOptions = (context: Context): Html | null =>
  context.advice.options.length === 0
    ? null
    : html`<section class="paper" aria-labelledby="details-h"><h2 id="details-h">${say("option.details")}</h2>
<div class="columns">${context.advice.options.map((option, index) => paperOption(option, index + 1, context))}</div></section>`;

const paperOption = (option: Option, rank: number, context: Context): Html => {
  const reasons = option.because.filter((reason) => !OF_LABELS.has(reason.code));
  const told = new Set(context.advice.alterations.flatMap((one) => one.statements.map(({ id }) => id)));
  const statements = option.evidence.statements.filter(({ id }) => !told.has(id));
  return html`<div class="reasons"><h3><span>${rank}</span><span class="name">${option.name}</span></h3>
${
  reasons.length > 0 &&
  html`<p>${joined(
    reasons.map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`)),
    " ",
  )}</p>`
}
${labels(option.approvals, context)}
${option.evidence.ratios.length > 0 && html`<ul class="rates">${option.evidence.ratios.map((ratio) => html`<li>${ratioLine(ratio)}</li>`)}</ul>`}
${option.evidence.figures.length > 0 && html`<ul class="rates">${option.evidence.figures.map((figure) => rate(figure, context))}</ul>`}
${statements.length > 0 && statementList(statements, context)}</div>`;
};

/** Labels that are met or open, each with what is open; those not met in one list, with the part that fails. */
const labels = (all: readonly ApprovalVerdict[], { citations }: Context): Html => {
  const records = all.filter(isRecord);
  const standing = records.filter((one) => one.applies !== "not met");
  const failed = records.filter((one) => one.applies === "not met");
  return html`<ul class="paper-labels">${standing.map(
    (one) =>
      html`<li>${trusted(metMark(one.applies, 9))} ${named(one)} ${open(one)}${cite(one.sources, citations)}</li>`,
  )}${
    failed.length > 0 &&
    html`<li>${trusted(metMark("not met", 9))} ${say("truth.not met")}: ${joined(
      failed.map((one) => html`${named(one)} ${failedParts(one)}${cite(one.sources, citations)}`),
      "; ",
    )}</li>`
  }</ul>`;
};

const named = (one: ApprovalVerdict): Html =>
  html`${one.agency} ${one.indication} <span class="more">${dateWords(one.date)}, ${one.status}</span>${
    one.recalled.length > 0 && html` <span class="unconfirmed">${unseenWords(one)}</span>`
  }`;

const open = (one: ApprovalVerdict): Html | null =>
  one.applies === "met"
    ? null
    : html`<span class="open-parts">${joined(
        one.because
          .filter((condition) => condition.truth === "unknown")
          .map((condition) =>
            say("label.open-part", {
              part: say(`part.${condition.part}`),
              facts: openFacts(condition),
            }),
          ),
        "; ",
      )}</span>`;

const UNKNOWN = ": unknown";
/** Of an open condition, the facts that are not known, without saying so of each again. */
const openFacts = (condition: ConditionVerdict): string => {
  const facts = conditionFacts(condition);
  const unknown = facts.filter((fact) => fact.endsWith(UNKNOWN));
  return (unknown.length > 0 ? unknown.map((fact) => fact.slice(0, -UNKNOWN.length)) : facts).join(", ");
};

const failedParts = (one: ApprovalVerdict): string => {
  const parts = new Set(
    one.because.filter((condition) => condition.truth === "not met").map(({ part }) => say(`part.${part}`)),
  );
  return `(${[...parts].join(", ")})`;
};

/** One study figure on one line, drawn where it is a percentage. */
const rate = (figure: StudyFigure, { citations, advice }: Context): Html => {
  const interval = figureInterval(figure);
  const drawn =
    figure.unit === "%"
      ? intervalStrip({
          title: say("figure.response", { outcome: figure.outcome, name: figureLabel(figure) }),
          row: figureRow(figure),
          axis: { min: 0, max: 100, unit: "%" },
          width: STRIP,
          words: intervalWords(),
        }).svg
      : null;
  const n =
    figure.n === null
      ? say("figure.n-unknown")
      : figure.responders === null
        ? say("figure.n", { n: figure.n })
        : say("figure.of", { responders: figure.responders, n: figure.n });
  const level =
    figure.ciLevel !== null && figure.ciLevel !== 95 && say("figure.level", { level: figure.ciLevel });
  const general = advice.alterations.length > 0 && figure.scope === "class" && say("scope.class");
  return html`<li class="${drawn !== null && "drawn"}">${drawn === null ? null : html`<span class="rate">${trusted(drawn)}</span>`}<span><span class="num">${figureNumber(
    figure.estimate,
    figure.unit,
  )}${interval !== null && ` (${interval})`}</span> ${figure.unit === "%" ? "%" : say(`figure.${figure.unit}`)} ${figure.outcome}, <span class="num">${n}</span>: ${figureLabel(
    figure,
  )} <span class="more">${joined([level, figure.interval === "printed" ? null : figure.interval, general, figure.note], "; ")}</span>${standing(
    figure.status,
  )}${cite(figure.sources, citations)}</span></li>`;
};
