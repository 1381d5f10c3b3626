import {
  byText,
  type Gap,
  type Her2State,
  type Measurement,
  type Message,
  message,
  type Option,
  unique,
} from "@erbium/model";
import { alterationLabel } from "./alteration-label.ts";
import type { Patient } from "./patient.ts";

const NAMED = 3;
/** Subjects of label rules that concern the patient, not the plan of treatment. */
const LABEL: ReadonlySet<string> = new Set(["cardiac", "interstitial lung disease", "liver", "embryo-fetal"]);

/** One sentence each for the state, the options and the most important open question. */
export const headlineParts = (
  patient: Patient,
  options: readonly Option[],
  leading: Gap | null,
): readonly Message[] => {
  const guiding = patient.guiding === null ? undefined : patient.tests[patient.guiding.index]?.measurement;
  const parts = [
    statePart(patient.state, guiding),
    ...differingPart(patient.state),
    ...mutationPart(patient),
    optionsPart(options),
    ...cautionsPart(named(options)),
  ];
  if (leading) parts.push(message("headline.gap", { test: leading.test }));
  return parts;
};

export const headlineOf = (parts: readonly Message[]): Message =>
  message("headline", { text: parts.map((one) => one.text).join(" ") });

const statePart = (state: Her2State, guiding: Measurement | undefined): Message => {
  const own = state.assessments.filter((one) => one.guideline.id === state.guideline?.id);
  if (own.length > 1 && own.some((one) => one.axis === "mutation"))
    return message("headline.kinds", { kinds: own.map((one) => `${one.axis} ${one.status}`).join(", ") });
  const reported = state.flags.some((flag) => flag.code === "interpretation-only");
  if (reported && state.ihc === null && state.ish === null && state.status !== "indeterminate")
    return message("headline.reported", { status: state.status });
  const basis = basisOf(state, guiding);
  const low = state.eligibility.find((one) => one === "her2-low" || one === "her2-ultralow");
  if (state.status === "negative" && low !== undefined)
    return message("headline.low", { low: low === "her2-low" ? "HER2-low" : "HER2-ultralow", basis });
  return message(`headline.${state.status}`, { basis });
};

/** The results that the state rests on; a share of cells where the score alone would have said more. */
const basisOf = (state: Her2State, guiding: Measurement | undefined): string => {
  const parts: string[] = [];
  const percent = guiding?.ihc?.percentStained;
  if (state.ihc) {
    const short = state.status === "negative" && (state.ihc.score === "3+" || state.ihc.score === "2+");
    const share =
      short && state.ish !== "negative" && percent !== undefined ? ` in ${percent} % of cells` : "";
    parts.push(`IHC ${state.ihc.score}${share}`);
  } else if (guiding?.ihc !== undefined && state.ish === null) parts.push("IHC without a score that counts");
  if (state.ish) parts.push(`ISH ${state.ish}`);
  if (state.ishGroup !== null) parts.push(`group ${state.ishGroup}`);
  return parts.length > 0 ? parts.join(", ") : "no IHC or ISH result";
};

/** Another guideline of the same tumour that says the opposite. */
const differingPart = (state: Her2State): Message[] =>
  state.assessments
    .filter(
      ({ guideline, axis, status }) =>
        axis === "overall" &&
        guideline.id !== state.guideline?.id &&
        ((status === "positive" && state.status === "negative") ||
          (status === "negative" && state.status === "positive")),
    )
    .map(({ guideline, status }) => message("headline.differs", { status, edition: guideline.edition }));

const mutationPart = (patient: Patient): Message[] => {
  const named = patient.findings
    .filter((one) => one.alteration.gene === "ERBB2" && one.alteration.key !== null)
    .map((one) => {
      const name = alterationLabel(one.alteration);
      return one.known.polymorphism ? `${name} (common polymorphism, no therapy follows)` : name;
    });
  return named.length === 0 ? [] : [message("headline.alterations", { names: named.join(", ") })];
};

/** The options that the headline names, of the best kind there is. */
const named = (options: readonly Option[]): readonly Option[] => {
  const met = options.filter((one) => one.tier === "1");
  const open = options.filter((one) => one.kind === "standard");
  return (met.length > 0 ? met : open.length > 0 ? open : options).slice(0, NAMED);
};

/** What labels of the named options say against them in this very patient, by subject; the words stand with the options. */
const cautionsPart = (options: readonly Option[]): Message[] => {
  const topics = unique(
    options
      .flatMap((one) => one.cautions)
      .filter(
        ({ code, severity, topic }) => code.startsWith("safety.") && severity !== "watch" && LABEL.has(topic),
      )
      .map((one) => one.topic),
  ).sort(byText);
  return topics.length === 0 ? [] : [message("headline.cautions", { topics: topics.join(", ") })];
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
