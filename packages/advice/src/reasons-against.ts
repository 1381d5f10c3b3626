import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Caution, type Message, message } from "@erbium/model";
import type { Considered } from "./considered.ts";
import type { Patient } from "./patient.ts";
import { priorUse } from "./prior-therapy.ts";
import { type JudgedSafety, touches } from "./safety-cautions.ts";

/** What speaks against therapies in this patient. */
export interface Against {
  readonly safety: readonly JudgedSafety[];
  /** resistance, mechanisms and other reasons bound to therapies */
  readonly cautions: readonly Caution[];
  /** what is said of one regimen alone */
  readonly ofRegimen: (one: Considered) => Caution | null;
}

export interface Reason {
  readonly message: Message;
  readonly sources: Caution["sources"];
}

/** Why a regimen is not offered whatever it stands on; none: nothing forbids it. */
export const reasonsAgainst = (
  one: Considered,
  patient: Patient,
  against: Against,
  knowledge: KnowledgeIndex,
): Reason[] => {
  const reasons: Reason[] = [];
  const prior = priorUse(one.regimen, patient, knowledge);
  if (prior.excluded)
    for (const failure of prior.failures) reasons.push({ message: failure.because, sources: [] });
  for (const { caution, stops } of against.safety)
    if (stops && touches(caution.therapies, one.regimen, knowledge))
      reasons.push({
        message: message("reason.safety", { text: caution.message.text }),
        sources: caution.sources,
      });
  if (prior.excluded)
    for (const { caution } of against.safety)
      if (
        caution.because.length > 0 &&
        touches(caution.therapies, one.regimen, knowledge) &&
        caution.severity !== "watch"
      )
        reasons.push({
          message: message("reason.rule", { text: caution.message.text }),
          sources: caution.sources,
        });
  if (one.ground === "trial" || one.ground === "clinical elsewhere") {
    const rates = one.figures.filter((figure) => figure.outcome === "ORR" && figure.status !== "recalled");
    if (rates.length > 0 && rates.every((figure) => figure.estimate === 0))
      reasons.push({
        message: message("reason.no-response"),
        sources: rates.flatMap((figure) => figure.sources),
      });
    const ratios = one.figures.filter(
      (figure) => figure.unit === "hazard ratio" && figure.status !== "recalled",
    );
    if (ratios.length > 0 && ratios.every((figure) => figure.estimate >= 1))
      reasons.push({
        message: message("reason.not-better"),
        sources: ratios.flatMap((figure) => figure.sources),
      });
  }
  const standard =
    one.ground === "label met" || one.ground === "label open" || one.ground === "label elsewhere";
  const directed = one.regimen.filter((id) => knowledge.therapyIs(id, "anti-HER2"));
  if (!standard) {
    const resistant = against.cautions.filter(isResistance);
    const found = directed.flatMap((id) => resistant.find((caution) => caution.therapies.includes(id)) ?? []);
    if (found.length === directed.length)
      for (const caution of found) reasons.push({ message: caution.message, sources: caution.sources });
  }
  return reasons;
};

const isResistance = (caution: Caution): boolean =>
  caution.code === "alteration-resistant" &&
  caution.status === "verified" &&
  caution.message.params.match === "this alteration";

/** Therapies that the patient's own alteration is reported to resist. */
export const resisted = (
  cautions: readonly Caution[],
): { therapy: string; reason: Message; sources: Caution["sources"] }[] =>
  cautions
    .filter(isResistance)
    .flatMap((caution) =>
      caution.therapies.map((therapy) => ({ therapy, reason: caution.message, sources: caution.sources })),
    );
