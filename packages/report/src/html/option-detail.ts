import { type Figure, intervalPlot, metMark } from "@erbium/figures";
import type { ApprovalVerdict, ConditionVerdict, Option, StudyFigure } from "@erbium/model";
import { dateWords, isRecord } from "../reading/agencies.ts";
import type { NumberedCaution } from "../reading/cautions.ts";
import { missingWords, unseenWords } from "../reading/conditions.ts";
import type { Context } from "../reading/context.ts";
import {
  besideWords,
  figureInterval,
  figureLabel,
  figureNumber,
  figureRow,
  intervalWords,
} from "../reading/response.ts";
import { count, say } from "../words.ts";
import { statementList } from "./alterations.ts";
import { cite, standing } from "./cite.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined, type Part, trusted } from "./html.ts";
import { synthesisParts } from "./synthesis.ts";

/** Everything behind one option: reasons, labels part by part, study figures, statements, cautions, what is missing. */
export const optionDetail = (option: Option, context: Context): Html => {
  const { citations, cautions } = context;
  const carried = cautions.of(option);
  const part = (title: string, content: Part): Html => html`<h3>${title}</h3>${content}`;
  return html`<div class="detail">
${option.because.length > 0 && part(say("option.reasons"), html`<ul>${option.because.map((reason) => html`<li>${reason.text}</li>`)}</ul>`)}
${option.approvals.length > 0 && part(say("option.labels"), labelTable(option.approvals, option.name, context))}
${synthesisParts(option, context, part)}
${figures(option, context, part)}
${option.evidence.statements.length > 0 && part(say("option.statements"), statementList(option.evidence.statements, context))}
${cautionLines(carried, citations, part)}
${option.missing.length > 0 && part(say("option.missing"), html`<ul>${option.missing.map((entry) => html`<li>${missingWords(entry)}</li>`)}</ul>`)}
${option.evidence.claims.length > 0 && html`<p class="more">${count("option.claims", option.evidence.claims.length)}: ${option.evidence.claims.join(", ")}</p>`}
</div>`;
};

/** What is grave in full; what is to be watched by topic and number, since the list of cautions has its words. */
const cautionLines = (
  carried: readonly NumberedCaution[],
  citations: Context["citations"],
  part: (title: string, content: Part) => Html,
): Html | null => {
  const reference = (number: number): Html =>
    html`<a class="ref" href="#c${number}">${say("caution.ref", { number })}</a>`;
  const grave = carried.filter((entry) => entry.caution.severity !== "watch");
  const watch = carried.filter((entry) => entry.caution.severity === "watch");
  if (carried.length === 0) return null;
  return part(
    say("option.cautions"),
    html`${
      grave.length > 0 &&
      html`<ul>${grave.map(
        ({ caution, number }) =>
          html`<li><span class="severity ${caution.severity}">${say(`severity.${caution.severity}`)}</span> ${caution.message.text}${standing(
            caution.status,
          )}${cite(caution.sources, citations)} ${reference(number)}</li>`,
      )}</ul>`
    }${
      watch.length > 0 &&
      html`<p><span class="severity watch">${say("option.watch")}</span>: ${joined(
        watch.map(({ caution, number }) => html`${caution.topic} ${reference(number)}`),
        ", ",
      )}</p>`
    }`,
  );
};

/** Labels with the truth of each of their parts; agencies without any record in one sentence. */
const labelTable = (all: readonly ApprovalVerdict[], name: string, { citations }: Context): Html => {
  const approvals = all.filter(isRecord);
  const without = all.filter((approval) => !isRecord(approval)).map((approval) => approval.agency);
  return html`${approvals.length > 0 && labelRows(approvals, name, citations)}${
    without.length > 0 &&
    html`<p class="more">${say("no-record.agencies", { agencies: without.join(", ") })}</p>`
  }`;
};

const labelRows = (
  approvals: readonly ApprovalVerdict[],
  name: string,
  citations: Context["citations"],
): Html =>
  dataTable(
    [say("col.agency"), say("col.indication"), say("col.date"), say("col.applies"), say("col.conditions")],
    approvals.map((approval) => [
      approval.agency,
      html`${approval.indication} <span class="more">${approval.status}</span>${
        approval.recalled.length > 0 && html` <span class="unconfirmed">${unseenWords(approval)}</span>`
      }${cite(approval.sources, citations)}`,
      html`<span class="num">${dateWords(approval.date)}</span>`,
      html`<span class="nowrap">${trusted(metMark(approval.applies))} ${say(`truth.${approval.applies}`)}</span>${
        approval.applies !== "met" &&
        html` <span class="more">${approval.couldChange ? say("could-change") : say("fixed")}</span>`
      }`,
      conditions(approval.because),
    ]),
    `${say("option.labels")}: ${name}`,
    "labels stack",
  );

/** Parts of a label with their truth, one line each. */
const conditions = (because: readonly ConditionVerdict[]): Html =>
  html`<ul class="conditions">${because.map((condition) => {
    const [first = "", ...rest] = condition.message.text.split(" ");
    return html`<li><span class="nowrap">${trusted(metMark(condition.truth, 9))} <span class="hidden">${say(
      `truth.${condition.truth}`,
    )}:</span>${first}</span> ${rest.join(" ")}</li>`;
  })}</ul>`;

const UNITS: Record<StudyFigure["unit"], string> = {
  "%": "%",
  months: "months",
  "hazard ratio": "hazard ratio",
};

const figures = (
  option: Option,
  context: Context,
  part: (title: string, content: Part) => Html,
): Html | null => {
  const { evidence } = option;
  if (evidence.figures.length === 0) return null;
  const percents = evidence.figures.filter((f) => f.unit === "%");
  // A single estimate is already drawn in the option's row.
  const outcomes = [...new Set(percents.map((f) => f.outcome))].filter(
    (outcome) => percents.filter((f) => f.outcome === outcome).length > 1,
  );
  const plots = outcomes.map((outcome) =>
    figureBlock(
      (width): Figure =>
        intervalPlot({
          title: say("figure.response", { outcome, name: option.name }),
          axis: { min: 0, max: 100, unit: "%" },
          words: intervalWords(),
          width,
          rows: percents.filter((f) => f.outcome === outcome).map(figureRow),
        }),
    ),
  );
  return part(
    say("option.figures"),
    html`${plots.map((plot, index) => html`<p class="outcome">${say("option.figures.response", { outcome: outcomes[index] ?? "", unit: "%" })}</p>${plot}`)}${figureTable(evidence.figures, option.name, context)}`,
  );
};

const beside = (figure: StudyFigure): Html | null => {
  const words = besideWords(figure);
  return words === null ? null : html`<br>${words}`;
};

/** Every figure with population, alteration, interval and its convention. */
const figureTable = (all: readonly StudyFigure[], name: string, { citations }: Context): Html =>
  dataTable(
    [say("col.study"), say("col.outcome"), say("col.estimate"), say("col.interval"), say("col.n")],
    all.map((figure) => [
      html`${figureLabel(figure)} <span class="more">${joined(
        [figure.alteration, figure.scope !== "allele" && say(`scope.${figure.scope}`), figure.note],
        "; ",
      )}</span>${standing(figure.status)}${cite(figure.sources, citations)}`,
      html`${figure.outcome}, ${UNITS[figure.unit] === "%" ? "%" : say(`figure.${figure.unit}`)}`,
      html`<span class="num">${figureNumber(figure.estimate, figure.unit)}</span>`,
      figureInterval(figure) === null
        ? say("figure.no-interval")
        : html`<span class="num">${figureInterval(figure)}</span> <span class="more">${joined(
            [
              figure.ciLevel !== null &&
                figure.ciLevel !== 95 &&
                say("figure.level", { level: figure.ciLevel }),
              figure.interval,
            ],
            ", ",
          )}${beside(figure)}</span>`,
      html`<span class="num">${
        figure.n === null
          ? say("figure.n-unknown")
          : figure.responders === null
            ? figure.n
            : say("figure.of", { responders: figure.responders, n: figure.n })
      }</span>`,
    ]),
    `${say("option.figures")}: ${name}`,
    "figures stack",
  );
