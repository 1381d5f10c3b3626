import { basketPlot } from "./basket-plot.ts";
import { calibrationPlot } from "./calibration-plot.ts";
import { coursePlot } from "./course-plot.ts";
import { decisionCurvePlot } from "./decision-curve-plot.ts";
import { decisionTrack } from "./decision-track.ts";
import type { Figure } from "./figure.ts";
import { forestPlot } from "./forest-plot.ts";
import { funnelPlot } from "./funnel-plot.ts";
import { intervalPlot } from "./interval-plot.ts";
import { intervalStrip } from "./interval-strip.ts";
import { leagueHeatMap } from "./league-heat-map.ts";
import { matrixFigure } from "./matrix-figure.ts";
import { networkGraph } from "./network-graph.ts";
import { nomogramChart } from "./nomogram-chart.ts";
import { pathwayFigure } from "./pathway-figure.ts";
import { proteinLollipop } from "./protein-lollipop.ts";
import { rocPlot } from "./roc-plot.ts";
import { summaryRocPlot } from "./summary-roc-plot.ts";
import { survivalPlot } from "./survival-plot.ts";

export const percent = { min: 0, max: 100, unit: "%" };
export const row = { label: "DESTINY-Breast03", estimate: 79.7, low: 74.3, high: 84.4, n: 261 };

export const protein = (text: string, width = 720): Figure =>
  proteinLollipop({
    title: text,
    length: 1255,
    domains: [
      { name: text, from: 1, to: 719 },
      { name: "kinase", from: 720, to: 987, accent: true },
      { name: "tail", short: "t", from: 988, to: 1255 },
    ],
    exons: [{ number: 19, from: 737, to: 769 }],
    known: [{ residue: 310, label: "S310F", count: 40 }],
    own: [{ residue: 755, label: text, kind: "missense" }],
    zoom: { from: 720, to: 987, title: text },
    width,
  });

export const forest = (text: string, width = 720): Figure =>
  forestPlot({
    title: text,
    rows: [
      { label: text, counts: text, estimate: 55, low: 44, high: 65, weight: 0.7 },
      { label: "beyond the axis", counts: "", estimate: 90, low: -5, high: 120, weight: null },
    ],
    summaries: [
      {
        label: text,
        counts: "2",
        estimate: 57,
        low: 49,
        high: 65,
        prediction: { label: text, low: 33, high: 79 },
      },
    ],
    axis: { min: 0, max: 100, scale: "linear", unit: "%", ticks: [0, 50, 100], reference: null },
    notes: [text],
    decimals: 0,
    words: { study: "Study", counts: "n", estimate: "Estimate", interval: "Interval", weight: "Weight" },
    width,
  });

export const funnel = (text: string, rest: Partial<Parameters<typeof funnelPlot>[0]> = {}): Figure =>
  funnelPlot({
    title: text,
    studies: [
      { label: text, estimate: -0.7, standardError: 0.1 },
      { label: "imputed", estimate: 0.4, standardError: 0.3, imputed: true },
    ],
    pooled: -0.5,
    reference: 0,
    scale: "log",
    notes: [text],
    words: {
      study: "Study",
      estimate: "Hazard ratio",
      standardError: "Standard error",
      pooled: "pooled",
      limits: "95 % limits",
      imputed: "imputed",
    },
    ...rest,
  });

export const network = (text: string, rest: Partial<Parameters<typeof networkGraph>[0]> = {}): Figure =>
  networkGraph({
    title: text,
    nodes: [
      { label: text, size: 100 },
      { label: "B", size: 400 },
      { label: "C", size: null },
    ],
    edges: [
      { from: 0, to: 1, studies: 1, weight: 5 },
      { from: 1, to: 2, studies: 3, weight: 20 },
    ],
    notes: [text],
    words: {
      treatment: "Treatment",
      comparator: "Comparator",
      studies: "Studies",
      size: "patients",
      weight: "Precision",
    },
    ...rest,
  });

export const league = (text: string, better: "lower" | "higher" = "lower"): Figure =>
  leagueHeatMap({
    title: text,
    treatments: [text, "B", "C"],
    cells: [
      [null, { estimate: 0.5, low: 0.4, high: 0.7 }, { estimate: 0.9, low: 0.7, high: 1 }],
      [{ estimate: 2, low: 1.4, high: 2.5 }, null, null],
    ],
    scale: "log",
    better,
    decimals: 2,
    notes: [text],
    words: {
      row: "Row",
      column: "Column",
      estimate: "Hazard ratio",
      interval: "Interval",
      favoursRow: "favours the row",
      favoursColumn: "favours the column",
      excludes: "excludes no effect",
      notCompared: "not compared",
    },
  });

export const survival = (text: string, rest: Partial<Parameters<typeof survivalPlot>[0]> = {}): Figure =>
  survivalPlot({
    title: text,
    groups: [
      {
        label: text,
        time: [2, 5],
        survival: [0.75, 0.25],
        low: [0.4, Number.NaN],
        high: [1, 0.7],
        censored: [3, 8],
        atRisk: [4, 2, 0],
        summary: "5 (2-8)",
      },
      { label: "B", time: [], survival: [], censored: [10], atRisk: [3, 3, 1], summary: "" },
    ],
    riskTimes: [0, 5, 10],
    notes: [text],
    words: { time: "Months", survival: "Survival (%)", atRisk: "At risk", group: "Group", summary: "Median" },
    ...rest,
  });

export const roc = (text: string, rest: Partial<Parameters<typeof rocPlot>[0]> = {}): Figure =>
  rocPlot({
    title: text,
    series: [
      {
        label: text,
        sensitivity: [0, 0.8, 1],
        specificity: [1, 0.75, 0],
        auc: 0.775,
        interval: { low: 0.7, high: 0.85 },
        band: { specificity: [0.75, 0.5], low: [0.7, 0.8], high: [0.9, 0.95] },
        marked: { label: text, sensitivity: 0.8, specificity: 0.75 },
      },
      { label: "B", sensitivity: [0, 1], specificity: [1, 0], auc: 0.5, interval: null },
    ],
    notes: [text],
    words: {
      series: "Marker",
      falsePositiveRate: "1 - specificity",
      sensitivity: "Sensitivity",
      auc: "AUC",
      interval: "Interval",
      marked: "Threshold",
    },
    ...rest,
  });

export const calibrated = (text: string, rest: Partial<Parameters<typeof calibrationPlot>[0]> = {}): Figure =>
  calibrationPlot({
    title: text,
    groups: [
      { predicted: 0.25, observed: 0.5, interval: { low: 0.25, high: 0.75 }, n: 40 },
      { predicted: 0.75, observed: 0.75, interval: null, n: 20 },
    ],
    smooth: { predicted: [0, 1], observed: [0.1, 0.9] },
    predictions: [0, 0.01, 0.5, 1],
    notes: [text],
    words: {
      predicted: "Predicted",
      observed: "Observed",
      interval: "Interval",
      n: "n",
      ideal: "ideal",
      smooth: text,
      groups: text,
    },
    ...rest,
  });

export const decision = (text: string, rest: Partial<Parameters<typeof decisionCurvePlot>[0]> = {}): Figure =>
  decisionCurvePlot({
    title: text,
    threshold: [0.1, 0.2, 0.3, 0.4],
    series: [{ label: text, netBenefit: [0.2, 0.15, 0.1, 0.08] }],
    treatAll: [0.2, 0.1, -0.1, -0.5],
    tableThresholds: [0.1, 0.25, 0.9],
    notes: [text],
    words: {
      threshold: "Threshold",
      netBenefit: "Net benefit",
      treatAll: "treat all",
      treatNone: "treat none",
    },
    ...rest,
  });

export const summaryRoc = (text: string, rest: Partial<Parameters<typeof summaryRocPlot>[0]> = {}): Figure =>
  summaryRocPlot({
    title: text,
    studies: [
      { label: "small", sensitivity: 0.5, specificity: 1, n: 25 },
      { label: text, sensitivity: 0.8, specificity: 0.75, n: 100 },
    ],
    summary: {
      sensitivity: { estimate: 0.75, low: 0.6, high: 0.85 },
      specificity: { estimate: 0.8, low: 0.7, high: 0.9 },
      confidenceRegion: { falsePositiveRate: [0.1, 0.3, 0.2], sensitivity: [0.7, 0.7, 0.8] },
      predictionRegion: { falsePositiveRate: [0, 0.5, 0.2], sensitivity: [0.5, 0.6, 0.95] },
    },
    curve: { falsePositiveRate: [0, 0.25], sensitivity: [0.5, 0.8] },
    notes: [text],
    words: {
      study: "Study",
      sensitivity: "Sensitivity",
      specificity: "Specificity",
      falsePositiveRate: "1 - specificity",
      n: "n",
      summary: "summary point",
      curve: "curve",
      confidenceRegion: "confidence region",
      predictionRegion: "prediction region",
    },
    ...rest,
  });

export const chart = (text: string, rest: Partial<Parameters<typeof nomogramChart>[0]> = {}): Figure =>
  nomogramChart({
    title: text,
    covariates: [
      {
        name: text,
        values: [
          { label: "low", points: 0 },
          { label: "high", points: 100 },
        ],
      },
      {
        name: "IHC",
        values: [
          { label: text, points: 0 },
          { label: "3+", points: 50 },
        ],
      },
    ],
    maximumPoints: 100,
    maximumTotal: 150,
    outcomes: [
      {
        name: "Risk",
        values: [
          { label: "0.1", points: 20 },
          { label: "0.5", points: 75 },
        ],
      },
    ],
    notes: [text],
    words: { points: "Points", totalPoints: "Total points", scale: "Scale", value: "Value" },
    ...rest,
  });

export const course = (text: string, rest: Partial<Parameters<typeof coursePlot>[0]> = {}): Figure =>
  coursePlot({
    title: text,
    from: 0,
    to: 100,
    today: 90,
    ticks: [{ at: 50, text: "2026" }],
    bars: [
      { label: text, from: 5, to: 60 },
      { label: "second", from: 62, to: null },
    ],
    series: [
      {
        label: text,
        unit: "%",
        points: [
          { at: 10, when: "d10", value: 60, weight: "none" },
          { at: 20, when: "d20", value: 49.123456, weight: "act" },
          { at: 21, when: "d21", value: 55, weight: "note" },
        ],
      },
    ],
    marks: [
      { at: 30, when: "d30", label: text, weight: "open" },
      { at: 31, when: "d31", label: "close by", weight: "note" },
      { at: 99, when: "d99", label: "at the end", weight: "none" },
    ],
    due: [{ at: 95, when: "d95", label: text, overdue: true }],
    words: {
      when: "When",
      what: "What",
      value: "Value",
      rule: "By rule",
      today: "today",
      due: "Due",
      overdue: "overdue",
      act: "asks for action",
      open: "cannot be told",
      note: "asks for nothing",
      none: "no rule",
      ongoing: "ongoing",
    },
    ...rest,
  });

export const pathway = (text: string, rest: Partial<Parameters<typeof pathwayFigure>[0]> = {}): Figure =>
  pathwayFigure({
    title: text,
    rows: [
      [
        { lane: "upper", columns: 2 },
        { lane: text, columns: 1 },
      ],
      [{ lane: "lower", columns: 1 }],
    ],
    nodes: [
      { id: "a", label: text, lane: "upper", lit: "met", says: text },
      { id: "b", label: "B", lane: "upper", lit: "unknown", says: "" },
      { id: "c", label: "C", lane: text, lit: "not met", says: "" },
      { id: "d", label: "D", lane: "lower", lit: null, says: "" },
    ],
    edges: [
      { from: "a", to: "b", effect: "activates", confirmed: true },
      { from: "a", to: "c", effect: "turns into", confirmed: true },
      { from: "b", to: "d", effect: "inhibits", confirmed: false },
      { from: "c", to: "d", effect: "pairs with", confirmed: true },
      { from: "d", to: "nowhere", effect: "activates", confirmed: true },
    ],
    words: {
      node: "Step",
      lane: "Part",
      finding: "Finding",
      says: "What it says",
      met: "present",
      notMet: "absent",
      unknown: "not known",
      noFinding: "no finding tells",
    },
    ...rest,
  });

const basket = (text: string, width = 760): Figure =>
  basketPlot({
    title: text,
    rows: [
      { label: text, responders: 3, n: 6, alone: rate(50, 11.8, 88.2), together: rate(40, 21, 64) },
      { label: "S310F", responders: 0, n: 2, alone: rate(0, 0, 84.2), together: rate(35.1, 10.6, 57.8) },
    ],
    next: rate(38.1, 13.6, 66.9),
    threshold: 20,
    notes: [text],
    width,
  });

const rate = (estimate: number, low: number, high: number) => ({ estimate, low, high });

export const everyFigure = (text: string): Figure[] => [
  course(text),
  course(text, { width: 328 }),
  pathway(text),
  pathway(text, { width: 328 }),
  protein(text),
  decisionTrack({
    title: text,
    stations: [
      {
        title: text,
        result: text,
        branches: [{ label: text, taken: true, truth: "met" }],
        notes: [{ severity: "warning", text }],
      },
    ],
  }),
  basket(text),
  basket(text, 328),
  forest(text),
  forest(text, 320),
  funnel(text),
  funnel(text, { studies: [], pooled: null, reference: null }),
  network(text),
  network(text, { nodes: [], edges: [] }),
  league(text),
  survival(text),
  survival(text, { groups: [], riskTimes: [] }),
  roc(text),
  roc(text, { series: [] }),
  calibrated(text),
  calibrated(text, { groups: [], smooth: null, predictions: [] }),
  decision(text),
  decision(text, { threshold: [], series: [], treatAll: [], tableThresholds: [] }),
  summaryRoc(text),
  summaryRoc(text, { studies: [], summary: null, curve: null }),
  chart(text),
  chart(text, { covariates: [], outcomes: [], maximumPoints: 0, maximumTotal: 0 }),
  intervalPlot({ title: text, rows: [{ ...row, label: text }], axis: percent }),
  intervalStrip({ title: text, row: { ...row, label: text }, axis: percent }),
  matrixFigure({
    title: text,
    description: text,
    corner: "Drug",
    rows: [text],
    columns: [text],
    cells: [[{ direction: "conflicting", level: "case", words: [text] }]],
    nothing: "nothing known",
  }),
];
