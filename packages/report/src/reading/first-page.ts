import type { Advice } from "@erbium/model";
import type { ReportView } from "../view.ts";
import { agencyVerdicts } from "./agencies.ts";
import { splitAlterations } from "./alteration-name.ts";
import { CautionRegister } from "./cautions.ts";
import { proteinFigure } from "./protein.ts";
import { leadRatio } from "./ratios.ts";
import { leadFigure } from "./response.ts";
import { trackFigure } from "./track.ts";

/** Pixels of an A4 page between its margins, at 96 per inch. */
const PAGE = 1026;
const LINE = 12.5;
/** Share of the page that is filled enough to end it after the options. */
const FILLED = 0.75;
/** Drawings are made this wide and shrink to the width of the paper. */
const DRAWN = 720;
const SHRUNK = 0.965;
/** Characters per printed line: of the sentence, of the full width, and of a row's response and caution columns. */
const CHARACTERS = { sentence: 92, full: 130, response: 32, caution: 42 };

const lines = (text: string, width: number): number => Math.max(1, Math.ceil(text.length / width));

export interface FirstPage {
  readonly brief: boolean;
  readonly pageEnds: boolean;
}

/**
 * Will masthead, state, protein and options fit one printed page, with their drawings in full or in brief? A rough
 * count of lines, since only a browser knows: it decides what the first page draws and whether it is cut after
 * the options, never what is told.
 */
export const firstPage = (advice: Advice, view: ReportView): FirstPage => {
  const text = textHeight(advice);
  const full = text + drawings(advice, view, false);
  if (full <= PAGE) return { brief: false, pageEnds: full >= PAGE * FILLED };
  return { brief: true, pageEnds: text + drawings(advice, view, true) <= PAGE };
};

const drawings = (advice: Advice, view: ReportView, brief: boolean): number => {
  const track = trackFigure(advice.status, DRAWN, brief)?.height ?? advice.status.flags.length * LINE;
  const protein =
    view.protein === null ? 0 : (proteinFigure(advice, view.protein, DRAWN, brief)?.height ?? 0);
  return (track + protein) * SHRUNK + 12;
};

const textHeight = (advice: Advice): number => {
  const register = new CautionRegister(advice);
  const { rows, rest } = splitAlterations(advice.alterations);
  const top = 50 + lines(advice.headline.text, CHARACTERS.sentence) * 20;
  const state = 40;
  const extras = (advice.status.undecided.length + advice.status.needed.length) * LINE;
  const protein = 20;
  const alterations =
    rows.reduce(
      (sum, row) =>
        sum + 5 + lines(`${row.input}${row.function?.words ?? ""}`.padEnd(90), CHARACTERS.full) * LINE,
      0,
    ) + (rest.length > 0 ? lines(rest.map((row) => `${row.input}, `).join(""), CHARACTERS.full) * LINE : 0);
  const before = register
    .beforeOptions()
    .reduce((sum, { caution }) => sum + lines(caution.message.text, CHARACTERS.full - 20) * LINE, 0);
  const told = new Set<number>();
  const options = advice.options.reduce((sum, option) => {
    const cautions = register.of(option);
    const first = cautions[0];
    const full = first !== undefined && !told.has(first.number);
    if (first) told.add(first.number);
    const cautionLines =
      (full ? lines(first.caution.message.text, CHARACTERS.caution) : Math.min(1, cautions.length)) +
      Math.max(0, cautions.length - 1) +
      (option.missing.length === 0
        ? 0
        : lines(option.missing.map((entry) => entry.message.text).join("; "), CHARACTERS.caution));
    const lead = leadFigure(option.evidence);
    const ratio = leadRatio(option.evidence.ratios);
    const responseLines =
      lead !== null
        ? 2 + lines(lead.from, CHARACTERS.response)
        : ratio === null
          ? 1
          : lines(ratio.text, CHARACTERS.response) + lines(ratio.from, CHARACTERS.response);
    const labelLines = agencyVerdicts(option.approvals, advice.jurisdictions).length;
    const nameLines = lines(option.name, 26) + 2;
    return sum + 7 + Math.max(cautionLines, responseLines, labelLines, nameLines) * LINE;
  }, 60);
  return top + state + extras + protein + alterations + before + options;
};
