import type { Figure } from "./figure.ts";
import { type Paint, paint, palette } from "./palette.ts";
import { element } from "./svg.ts";

/** Pixels around a figure that stands alone. */
const MARGIN = 14;

const names = Object.keys(palette) as Paint[];
const dark = names
  .map((name) => `.f-${name}{fill:${palette[name].dark}}.s-${name}{stroke:${palette[name].dark}}`)
  .join("");

/**
 * A figure as a file of its own: on paper of its colour, with a margin, light or dark as its reader's system is. A page
 * that draws figures inline has its own paper and colours and needs none of this.
 *
 * @returns the whole text of an SVG file
 */
export const standalone = ({ svg }: Pick<Figure, "svg">): string => {
  const [root = "", width = "0", height = "0"] =
    /^<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>/.exec(svg) ?? [];
  const [w, h] = [Number(width) + 2 * MARGIN, Number(height) + 2 * MARGIN];
  const opened = root
    .replace(/viewBox="[^"]*"/, `viewBox="${-MARGIN} ${-MARGIN} ${w} ${h}"`)
    .replace(/ width="[^"]*"/, ` width="${w}"`)
    .replace(/ height="[^"]*"/, ` height="${h}"`);
  // title and description come first: some readers look nowhere else
  const told = svg.indexOf("</desc>") + "</desc>".length;
  return [
    opened,
    svg.slice(root.length, told),
    `<style>@media (prefers-color-scheme:dark){${dark}}</style>`,
    element("rect", { x: -MARGIN, y: -MARGIN, width: w, height: h, ...paint("paper") }),
    svg.slice(told),
    "\n",
  ].join("");
};
