import type { Advice } from "@erbium/model";
import { caseLine } from "../reading/case-line.ts";
import { type Context, contextOf } from "../reading/context.ts";
import type { ReportView } from "../view.ts";
import { say } from "../words.ts";
import { alterationsSection } from "./alterations.ts";
import { type Html, html, joined, trusted } from "./html.ts";
import {
  cautionsSection,
  conflictsSection,
  gapsSection,
  matrixSection,
  similarSection,
} from "./judgement.ts";
import { methodSection } from "./method.ts";
import { networkSection } from "./network.ts";
import { notRecommendedSection } from "./not-recommended.ts";
import { optionsSection } from "./options.ts";
import { expectSection, watchSection } from "./outlook.ts";
import { paperOptions } from "./paper.ts";
import { sourcesSection } from "./sources.ts";
import { printedState, stateSection } from "./state.ts";
import { styleSheet } from "./style.ts";

/** Nothing may be fetched, run or sent; the page's own style is all it uses. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const CONTENTS = [
  "state",
  "alterations",
  "options",
  "network",
  "matrix",
  "cautions",
  "conflicts",
  "gaps",
  "expect",
  "watch",
  "not-recommended",
  "similar",
  "sources",
  "method",
] as const;

/**
 * The advice as one self-contained HTML page: no script, no request to anywhere, light and dark, phone, screen
 * and A4. A pure function of its arguments: equal advice gives equal bytes.
 */
export const reportHtml = (
  advice: Advice,
  view: ReportView,
  options: { readonly lang?: "en" } = {},
): string => {
  const context = contextOf(advice, view);
  const title = advice.case.id === undefined ? say("title") : say("title.case", { id: advice.case.id });
  const page = html`<!doctype html>
<html lang="${options.lang ?? "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(styleSheet(advice.case.id ?? null))}</style>
</head>
<body>
<a class="skip" href="#report">${say("skip")}</a>
${masthead(context, title)}
<main id="report" tabindex="-1">
<p class="sentence">${advice.headline.text}</p>
${stateSection(context)}
${alterationsSection(context)}
${optionsSection(context)}
${printedState(context)}
${paperOptions(context)}
${networkSection(context)}
${matrixSection(context)}
${cautionsSection(context)}
${conflictsSection(context)}
${gapsSection(context)}
${expectSection(context)}
${watchSection(context)}
${notRecommendedSection(context)}
${similarSection(context)}
${sourcesSection(context)}
${methodSection(context)}
</main>
<footer><p>${say("brand")} · ${say("knowledge", { version: advice.knowledge.version })} · <code>${advice.knowledge.hash}</code> · ${say("scope.short")}</p></footer>
</body>
</html>
`;
  return page.text;
};

/** The parts that this advice has. */
const contentsOf = (advice: Advice): readonly (typeof CONTENTS)[number][] =>
  CONTENTS.filter((id) => {
    if (id === "network") return advice.network !== null;
    return advice.outlook !== undefined || (id !== "expect" && id !== "watch");
  });

const masthead = ({ advice }: Context, title: string): Html =>
  html`<header><div class="masthead"><h1><span class="brand">${say("brand")}</span> ${title}</h1><p class="scope">${say("knowledge", { version: advice.knowledge.version })} · ${say("scope.short")}</p><p class="case">${joined(caseLine(advice), " · ")}</p></div>
<nav aria-label="${say("contents")}"><ul>${contentsOf(advice).map((id) => html`<li><a href="#${id}">${say(`nav.${id}`)}</a></li>`)}</ul></nav></header>`;
