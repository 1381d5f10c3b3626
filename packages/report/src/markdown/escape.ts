/**
 * Text as Markdown that shows exactly that text: no markup, no HTML, no new lines. Underscores inside a word
 * stay bare, since GitHub's and CommonMark's dialects do not read them as emphasis.
 */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/&(?=[#\w]+;)/g, "&amp;")
    .replace(/<(?=[A-Za-z/!?])/g, "&lt;")
    .replace(/[\\`*[\]|~]/g, (character) => `\\${character}`)
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "\\_")
    .replace(/^(#{1,6}(?= |$)|[-+>](?= |$)|=+$|-+$|\d+(?=[.)](?: |$)))/, (start) =>
      /^\d/.test(start) ? `${start}\\` : `\\${start}`,
    );

/** A table; every cell is already Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** A list; every item is already Markdown. */
export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join("\n");
