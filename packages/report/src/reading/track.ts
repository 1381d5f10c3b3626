import { type DecisionTrack, decisionTrack, type Figure } from "@erbium/figures";
import type { Flag, Her2State, PathStation } from "@erbium/model";
import { say } from "../words.ts";

/**
 * Conditions and outcomes as a reader writes them: printed comparison signs, names as words (`her2PerCell`: HER2
 * per cell), no quotation marks, and "not given" for the absence of a value.
 */
const readable = (text: string): string =>
  text
    .replace(/>=/g, "≥")
    .replace(/<=/g, "≤")
    .replace(/!=/g, "≠")
    .replace(/"/g, "")
    .replace(/\b(status|ish): /g, (_, name: string) => (name === "ish" ? "ISH " : ""))
    .replace(/≠ null\b/g, () => say("track.given"))
    .replace(/= null\b/g, () => say("track.not-given"))
    .replace(
      /\b([a-z][a-z0-9]*)((?:[A-Z][a-z0-9]*)+)\b/g,
      (_, first: string, rest: string) =>
        `${first}${rest.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
    )
    .replace(/\b(ihc|ish|her2|cep17)\b(?!-)/gi, (name) => name.toUpperCase());

/** A flag stands at the first station whose conditions read one of its inputs, else at the last. */
const stationOf = (flag: Flag, path: readonly PathStation[]): number => {
  const inputs = Object.keys(flag.inputs).filter((name) => name !== "");
  const index = path.findIndex((station) =>
    inputs.some((name) => station.branches.some((branch) => branch.when.split(/[^\w]+/).includes(name))),
  );
  return index === -1 ? path.length - 1 : index;
};

/** Condition and outcome; the outcome is left out where the station's result repeats it. */
const branchWords = (branch: PathStation["branches"][number], result: string): string => {
  const when = readable(branch.when);
  return branch.outcome === "" || result.toLowerCase().includes(branch.outcome.toLowerCase())
    ? when
    : say("track.branch", { when, outcome: readable(branch.outcome) });
};

/** The path of a HER2 state through its tables, drawn; in brief, only the branches taken. Null when no table was entered. */
export const trackFigure = (state: Her2State, width: number, brief = false): Figure | null => {
  if (state.path.length === 0) return null;
  const places = state.flags.map((flag) => stationOf(flag, state.path));
  const stations: DecisionTrack["stations"] = state.path.map((station, index) => ({
    title: station.title,
    result: station.tried
      ? say("track.tried", { result: readable(station.result) })
      : readable(station.result),
    branches: station.branches.map((branch) => ({
      label: branchWords(branch, station.result),
      taken: branch.rule === station.taken,
      truth: branch.truth,
    })),
    notes: state.flags
      .filter((_, i) => places[i] === index)
      .map((flag) => ({ severity: flag.severity, text: flag.message })),
  }));
  return decisionTrack({
    title: say("state.path"),
    stations,
    brief,
    width,
    words: {
      station: say("track.step"),
      branch: say("track.rule"),
      truth: say("track.holds"),
      result: say("track.result"),
      notes: say("track.flags"),
      taken: say("track.taken"),
      others: say("track.others", { count: "{count}" }),
      met: say("truth.met"),
      notMet: say("truth.not met"),
      unknown: say("truth.unknown"),
    },
  });
};
