import { type Gap, type Her2State, type Message, message, type Option } from "@erbium/model";
import { alterationLabel } from "./alteration-label.ts";
import type { Patient } from "./patient.ts";

const NAMED = 3;

/** One sentence each for the state, the options and the most important open question. */
export const headlineParts = (
  patient: Patient,
  options: readonly Option[],
  leading: Gap | null,
): readonly Message[] => {
  const parts = [statePart(patient.state), ...mutationPart(patient), optionsPart(options)];
  if (leading) parts.push(message("headline.gap", { test: leading.test }));
  return parts;
};

export const headlineOf = (parts: readonly Message[]): Message =>
  message("headline", { text: parts.map((one) => one.text).join(" ") });

const statePart = (state: Her2State): Message => {
  const own = state.assessments.filter((one) => one.guideline.id === state.guideline?.id);
  if (own.length > 1 && own.some((one) => one.axis === "mutation"))
    return message("headline.kinds", { kinds: own.map((one) => `${one.axis} ${one.status}`).join(", ") });
  const reported = state.flags.some((flag) => flag.code === "interpretation-only");
  if (reported && state.ihc === null && state.ish === null && state.status !== "indeterminate")
    return message("headline.reported", { status: state.status });
  const basis = basisOf(state);
  const low = state.eligibility.find((one) => one === "her2-low" || one === "her2-ultralow");
  if (state.status === "negative" && low !== undefined)
    return message("headline.low", { low: low === "her2-low" ? "HER2-low" : "HER2-ultralow", basis });
  return message(`headline.${state.status}`, { basis });
};

const basisOf = (state: Her2State): string => {
  const parts: string[] = [];
  if (state.ihc) parts.push(`IHC ${state.ihc.score}`);
  if (state.ish) parts.push(`ISH ${state.ish}`);
  if (state.ishGroup !== null) parts.push(`group ${state.ishGroup}`);
  return parts.length > 0 ? parts.join(", ") : "no IHC or ISH result";
};

const mutationPart = (patient: Patient): Message[] => {
  const named = patient.findings
    .filter((one) => one.alteration.gene === "ERBB2" && one.alteration.key !== null)
    .map((one) => {
      const name = alterationLabel(one.alteration);
      return one.known.polymorphism ? `${name} (common polymorphism, no therapy follows)` : name;
    });
  return named.length === 0 ? [] : [message("headline.alterations", { names: named.join(", ") })];
};

const optionsPart = (options: readonly Option[]): Message => {
  const names = (of: readonly Option[]): string =>
    of
      .slice(0, NAMED)
      .map((one) => one.name)
      .join("; ") + (of.length > NAMED ? ` and ${of.length - NAMED} more` : "");
  const met = options.filter((one) => one.tier === "1");
  if (met.length > 0) return message("headline.options-met", { names: names(met) });
  const open = options.filter((one) => one.kind === "standard");
  if (open.length > 0) return message("headline.options-open", { names: names(open) });
  const elsewhere = options.filter((one) => one.tier === "2");
  if (elsewhere.length > 0) return message("headline.options-elsewhere", { names: names(elsewhere) });
  if (options.length > 0) return message("headline.options-investigational", { names: names(options) });
  return message("headline.options-none");
};
