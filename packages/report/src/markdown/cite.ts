import type { Cited, FactStatus } from "@erbium/model";
import type { Citations } from "../reading/citations.ts";
import { say } from "../words.ts";
import { escapeMarkdown as md } from "./escape.ts";

/** " [3, 7]" as plain text; the numbers are those of the list of sources. */
export const cite = (cited: readonly Cited[], citations: Citations): string => {
  const { listed, unlisted } = citations.numbers(cited);
  const all = [...listed.map(String), ...unlisted.map(md)];
  return all.length === 0 ? "" : ` [${all.join(", ")}]`;
};

export const standing = (status: FactStatus): string =>
  status === "recalled"
    ? ` _(${say("unconfirmed")})_`
    : status === "conflict"
      ? ` _(${say("disputed")})_`
      : "";

export const doubtWords = (doubt: string | null): string =>
  doubt === null ? "" : ` _(${md(say("doubt", { words: doubt }))})_`;
