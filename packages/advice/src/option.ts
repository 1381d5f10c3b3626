import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type Agency,
  type ApprovalVerdict,
  byKeys,
  type Caution,
  type Message,
  type Missing,
  message,
  type Option,
  type OptionEvidence,
  unique,
} from "@erbium/model";
import { diagnosticCautions, regulatoryCautions } from "./approval-cautions.ts";
import type { JudgedApproval } from "./approval-verdict.ts";
import type { Considered } from "./considered.ts";
import { openWords } from "./input-words.ts";
import { countsHere } from "./jurisdiction.ts";
import type { Patient } from "./patient.ts";
import { priorUse } from "./prior-therapy.ts";
import type { Against } from "./reasons-against.ts";
import { regimenName } from "./regimen.ts";
import { touches } from "./safety-cautions.ts";
import { bySeverity } from "./severity.ts";
import { tierOf } from "./tiers.ts";

/** A regimen that stands, with its tier, labels, evidence, cautions and what is missing. */
export const optionFrom = (
  one: Considered,
  patient: Patient,
  against: Against,
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
  synthesis: Pick<OptionEvidence, "pooled" | "ratios" | "published">,
): Option => {
  const { tier, words, escat, ampAscoCap } = tierOf({ ground: one.ground ?? "preclinical", ...one.studied });
  const prior = priorUse(one.regimen, patient, knowledge);
  const verdicts = one.approvals.map((approval) => approval.verdict);
  const missing = missingOf(one.approvals, chosen);
  return {
    id: one.id,
    regimen: one.regimen,
    name: regimenName(one.regimen, knowledge),
    tier,
    tierWords: words,
    kind: one.ground === "label met" || one.ground === "label open" ? "standard" : "investigational",
    esmoEscat: escat,
    ampAscoCap,
    approvals: [...verdicts, ...noRecords(one, chosen)],
    evidence: {
      claims: unique(
        one.regimen
          .filter((id) => knowledge.therapyIs(id, "anti-HER2"))
          .flatMap((therapy) =>
            knowledge.claimsFor({ therapy, tumour: patient.tumour.code }).map((claim) => claim.id),
          ),
      ).sort(),
      figures: one.figures,
      ...synthesis,
      statements: one.statements,
    },
    cautions: [
      ...prior.failures.map((failure): Caution => priorCaution(failure, one.regimen)),
      ...[against.ofRegimen(one)].filter((caution) => caution !== null),
      ...against.cautions.filter((caution) => concerns(caution, one, knowledge)),
      ...against.safety
        .filter(({ caution }) => touches(caution.therapies, one.regimen, knowledge))
        .map(({ caution }) => caution),
      ...diagnosticCautions(one, chosen),
      ...regulatoryCautions(one, chosen, regimenName(one.regimen, knowledge)),
    ].sort(byKeys(bySeverity)),
    missing,
    because: becauseOf(one, chosen),
  };
};

/**
 * Does a caution about therapies concern the regimen? What is said of a class does not, where the
 * alteration's own evidence on a member of the regimen says that it is sensitive.
 */
const concerns = (caution: Caution, one: Considered, knowledge: KnowledgeIndex): boolean => {
  if (!touches(caution.therapies, one.regimen, knowledge)) return false;
  const direct = caution.therapies.some((id) => one.regimen.includes(id));
  return (
    direct ||
    !caution.code.startsWith("alteration-") ||
    !one.statements.some(
      (said) =>
        said.match === "exact" &&
        said.effect === "sensitive" &&
        said.therapies.some((id) => one.regimen.includes(id)),
    )
  );
};

const priorCaution = (
  failure: ReturnType<typeof priorUse>["failures"][number],
  regimen: readonly string[],
): Caution => ({
  code: `prior-${failure.kind}`,
  severity: "caution",
  topic: "prior therapy",
  message: failure.because,
  therapies: [failure.therapy],
  because: [message("prior.partner", { regimen: regimen.join(" + ") })],
  claims: [],
  status: "verified",
  sources: [],
});

const missingOf = (approvals: readonly JudgedApproval[], chosen: readonly Agency[]): Missing[] =>
  unique(
    approvals
      .filter(
        ({ row, verdict, isLabel }) =>
          isLabel && verdict.applies === "unknown" && countsHere(row.agency, chosen),
      )
      .flatMap((one) => one.missing),
  )
    .sort()
    .map((input) => ({ input, message: message("missing.input", { input: openWords(input) }) }));

/** "No record found" of a chosen agency is said; it never means that the agency did not approve. */
const noRecords = (one: Considered, chosen: readonly Agency[]): ApprovalVerdict[] =>
  chosen
    .filter((agency) => one.approvals.every(({ row }) => row.agency !== agency && row.agency !== "any"))
    .map((agency) => ({
      id: `no-record.${agency}`,
      agency,
      indication: "",
      status: "no record found",
      date: null,
      applies: "unknown",
      couldChange: true,
      because: [
        {
          part: "in force",
          words: "no record found",
          truth: "unknown",
          missing: [],
          message: message("label.no-record", { agency }),
        },
      ],
      sources: [],
      recalled: [],
    }));

const becauseOf = (one: Considered, chosen: readonly Agency[]): Message[] => {
  const messages: Message[] = [];
  for (const { verdict, isLabel } of one.approvals)
    if (isLabel && verdict.applies !== "not met")
      messages.push(
        message(verdict.applies === "met" ? "because.label-met" : "because.label-open", {
          agency: verdict.agency,
          indication: verdict.indication,
          date: verdict.date,
        }),
      );
  if (one.ground === "label elsewhere")
    messages.push(message("because.elsewhere", { agencies: chosen.join(", ") }));
  const rates = one.figures.filter((figure) => figure.status !== "recalled");
  const lines = unique(rates.map((figure) => figure.line));
  if (lines.length > 1) messages.push(message("because.lines-differ", { lines: lines.join("; ") }));
  if (one.ground === "trial")
    messages.push(
      message("because.trial", {
        studies:
          unique(rates.map((figure) => figure.study)).join(", ") ||
          "a label of another jurisdiction that is open",
      }),
    );
  if (one.ground === "clinical elsewhere" || one.ground === "preclinical")
    messages.push(message(`because.${one.ground.replace(" ", "-")}`));
  return messages;
};
