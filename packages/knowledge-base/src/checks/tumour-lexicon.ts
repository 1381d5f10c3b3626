import type { Tumour } from "@erbium/model";
import { shortened, tokensOf } from "../tumour-stem.ts";

/** Finds the tumours that words speak of. */
export interface TumourLexicon {
  /** one entry per mention: the words and the codes they can mean */
  mentions(text: string): readonly TumourMention[];
  /** single words that name this tumour by its organ alone: gastric, stomach */
  organWords(code: string): ReadonlySet<string>;
  /** every word of its English names */
  nameWords(code: string): ReadonlySet<string>;
}

interface TumourMention {
  readonly words: string;
  readonly codes: readonly string[];
}

/** A site named only as the place of metastases is not the tumour. */
const metastaticSite = /\b\p{L}+(?:\s+(?:and|or)\s+\p{L}+)?\s+(?:metastas[ei]s|mets)\b/gu;

const isHan = /[\p{Script=Han}\p{Script=Hangul}]/u;

/**
 * A lexicon made of the names of tumours in three languages and their OncoTree codes (codes count only as
 * written, in capitals). Longest name first, so that "small cell lung cancer" is not heard inside
 * "non-small cell lung cancer".
 */
export const tumourLexicon = (tumours: readonly Tumour[]): TumourLexicon => {
  const phrases = new Map<string, Set<string>>();
  const spans = new Map<string, Set<string>>();
  const codes = new Set(tumours.map((tumour) => tumour.id));
  const add = (map: Map<string, Set<string>>, key: string, code: string): void => {
    const found = map.get(key);
    if (found) found.add(code);
    else map.set(key, new Set([code]));
  };
  const nameWords = new Map<string, Set<string>>();
  const organWords = new Map<string, Set<string>>();
  for (const { id, names } of tumours) {
    for (const name of names.en) {
      const tokens = tokensOf(name);
      for (const token of tokens) add(nameWords, id, token);
      if (tokens.includes("/")) continue; // "gastric/GEJ" is two tumours, each heard by itself
      for (const phrase of shortened(tokens)) {
        add(phrases, phrase, id);
        if (!phrase.includes(" ") && phrase.toUpperCase() !== id) add(organWords, id, phrase);
      }
    }
    for (const name of [...names.zh, ...names.ko]) add(spans, name.normalize("NFKC").replace(/\s+/g, ""), id);
  }
  const longest = Math.max(1, ...[...phrases.keys()].map((phrase) => phrase.split(" ").length));
  const longSpans = [...spans.keys()]
    .filter((span) => span.length > 1)
    .toSorted((a, b) => b.length - a.length);

  return {
    organWords: (code) => organWords.get(code) ?? new Set(),
    nameWords: (code) => nameWords.get(code) ?? new Set(),
    mentions(text) {
      const found: TumourMention[] = [];
      const cleaned = text.replace(metastaticSite, " ; ");
      for (const code of new Set(cleaned.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? []))
        if (codes.has(code)) found.push({ words: code, codes: [code] });
      const tokens = tokensOf(cleaned);
      for (let at = 0; at < tokens.length; ) {
        let length = Math.min(longest, tokens.length - at);
        for (; length > 0; length--) {
          const phrase = tokens.slice(at, at + length).join(" ");
          const meant = phrases.get(phrase);
          if (meant) {
            found.push({ words: phrase, codes: [...meant] });
            break;
          }
        }
        at += Math.max(1, length);
      }
      if (isHan.test(cleaned)) {
        let rest = cleaned.normalize("NFKC").replace(/\s+/g, "");
        for (const span of longSpans)
          if (rest.includes(span)) {
            found.push({ words: span, codes: [...(spans.get(span) ?? [])] });
            rest = rest.replaceAll(span, ";");
          }
      }
      return found;
    },
  };
};
