/** Builds SVG text: escaped, with numbers rounded the same way everywhere, so that equal input gives equal bytes. */

export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Characters that XML 1.0 forbids, and lone surrogates: neither can be written in any escaped form.
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must be replaced
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text made safe for element content and quoted attributes; characters that XML forbids become U+FFFD. */
export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, "\ufffd").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** A coordinate with at most two decimals, never "-0". */
export const coordinate = (value: number): string => {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
};

const attributesText = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(
      ([name, value]) =>
        ` ${name}="${typeof value === "number" ? coordinate(value) : escapeXml(value ?? "")}"`,
    )
    .join("");

/** One element; children are already SVG text. */
export const element = (name: string, attributes: Attributes, ...children: readonly string[]): string =>
  children.length === 0
    ? `<${name}${attributesText(attributes)}/>`
    : `<${name}${attributesText(attributes)}>${children.join("")}</${name}>`;

/** A path from commands and coordinates. */
export const path = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => (typeof part === "number" ? coordinate(part) : part)).join(" ");

export const line = (x1: number, y1: number, x2: number, y2: number, attributes: Attributes): string =>
  element("line", { x1, y1, x2, y2, ...attributes });

/** The root element of a figure; it scales down with its container and keeps its proportions. */
export const root = (
  width: number,
  height: number,
  title: string,
  description: string,
  children: readonly string[],
): string =>
  element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${coordinate(width)} ${coordinate(height)}`,
      width,
      height,
      role: "img",
      "aria-label": `${title}. ${description}`,
      class: "fig",
      "font-family": FONT,
      "font-size": 11,
    },
    element("title", {}, escapeXml(title)),
    element("desc", {}, escapeXml(description)),
    children.join(""),
  );

/** System faces only: nothing is fetched. */
const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", "Liberation Sans", sans-serif';
