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
  /** may it carry an option: decided, in force or unsure of its dates, and seen in a source */
  readonly isLabel: boolean;
  /** inputs that are unknown and could settle it */
  readonly missing: readonly string[];
}

/** Is a row about this tumour at all? One without tumours is about any solid tumour. */
export const coversTumour = (row: Approval, tumour: string, knowledge: KnowledgeIndex): boolean =>
  row.tumours.length === 0
    ? knowledge.tumourIs(tumour, "SOLID")
    : row.tumours.some((code) => knowledge.tumourIs(tumour, code));

/** A row about any solid tumour, and not about this one. */
export const isAgnostic = (row: Approval): boolean => row.tumours.every((code) => code === "SOLID");

const partMessage = (part: ConditionVerdict["part"], truth: Truth, words: string, because: string): Message =>
  message(`label.${truth === "met" ? "met" : truth === "not met" ? "not-met" : "unknown"}`, {
    part,
    words,
    because,
  });

/**
 * Judges a label for the patient: in force on the day, tumour, setting, biomarker and line, each with its
 * reason. A part for which no source was seen can make the row not met or unknown, never met; so can a row
 * that was recalled as a whole.
 */
export const judgeApproval = (
  { row, parts }: CompiledApproval,
  patient: Patient,
  facts: CaseFacts,
  asOf: PartialDate,
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
      truth: "met",
      missing: [],
      message: partMessage("tumour", "met", row.words.indication, patient.tumour.name),
    },
  ];
  const missing: string[] = [];
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
  const recalled = row.status === "recalled";
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
    isLabel:
      !recalled &&
      row.status !== "conflict" &&
      (row.state === "active" || row.state === "superseded" || row.state === "withdrawn"),
    missing,
    verdict: {
      id: row.id,
      agency: row.agency,
      indication: row.words.indication,
      status: statusWords(row),
      date: row.from,
      applies,
      couldChange: applies === "unknown" || (applies === "not met" && couldTurn()),
      because: verdicts,
      sources: row.sources,
      recalled: recalled ? ["row"] : (row.recalled ?? []),
    },
  };
};

/** The kind of approval, or what stands in its place; never a kind for which no source was seen. */
const statusWords = (row: Approval): string => {
  const kind = row.recalled?.includes("type") ? "type unconfirmed" : row.type;
  const state = row.state === "active" ? kind : kind === "not found" ? row.state : `${row.state} (${kind})`;
  return row.status === "recalled" ? `unconfirmed: ${state}` : state;
};

const couldComeInForce = (row: Approval, asOf: PartialDate): boolean => {
  if (row.state === "pending" || row.state === "opinion") return true;
  return row.state === "active" && row.from !== null && hasCome(row.from, asOf) !== "met";
};
