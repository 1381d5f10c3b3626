import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { byKeys, type Caution, message, type PartialDate } from "@erbium/model";
import type { CaseFacts } from "./case-facts.ts";
import { evaluateOver } from "./evaluate.ts";
import { held } from "./held.ts";
import { becauseWords, openWords } from "./input-words.ts";
import type { Patient } from "./patient.ts";
import { bySeverity } from "./severity.ts";

/** A safety rule judged for the patient. */
export interface JudgedSafety {
  readonly caution: Caution;
  /** rules that name their tumours are about the case, whatever the options are */
  readonly forCase: boolean;
  /** a verified rule that says stop, and whose condition is met */
  readonly stops: boolean;
  readonly missing: readonly string[];
}

/**
 * Every rule of the labels that holds or may hold for this patient. A rule whose condition is unknown is
 * shown lower, with what is missing; one whose condition is not met, or that did not hold yet or any more on the
 * day, is not shown. One that may have held then stops a therapy as if it did.
 */
export const judgeSafety = (
  patient: Patient,
  facts: CaseFacts,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): readonly JudgedSafety[] =>
  knowledge.safety
    .flatMap(({ row, condition }): JudgedSafety[] => {
      const forCase = row.tumours.length > 0;
      if (forCase && !row.tumours.some((code) => knowledge.tumourIs(patient.tumour.code, code))) return [];
      const inForce = held(row, asOf, knowledge);
      if (inForce === null) return [];
      const found = condition === null ? null : evaluateOver(condition, facts);
      if (found?.truth === "not met") return [];
      const open = found?.truth === "unknown";
      if (open && row.silentWhenUnknown) return [];
      const weaker = !forCase ? "watch" : row.severity === "stop" ? "caution" : row.severity;
      const because =
        found === null ? [] : [message("safety.because", { because: becauseWords(found.because) })];
      const missing = open ? found.missing : [];
      return [
        {
          forCase,
          stops: row.severity === "stop" && found?.truth === "met" && row.status === "verified",
          missing,
          caution: {
            code: `safety.${row.id}`,
            severity: open ? weaker : row.severity,
            topic: row.topic,
            message: open
              ? message("safety.open", { text: row.text, missing: missing.map(openWords).join(", ") })
              : message("safety.rule", { text: row.text }),
            therapies: row.therapies,
            because,
            claims: [],
            status: row.status,
            sources: row.sources,
            inForce,
          },
        },
      ];
    })
    .sort(
      byKeys<JudgedSafety>(
        ({ caution }) => bySeverity(caution),
        ({ caution }) => caution.code,
      ),
    );

/** Does a caution about these therapies or classes touch a member of the regimen? */
export const touches = (
  therapies: readonly string[],
  regimen: readonly string[],
  knowledge: KnowledgeIndex,
): boolean =>
  therapies.some((what) =>
    regimen.some((id) => knowledge.therapyIs(id, what) || knowledge.therapyIs(what, id)),
  );
