import type { Cited, FactStatus, Held } from "@erbium/model";
import { dateWords } from "../reading/agencies.ts";
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

/** That nobody knows whether something held on the day asked for. */
export const heldDoubt = (held: Held | undefined): Html | null =>
  held?.held === "unknown" ? html` <span class="unconfirmed">${say("held.unknown")}</span>` : null;

/** Since when and until when it holds, as far as that is known. */
export const heldWords = (held: Held | undefined): string | null =>
  held === undefined || (held.from === null && held.to === null)
    ? null
    : [
        held.from === null ? null : since(held.from),
        held.to === null ? null : say("held.to", { date: dateWords(held.to) }),
      ]
        .filter((part) => part !== null)
        .join(", ");

const since = (from: string): string =>
  from.startsWith("../")
    ? say("held.by", { date: from.slice(3) })
    : say("held.from", { date: from.endsWith("/..") ? from.slice(0, -3) : dateWords(from) });
