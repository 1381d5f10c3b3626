export * from "./decision-track.ts";
export type { Figure, Truth as FigureTruth } from "./figure.ts";
export * from "./forest-plot.ts";
export * from "./funnel-plot.ts";
export * from "./interval-plot.ts";
export { type Direction, type EvidenceLevel, metMark, noRecordMark, severityMark } from "./marks.ts";
export * from "./matrix-figure.ts";
export { figureStyles, type Paint, palette, themeProperties } from "./palette.ts";
export * from "./protein-lollipop.ts";
