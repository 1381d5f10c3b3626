import type { CertaintyFigure } from "@erbium/model";
import { say } from "../words.ts";

/** The level in one sentence; while a domain is asked and nobody judged it, the level is the highest still possible. */
export const certaintyWords = ({ level, atMost, start, domains }: CertaintyFigure): string =>
  atMost
    ? say("certainty.atMost", {
        level,
        start,
        asked: domains
          .filter(({ how }) => how === "asked")
          .map(({ domain }) => domain)
          .join(", "),
      })
    : say("certainty", { level, start });

/** Each domain: what it took off, whether computed, given or asked, and why. */
export const certaintyRows = ({ domains }: CertaintyFigure): readonly (readonly string[])[] =>
  domains.map(({ domain, down, how, why }) => [
    domain,
    down === null ? "-" : String(down),
    say(`certainty.how.${how}`),
    why,
  ]);

export const certaintyHead = (): readonly string[] => [
  say("col.domain"),
  say("col.down"),
  say("col.how"),
  say("col.why"),
];
