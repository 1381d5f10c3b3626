import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Message, message } from "@erbium/model";
import type { Patient } from "./patient.ts";
import { type GivenTreatment, progressed } from "./treatment-history.ts";

/** How earlier treatment bears on giving a regimen now. */
export interface PriorUse {
  /** it, or all that is directed at HER2 in it, has failed or was stopped for toxicity */
  readonly excluded: boolean;
  /** the members that failed, each with the reason */
  readonly failures: readonly {
    readonly therapy: string;
    readonly kind: "progression" | "toxicity";
    readonly because: Message;
  }[];
}

const failure = (treatment: GivenTreatment): "progression" | "toxicity" | null => {
  if (treatment.stopReason === "toxicity") return "toxicity";
  return progressed(treatment) === true ? "progression" : null;
};

/**
 * A therapy that was progressed on or stopped for toxicity is never offered again unqualified: a regimen
 * whose HER2-directed members (or, without any, all members) all failed is excluded; where only some did,
 * as trastuzumab continued with a new partner, each is named.
 */
export const priorUse = (
  regimen: readonly string[],
  patient: Patient,
  knowledge: KnowledgeIndex,
): PriorUse => {
  const failures: PriorUse["failures"][number][] = [];
  for (const therapy of regimen)
    for (const treatment of patient.history.treatments) {
      const kind = failure(treatment);
      if (kind === null || !treatment.therapies.includes(therapy)) continue;
      if (failures.some((one) => one.therapy === therapy && one.kind === kind)) continue;
      failures.push({ therapy, kind, because: reason(therapy, kind, treatment, knowledge) });
    }
  const failed = new Set(failures.map((one) => one.therapy));
  const directed = regimen.filter((id) => knowledge.therapyIs(id, "anti-HER2"));
  const decisive = directed.length > 0 ? directed : regimen;
  return { excluded: decisive.every((id) => failed.has(id)), failures };
};

const reason = (
  therapy: string,
  kind: "progression" | "toxicity",
  treatment: GivenTreatment,
  knowledge: KnowledgeIndex,
): Message => {
  const regimen = knowledge.regimenName(treatment.therapies);
  const toxicity = (treatment.toxicity ?? [])
    .map((one) => (one.grade === undefined ? one.term : `${one.term} grade ${one.grade}`))
    .sort()
    .join(", ");
  return kind === "progression"
    ? message("prior.progressed", { therapy: knowledge.therapyName(therapy), regimen })
    : message("prior.toxicity", {
        therapy: knowledge.therapyName(therapy),
        regimen,
        toxicity: toxicity || "not stated",
      });
};
