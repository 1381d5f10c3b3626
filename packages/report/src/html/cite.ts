import type { Cited, FactStatus } from "@erbium/model";
import type { Citations } from "../reading/citations.ts";
import { say } from "../words.ts";
import { type Html, html, joined } from "./html.ts";

/** "[3, 7]" with links to the numbered sources; nothing when nothing is cited. */
export const cite = (cited: readonly Cited[], citations: Citations): Html | null => {
  const { listed, unlisted } = citations.numbers(cited);
  if (listed.length === 0 && unlisted.length === 0) return null;
  const links = [
    ...listed.map((n) => html`<a href="#s${n}" aria-label="${say("sources.cited", { n })}">${n}</a>`),
    ...unlisted.map((id) => html`${id}`),
  ];
  return html` <span class="cite">[${joined(links, ", ")}]</span>`;
};

/** The word "unconfirmed" or "disputed" for what is not simply verified. */
export const standing = (status: FactStatus): Html | null =>
  status === "recalled"
    ? html` <span class="unconfirmed">${say("unconfirmed")}</span>`
    : status === "conflict"
      ? html` <span class="disputed">${say("disputed")}</span>`
      : null;

/** Words of doubt that a fact carries. */
export const doubtWords = (doubt: string | null): Html | null =>
  doubt === null ? null : html` <span class="doubt">${say("doubt", { words: doubt })}</span>`;
