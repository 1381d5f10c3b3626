/**
 * HTML that cannot be broken by what is put into it: `html` escapes every interpolated string; only values
 * that are themselves `Html` pass unescaped. Element content and double-quoted attributes are safe places;
 * templates never interpolate into tag names, unquoted attributes, scripts or styles.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Part = Html | string | number | null | false | undefined | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Control characters and lone surrogates have no valid form in HTML.
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must be replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const escapeHtml = (text: string): string =>
  text.replace(FORBIDDEN, "\ufffd").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

const render = (part: Part): string => {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  return part.map(render).join("");
};

/** Template tag; see the file's head. Arrays are joined, null and false are nothing. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => {
  let text = strings[0] ?? "";
  parts.forEach((part, index) => {
    text += render(part) + (strings[index + 1] ?? "");
  });
  return new Html(text);
};

/** Markup that our own code made and has already escaped (figures, marks). */
export const trusted = (markup: string): Html => new Html(markup);

/** Parts with a separator between those that are there. */
export const joined = (parts: readonly Part[], separator: string): Html =>
  html`${parts
    .filter((part) => part !== null && part !== undefined && part !== false && part !== "")
    .map((part, index) => (index === 0 ? part : [separator, part]))}`;
