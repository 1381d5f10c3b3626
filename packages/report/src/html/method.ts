import { say } from "../words.ts";
import type { Context } from "./context.ts";
import { type Html, html, joined } from "./html.ts";

/** How the report came about: versions, hash, dates, conventions, scope. */
export const methodSection = ({ advice }: Context): Html => {
  const { knowledge, tumour } = advice;
  const conventions = [
    ...new Set(
      advice.options
        .flatMap((option) => option.evidence.figures.map((figure) => figure.interval))
        .filter((convention) => convention !== "" && convention !== "printed"),
    ),
  ].sort();
  const rows: readonly (readonly [string, string | Html])[] = [
    [say("method.version"), knowledge.version],
    [say("method.hash"), html`<code>${knowledge.hash}</code>`],
    [say("method.asOf"), knowledge.asOf],
    [say("method.jurisdictions"), advice.jurisdictions.join(", ") || say("none")],
    [
      say("method.tumour"),
      `${tumour.name} (${tumour.code})${tumour.lineage.length > 0 ? `, ${say("method.lineage", { lineage: tumour.lineage.join(", ") })}` : ""}`,
    ],
    ...(knowledge.imports.length > 0
      ? [
          [
            say("method.imports"),
            joined(
              knowledge.imports.map((entry) => say("method.import", { ...entry })),
              "; ",
            ),
          ] as const,
        ]
      : []),
    [
      say("method.intervals"),
      conventions.length > 0
        ? say("method.intervals.words", { conventions: conventions.join("; ") })
        : say("method.intervals.printed"),
    ],
    [say("method.unconfirmed"), html`<span class="unconfirmed">${say("method.unconfirmed.words")}</span>`],
  ];
  return html`<section id="method" aria-labelledby="method-h"><h2 id="method-h">${say("method")}</h2><p>${say("method.what")}</p>
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h3>${say("scope")}</h3><ul>${advice.scope.map((sentence) => html`<li>${sentence.text}</li>`)}</ul></section>`;
};
