export * from "./basket-plot.ts";
export * from "./calibration-plot.ts";
export type * from "./course.ts";
export * from "./course-plot.ts";
export * from "./decision-curve-plot.ts";
export * from "./decision-track.ts";
export type { Figure, Truth as FigureTruth } from "./figure.ts";
export { type ForestAxis, forestAxis } from "./forest-axis.ts";
export * from "./forest-plot.ts";
export * from "./funnel-plot.ts";
export * from "./interval-plot.ts";
export {
  type IntervalAxis,
  type IntervalRow,
  type IntervalWords,
  intervalText,
  oneDecimal,
} from "./interval-row.ts";
export * from "./interval-strip.ts";
export * from "./league-heat-map.ts";
export { type Direction, type EvidenceLevel, metMark, noRecordMark, severityMark } from "./marks.ts";
export * from "./matrix-figure.ts";
export * from "./network-graph.ts";
export * from "./nomogram-chart.ts";
export { figureStyles, type Paint, palette, themeProperties } from "./palette.ts";
export type { PathwayFigureEdge } from "./pathway-edge.ts";
export * from "./pathway-figure.ts";
export * from "./protein-lollipop.ts";
export * from "./roc-plot.ts";
export { standalone } from "./standalone.ts";
export * from "./summary-roc-plot.ts";
export * from "./survival-plot.ts";
export { type PlotTick, roundTicks } from "./ticks.ts";
export type { TrackBranch, TrackNote, TrackStation, TrackWords } from "./track-station.ts";
