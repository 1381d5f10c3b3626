import type { AdvisedAlteration, AlterationStatement } from "@erbium/model";
import { proteinFigure } from "../reading/protein.ts";
import { count, say } from "../words.ts";
import { cite, doubtWords, standing } from "./cite.ts";
import type { Context } from "./context.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined, type Part } from "./html.ts";

/** The protein with the patient's variants, and every alteration as a row. */
export const alterationsSection = (context: Context): Html => {
  const { advice, view } = context;
  const { protein } = view;
  const drawing = protein && figureBlock((width) => proteinFigure(advice, protein, width));
  return html`<section id="alterations" aria-labelledby="alterations-h"><h2 id="alterations-h">${say("protein")}</h2>
${drawing}
${
  advice.alterations.length === 0
    ? html`<p class="none">${say("protein.none")}</p>`
    : dataTable(
        [say("col.alteration"), say("col.where"), say("col.function"), say("col.match")],
        advice.alterations.map((alteration) => alterationRow(alteration, context)),
        say("protein"),
        "stack",
      )
}
</section>`;
};

/** "ERBB2 L755S": gene and short name; the input where it could not be read. */
export const alterationName = (alteration: AdvisedAlteration): string => {
  if (alteration.error !== null || alteration.key === null) return alteration.input;
  const name = alteration.proteinShort ?? alteration.key.slice(alteration.key.indexOf(":") + 1);
  return alteration.gene === null || name.startsWith(alteration.gene) ? name : `${alteration.gene} ${name}`;
};

const same = (a: string, b: string): boolean =>
  a.replace(/[\s:]|p\./gi, "").toLowerCase() === b.replace(/[\s:]|p\./gi, "").toLowerCase();

const alterationRow = (alteration: AdvisedAlteration, { citations }: Context): readonly Part[] => {
  const name = alterationName(alteration);
  const details = [
    !same(name, alteration.input) && say("alteration.given", { input: alteration.input }),
    alteration.vaf !== null &&
      say("alteration.fraction", { percent: Math.round(alteration.vaf * 1000) / 10 }),
    alteration.origin,
  ];
  const place = [
    alteration.exon !== null && say("alteration.exon", { exon: alteration.exon }),
    alteration.domain,
    alteration.classes.join(", "),
  ];
  const known = alteration.function;
  return [
    html`<span class="name">${name}</span> <span class="more">${joined(details, ", ")}</span>`,
    alteration.error === null
      ? joined(place, ", ")
      : html`<span class="unconfirmed">${say("alteration.error", { message: alteration.error.message })}</span> ${
          alteration.error.suggestion &&
          say("alteration.suggestion", { suggestion: alteration.error.suggestion })
        }`,
    known === null
      ? html`<span class="none">${say("function.none")}</span>`
      : html`${known.words}${standing(known.status)}${cite(known.sources, citations)}${
          alteration.germlineAdvice && html`<br><strong>${alteration.germlineAdvice.text}</strong>`
        }`,
    html`${say(`match.${alteration.match}`)}${
      alteration.statements.length > 0 &&
      html`<br><span class="more">${count("alteration.statements", alteration.statements.length)}</span>`
    }`,
  ];
};

/** What sources say of an alteration or under an option, one line each, with scope and standing. */
export const statementList = (
  statements: readonly AlterationStatement[],
  { citations, names }: Context,
): Html =>
  html`<ul class="statements">${statements.map((statement) => {
    const marks = [
      statement.effect !== null &&
        statement.effect !== "none stated" &&
        statement.therapies.length > 0 &&
        say("statements.effect", {
          therapies: statement.therapies.map((id) => names.of(id)).join(" + "),
          effect: statement.effect,
        }),
      statement.match === "same residue" && say("same-residue"),
      statement.scope === "class" && say("scope.class"),
    ];
    return html`<li>${statement.text} <span class="more">${joined(marks, "; ")}</span>${standing(
      statement.status,
    )}${doubtWords(statement.doubt)}${cite(statement.sources, citations)}</li>`;
  })}</ul>`;
