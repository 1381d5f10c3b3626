import { type Figure, pathwayFigure } from "@erbium/figures";
import type { DueItem, Outlook, OutlookLine, OutlookScore, PathwayView, TimelineEntry } from "@erbium/model";
import { say } from "../words.ts";

/** What one finding lets expect, its lines by what they say of therapies. */
export interface ExpectedFinding {
  readonly finding: string;
  /** what of the case it is, unless its name says so */
  readonly found: readonly string[];
  readonly weakens: readonly OutlookLine[];
  readonly other: readonly OutlookLine[];
  readonly frequencies: readonly OutlookLine[];
}

/** Lines of the pathway, one row a finding, in the order of the pathway. */
export const expectedFindings = (lines: readonly OutlookLine[]): readonly ExpectedFinding[] => {
  const ofPathway = lines.filter(({ topic }) => topic !== "combination");
  return [...new Set(ofPathway.map((line) => line.of))].map((id) => {
    const own = ofPathway.filter((line) => line.of === id);
    const node = String(own[0]?.message.params.node ?? id);
    const found = own[0]?.found ?? [];
    const named = found.length > 0 && found.every((one) => one.startsWith(`${node} `));
    return {
      finding: named ? found.join(", ") : node,
      found: named ? [] : found,
      weakens: own.filter(({ code }) => code === "expect.weakens"),
      other: own.filter(({ code }) => code !== "expect.weakens" && code !== "expect.frequency"),
      frequencies: own.filter(({ code }) => code === "expect.frequency"),
    };
  });
};

export const combinationLines = (lines: readonly OutlookLine[]): readonly OutlookLine[] =>
  lines.filter(({ topic }) => topic === "combination");

/** What a line says of its therapy, without the finding that stands in the row's head. */
export const ofTherapy = ({ code, message }: OutlookLine): string => {
  const { therapy, level, text, what } = message.params;
  if (code === "expect.step") return String(what ?? "");
  if (code === "expect.frequency") return String(text ?? "");
  return say(
    code === "expect.around"
      ? "expect.around"
      : code === "expect.unaffected"
        ? "expect.unaffected"
        : "expect.weakens",
    {
      therapy: therapy ?? "",
      level: level ?? "",
      text: text ?? "",
    },
  );
};

/** What a reader must know beside the result of a model: its warnings, what is open, what of its scope. */
export const bewares = ({ warnings, open, scopeOpen }: OutlookScore): readonly string[] => [
  ...warnings.map(({ text }) => text),
  // what is missing is then already said
  ...(open.length === 0 || warnings.some(({ code }) => code === "missing-inputs")
    ? []
    : [say("expect.open", { fields: open.join(", ") })]),
  ...(scopeOpen.length === 0 ? [] : [say("expect.scope-open", { fields: scopeOpen.join(", ") })]),
];

/** Name, version and day of a model. */
export const scoreName = ({ title, version, date }: OutlookScore): string =>
  [title, version === "" ? "" : say("expect.version", { version }), date ?? ""]
    .filter((part) => part !== "")
    .join(", ");

/** Values of a model beside its class, which stands before them. */
export const beside = ({ class: named, values }: OutlookScore): OutlookScore["values"] =>
  values.filter(({ value }) => value !== named);

/** Why a model says nothing. */
export const notComputed = ({ message, remedy }: NonNullable<OutlookScore["refused"]>): string =>
  `${say("expect.not-computed", { message })}; ${remedy}`;

/** How the lanes lie: receptors above, the ways of the signal below them, what they amount to at the foot. */
const ROWS = [
  [
    { lane: "receptor", columns: 2 },
    { lane: "isoform", columns: 1 },
    { lane: "bypass receptor", columns: 2 },
  ],
  [
    { lane: "PI3K/AKT/mTOR", columns: 2 },
    { lane: "MAPK", columns: 1 },
    { lane: "immune effector", columns: 1 },
    { lane: "payload", columns: 1 },
  ],
  [{ lane: "output", columns: 2 }],
] as const;

export const pathwayDrawing = (pathway: PathwayView, width: number): Figure =>
  pathwayFigure({
    title: say("expect.pathway"),
    rows: ROWS,
    nodes: pathway.nodes,
    edges: pathway.edges,
    words: {
      node: say("pathway.node"),
      lane: say("pathway.lane"),
      finding: say("pathway.finding"),
      says: say("pathway.says"),
      met: say("pathway.met"),
      notMet: say("pathway.not met"),
      unknown: say("pathway.unknown"),
      noFinding: say("pathway.no-finding"),
    },
    width,
  });

/** When something is due, in words. */
export const dueWhen = ({ due }: DueItem): string =>
  due === null
    ? ""
    : due.earliest === due.latest
      ? due.earliest
      : say("due.on", { from: due.earliest, to: due.latest });

/** Entries of the course of which a rule asks something, or cannot tell; the latest first. */
export const speakingEntries = ({ watch }: Outlook): readonly TimelineEntry[] =>
  watch.entries.filter(({ means }) => means.some(({ weight }) => weight !== "note")).toReversed();

/** A drawing needs something that changes over time. */
export const isCourse = ({ watch }: Outlook): boolean =>
  watch.entries.filter(({ date }) => date !== null).length > 2;
