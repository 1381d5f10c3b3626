import { paint } from "./palette.ts";
import { area, type PlotBox, type PlotFrame } from "./plot-frame.ts";
import { element, line } from "./svg.ts";

/** Around `reference`, `z` standard errors to each side. */
export interface FunnelBand {
  /** what holds outside it, as "p < 0.05" */
  readonly label: string;
  readonly z: number;
}

/** Two-sided 10, 5 and 1 percent, the levels Peters and colleagues drew (J Clin Epidemiol 2008;61:991). */
export const BANDS: readonly FunnelBand[] = [
  { label: "p < 0.10", z: 1.6449 },
  { label: "p < 0.05", z: 1.96 },
  { label: "p < 0.01", z: 2.5758 },
];
/** Opacity of the bands, the narrowest first. */
export const SHADES: readonly number[] = [0.3, 0.18, 0.08];

/** Shades outside each band around no effect, from the widest to the narrowest, and the line of no effect. */
export const contours = (
  reference: number,
  bands: readonly FunnelBand[],
  frame: PlotFrame,
  box: PlotBox,
  { low, high, deepest }: { readonly low: number; readonly high: number; readonly deepest: number },
): string[] => {
  if (bands.length === 0) return [];
  const shades: string[] = [];
  const shade = (index: number): number => SHADES[index] ?? 0.05;
  shades.push(
    element("rect", {
      x: box.left,
      y: box.top,
      width: box.right - box.left,
      height: box.bottom - box.top,
      ...paint("slate"),
      "fill-opacity": shade(bands.length - 1),
    }),
  );
  // from the widest to the narrowest, each on fresh paper
  for (let index = bands.length - 1; index >= 0; index--) {
    const shape = wedge(reference, bands[index]?.z ?? 0, low, high, deepest).map(
      ([x, y]): [number, number] => [frame.x(x), frame.y(y)],
    );
    shades.push(area(shape, paint("paper")));
    if (index > 0) shades.push(area(shape, { ...paint("slate"), "fill-opacity": shade(index - 1) }));
  }
  shades.push(
    line(frame.x(reference), box.top, frame.x(reference), box.bottom, {
      ...paint(null, "faint"),
      "stroke-width": 1,
    }),
  );
  return shades;
};

/** The wedge of `z` standard errors around the reference, cut off at the ends of the axis. */
const wedge = (
  reference: number,
  z: number,
  low: number,
  high: number,
  deepest: number,
): [number, number][] => {
  const [right, left] = [Math.min(deepest, (high - reference) / z), Math.min(deepest, (reference - low) / z)];
  return [
    [reference, 0],
    [reference + z * right, right],
    [reference + z * right, deepest],
    [reference - z * left, deepest],
    [reference - z * left, left],
  ];
};
