import { type CaseEvent, type Meaning, type Message, message } from "@erbium/model";
import type { Prediction } from "../frame/prediction.ts";
import type { Models } from "../frame/registry.ts";
import { daysBetween } from "./calendar.ts";
import type { Course, Placed } from "./course.ts";
import { earliestOf, latestOf } from "./order-in-time.ts";

type Of<K extends CaseEvent["kind"]> = Placed<Extract<CaseEvent, { kind: K }>>;

const answered = (models: Models, id: string, input: object): Prediction | null => {
  const model = models.model(id);
  if (!model.ok) return null;
  const answer = model.value.evaluate(input);
  return answer.ok ? answer.value : null;
};

const told = (
  prediction: Prediction,
  code: string,
  words: Message,
  status: Meaning["status"] = prediction.status,
): Meaning => ({
  code,
  weight: "note",
  message: words,
  rule: `${prediction.model} ${prediction.version}`,
  agencies: [],
  status,
  sources: prediction.sources,
});

const datesOf = (values: readonly { readonly event: { readonly date: string } }[]): string =>
  [...new Set(values.map(({ event }) => event.date))].join(", ");

const decimals = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Where two values are equally first, or equally last, nobody knows which to compare with. */
const twoValues = (values: readonly (number | string)[], date: string): readonly Meaning[] => [
  {
    code: "two-values",
    weight: "open",
    message: message("monitor.two-values", { values: values.join(", "), date }),
    rule: null,
    agencies: [],
    status: "verified",
    sources: [],
  },
];

/** Ki-67 against the first one, by each published rule for itself. */
export const ki67Meanings = (
  { event, bounds }: Of<"ki67">,
  course: Course,
  models: Models,
): readonly Meaning[] => {
  const first = earliestOf(course.before("ki67", bounds));
  const [baseline, ...others] = new Set(first.map((one) => one.event.percent));
  if (baseline === undefined) return [];
  if (others.length > 0) return twoValues([baseline, ...others], datesOf(first));
  const answer = answered(models, "ki67-dynamics", { baseline, on_treatment: event.percent });
  if (answer === null) return [];
  const { reduction_pct, mukai_early_responder, adapt_30pct_drop } = answer.values;
  return [
    told(
      answer,
      "ki67-fall",
      message("monitor.ki67", {
        change: decimals(-Number(reduction_pct)),
        mukai: message(mukai_early_responder ? "monitor.met" : "monitor.not-met").text,
        adapt: message(adapt_30pct_drop ? "monitor.met" : "monitor.not-met").text,
      }),
    ),
  ];
};

/** Tumour DNA against the sample before, like with like, with the sampling error where the amounts are given. */
export const ctdnaMeanings = (
  { event, bounds }: Of<"ctdna">,
  course: Course,
  models: Models,
): readonly Meaning[] => {
  const last = latestOf(
    course
      .before("ctdna", bounds)
      .filter((one) => one.event.alteration === event.alteration && one.event.vafPercent > 0),
  );
  const [before] = last;
  if (before === undefined) return [];
  const found = new Set(last.map((one) => one.event.vafPercent));
  if (found.size > 1) return twoValues([...found], datesOf(last));
  const answer = answered(models, "ctdna-dynamics", {
    vaf0_pct: before.event.vafPercent,
    vaf1_pct: event.vafPercent,
    cfdna0_ng: before.event.cfdnaNg,
    cfdna1_ng: event.cfdnaNg,
  });
  if (answer === null) return [];
  const ratio = answer.interval?.cdr;
  const interval =
    ratio !== undefined && "low" in ratio
      ? message("monitor.ctdna-interval", {
          low: decimals(ratio.low, 2),
          high: ratio.high > 1e6 ? null : decimals(ratio.high, 2),
        }).text
      : message("monitor.ctdna-no-interval").text;
  const within = answer.warnings.some(({ code }) => code === "within-sampling-error");
  const limit = answer.warnings.find(({ code }) => code === "not-detected");
  return [
    told(
      answer,
      within ? "ctdna-within-error" : "ctdna-change",
      message(limit === undefined ? "monitor.ctdna" : "monitor.ctdna-not-detected", {
        from: before.event.vafPercent,
        since: before.event.date,
        ratio: decimals(Number(answer.values.cdr), 3),
        interval: within ? `${interval}; ${message("monitor.ctdna-within").text}` : interval,
        limit: limit?.text ?? "",
      }),
    ),
  ];
};

/** Tumour volume against the first one; at three weeks also the early look of I-SPY2. */
export const ftvMeanings = (one: Of<"ftv">, course: Course, models: Models): readonly Meaning[] => {
  const first = earliestOf(course.before("ftv", one.bounds));
  const [baseline, ...others] = new Set(first.map(({ event }) => event.cc));
  if (baseline === undefined) return [];
  if (others.length > 0) return twoValues([baseline, ...others], datesOf(first));
  const change = answered(models, "mri-ftv", { ftv0_cc: baseline, ftv1_cc: one.event.cc });
  if (change === null) return [];
  const percent = Number(change.values.dftv1_pct);
  const week = weekOnTreatment(one, course);
  const early = week === 3 ? answered(models, "ispy2-redirection", { week, fall_pct: -percent }) : null;
  return [
    told(change, "ftv-change", message("monitor.ftv", { change: decimals(percent), from: baseline })),
    ...(early !== null
      ? [
          told(
            early,
            "ftv-early-look",
            message("monitor.ftv-early", { look: String(early.values.early_look) }),
          ),
        ]
      : []),
  ];
};

/** Whole weeks from the start of the neoadjuvant treatment; null where a date is vague. */
const weekOnTreatment = ({ bounds: day }: Of<"ftv">, course: Course): number | null => {
  const start = course.treatments.find(({ treatment }) => treatment.setting === "neoadjuvant")?.start ?? null;
  if (start === null || day === null || [start, day].some(({ earliest, latest }) => earliest !== latest))
    return null;
  return Math.round(daysBetween(start.earliest, day.earliest) / 7);
};
