import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  calibrationPlot,
  coursePlot,
  decisionCurvePlot,
  decisionTrack,
  type Figure,
  forestPlot,
  funnelPlot,
  intervalPlot,
  intervalStrip,
  intervalText,
  leagueHeatMap,
  matrixFigure,
  metMark,
  networkGraph,
  nomogramChart,
  noRecordMark,
  palette,
  pathwayFigure,
  proteinLollipop,
  rocPlot,
  severityMark,
  summaryRocPlot,
  survivalPlot,
} from "./index.ts";
import { illFormed } from "./well-formed.fixture.ts";

const percent = { min: 0, max: 100, unit: "%" };
const row = { label: "DESTINY-Breast03", estimate: 79.7, low: 74.3, high: 84.4, n: 261 };

const protein = (text: string, width = 720): Figure =>
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

const forest = (text: string, width = 720): Figure =>
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

const funnel = (text: string, rest: Partial<Parameters<typeof funnelPlot>[0]> = {}): Figure =>
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

const network = (text: string, rest: Partial<Parameters<typeof networkGraph>[0]> = {}): Figure =>
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

const league = (text: string, better: "lower" | "higher" = "lower"): Figure =>
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

const survival = (text: string, rest: Partial<Parameters<typeof survivalPlot>[0]> = {}): Figure =>
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

const roc = (text: string, rest: Partial<Parameters<typeof rocPlot>[0]> = {}): Figure =>
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

const calibrated = (text: string, rest: Partial<Parameters<typeof calibrationPlot>[0]> = {}): Figure =>
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

const decision = (text: string, rest: Partial<Parameters<typeof decisionCurvePlot>[0]> = {}): Figure =>
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

const summaryRoc = (text: string, rest: Partial<Parameters<typeof summaryRocPlot>[0]> = {}): Figure =>
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

const chart = (text: string, rest: Partial<Parameters<typeof nomogramChart>[0]> = {}): Figure =>
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

const course = (text: string, rest: Partial<Parameters<typeof coursePlot>[0]> = {}): Figure =>
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

const pathway = (text: string, rest: Partial<Parameters<typeof pathwayFigure>[0]> = {}): Figure =>
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

const everyFigure = (text: string): Figure[] => [
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

describe("every figure", () => {
  test("is well-formed whatever text is put into it, and no text becomes markup", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constant('"><script>alert(1)</script>'),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        for (const { svg } of everyFigure(hostile)) {
          expect(illFormed(svg)).toBeNull();
          expect(svg).not.toContain("<script");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("carries a role, a title, a description and a full table", () => {
    for (const figure of everyFigure("L755S")) {
      expect(figure.svg).toMatch(/^<svg [^>]*role="img"[^>]*aria-label="[^"]+"/);
      expect(figure.svg).toContain("<title>");
      expect(figure.svg).toContain("<desc>");
      for (const cells of figure.table.rows) expect(cells).toHaveLength(figure.table.head.length);
    }
  });

  test("is the same bytes each time", () => {
    expect(everyFigure("L755S")).toEqual(everyFigure("L755S"));
  });

  test("asks for nothing from anywhere", () => {
    for (const { svg } of everyFigure("L755S")) expect(svg).not.toMatch(/href|url\(|<image|<style|@import/);
  });
});

describe("the protein", () => {
  const positions = (svg: string, text: string): number[] =>
    [...svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)</g)]
      .filter((m) => m[2] === text)
      .map((m) => Number(m[1]));

  test("draws a residue at its place: the first at the left, the last at the right", () => {
    const at = (residue: number): number => {
      const { svg } = proteinLollipop({
        title: "t", length: 100, domains: [], exons: [], known: [],
        own: [{ residue, label: "X", kind: "missense" }], width: 112,
      }); // biome-ignore format: one figure
      return Number(/<circle cx="([\d.]+)"/.exec(svg)?.[1]);
    };
    expect(at(50)).toBeCloseTo(6 + 49.5, 1);
    expect(at(100) - at(50)).toBeGreaterThan(45);
  });

  test("keeps forty labels apart", () => {
    const own = Array.from({ length: 40 }, (_, i) => ({
      residue: 750 + i,
      label: `V${750 + i}L`,
      kind: "missense" as const,
    }));
    const { svg } = proteinLollipop({ title: "t", length: 1255, domains: [], exons: [], known: [], own });
    const places = own.map((variant) => positions(svg, variant.label)[0]!).sort((a, b) => a - b);
    for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeGreaterThan(11);
  });

  test("names exon and domain of each variant in its table", () => {
    expect(protein("L755S").table.rows[0]).toEqual(["L755S", "755", "19", "kinase", "this patient"]);
  });

  test("says so when there is no variant at all", () => {
    const figure = proteinLollipop({ title: "t", length: 10, domains: [], exons: [], known: [], own: [] });
    expect(figure.description).toContain("This patient: none");
    expect(figure.table.rows).toEqual([]);
  });
});

describe("the track", () => {
  const branch = (label: string, taken = false, truth: "met" | "not met" | "unknown" = "not met") => ({
    label,
    taken,
    truth,
  });

  test("never leaves out the taken or an unknown branch, and counts what it leaves out", () => {
    const branches = [
      ...Array.from({ length: 6 }, (_, i) => branch(`no ${i}`)),
      branch("perhaps", false, "unknown"),
      branch("this one", true, "met"),
    ];
    const { svg, table } = decisionTrack({
      title: "t",
      stations: [{ title: "s", result: "r", branches, notes: [] }],
    });
    expect(svg).toContain(">this one<");
    expect(svg).toContain(">perhaps<");
    expect(svg).toContain("5 other rules not met");
    expect(table.rows).toHaveLength(8);
  });

  test("in brief draws the taken branch alone and keeps all in its table", () => {
    const branches = [branch("no", false, "not met"), branch("this one", true, "met")];
    const stations = [{ title: "s", result: "r", branches, notes: [] }];
    const { svg, table } = decisionTrack({ title: "t", stations, brief: true });
    expect(svg).toContain(">this one<");
    expect(svg).not.toContain(">no<");
    expect(table.rows).toHaveLength(2);
  });

  test("draws an undecided station in amber and open", () => {
    const { svg } = decisionTrack({
      title: "t",
      stations: [{ title: "s", result: "undecided", branches: [branch("b", false, "unknown")], notes: [] }],
    });
    expect(svg).toMatch(/<circle[^>]*class="f-paper s-amber"/);
  });

  test("of no stations is an empty drawing, not an error", () => {
    expect(illFormed(decisionTrack({ title: "t", stations: [] }).svg)).toBeNull();
  });
});

describe("an interval", () => {
  test("is written as estimate and limits, another level than 95 % named", () => {
    expect(intervalText({ ...row, estimate: 62, low: 51, high: 72 })).toBe("62 (51-72)");
    expect(intervalText({ ...row, estimate: 62, low: 51, high: 72, level: 95 })).toBe("62 (51-72)");
    expect(intervalText({ ...row, estimate: 71, low: 59, high: 82, level: 90 })).toBe(
      "71 (59-82, 90 % interval)",
    );
    expect(intervalText({ ...row, low: null, high: null })).toBe("79.7 (no interval)");
  });

  test("is drawn on the common axis", () => {
    const { svg } = intervalStrip({
      title: "t",
      row: { ...row, estimate: 50, low: 0, high: 100 },
      axis: percent,
      width: 110,
    });
    expect(svg).toMatch(/<circle cx="55"/);
    expect(svg).toMatch(/<line x1="5" y1="8" x2="105"[^>]*class="s-teal"/);
  });

  test("stays inside the axis when a limit lies outside", () => {
    const { svg } = intervalStrip({ title: "t", row: { ...row, high: 400 }, axis: percent, width: 110 });
    for (const match of svg.matchAll(/x[12]="([\d.-]+)"/g)) expect(Number(match[1])).toBeLessThanOrEqual(105);
  });

  test("that is missing or unconfirmed leaves the dot open", () => {
    const open = /<circle[^>]*class="f-paper s-(teal|amber)"/;
    const strip = (rest: object): string =>
      intervalStrip({ title: "t", row: { ...row, ...rest }, axis: percent }).svg;
    expect(strip({})).not.toMatch(open);
    expect(strip({ low: null, high: null }).match(open)?.[1]).toBe("teal");
    expect(strip({ unconfirmed: true }).match(open)?.[1]).toBe("amber");
  });
});

describe("the matrix", () => {
  const matrix = (columns: number, width = 720): Figure =>
    matrixFigure({
      title: "t", description: "d", corner: "Drug", rows: ["lapatinib"], nothing: "nothing known", width,
      columns: Array.from({ length: columns }, (_, i) => `ERBB2 V${i}L`),
      cells: [Array.from({ length: columns }, (_, i) => (i === 0 ? null : { direction: "resistant" as const, level: "clinical" as const, words: ["resistant", "clinical"] }))],
    }); // biome-ignore format: one figure

  test("shows nothing known as a dot and in words, never as an empty place", () => {
    const figure = matrix(2);
    expect(figure.svg).toContain('r="1.25"');
    expect(figure.table.rows[0]).toEqual(["lapatinib", "nothing known", "resistant, clinical"]);
  });

  test("writes words beside the signs while there is room, and drops only the words when there is not", () => {
    expect(matrix(3).svg).toContain(">resistant, clinical<");
    expect(matrix(20).svg).not.toContain(">resistant");
    expect(matrix(20).svg.match(/s-vermilion/g)).toHaveLength(19);
  });
});

describe("signs", () => {
  test("differ in shape, not only in colour", () => {
    const shape = (svg: string): string => svg.replace(/ (class|fill|stroke)="[^"]*"/g, "");
    const all = [metMark("met"), metMark("not met"), metMark("unknown"), noRecordMark()].map(shape);
    expect(new Set(all).size).toBe(4);
    expect(new Set((["stop", "caution", "watch"] as const).map((s) => severityMark(s))).size).toBe(3);
  });
});

describe("the palette", () => {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  // WCAG 2.2: 4.5:1 for text, 3:1 for marks; relative luminance after sRGB.
  test.each(["light", "dark"] as const)("keeps its contrast on %s paper", (theme) => {
    for (const name of ["ink", "muted", "violet", "teal", "vermilion", "amber", "slate"] as const)
      expect(contrast(palette[name][theme], palette.paper[theme]), name).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.faint[theme], palette.paper[theme])).toBeGreaterThanOrEqual(3);
  });
});

describe("forest plot", () => {
  const ratios = (low: number, high: number) =>
    forestPlot({
      title: "ratios",
      rows: [{ label: "A", counts: "", estimate: 1, low, high, weight: 0.25 }],
      summaries: [],
      axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 1, 4], reference: 1 },
      notes: [],
      decimals: 2,
      words: { study: "Study", counts: "n", estimate: "HR", interval: "Interval" },
    });
  test("gives equal factors equal lengths on a log axis", () => {
    const [, from, to] =
      /<line x1="([\d.]+)"[^>]* x2="([\d.]+)"[^>]*stroke-width="1.25"/.exec(ratios(0.5, 2).svg) ?? [];
    const [x] = /<rect x="([\d.]+)"/.exec(ratios(0.5, 2).svg)?.slice(1) ?? [];
    const centre = Number(x) + 5;
    expect(centre - Number(from)).toBeCloseTo(Number(to) - centre, 1);
  });
  test("ends an interval that leaves the axis in an arrow", () => {
    expect(ratios(0.5, 2).svg).not.toContain("<path");
    expect(ratios(0.1, 2).svg.match(/<path/g)).toHaveLength(1);
    expect(ratios(0.1, 9).svg.match(/<path/g)).toHaveLength(2);
  });
  test("draws the square's area by weight", () => {
    const sides = [...forest("x").svg.matchAll(/<rect [^>]*width="([\d.]+)" height="([\d.]+)"/g)].map(
      ([, one, other]) => [one, other],
    );
    expect(sides[0]).toEqual(["10", "10"]);
  });
  const grouped = (width = 720): Figure =>
    forestPlot({
      title: "groups",
      rows: [],
      sections: [
        {
          heading: "after platinum",
          rows: [
            { label: "A", counts: "", estimate: 0.5, low: 0.4, high: 0.6, weight: 0.9 },
            { label: "no interval", counts: "", estimate: 2, low: Number.NaN, high: Number.NaN, weight: 0.1 },
          ],
          summary: { label: "Pooled", counts: "", estimate: 0.6, low: 0.5, high: 0.7, prediction: null },
        },
      ],
      summaries: [],
      axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 1, 4], reference: 1 },
      favours: { low: "treatment", high: "control" },
      notes: [],
      decimals: 2,
      words: { study: "Study", counts: "n", estimate: "HR", interval: "Interval", weight: "Weight" },
      width,
    });
  test("stands studies under the heading of their group, which the table names with each", () => {
    expect(grouped().svg).toContain(">after platinum<");
    expect(grouped().table).toEqual({
      head: ["Study", "n", "HR", "Interval", "Weight"],
      rows: [
        ["after platinum: A", "", "0.50", "0.40-0.60", "90.0 %"],
        ["after platinum: no interval", "", "2.00", "", "10.0 %"],
        ["after platinum: Pooled", "", "0.60", "0.50-0.70", ""],
      ],
    });
  });
  test.each([720, 328])("of %i pixels draws an estimate without an interval as a square alone", (width) => {
    const { svg } = grouped(width);
    expect(svg).not.toContain("NaN");
    expect(svg).toContain(">2.00<");
    // one whisker with its two ends for the one study that has an interval
    expect(svg.match(/stroke-width="1.25"/g)).toHaveLength(3);
  });
  test("heads its columns where there is room, and says what lies to either side", () => {
    for (const text of ["Study", "HR (Interval)", "Weight", "← treatment", "control →"])
      expect(grouped().svg).toContain(`>${text}<`);
    expect(grouped(328).svg).not.toContain(">HR (Interval)<");
  });
  test("wraps a long name into two lines instead of squeezing the axis", () => {
    const name = "A very long name of a study with its population and what it had received before it";
    const { svg } = forestPlot({
      title: "long",
      rows: [{ label: name, counts: "50 of 91", estimate: 1, low: 0.5, high: 2, weight: null }],
      summaries: [],
      axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 4], reference: null },
      notes: [],
      decimals: 2,
      words: { study: "Study", counts: "n", estimate: "HR", interval: "Interval" },
    });
    const x = (text: string): number => Number(new RegExp(`x="([\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1]);
    expect(x("4") - x("0.25")).toBeGreaterThanOrEqual(149);
    expect(svg).toMatch(/>A very long name[^<]*<\/text><text[^>]*>/);
  });
  test("writes studies, the pool and the prediction in its table", () => {
    expect(forest("x").table.rows.map((cells) => cells[3])).toEqual(["44-65", "-5 to 120", "49-65", "33-79"]);
  });
});

describe("funnel plot", () => {
  const dots = (svg: string): number[][] =>
    [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  test("puts precise studies on top and writes ratios, not their logarithms", () => {
    const [precise, imprecise] = dots(funnel("x").svg);
    expect(precise?.[1]).toBeLessThan(imprecise?.[1] ?? 0);
    expect(funnel("x").table.rows[0]).toEqual(["x", "0.50", "0.100"]);
  });
  test("draws contours around no effect and the funnel around the pool, each only where there is one", () => {
    expect(funnel("x").svg).toContain("p &lt; 0.05");
    expect(funnel("x", { reference: null }).svg).not.toContain("p &lt; 0.05");
    expect(funnel("x", { pooled: null }).svg).not.toContain("95 % limits");
  });
  test("marks an imputed study open and says so in its table", () => {
    expect(funnel("x").svg).toMatch(/<circle[^>]*class="f-paper s-teal"/);
    expect(funnel("x").table.rows[1]?.[0]).toBe("imputed (imputed)");
  });
  test("stays inside its axes however far a study lies", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.001, max: 9, noNaN: true }),
        (estimate, standardError) => {
          const { svg } = funnel("x", { studies: [{ label: "x", estimate, standardError }] });
          expect(svg).not.toMatch(/NaN|Infinity/);
          for (const [x = 0, y = 0] of dots(svg)) {
            expect(x).toBeGreaterThanOrEqual(44);
            expect(x).toBeLessThanOrEqual(548);
            expect(y).toBeGreaterThanOrEqual(26);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("network graph", () => {
  const radii = (svg: string): number[] =>
    [...svg.matchAll(/<circle[^>]* r="([\d.]+)"/g)].map(([, r]) => Number(r));
  test("draws discs by area and edges by weight", () => {
    const [a = 0, b = 0] = radii(network("A").svg);
    expect((b / a) ** 2).toBeCloseTo(4, 1);
    const widths = [...network("A").svg.matchAll(/<line[^>]*stroke-width="([\d.]+)"/g)].map(([, w]) =>
      Number(w),
    );
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(4, 1);
  });
  test("writes the studies of each edge, on it and in the table", () => {
    expect(network("A").svg).toContain(">3</text>");
    expect(network("A").table.rows).toEqual([
      ["A", "B", "1", "5"],
      ["B", "C", "3", "20"],
    ]);
  });
  test("says nothing of patients where their number is unknown, and drops an edge that leads nowhere", () => {
    expect(network("A").description).toContain("B, 400 patients; C; A - B");
    expect(network("A", { edges: [{ from: 0, to: 9, studies: 1, weight: 1 }] }).table.rows).toEqual([]);
  });
  test("on a phone writes numbers around the circle and the names below it, each once", () => {
    const nodes = ["A one", "B two", "C three", "D four", "E five", "F six"].map((label) => ({
      label,
      size: 2,
    }));
    const edges = [{ from: 0, to: 5, studies: 1, weight: 1 }];
    const names = (width: number): string[] =>
      [...network("A", { nodes, edges, width }).svg.matchAll(/<text[^>]*>([^<]*)</g)].map(
        ([, text]) => text ?? "",
      );
    expect(names(328).filter((text) => text.includes("F six"))).toEqual(["6: F six, 2 patients"]);
    expect(names(328)).toContain("6");
    expect(names(600)).toContain("F six");
    expect(network("A", { nodes, edges, width: 328 }).table.rows[0]?.slice(0, 2)).toEqual(["A one", "F six"]);
  });
  test("keeps the numbers of crossing edges apart", () => {
    const nodes = ["A", "B", "C", "D"].map((name) => ({ label: name, size: 1 }));
    const edges = [
      { from: 0, to: 2, studies: 1, weight: 1 },
      { from: 1, to: 3, studies: 1, weight: 1 },
    ];
    const places = [...network("A", { nodes, edges }).svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    expect(Math.hypot(places[0]![0] - places[1]![0], places[0]![1] - places[1]![1])).toBeGreaterThan(20);
  });
});

describe("league heat map", () => {
  const frames = (svg: string): string[] =>
    [...svg.matchAll(/<rect[^>]*class="(s-teal|s-vermilion)"/g)].map(([, colour]) => colour ?? "");
  test("frames what excludes no effect, and a limit on no effect does not", () => {
    expect(frames(league("A").svg)).toEqual(["s-teal", "s-vermilion"]);
  });
  test("turns its colours when higher is better", () => {
    expect(frames(league("A", "higher").svg)).toEqual(["s-vermilion", "s-teal"]);
  });
  test("colours equal factors equally deep on a log scale", () => {
    const depths = [
      ...league("A").svg.matchAll(/class="f-(?:teal|vermilion)"[^>]*fill-opacity="([\d.]+)"/g),
    ].map(([, depth]) => Number(depth));
    expect(depths[0]).toBe(depths[2]);
    expect(depths[1]).toBeLessThan(depths[0] ?? 0);
  });
  test("says of a pair without a comparison that there is none", () => {
    expect(league("A").table.rows).toContainEqual(["B", "C", "not compared", ""]);
    expect(league("A").table.rows).toHaveLength(6);
  });
});

describe("survival plot", () => {
  test("falls at the event, not before and not after, and writes shares in percent", () => {
    expect(survival("A").table.rows[0]).toEqual(["A", "5 (2-8)", "100.0", "4", "25.0", "2", "", "0"]);
  });
  test("draws steps: every stretch is level or upright", () => {
    const [d] = [...survival("A").svg.matchAll(/<path d="([^"]*)"[^>]*class="s-violet"/g)].map(
      ([, one]) => one,
    );
    const points = [...(d ?? "").matchAll(/[ML] ([\d.]+) ([\d.]+)/g)].map(([, x, y]) => `${x} ${y}`);
    expect(points.length).toBeGreaterThanOrEqual(6);
    points.slice(1).forEach((point, index) => {
      const [[x, y], [u, v]] = [point.split(" "), (points[index] ?? "").split(" ")];
      expect(x === u || y === v).toBe(true);
    });
  });
  test("keeps the last limit where none could be computed", () => {
    expect(survival("A").svg).not.toContain("NaN");
  });
  test("writes the numbers at risk below their times, and marks each censoring", () => {
    const { svg } = survival("A");
    const at = (text: string): string[] =>
      [...svg.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>([^<]*)</g)]
        .filter(([, , written]) => written === text)
        .map(([, x]) => x ?? "");
    expect(at("3")[0]).toBe(at("0")[0]);
    expect(svg.match(/class="s-(violet|teal)" fill="none" stroke="#\w+" stroke-width="1"/g)).toHaveLength(3);
  });
  test("tells groups apart by dash, not only by colour", () => {
    const dashes = [
      ...survival("A").svg.matchAll(/<path d="[^"]*"([^>]*class="s-(?:violet|teal)"[^>]*)>/g),
    ].map(([, attributes]) => /stroke-dasharray="([^"]*)"/.exec(attributes ?? "")?.[1] ?? "solid");
    expect(new Set(dashes).size).toBe(2);
  });
  test("keeps the names of curves that end together apart", () => {
    const group = { time: [1], survival: [0.5], censored: [], atRisk: [], summary: "" };
    const { svg } = survival("A", {
      groups: ["one", "two", "three"].map((name) => ({ ...group, label: name })),
      riskTimes: [],
    });
    const heights = ["one", "two", "three"].map((name) =>
      Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}<`).exec(svg)?.[1]),
    );
    expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(13.9);
    expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(13.9);
  });
});

describe("roc plot", () => {
  test("is a square that the curve crosses from corner to corner", () => {
    const d = /<path d="([^"]*)"[^>]*class="s-violet"/.exec(roc("A").svg)?.[1] ?? "";
    const numbers = [...d.matchAll(/[\d.]+/g)].map(Number);
    expect(numbers).toHaveLength(6);
    const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = numbers;
    expect(x3 - x1).toBeCloseTo(y1 - y3, 6);
  });
  test("marks the threshold on 1 - specificity, not on specificity", () => {
    const [, x] = /<circle cx="([\d.]+)"/.exec(roc("A").svg) ?? [];
    expect(Number(x)).toBeCloseTo(40 + 0.25 * 368, 1);
  });
  test("writes the area with its interval, and without where there is none", () => {
    expect(roc("A").svg).toContain("AUC 0.78 (0.70-0.85)");
    expect(roc("A").svg).toContain(">AUC 0.50<");
    expect(roc("A").table.rows).toEqual([
      ["A", "0.775", "0.700-0.850", "A"],
      ["B", "0.500", "", ""],
    ]);
  });
});

describe("calibration plot", () => {
  const bars = (svg: string): number[] =>
    [...svg.matchAll(/<rect[^>]*height="([\d.]+)"[^>]*class="f-faint"/g)].map(([, height]) => Number(height));
  test("puts a group whose prediction holds on the diagonal", () => {
    const [, x1, y1, x2, y2] =
      /<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"[^>]*dasharray/
        .exec(calibrated("A").svg)
        ?.map(Number) ?? [];
    const dots = [...calibrated("A").svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3.75"/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    const diagonal = (x: number): number => y1! + ((x - x1!) / (x2! - x1!)) * (y2! - y1!);
    expect(dots[1]![1]).toBeCloseTo(diagonal(dots[1]![0]), 1);
    expect(dots[0]![1]).toBeLessThan(diagonal(dots[0]![0]) - 50);
  });
  test("counts every prediction once, both ends included", () => {
    expect(bars(calibrated("A").svg)).toEqual([28, 14, 14]);
    expect(bars(calibrated("A", { predictions: [] }).svg)).toEqual([]);
  });
  test("writes each group with its n, and no interval where there is none", () => {
    expect(calibrated("A").table.rows).toEqual([
      ["0.250", "0.500", "0.250-0.750", "40"],
      ["0.750", "0.750", "", "20"],
    ]);
  });
});

describe("decision curve", () => {
  const pathOf = (svg: string, colour: string): number[] =>
    [
      ...(new RegExp(`<path d="([^"]*)"[^>]*class="s-${colour}"`).exec(svg)?.[1] ?? "").matchAll(/[\d.]+/g),
    ].map(Number);
  test("cuts treating all where it crosses the floor of the axis, and names it there", () => {
    const all = pathOf(decision("A").svg, "muted");
    const none = pathOf(decision("A").svg, "ink");
    const [, floor] = /<line x1="44" y1="([\d.]+)"[^>]*class="s-muted"/.exec(decision("A").svg) ?? [];
    expect(all.at(-1)).toBeCloseTo(Number(floor), 1);
    // -0.036 lies at 0.2 + 0.136 / 0.2 * 0.1 = 0.268 between 0.1 and 0.4
    const [left, right] = [none[0] ?? 0, none.at(-2) ?? 0];
    expect(((all.at(-2) ?? 0) - left) / (right - left)).toBeCloseTo(0.168 / 0.3, 2);
    expect(decision("A").svg).toContain(">treat all<");
  });
  test("keeps treating none at no benefit, and reads values between thresholds off the drawn line", () => {
    expect(decision("A").table.head).toEqual(["Threshold (%)", "A", "treat all", "treat none"]);
    expect(decision("A").table.rows[0]).toEqual(["10", "0.2000", "0.2000", "0.0000"]);
    expect(decision("A").table.rows[1]).toEqual(["25", "0.1250", "0.0000", "0.0000"]);
  });
  test("says nothing outside its thresholds", () => {
    expect(decision("A").table.rows[2]).toEqual(["90", "", "", ""]);
  });
  test("breaks a line where a value is missing", () => {
    const { svg } = decision("A", { series: [{ label: "A", netBenefit: [0.2, 0.1, Number.NaN, 0.1] }] });
    expect(svg).not.toContain("NaN");
    expect(pathOf(svg, "violet")).toHaveLength(4);
  });
});

describe("summary roc plot", () => {
  test("puts a study at 1 - specificity, its ring by area, small ones on top", () => {
    const rings = [...summaryRoc("A").svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)].map(
      (match) => match.slice(1).map(Number),
    );
    expect(rings[0]?.[0]).toBeCloseTo(40 + 0.25 * 368, 1);
    expect(rings[1]?.[0]).toBe(40);
    expect(((rings[0]?.[2] ?? 0) / (rings[1]?.[2] ?? 1)) ** 2).toBeCloseTo(4, 6);
  });
  test("tells the region of a new study from that of the means by its dashed edge", () => {
    const edges = (svg: string): (string | undefined)[] =>
      [...svg.matchAll(/<path [^>]*class="f-violet s-violet"[^>]*>/g)].map(
        ([mark]) => /dasharray="([^"]*)"/.exec(mark)?.[1],
      );
    expect(edges(summaryRoc("A").svg)).toEqual(["5 3", undefined]);
    expect(summaryRoc("A").svg).toContain(">prediction region<");
  });
  test("of a common effect draws and names no prediction region", () => {
    const whole = {
      sensitivity: { estimate: 0.75, low: 0.6, high: 0.85 },
      specificity: { estimate: 0.8, low: 0.7, high: 0.9 },
      confidenceRegion: null,
      predictionRegion: null,
    };
    const { svg } = summaryRoc("A", { summary: whole });
    expect(svg).not.toContain("prediction region");
    expect(svg).not.toMatch(/class="f-violet s-violet"/);
  });
  test("writes studies and summary with their intervals, everyone counted", () => {
    expect(summaryRoc("A").table.rows).toEqual([
      ["small", "25", "0.500", "1.000"],
      ["A", "100", "0.800", "0.750"],
      ["summary point", "125", "0.750 (0.600-0.850)", "0.800 (0.700-0.900)"],
    ]);
  });
});

describe("nomogram chart", () => {
  const places = (svg: string, text: string): number[] =>
    [...svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)</g)]
      .filter((m) => m[2] === text)
      .map((m) => Number(m[1]));
  test("stands a value straight below its points, and an outcome straight below its total", () => {
    const { svg } = chart("A");
    expect(places(svg, "3+")[0]).toBeCloseTo(places(svg, "50")[0] ?? 0, 6);
    const total = places(svg, "0").at(-1) ?? 0;
    const full = places(svg, "140")[0] ?? 0;
    expect(places(svg, "0.5")[0]).toBeCloseTo(total + ((full - total) * 75) / 140, 1);
  });
  test("keeps the labels of close values apart", () => {
    const values = Array.from({ length: 12 }, (_, index) => ({
      label: `level ${index}`,
      points: index / 10,
    }));
    const { svg } = chart("A", { covariates: [{ name: "close", values }] });
    const centres = values.map((value) => places(svg, value.label)[0] ?? 0);
    for (let index = 1; index < centres.length; index++)
      expect(centres[index]! - centres[index - 1]!).toBeGreaterThan(30);
  });
  test("writes what each value is worth, points and total points in columns of their own", () => {
    expect(chart("A").table.head).toEqual(["Scale", "Value", "Points", "Total points"]);
    expect(chart("A").table.rows).toContainEqual(["IHC", "3+", "50.0", ""]);
    expect(chart("A").table.rows).toContainEqual(["Risk", "0.5", "", "75.0"]);
  });
  test("of nothing is an empty chart without broken numbers", () => {
    expect(chart("A", { covariates: [], outcomes: [], maximumPoints: 0, maximumTotal: 0 }).svg).not.toContain(
      "NaN",
    );
  });
});

describe("the course", () => {
  const at = (svg: string, text: string): number =>
    Number(new RegExp(`x="([\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1] ?? Number.NaN);

  test("tells by shape what a rule asks: a square on its tip acts, a dotted ring cannot tell", () => {
    const { svg } = course("x", { series: [], marks: [], due: [], bars: [] });
    const weights = (["act", "open", "note", "none"] as const).map((weight) =>
      course("x", {
        series: [],
        due: [],
        bars: [],
        marks: [{ at: 50, when: "d", label: "m", weight }],
      }).svg.replace(svg, ""),
    );
    expect(new Set(weights).size).toBe(4);
    expect(weights[0]).toContain("Z");
    expect(weights[1]).toContain('stroke-dasharray="0.1 2.6"');
  });

  test("keeps the words of marks that lie close in lanes of their own", () => {
    const { svg } = course("x");
    const [first, second] = ["x", "close by"].map((text) => new RegExp(`y="([\\d.]+)"[^>]*>${text}<`, "g"));
    const ys = (pattern: RegExp | undefined): string[] =>
      pattern ? [...svg.matchAll(pattern)].map((m) => m[1] ?? "") : [];
    expect(ys(first).some((y) => ys(second).includes(y))).toBe(false);
  });

  test("turns the words of a mark at the end to its left, so that nothing leaves the drawing", () => {
    expect(course("x").svg).toMatch(/text-anchor="end"[^>]*>at the end</);
  });

  test("names everything it draws, with its day, in the table", () => {
    const { table } = course("LVEF");
    expect(table.rows).toContainEqual(["d20", "LVEF", "49.12 %", "asks for action"]);
    expect(table.rows).toContainEqual(["d95", "LVEF", "Due", "overdue"]);
    expect(table.rows).toHaveLength(7);
  });

  test("places a later point further right", () => {
    const { svg } = course("x", { bars: [], marks: [], due: [] });
    expect(at(svg, "49.12")).toBeGreaterThan(at(svg, "60"));
  });
});

describe("the pathway", () => {
  test("frames what is lit, dots what is not known, and says all of it in the table", () => {
    const { svg, table, description } = pathway("HER2");
    expect(svg).toContain('stroke-dasharray="2 3"');
    expect(table.rows.map((cells) => cells[2])).toEqual([
      "present",
      "not known",
      "absent",
      "no finding tells",
    ]);
    expect(description).toContain("HER2: present");
    expect(description).not.toContain("D:");
  });

  test("marks by dashes what no source was seen for, and leaves out a line to nowhere", () => {
    expect(pathway("x").svg.match(/stroke-dasharray="3 3"/g)).toHaveLength(1);
    const { svg } = pathway("x", {
      edges: [{ from: "d", to: "nowhere", effect: "activates", confirmed: false }],
    });
    expect(svg).not.toContain('stroke-dasharray="3 3"');
  });

  test("keeps every box inside, wide and narrow", () => {
    for (const width of [720, 328])
      for (const [, x = "", , boxWidth = ""] of pathway("a long name of a step of the pathway", {
        width,
      }).svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g))
        expect(Number(x) + Number(boxWidth)).toBeLessThanOrEqual(width);
  });
});
