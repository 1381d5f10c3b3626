import type { TherapyNames } from "@erbium/knowledge-base";
import {
  type Agency,
  type Case,
  dateBounds,
  err,
  hasCome,
  type KnowledgeBundle,
  type LabelTable,
  type Meaning,
  type Message,
  type Monitoring,
  message,
  ok,
  type PartialDate,
  type Result,
  type RiskFactor,
  type TimelineEntry,
} from "@erbium/model";
import type { ModelKnowledge } from "../frame/model-knowledge.ts";
import type { Models } from "../frame/registry.ts";
import { closedBounds, monthsBetween } from "./calendar.ts";
import { type Course, type CourseTreatment, courseOf, type Placed } from "./course.ts";
import { asksToHold, dueItems } from "./due.ts";
import { decideLabel } from "./label-table.ts";
import { lvefMeanings } from "./lvef-meaning.ts";
import { ctdnaMeanings, ftvMeanings, ki67Meanings } from "./marker-meaning.ts";
import { markerModels } from "./marker-models.ts";
import { doseMeanings, reactionMeanings } from "./reaction-meaning.ts";
import { judgeFactors } from "./risk-factors.ts";
import { verdictMeaning } from "./verdict-meaning.ts";

/** What reading a course needs: names of therapies, and the tables of the knowledge. */
export type MonitoringKnowledge = TherapyNames & {
  readonly bundle: ModelKnowledge & Pick<KnowledgeBundle, "asOf" | "surveillance">;
};

/**
 * Reads a patient's course by rule: what each observation means, and what is due next and why.
 *
 * @param asOf  the day on which it is read; what lies after it is left out
 * @returns the course in order of time, or a refusal for a day that is none
 */
export const monitor = (
  given: Case,
  knowledge: MonitoringKnowledge,
  asOf: PartialDate,
): Result<Monitoring> => {
  if (dateBounds(asOf) === null)
    return err({
      code: "not-a-date",
      message: `"${asOf}" is not a date`,
      path: "asOf",
      remedy: "write it as 2026-11-21",
    });
  const course = courseOf(given, knowledge, asOf);
  const rules = inForceHere(knowledge.bundle, given.jurisdictions ?? [], asOf);
  let atHeart: readonly Meaning[] = [];
  const models = markerModels(knowledge.bundle);
  const events = course.events.map((one) => {
    const means = meaningsOf(one, course, rules, models);
    if (one.event.kind === "lvef") atHeart = means;
    return entryOf(one, byWeight(means));
  });
  const therapiesOf = (rule: string): readonly string[] =>
    rules.labelTables.find(({ id }) => rule === id || rule.startsWith(`${id}/`))?.therapies ?? [];
  const toHold = asksToHold(atHeart, therapiesOf);
  const held = (therapy: string): boolean => toHold.has(therapy) || isHeld(course, therapy);
  const risks = riskLines(given, course, rules.riskFactors, asOf);
  const entries = [
    ...treatmentEntries(given, course, rules.labelTables),
    ...testEntries(given, course),
    ...events,
  ].sort(byTime);
  return ok({
    asOf,
    entries: entries.map(({ entry }) => entry),
    due: dueItems(rules.surveillance, course, held),
    risks: risks.present,
    wanted: [
      ...wantedOf(given, course),
      ...risks.unknown,
      ...(hasCome(knowledge.bundle.asOf, asOf) === "met"
        ? []
        : [message("monitor.labels-of", { day: knowledge.bundle.asOf, asOf })]),
    ],
  });
};

type Rules = MonitoringKnowledge["bundle"];

/** The rules that count here and held on the day. One of no named agency counts everywhere. */
const inForceHere = (bundle: Rules, jurisdictions: readonly Agency[], asOf: PartialDate): Rules => {
  const here = (row: {
    agencies: readonly Agency[];
    from?: string | undefined;
    to?: string | undefined;
  }): boolean =>
    (jurisdictions.length === 0 ||
      row.agencies.length === 0 ||
      row.agencies.some((agency) => jurisdictions.includes(agency))) &&
    (row.from === undefined || hasCome(row.from, asOf) !== "not met") &&
    (row.to === undefined || hasCome(row.to, asOf) !== "met");
  return {
    ...bundle,
    labelTables: bundle.labelTables.filter(here),
    surveillance: bundle.surveillance.filter(here),
  };
};

/** What asks for action stands first. */
const byWeight = (means: readonly Meaning[]): readonly Meaning[] =>
  (["act", "open", "note"] as const).flatMap((weight) => means.filter((one) => one.weight === weight));

interface Dated {
  readonly entry: TimelineEntry;
  /** first day, then rank within the day */
  readonly day: string;
  readonly rank: number;
}

const byTime = (a: Dated, b: Dated): number => (a.day === b.day ? a.rank - b.rank : a.day < b.day ? -1 : 1);

const meaningsOf = (one: Placed, course: Course, bundle: Rules, models: Models): readonly Meaning[] => {
  const { event, bounds } = one;
  switch (event.kind) {
    case "lvef":
      return lvefMeanings(one as Parameters<typeof lvefMeanings>[0], course, bundle.labelTables);
    case "ctdna":
      return ctdnaMeanings(one as Parameters<typeof ctdnaMeanings>[0], course, models);
    case "ki67":
      return ki67Meanings(one as Parameters<typeof ki67Meanings>[0], course, models);
    case "ftv":
      return ftvMeanings(one as Parameters<typeof ftvMeanings>[0], course, models);
    case "toxicity":
    case "laboratory":
      return reactionMeanings({ event, bounds }, course, bundle);
    case "dose":
      return doseMeanings(one as Parameters<typeof doseMeanings>[0], course, bundle);
    case "respiratory":
      return bundle.surveillance
        .filter(
          ({ watch, phase, therapies }) =>
            watch === "ild" &&
            phase === "during" &&
            therapies.some((therapy) => course.givenOn(therapy, bounds).length > 0),
        )
        .map((row) => ({
          code: "respiratory-signs",
          weight: "act",
          message: message("monitor.respiratory", { text: row.text }),
          rule: row.id,
          agencies: row.agencies,
          status: row.status,
          sources: row.sources,
        }));
    case "response":
      return event.response === "PD"
        ? [
            {
              code: "progression",
              weight: "note",
              message: message("monitor.progression"),
              rule: null,
              agencies: [],
              status: "verified",
              sources: [],
            },
          ]
        : [];
  }
};

const entryOf = ({ event, bounds }: Placed, means: readonly Meaning[]): Dated => {
  const { what, value, unit } = wordsOf(event);
  return {
    entry: { date: event.date, kind: event.kind, what, value, unit, part: "point", means },
    day: bounds?.earliest ?? "",
    rank: 1,
  };
};

const wordsOf = (event: Placed["event"]): { what: Message; value: number | null; unit: string | null } => {
  switch (event.kind) {
    case "lvef":
      return {
        what: message("monitor.event.lvef", { percent: event.percent }),
        value: event.percent,
        unit: "%",
      };
    case "ctdna":
      return {
        what: message(event.vafPercent === 0 ? "monitor.event.ctdna-none" : "monitor.event.ctdna", {
          percent: event.vafPercent,
          alteration: event.alteration ?? "",
        }),
        value: event.vafPercent,
        unit: "%",
      };
    case "ki67":
      return {
        what: message("monitor.event.ki67", { percent: event.percent }),
        value: event.percent,
        unit: "%",
      };
    case "ftv":
      return { what: message("monitor.event.ftv", { cc: event.cc }), value: event.cc, unit: "cc" };
    case "response":
      return {
        what: message("monitor.event.response", { response: event.response, criteria: event.criteria ?? "" }),
        value: null,
        unit: null,
      };
    case "toxicity":
      return {
        what: message(
          event.grade === undefined ? "monitor.event.toxicity-ungraded" : "monitor.event.toxicity",
          {
            term: event.term,
            grade: event.grade ?? null,
            resolved:
              event.resolved === undefined
                ? ""
                : message("monitor.event.resolved", { day: event.resolved }).text,
          },
        ),
        value: event.grade ?? null,
        unit: event.grade === undefined ? null : "grade",
      };
    case "respiratory":
      return {
        what: message("monitor.event.respiratory", { signs: event.signs.join(", ") }),
        value: null,
        unit: null,
      };
    case "laboratory":
      return {
        what: message("monitor.event.laboratory", { results: laboratoryWords(event) }),
        value: null,
        unit: null,
      };
    case "dose":
      return {
        what: message(
          event.held === true
            ? "monitor.event.held"
            : event.dose === undefined
              ? "monitor.event.given"
              : "monitor.event.dose",
          { therapy: event.therapy, dose: event.dose ?? null },
        ),
        value: event.dose ?? null,
        unit: null,
      };
  }
};

const laboratoryWords = (event: Extract<Placed["event"], { kind: "laboratory" }>): string =>
  (
    [
      ["neutrophils", event.neutrophils, "x 10^9/L"],
      ["platelets", event.platelets, "x 10^9/L"],
      ["ALT", event.altTimesUln, "x ULN"],
      ["AST", event.astTimesUln, "x ULN"],
      ["bilirubin", event.bilirubinTimesUln, "x ULN"],
    ] as const
  )
    .filter(([, value]) => value !== undefined)
    .map(([name, value, unit]) => `${name} ${value} ${unit}`)
    .join(", ");

const treatmentEntries = (given: Case, course: Course, tables: readonly LabelTable[]): readonly Dated[] =>
  course.treatments.flatMap(({ treatment, regimen, therapies, start, end, ended, ongoing }): Dated[] => {
    const entry = (
      part: "begin" | "end",
      date: string | null,
      what: Message,
      means: readonly Meaning[] = [],
    ): TimelineEntry => ({
      date,
      kind: "treatment",
      what,
      value: null,
      unit: null,
      part,
      means,
    });
    return [
      {
        entry: entry(
          "begin",
          treatment.start ?? null,
          message("monitor.event.begins", { regimen }),
          ongoing === "not met" ? [] : impairment(given, therapies, tables),
        ),
        day: start?.earliest ?? "",
        rank: 0,
      },
      ...(ended === "met" && treatment.end !== undefined
        ? [
            {
              entry: entry(
                "end",
                treatment.end,
                message("monitor.event.ends", {
                  regimen,
                  why: [treatment.bestResponse, treatment.stopReason]
                    .filter((word) => word !== undefined)
                    .join(", "),
                }),
              ),
              day: end?.latest ?? "",
              rank: 2,
            },
          ]
        : []),
    ];
  });

/** What labels say of beginning with an impaired liver; where they part, they stand side by side. */
const impairment = (
  given: Case,
  therapies: readonly string[],
  tables: readonly LabelTable[],
): readonly Meaning[] => {
  const childPugh = given.patient?.childPugh;
  if (childPugh === undefined) return [];
  return byWeight(
    tables
      .filter(
        (table) => table.topic === "liver impairment" && table.therapies.some((id) => therapies.includes(id)),
      )
      .flatMap((table) => {
        const decision = decideLabel(table, { childPugh });
        const dose = decision.kind === "decided" ? decision.verdict.then.dose : undefined;
        return verdictMeaning(decision, table, null, typeof dose === "number" ? String(dose) : null);
      }),
  );
};

/** In an order of their own words, so that two of one day stand the same way however the case lists them. */
const testEntries = (given: Case, course: Course): readonly Dated[] =>
  testsOf(given, course).sort((a, b) => {
    const [first, second] = [JSON.stringify(a.entry), JSON.stringify(b.entry)];
    return first === second ? 0 : first < second ? -1 : 1;
  });

const testsOf = (given: Case, course: Course): Dated[] =>
  (given.tests ?? []).flatMap((test): Dated[] => {
    const bounds = closedBounds(test.date);
    const today = dateBounds(course.asOf);
    if (bounds !== null && today !== null && bounds.earliest > today.latest) return [];
    const parts = [
      test.ihc?.score === undefined ? null : `IHC ${test.ihc.score}`,
      test.ish?.ratio === undefined ? null : `ISH ratio ${test.ish.ratio}`,
      test.ish?.call === undefined ? null : `ISH ${test.ish.call}`,
      test.site ?? null,
    ].filter((part) => part !== null);
    return [
      {
        entry: {
          date: test.date ?? null,
          kind: "her2",
          what:
            parts.length === 0
              ? message("monitor.event.her2-open")
              : message("monitor.event.her2", { results: parts.join(", ") }),
          value: null,
          unit: null,
          part: "point",
          means: [],
        },
        day: bounds?.earliest ?? "",
        rank: 1,
      },
    ];
  });

/** The last word on the dose: was it held? */
const isHeld = (course: Course, therapy: string): boolean =>
  course.dosesOf(therapy).at(-1)?.event.held === true;

const onConjugate = (course: Course): readonly CourseTreatment[] =>
  course.treatments.filter(
    ({ therapies, ongoing }) =>
      ongoing !== "not met" && therapies.some((id) => course.names.therapyIs(id, "trastuzumab deruxtecan")),
  );

/** What would let more be said. */
const wantedOf = (given: Case, course: Course): readonly Message[] => {
  const undated = course.treatments.filter(({ treatment }) => treatment.start === undefined);
  return [
    ...(given.treatments === undefined ? [message("monitor.wanted.treatments")] : []),
    ...undated.map(({ regimen }) => message("monitor.wanted.start", { regimen })),
    ...(given.events === undefined ? [message("monitor.wanted.events")] : []),
    ...(course.of("ctdna").length > 1 && course.of("ctdna").some(({ event }) => event.cfdnaNg === undefined)
      ? [message("monitor.wanted.cfdna")]
      : []),
  ];
};

/** Factors of interstitial lung disease of a patient on the conjugate: those present, and those nobody knows. */
const riskLines = (
  given: Case,
  course: Course,
  factors: readonly RiskFactor[],
  asOf: PartialDate,
): { readonly present: readonly Message[]; readonly unknown: readonly Message[] } => {
  if (onConjugate(course).length === 0) return { present: [], unknown: [] };
  const diagnosed = closedBounds(given.patient?.diagnosed);
  const today = dateBounds(asOf);
  const dose = course.dosesOf("trastuzumab deruxtecan").findLast(({ event }) => event.dose !== undefined)
    ?.event.dose;
  const judged = judgeFactors(factors, {
    ageYears: given.patient?.ageYears,
    oxygenSaturationPercent: given.patient?.oxygenSaturationPercent,
    renalImpairment: given.patient?.renalImpairment,
    lungComorbidity: given.patient?.lungComorbidity,
    ildHistory: given.patient?.ildHistory,
    yearsSinceDiagnosis:
      diagnosed === null || today === null ? undefined : monthsBetween(diagnosed.latest, today.earliest) / 12,
    doseMgPerKg: dose,
  });
  const of = (truth: string): string[] =>
    judged.filter((one) => one.truth === truth).map(({ factor }) => factor.text);
  return {
    present: of("met").length > 0 ? [message("monitor.ild-present", { factors: of("met").join("; ") })] : [],
    unknown:
      of("unknown").length > 0 ? [message("monitor.ild-unknown", { factors: of("unknown").join("; ") })] : [],
  };
};
