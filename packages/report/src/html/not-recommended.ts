import { agencyVerdicts } from "../reading/agencies.ts";
import type { Context } from "../reading/context.ts";
import { type Rejection, rejectionGroups } from "../reading/rejections.ts";
import { count, say } from "../words.ts";
import { cite } from "./cite.ts";
import { type Html, html, joined } from "./html.ts";
import { agencyStrip } from "./options.ts";

/** One short line per regimen under its kind of reason; every label and reason in full behind it, on a screen. */
export const notRecommendedSection = (context: Context): Html => {
  const { advice } = context;
  return html`<section id="not-recommended" aria-labelledby="not-recommended-h"><h2 id="not-recommended-h">${say("not-recommended")}</h2>${
    advice.notRecommended.length === 0
      ? html`<p class="none">${say("not-recommended.none")}</p>`
      : html`<div class="columns">${rejectionGroups(advice).map(
          ({ reason, members }) =>
            html`<h3>${reason} <span class="more">${count("rejection.count", members.length)}</span></h3>
<ul class="rejections">${members.map((member) => rejectionItem(member, context))}</ul>`,
        )}</div>`
  }</section>`;
};

const rejectionItem = ({ row, because, agencies, sources }: Rejection, context: Context): Html => {
  const { citations, advice } = context;
  const verdicts = agencyVerdicts(row.approvals, advice.jurisdictions).filter((one) => one.truth !== null);
  return html`<li><span class="name">${row.name}</span>: ${joined(because, "; ")} ${
    agencies.length > 0 &&
    html`<span class="more">${say("rejection.labels", { agencies: agencies.join(", ") })}</span>`
  }${cite(sources, citations)}
<details class="behind-row"><summary>${say("rejection.all")}<span class="hidden">: ${row.name}</span></summary>
${verdicts.length > 0 && agencyStrip(verdicts)}
<ul>${row.because.map((reason) => html`<li>${reason.text}</li>`)}</ul>${cite(row.sources, citations)}</details></li>`;
};
