import { type Caution, type Her2State, type Message, message, unique } from "@erbium/model";
import { functionRecord } from "./alteration-knowledge.ts";
import { alterationLabel } from "./alteration-label.ts";
import { isAgnostic } from "./approval-verdict.ts";
import type { Considered } from "./considered.ts";
import { agnosticReading } from "./her2-view.ts";
import type { KnownFinding, Patient } from "./patient.ts";

const caution = (
  code: string,
  severity: Caution["severity"],
  topic: string,
  text: Message,
  rest: Partial<Caution> = {},
): Caution => ({
  code,
  severity,
  topic,
  message: text,
  therapies: [],
  because: [],
  claims: [],
  status: "verified",
  sources: [],
  ...rest,
});

/** What has to be said of an alteration whatever the therapy: unread, polymorphic, unclassified, disputed, perhaps germline. */
export const findingCautions = (finding: KnownFinding): readonly Caution[] => {
  const { alteration, known, origin } = finding;
  const name = alterationLabel(alteration);
  if (alteration.error !== null)
    return [
      caution(
        "unread-alteration",
        "caution",
        "alteration",
        message("caution.unread", { name: alteration.input, error: alteration.error.message }),
      ),
    ];
  if (known.polymorphism)
    return [
      caution("polymorphism", "watch", "alteration", message("caution.polymorphism", { name }), {
        sources: known.exact?.function.sources ?? [],
      }),
    ];
  const found: Caution[] = [];
  const record = functionRecord(known);
  if (alteration.gene === "ERBB2" && alteration.proteinShort !== null) {
    if (record === null)
      found.push(caution("unclassified", "caution", "alteration", message("caution.unclassified", { name })));
    else if (record.function.class === "disputed" || record.function.status === "conflict")
      found.push(
        caution(
          "disputed-function",
          "caution",
          "alteration",
          message("caution.disputed", { name, words: record.function.words }),
          { sources: record.function.sources, status: "conflict" },
        ),
      );
  }
  if (origin === "germline" || known.exact?.germlinePossible === true)
    found.push(
      caution(
        "germline",
        "caution",
        "alteration",
        germlineAdvice(finding) ?? message("caution.germline", { name }),
        { sources: known.exact?.function.sources ?? [] },
      ),
    );
  return found;
};

export const germlineAdvice = ({ alteration, known, origin }: KnownFinding): Message | null => {
  const name = alterationLabel(alteration);
  if (known.polymorphism) return message("caution.polymorphism", { name });
  return origin === "germline" || known.exact?.germlinePossible === true
    ? message("caution.germline", { name })
    : null;
};

/** What has to be said of the case as a whole. */
export const caseCautions = (patient: Patient): readonly Caution[] => {
  const found: Caution[] = [];
  if (patient.given.biomarkers?.ras === "wild-type" && patient.sequencing.ras === undefined)
    found.push(caution("contradiction", "caution", "RAS", message("caution.ras-contradiction")));
  const unresolved = unique(patient.history.treatments.flatMap((one) => one.unresolved)).sort();
  if (unresolved.length > 0)
    found.push(
      caution(
        "unknown-therapy",
        "caution",
        "history",
        message("caution.unknown-therapy", { names: unresolved.join(", ") }),
      ),
    );
  if (patient.callsLeftOut > 0)
    found.push(
      caution(
        "calls-left-out",
        "watch",
        "sequencing",
        message("caution.calls-left-out", { count: patient.callsLeftOut }),
      ),
    );
  return found;
};

/** Two tests of the patient that differ: over time, between sites, or after therapy. */
export const changedCaution = (text: Message): Caution =>
  caution("results-differ", "caution", "HER2 test", text);

/**
 * An IHC score that was read under another system than the regimen's tumour-agnostic label reads by; said
 * unless the label is not met whatever the score, as in early disease.
 */
export const scoringCaution = (
  one: Considered,
  { state }: Patient,
  scoring: string | null,
): Caution | null => {
  const rows = one.approvals.filter(
    ({ row, verdict }) =>
      isAgnostic(row) &&
      /ihc|her2/i.test(row.requires.biomarker ?? "") &&
      verdict.because.every(({ part, truth }) => part === "biomarker" || truth !== "not met"),
  );
  const read = scoreRead(state);
  if (read === null || rows.length === 0 || agnosticReading(state, scoring) !== null) return null;
  const { score } = read;
  return caution(
    "scoring-mismatch",
    "caution",
    "HER2 test",
    message(score === "0" ? "caution.scoring-mismatch-zero" : "caution.scoring-mismatch", {
      score,
      scoring: read.scoring ?? "an unrecorded system",
      asked: scoring ?? "another system",
    }),
    { therapies: one.regimen, sources: rows.flatMap(({ row }) => row.sources) },
  );
};

/** The score that was given, also where the tumour's own guideline does not read its system. */
const scoreRead = (state: Her2State): { readonly score: string; readonly scoring: string | null } | null => {
  if (state.ihc !== null) return state.ihc;
  const { score, scoring } = state.flags.find((flag) => flag.code === "scoring-mismatch")?.inputs ?? {};
  return typeof score === "string" ? { score, scoring: typeof scoring === "string" ? scoring : null } : null;
};
