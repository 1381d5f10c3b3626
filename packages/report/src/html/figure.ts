import type { Figure } from "@erbium/figures";
import { say } from "../words.ts";
import { type Html, html, type Part, trusted } from "./html.ts";

/** Widths a page figure is drawn at: for a sheet or a screen, and for a phone. Pixels. */
const WIDE = 720;
const NARROW = 328;

/** A data table with a head; cells are text or markup. */
export const dataTable = (
  head: readonly string[],
  rows: readonly (readonly Part[])[],
  caption: string | null = null,
  classes = "",
): Html =>
  html`<div class="scroll" role="group" tabindex="0" aria-label="${caption ?? head.join(", ")}"><table class="data ${classes}">${
    caption === null ? null : html`<caption class="hidden">${caption}</caption>`
  }<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => (index === 0 ? html`<th scope="row">${cell}</th>` : html`<td><span class="head" aria-hidden="true">${head[index]}</span>${cell}</td>`))}</tr>`,
  )}</tbody></table></div>`;

/** A figure at both widths (one is shown) with its table on demand; `paper` draws what a printed page shows instead. */
export const figureBlock = (
  draw: (width: number) => Figure | null,
  paper: ((width: number) => Figure | null) | null = null,
): Html | null => {
  const wide = draw(WIDE);
  const narrow = draw(NARROW);
  if (wide === null || narrow === null) return null;
  const printed = paper?.(WIDE) ?? null;
  return html`<figure class="drawing${printed && " twice"}">${printed && html`<div class="paper">${trusted(printed.svg)}</div>`}<div class="wide">${trusted(wide.svg)}</div><div class="narrow">${trusted(narrow.svg)}</div>
<details class="behind"><summary>${say("as.table")}</summary>${dataTable(wide.table.head, wide.table.rows, wide.title)}</details></figure>`;
};
