import {
  intervalScale,
  intervalStrip,
  intervalText,
  metMark,
  noRecordMark,
  severityMark,
} from "@erbium/figures";
import type { Caution, Option } from "@erbium/model";
import { type AgencyVerdict, agencyVerdicts, dateWords } from "../reading/agencies.ts";
import type { NumberedCaution } from "../reading/cautions.ts";
import { missingWords } from "../reading/conditions.ts";
import type { Context } from "../reading/context.ts";
import { leadRatio } from "../reading/ratios.ts";
import { intervalWords, leadFigure } from "../reading/response.ts";
import { count, say } from "../words.ts";
import { cite, heldDoubt, standing } from "./cite.ts";
import { type Html, html, joined, trusted } from "./html.ts";
import { optionDetail } from "./option-detail.ts";

const PERCENT = { min: 0, max: 100, unit: "%" } as const;
const STRIP = 150;

/** One row per regimen: labels, response on a common axis, what speaks against it, what is missing; rows open to reasons. */
export const optionsSection = (context: Context): Html => {
  const { advice, cautions } = context;
  const told = new Set<number>();
  const before = cautions.beforeOptions();
  return html`<section id="options" class="${context.pageEnds && "page-one"}" aria-labelledby="options-h"><h2 id="options-h">${say("options")}</h2>
${advice.options.length > 0 && legend()}
${
  before.length > 0 &&
  html`<div class="before"><p>${say("options.caution")}</p><ul>${before.map((entry) => cautionLine(entry, null, context))}</ul></div>`
}
${
  advice.options.length === 0
    ? html`<p class="none">${say("options.none")}</p>`
    : html`<table class="options" role="table"><caption class="hidden">${say("options")}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${say("col.rank")}</th><th scope="col" role="columnheader">${say("col.regimen")}</th><th scope="col" role="columnheader">${say("col.labels")}</th><th scope="col" role="columnheader">${say("col.response")} ${trusted(intervalScale(PERCENT, STRIP))}</th><th scope="col" role="columnheader">${say("col.against")}</th></tr></thead>
${advice.options.map((option, index) => [
  option.tier !== advice.options[index - 1]?.tier || option.kind !== advice.options[index - 1]?.kind
    ? tierRow(option)
    : null,
  optionRow(option, index + 1, told, context),
])}
</table>`
}
</section>`;
};

const legend = (): Html =>
  html`<p class="legend">${trusted(metMark("met"))} ${say("options.legend.met")} ${trusted(metMark("not met"))} ${say("options.legend.not met")} ${trusted(metMark("unknown"))} ${say("options.legend.unknown")} ${trusted(noRecordMark())} ${say("options.legend.none")}. ${say("options.unranked")}</p>`;

const cell = (name: string, heading: string, content: Html): Html =>
  html`<td role="cell" class="${name}"><span class="head" aria-hidden="true">${heading}</span>${content}</td>`;

/** A heading over the options of one tier: what they stand on is said once. */
const tierRow = (option: Option): Html =>
  html`<tbody role="rowgroup" class="tier"><tr role="row"><th colspan="5" scope="colgroup" role="columnheader"><strong>${say("option.tier", { tier: option.tier })}</strong> ${option.tierWords.text}${
    option.kind === "investigational" && html` · <span class="kind">${say("option.investigational")}</span>`
  }</th></tr></tbody>`;

const optionRow = (option: Option, rank: number, told: Set<number>, context: Context): Html => {
  const grades = [
    option.esmoEscat !== null && say("option.escat", { level: option.esmoEscat }),
    option.ampAscoCap !== null && say("option.amp", { level: option.ampAscoCap }),
  ];
  return html`<tbody role="rowgroup" id="o${rank}" class="${option.kind}"><tr role="row">
<td role="cell" class="rank">${rank}</td>
<th scope="row" role="rowheader" class="regimen"><span class="name">${option.name}</span>
<span class="more">${joined(grades, ", ")}</span></th>
${cell("labels", say("col.labels"), agencyStrip(agencyVerdicts(option.approvals, context.advice.jurisdictions)))}
${cell("response", say("col.response"), response(option, context))}
${cell("against", say("col.against"), html`${against(context.cautions.of(option), told, context)}${missing(option)}`)}
</tr><tr role="row" class="why"><td role="cell" colspan="5"><details><summary>${say("option.why")}<span class="hidden">: ${option.name}</span></summary>${optionDetail(option, context)}</details></td></tr></tbody>`;
};

/** A mark, the agency, the word for screen readers, and the date in plain sight; agencies without a record share a line. */
export const agencyStrip = (verdicts: readonly AgencyVerdict[]): Html => {
  const silent = verdicts.filter(({ truth }) => truth === null).map(({ agency }) => agency);
  return html`<ul class="agencies">${verdicts.map(
    ({ agency, truth, verdict }) =>
      truth !== null &&
      html`<li>${trusted(metMark(truth))} <span class="agency">${agency}</span> <span class="hidden">${say(
        `truth.${truth}`,
      )}</span> <span class="date">${dateWords(verdict?.date ?? null)}</span></li>`,
  )}${
    silent.length > 0 &&
    html`<li class="silent">${trusted(noRecordMark())} <span class="date">${silent.join(", ")} ${say("no-record")}</span></li>`
  }</ul>`;
};

const response = (option: Option, { citations }: Context): Html => {
  const lead = leadFigure(option.evidence);
  if (lead === null) {
    const ratio = leadRatio(option.evidence.ratios);
    if (ratio !== null)
      return html`<p>${ratio.text}</p><span class="more">${ratio.from}</span>${cite(ratio.sources, citations)}`;
    const held = option.evidence.figures.some((figure) => figure.status === "recalled");
    return html`<span class="none">${say(held ? "option.only-unconfirmed" : "option.no-figure")}</span>`;
  }
  const strip = intervalStrip({
    title: say("figure.response", { outcome: lead.outcome, name: option.name }),
    row: lead.row,
    axis: PERCENT,
    width: STRIP,
    words: intervalWords(),
  });
  return html`<div class="strip">${trusted(strip.svg)}</div><p><span class="num">${intervalText(lead.row, intervalWords())}</span> <span class="more">${lead.outcome}, <span class="num">${lead.n}</span></span></p>
<span class="more">${lead.from}${lead.scope === "class" && html`; ${say("scope.class")}`}</span>${cite(lead.sources, citations)}${
    lead.others > 0 && html` <span class="more">${count("option.more-figures", lead.others)}</span>`
  }`;
};

/** One caution in full, or in so many characters. */
const cautionLine = (entry: NumberedCaution, room: number | null, { citations }: Context): Html => {
  const { caution, number } = entry;
  return html`<li class="${caution.severity}">${trusted(severityMark(caution.severity))} <span class="severity">${say(
    `severity.${caution.severity}`,
  )}</span> ${room === null ? html`${caution.message.text}${standing(caution.status)}${heldDoubt(caution.inForce)}${cite(caution.sources, citations)}` : shortened(caution, room)} <a class="ref" href="#c${number}">${say(
    "caution.ref",
    { number },
  )}</a></li>`;
};

/** Characters of a caution that was told before, and of one told for the first time beside a graver one. */
const AGAIN = 48;
const FIRST = 160;

/** A message when short, else its beginning; the number beside it leads to all of it. */
const shortened = ({ message }: Caution, room: number): string =>
  message.text.length <= room ? message.text : `${message.text.slice(0, room).replace(/\s+\S*$/, "")} …`;

/**
 * Every caution of weight, gravest first: in full where it is first met on the page, by its beginning and number
 * after that; "watch" only where nothing graver stands.
 */
const against = (entries: readonly NumberedCaution[], told: Set<number>, context: Context): Html => {
  if (entries.length === 0) return html`<span class="none">${say("option.no-caution")}</span>`;
  const grave = entries.filter((entry) => entry.caution.severity !== "watch");
  const shown = grave.length > 0 ? grave : entries.slice(0, 1);
  const lines = shown.map((entry, index) => {
    const known = told.has(entry.number);
    const { message, severity } = entry.caution;
    const full = !known && (index === 0 || severity === "stop" || message.text.length <= FIRST);
    if (full) told.add(entry.number);
    return cautionLine(entry, full ? null : known ? AGAIN : FIRST, context);
  });
  return html`<ul class="cautions">${lines}</ul>`;
};

const missing = (option: Option): Html | null =>
  option.missing.length === 0
    ? null
    : html`<p class="missing">${say("option.missing")}: ${option.missing.map(missingWords).join("; ")}</p>`;
