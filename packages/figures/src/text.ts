import { type Paint, paint } from "./palette.ts";
import { type Attributes, element, escapeXml } from "./svg.ts";

/** Advance widths of Helvetica in thousandths of the size (Adobe font metrics), by group; others count as 556. */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  (
    [
      [222, "ijl|'"],
      [278, " .,:;!/\\[]ft"],
      [333, "()-r`"],
      [389, "*"],
      [500, "ckvxyzsJ"],
      [584, "+=<>~≥≤"],
      [667, "ABEKPSVXY&"],
      [722, "CDHNRUw"],
      [611, "FTZ"],
      [778, "GOQ"],
      [833, "mM"],
      [889, "%"],
      [944, "W"],
    ] as const
  ).flatMap(([width, characters]) =>
    [...characters].map((character): [string, number] => [character, width]),
  ),
);

// Ideographs, kana, hangul and fullwidth forms fill a whole em.
const WIDE =
  /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|[\ud840-\ud87f][\udc00-\udfff]/u;

/** Estimated width in pixels; a little generous, since the reader's system face is not known. */
export const textWidth = (text: string, size: number): number => {
  let sum = 0;
  for (const character of text) sum += WIDE.test(character) ? 1000 : (WIDTHS.get(character) ?? 556);
  return (sum / 1000) * size * 1.05;
};

/** Breaks text into lines no wider than `width`; a word that is too long is cut. At most `lines` lines, the last with an ellipsis. */
export const wrapText = (
  text: string,
  size: number,
  width: number,
  lines = Number.POSITIVE_INFINITY,
): string[] => {
  const result: string[] = [];
  let current = "";
  for (const word of text
    .split(/\s+/)
    .filter((part) => part !== "")
    .flatMap((part) => pieces(part, size, width))) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (current === "" || textWidth(longer, size) <= width) current = longer;
    else {
      result.push(current);
      current = word;
    }
  }
  if (current !== "") result.push(current);
  if (result.length <= lines) return result;
  const kept = result.slice(0, lines);
  kept[lines - 1] = clipText(`${kept[lines - 1]} ${result[lines]}`, size, width);
  return kept;
};

const pieces = (word: string, size: number, width: number): string[] => {
  const result: string[] = [];
  let current = "";
  for (const character of word) {
    if (current !== "" && textWidth(current + character, size) > width) {
      result.push(current);
      current = "";
    }
    current += character;
  }
  return current === "" ? result : [...result, current];
};

/** Cuts text to `width` with an ellipsis. */
export const clipText = (text: string, size: number, width: number): string => {
  if (textWidth(text, size) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, size) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};

export interface TextStyle {
  readonly size?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly colour?: Paint;
  readonly bold?: boolean;
  readonly attributes?: Attributes;
}

/** One line of text on its baseline. */
export const label = (x: number, y: number, text: string, style: TextStyle = {}): string =>
  element(
    "text",
    {
      x,
      y,
      "text-anchor": style.anchor === "start" ? null : style.anchor,
      "font-size": style.size,
      "font-weight": style.bold ? 600 : null,
      ...paint(style.colour ?? "ink"),
      ...style.attributes,
    },
    escapeXml(text),
  );
