import type { CitedSource } from "@erbium/model";
import type { Context } from "../reading/context.ts";
import { count, say } from "../words.ts";
import { type Html, html, joined } from "./html.ts";

/** Numbered in order of first use, with quotes on demand; the only outside addresses of the page, as plain links. */
export const sourcesSection = ({ advice }: Context): Html =>
  html`<section id="sources" aria-labelledby="sources-h"><h2 id="sources-h">${say("sources")}</h2>${
    advice.sources.length === 0
      ? html`<p class="none">${say("sources.none")}</p>`
      : html`<ol class="sources">${[...advice.sources].sort((a, b) => a.n - b.n).map(sourceItem)}</ol>`
  }</section>`;

/** Only web addresses become links: anything else is shown as text, so that no other scheme can be opened. */
const isWebAddress = (address: string): boolean => /^https?:\/\/[^\s"'<>\\]+$/i.test(address);

const sourceItem = (source: CitedSource): Html => {
  const { address } = source;
  const language = languageCode(source.language);
  return html`<li id="s${source.n}" value="${source.n}"><span class="title${source.retracted && " retracted"}"${inOwnScript(source.title) && html` lang="${language}"`}>${source.title}</span>${
    source.retracted && html` <strong class="unfavourable">${say("sources.retracted")}</strong>`
  } ${language !== "en" && html`<span class="more">${languageWords(source.language)}</span> `}${
    address !== null &&
    (isWebAddress(address)
      ? html`<a class="address" rel="noreferrer noopener" href="${address}">${address}</a>`
      : html`<span class="address">${address}</span>`)
  }${
    source.quotes.length > 0 &&
    html`<details class="quotes"><summary>${count("sources.quote", source.quotes.length)}</summary>${joined(
      source.quotes.map((quote) => html`<blockquote lang="${language}">${quote}</blockquote>`),
      "",
    )}</details>`
  }</li>`;
};

/** A title in ideographs, kana or hangul is set in its language's own face. */
const inOwnScript = (title: string): boolean => /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(title);

const NAMED: ReadonlySet<string> = new Set(["en", "zh", "ko", "ja"]);

const languageWords = (code: string): string =>
  NAMED.has(code) ? say(`sources.language.${code}`) : say("sources.language.other", { code });

const languageCode = (code: string): string => (/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(code) ? code : "und");
