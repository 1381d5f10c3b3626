import type { CompiledApproval, KnowledgeIndex } from "@erbium/knowledge-base";
import { inForce } from "@erbium/knowledge-base";
import {
  type Approval,
  type ApprovalVerdict,
  all,
  type ConditionVerdict,
  hasCome,
  type Message,
  message,
  type PartialDate,
  type Truth,
} from "@erbium/model";
import type { CaseFacts } from "./case-facts.ts";
import { evaluateOver, reachable } from "./evaluate.ts";
import { becauseWords } from "./input-words.ts";
import { laterFacts } from "./later-facts.ts";
import type { Patient } from "./patient.ts";

/** One row judged for one patient, with what is needed to rank it. */
export interface JudgedApproval {
  readonly row: Approval;
  readonly verdict: ApprovalVerdict;
  /** had the agency decided on the day; unknown where the day is vague or not recorded */
  readonly begun: Truth;
  /** may it carry an option: decided, in force or unsure of its dates, and seen in a source */
  readonly isLabel: boolean;
  /** inputs that are unknown and could settle it */
  readonly missing: readonly string[];
}

/**
 * Is a row about this tumour? One without tumours is about any solid tumour. Where the case names only a
 * group ("lung cancer") and the row one of its members, nobody knows.
 */
export const coversTumour = (row: Approval, tumour: string, knowledge: KnowledgeIndex): Truth => {
  const codes = row.tumours.length === 0 ? ["SOLID"] : row.tumours;
  if (codes.some((code) => knowledge.tumourIs(tumour, code))) return "met";
  return tumour !== "SOLID" && codes.some((code) => knowledge.tumourIs(code, tumour)) ? "unknown" : "not met";
};

/** A row about any solid tumour, and not about this one. */
export const isAgnostic = (row: Approval): boolean => row.tumours.every((code) => code === "SOLID");

/** Where one of these was recalled, nobody saw that this regimen has this label at all. */
const WHOLE_ROW: ReadonlySet<string> = new Set(["regimen", "tumour", "indication", "agency"]);

const partMessage = (part: ConditionVerdict["part"], truth: Truth, words: string, because: string): Message =>
  message(`label.${truth === "met" ? "met" : truth === "not met" ? "not-met" : "unknown"}`, {
    part,
    words,
    because,
  });

/**
 * Judges a label for the patient: in force on the day, tumour, setting, biomarker and line, each with its
 * reason. A part for which no source was seen can make the row not met or unknown, never met; so can a row
 * that was recalled as a whole, or in what it is about.
 *
 * @param tumour is the row about this tumour
 */
export const judgeApproval = (
  { row, parts }: CompiledApproval,
  patient: Patient,
  facts: CaseFacts,
  asOf: PartialDate,
  tumour: Truth = "met",
): JudgedApproval => {
  const dates = inForce(row, asOf);
  const verdicts: ConditionVerdict[] = [
    {
      part: "in force",
      words: row.state,
      truth: dates,
      missing: [],
      message: partMessage(
        "in force",
        dates,
        row.state,
        `from ${row.from ?? "unknown"} to ${row.to ?? "open"}`,
      ),
    },
    {
      part: "tumour",
      words: row.words.indication,
      truth: tumour,
      missing: tumour === "unknown" ? ["tumour"] : [],
      message: partMessage("tumour", tumour, row.words.indication, patient.tumour.name),
    },
  ];
  const missing: string[] = tumour === "unknown" ? ["tumour"] : [];
  for (const { part, words, condition, recalled } of parts) {
    const found = evaluateOver(condition, facts);
    const unseen = recalled && found.truth === "met";
    const truth = unseen ? "unknown" : found.truth;
    if (truth === "unknown") missing.push(...found.missing);
    const because = becauseWords(found.because);
    verdicts.push({
      part,
      words,
      truth,
      missing: truth === "unknown" ? found.missing : [],
      message: unseen
        ? message("label.unseen", { part, words, because })
        : partMessage(part, truth, words, because),
    });
  }
  const whole = row.status === "recalled";
  const recalled = whole || (row.recalled ?? []).some((part) => WHOLE_ROW.has(part));
  const couldTurn = (): boolean =>
    (dates !== "not met" || couldComeInForce(row, asOf)) &&
    reachable(
      parts.map((one) => one.condition),
      laterFacts(facts.facts, patient.given.setting),
    );
  const truth = all(verdicts.map((one) => one.truth));
  const applies = recalled && truth === "met" ? "unknown" : truth;
  return {
    row,
    begun: row.from === null ? "unknown" : hasCome(row.from, asOf),
    isLabel:
      !recalled &&
      row.status !== "conflict" &&
      (row.state === "active" || row.state === "superseded" || row.state === "withdrawn"),
    missing,
    verdict: {
      id: row.id,
      agency: row.agency,
      indication: row.words.indication,
      status: statusWords(row, recalled),
      date: row.from,
      applies,
      couldChange: applies === "unknown" || (applies === "not met" && couldTurn()),
      because: verdicts,
      sources: row.sources,
      recalled: whole ? ["row"] : (row.recalled ?? []),
    },
  };
};

/** The kind of approval, or what stands in its place; never a kind for which no source was seen. */
const statusWords = (row: Approval, recalled: boolean): string => {
  const kind = row.recalled?.includes("type") ? "type unconfirmed" : row.type;
  const state = row.state === "active" ? kind : kind === "not found" ? row.state : `${row.state} (${kind})`;
  return recalled ? `unconfirmed: ${state}` : state;
};

const couldComeInForce = (row: Approval, asOf: PartialDate): boolean => {
  if (row.state === "pending" || row.state === "opinion") return true;
  return row.state === "active" && row.from !== null && hasCome(row.from, asOf) !== "met";
};
