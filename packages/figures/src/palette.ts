import type { Attributes } from "./svg.ts";

/**
 * The semantic colours. A shape carries its light colour as an attribute, so that a figure stands alone,
 * and a class, so that a page can re-colour it for a dark theme (a style rule beats the attribute).
 * Teal against vermilion with amber between stays apart under the three colour-vision deficiencies; shape
 * carries the meaning first.
 */
export const palette = {
  ink: { light: "#17171f", dark: "#ececf2" },
  muted: { light: "#595966", dark: "#a9abb9" },
  faint: { light: "#8b8b99", dark: "#7d8090" },
  hairline: { light: "#d8d8e0", dark: "#363843" },
  wash: { light: "#f1f1f5", dark: "#1e2028" },
  paper: { light: "#ffffff", dark: "#131419" },
  violet: { light: "#5b3fa8", dark: "#b9a5ff" },
  teal: { light: "#00706b", dark: "#4fcbc1" },
  vermilion: { light: "#b8390b", dark: "#ff946d" },
  amber: { light: "#8a5a00", dark: "#e6b450" },
  slate: { light: "#566072", dark: "#9ca6b6" },
} as const;
export type Paint = keyof typeof palette;

/** Attributes that fill and stroke in semantic colours. */
export const paint = (fill: Paint | null, stroke: Paint | null = null): Attributes => {
  const classes = [...(fill ? [`f-${fill}`] : []), ...(stroke ? [`s-${stroke}`] : [])];
  return {
    class: classes.join(" ") || null,
    fill: fill ? palette[fill].light : "none",
    stroke: stroke ? palette[stroke].light : null,
  };
};

const names = Object.keys(palette) as Paint[];

/** The custom properties of one theme, for a page's root. */
export const themeProperties = (theme: "light" | "dark"): string =>
  names.map((name) => `--${name}:${palette[name][theme]}`).join(";");

/** Rules that let a page's custom properties re-colour its figures. */
export const figureStyles: string = names
  .map((name) => `.f-${name}{fill:var(--${name})}.s-${name}{stroke:var(--${name})}`)
  .join("");
