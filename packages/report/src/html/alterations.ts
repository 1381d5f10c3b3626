import type { AdvisedAlteration, AlterationStatement } from "@erbium/model";
import {
  alterationDetails,
  alterationName,
  alterationPlace,
  splitAlterations,
} from "../reading/alteration-name.ts";
import type { Context } from "../reading/context.ts";
import { proteinFigure } from "../reading/protein.ts";
import { count, say } from "../words.ts";
import { cite, doubtWords, standing } from "./cite.ts";
import { dataTable, figureBlock } from "./figure.ts";
import { type Html, html, joined, type Part } from "./html.ts";

/** The protein with the patient's variants, and every alteration as a row. */
export const alterationsSection = (context: Context): Html => {
  const { advice, view } = context;
  const { protein } = view;
  const { rows, rest } = splitAlterations(advice.alterations);
  const drawing =
    protein &&
    figureBlock(
      (width) => proteinFigure(advice, protein, width),
      context.brief ? (width) => proteinFigure(advice, protein, width, true) : null,
    );
  return html`<section id="alterations" aria-labelledby="alterations-h"><h2 id="alterations-h">${say("protein")}</h2>
${drawing}
${
  advice.alterations.length === 0
    ? html`<p class="none">${say("protein.none")}</p>`
    : rows.length > 0 &&
      dataTable(
        [say("col.alteration"), say("col.where"), say("col.function"), say("col.match")],
        rows.map((alteration) => alterationRow(alteration, context)),
        say("protein"),
        "stack alterations",
      )
}
${rest.length > 0 && html`<p class="rest">${say("alterations.rest", { count: rest.length, names: rest.map(alterationName).join(", ") })}</p>`}
</section>`;
};

const alterationRow = (alteration: AdvisedAlteration, { citations }: Context): readonly Part[] => {
  const known = alteration.function;
  return [
    html`<span class="name">${alterationName(alteration)}</span> <span class="more">${alterationDetails(alteration).join(", ")}</span>`,
    alteration.error === null
      ? alterationPlace(alteration).join(", ")
      : html`<span class="unconfirmed">${say("alteration.error", { message: alteration.error.message })}</span> ${
          alteration.error.suggestion &&
          say("alteration.suggestion", { suggestion: alteration.error.suggestion })
        }`,
    known === null
      ? html`<span class="none">${say("function.none")}</span>`
      : html`${known.words}${standing(known.status)}${cite(known.sources, citations)}${
          alteration.germlineAdvice && html` <strong>${alteration.germlineAdvice.text}</strong>`
        }`,
    html`${say(`match.${alteration.match}`)}${
      alteration.statements.length > 0 &&
      html`<span class="more">, ${count("alteration.statements", alteration.statements.length)}</span>`
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
