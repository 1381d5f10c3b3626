import type { Advice } from "@erbium/model";
import { count, say } from "../words.ts";

/** The masthead's words: case, tumour, setting, line of therapy, date, jurisdictions. */
export const caseLine = (advice: Advice): readonly string[] => {
  const { case: patient, tumour } = advice;
  return [
    patient.id === undefined ? say("case.unnamed") : say("case", { id: patient.id }),
    tumour.name === tumour.code ? tumour.name : `${tumour.name} (${tumour.code})`,
    say(`setting.${patient.setting ?? "unknown"}`),
    history(advice),
    say("asOf", { date: advice.knowledge.asOf }),
    advice.jurisdictions.join(", "),
  ].filter((part) => part !== "");
};

const history = ({ case: patient }: Advice): string => {
  if (patient.treatments === undefined) return say("line.unknown");
  if (patient.treatments.length === 0) return say("line.untreated");
  return `${count("line.after", patient.treatments.length)}${patient.treatmentsComplete === false ? `, ${say("line.incomplete")}` : ""}`;
};
