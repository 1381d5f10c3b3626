import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { OutlookScore } from "@erbium/model";
import { openModels, valuesInWords } from "@erbium/prediction";
import type { Patient } from "./patient.ts";

/**
 * The published models that a case asks for, computed from the inputs it gives them. Each is told of the patient what
 * the case says, so that one that was not made for such patients refuses; what the input itself says goes before.
 */
export const outlookScores = (patient: Patient, knowledge: KnowledgeIndex): readonly OutlookScore[] => {
  const asked = patient.given.scores ?? [];
  if (asked.length === 0) return [];
  const models = openModels(knowledge.bundle);
  const told = toldOf(patient);
  return asked.map(({ model: id, date = null, input }): OutlookScore => {
    const model = models.model(id);
    if (!model.ok) return { ...nothing, model: id, title: id, version: "", date, refused: model.error };
    const { title, version, unit, status, sources } = model.value;
    const own = input.patient;
    const answer = model.value.evaluate({
      ...input,
      patient: own === undefined || isRecord(own) ? { ...told, ...own } : own,
    });
    const about = { model: model.value.id, title, version, unit, status, sources, date };
    if (!answer.ok) return { ...nothing, ...about, refused: answer.error };
    const { class: named, interval, warnings, wouldChange, scope } = answer.value;
    const range = interval?.class;
    return {
      ...about,
      class: named ?? (range !== undefined && "oneOf" in range ? range.oneOf.join(" or ") : null),
      values: valuesInWords(model.value, answer.value),
      warnings,
      open: wouldChange,
      scopeOpen: scope.open,
      refused: null,
    };
  });
};

const nothing = {
  class: null,
  unit: null,
  values: [],
  warnings: [],
  open: [],
  scopeOpen: [],
  status: "verified",
  sources: [],
} satisfies Partial<OutlookScore>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the case says of the patient, in the words of the scopes; early disease may be before or after surgery. */
const toldOf = ({ given, state }: Patient): Readonly<Record<string, unknown>> => ({
  ...(given.setting === "metastatic" ? { setting: "metastatic" } : {}),
  ...(given.patient?.sex === undefined ? {} : { sex: given.patient.sex }),
  ...(given.biomarkers?.er === undefined ? {} : { er: given.biomarkers.er }),
  ...(state.status === "positive" || state.status === "negative" ? { her2: state.status } : {}),
});
