import type { Context } from "../reading/context.ts";
import { methodRows } from "../reading/method-rows.ts";
import { say } from "../words.ts";
import { type Html, html } from "./html.ts";

/** How the report came about: versions, hash, dates, conventions, scope. */
export const methodSection = ({ advice }: Context): Html =>
  html`<section id="method" aria-labelledby="method-h"><h2 id="method-h">${say("method")}</h2><p>${say("method.what")}</p>
<dl>${methodRows(advice).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h3>${say("scope")}</h3><ul>${advice.scope.map((sentence) => html`<li>${sentence.text}</li>`)}</ul></section>`;
