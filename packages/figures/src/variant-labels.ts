import { fits, placeLabels } from "./label-layout.ts";
import { coordinate } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";

export interface VariantLabel {
  readonly text: string;
  /** where its variant stands */
  readonly x: number;
  /** the patient's: larger and stronger */
  readonly own: boolean;
}

export interface VariantLabels {
  readonly height: number;
  /** where each label stands, in input order */
  readonly centres: readonly number[];
  /** draws the labels with their feet at `base` */
  readonly draw: (base: number) => string;
}

const OWN = 11;
const KNOWN = 9;
/** A level row is kept only while no label has to move further than this from its variant, in pixels. */
const DRIFT = 70;

const sizeOf = (entry: VariantLabel): number => (entry.own ? OWN : KNOWN);
const widthOf = (text: string, entry: VariantLabel): number =>
  textWidth(text, sizeOf(entry)) * (entry.own ? 1.08 : 1);

/** Labels of variants between `low` and `high`: level where they fit near their places, else upright. */
export const variantLabels = (entries: readonly VariantLabel[], low: number, high: number): VariantLabels => {
  if (entries.length === 0) return { height: 0, centres: [], draw: () => "" };
  const style = (entry: VariantLabel) =>
    ({ size: sizeOf(entry), colour: entry.own ? "ink" : "muted", bold: entry.own }) as const;

  const level = entries.map((entry) => ({ centre: entry.x, width: widthOf(entry.text, entry) + 8 }));
  const levelCentres = placeLabels(level, low - 4, high + 4);
  const drift = Math.max(...levelCentres.map((x, index) => Math.abs(x - entries[index]!.x)));
  if (fits(level, low - 4, high + 4) && drift <= DRIFT)
    return {
      height: OWN + 1,
      centres: levelCentres,
      draw: (base) =>
        entries
          .map((entry, i) =>
            label(levelCentres[i]!, base - 1, entry.text, { ...style(entry), anchor: "middle" }),
          )
          .join(""),
    };

  const wished = entries.reduce((sum, entry) => sum + sizeOf(entry) + 2, 0);
  const squeeze = Math.min(1, (high - low) / wished);
  const centres = placeLabels(
    entries.map((entry) => ({ centre: entry.x, width: (sizeOf(entry) + 2) * squeeze })),
    low,
    high,
  );
  const texts = entries.map((entry) => clipText(entry.text, sizeOf(entry), entry.own ? 104 : 62));
  return {
    height: Math.max(...texts.map((text, i) => widthOf(text, entries[i]!))) + 3,
    centres,
    draw: (base) =>
      texts
        .map((text, i) => {
          const entry = entries[i]!;
          const size = sizeOf(entry) * Math.max(0.6, squeeze);
          const x = centres[i]! + size * 0.35;
          return label(x, base, text, {
            ...style(entry),
            size,
            attributes: { transform: `rotate(-90 ${coordinate(x)} ${coordinate(base)})` },
          });
        })
        .join(""),
  };
};
