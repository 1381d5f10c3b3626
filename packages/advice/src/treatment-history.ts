import { resolveTherapies, type TherapyNames } from "@erbium/knowledge-base";
import { byKeys, type Case, type Treatment, unique } from "@erbium/model";
import { anyOf, both, type Known } from "./three-valued.ts";
import { sameToxicity } from "./toxicity-terms.ts";

/** One treatment with its names resolved: regimens such as TCHP stand as their members. */
export interface GivenTreatment extends Treatment {
  /** therapy and class ids, sorted */
  readonly therapies: readonly string[];
  /** names that no therapy, class or regimen of the knowledge bears */
  readonly unresolved: readonly string[];
}

/**
 * What was given and how it went, three-valued. A treatment that is listed is known even where the list
 * is not complete; one that is not listed was not given only where the list is complete.
 */
export interface TreatmentHistory {
  readonly treatments: readonly GivenTreatment[];
  readonly complete: boolean;
  /** is the therapy that one, or one of that class? */
  contains(id: string, therapyOrClass: string): boolean;
  /** ids behind a name; none when nobody knows it */
  resolve(name: string): readonly string[];
  received(what: string, setting?: string): Known;
  progressedOn(what: string, setting?: string): Known;
  stoppedForToxicity(what: string, term?: string): Known;
  toxicityGrade(what: string, term: string): number | undefined;
  recurredWithin(months: number, what: string): Known;
  /** regimens that certainly contained it; the true number can be higher unless `exact` */
  regimensWith(what: string, setting?: string): { readonly atLeast: number; readonly exact: boolean };
  linesMetastatic(): { readonly atLeast: number; readonly exact: boolean };
}

type Setting = NonNullable<Treatment["setting"]>;

const inSetting = (given: Setting | undefined, asked: string | undefined): Known => {
  if (asked === undefined) return true;
  if (given === undefined) return undefined;
  return asked === "early" ? given !== "metastatic" : given === asked;
};

/** Did the disease progress on it? What is said goes before how it ended. */
export const progressed = (treatment: Treatment): Known => {
  if (treatment.progressed !== undefined) return treatment.progressed;
  if (treatment.stopReason === "progression" || treatment.bestResponse === "PD") return true;
  return treatment.stopReason === undefined ? undefined : false;
};

/**
 * @param given   the case; without `treatments` the history is unknown, an empty list says untreated
 * @param names   resolves names to therapy and class ids
 */
export const treatmentHistory = (given: Case, names: TherapyNames): TreatmentHistory => {
  const treatments = (given.treatments ?? [])
    .map((treatment) => resolved(treatment, given, names))
    .sort(
      byKeys<GivenTreatment>(
        (one) => one.start ?? "",
        (one) => one.line ?? 0,
        (one) => JSON.stringify(one),
      ),
    );
  const listed = given.treatments !== undefined;
  const complete = listed && (given.treatmentsComplete ?? treatments.length === 0);

  const contains = (treatment: GivenTreatment, what: string): Known => {
    if (treatment.therapies.some((id) => names.therapyIs(id, what))) return true;
    // "chemotherapy" may have been a taxane; a name nobody knows may have been anything
    const open =
      treatment.unresolved.length > 0 || treatment.therapies.some((id) => names.therapyIs(what, id));
    return open ? undefined : false;
  };
  const some = (answers: Known[]): Known => {
    const found = anyOf(answers);
    return found === false && !complete ? undefined : found;
  };
  const settings = (treatment: GivenTreatment, setting?: string): Known =>
    inSetting(treatment.setting, setting);

  return {
    treatments,
    complete,
    contains: names.therapyIs,
    resolve: (name) => resolveTherapies(name, names) ?? [],
    received: (what, setting) =>
      some(treatments.map((one) => both(contains(one, what), settings(one, setting)))),
    progressedOn: (what, setting) =>
      some(treatments.map((one) => both(both(contains(one, what), settings(one, setting)), progressed(one)))),
    stoppedForToxicity: (what, term) =>
      some(
        treatments.map((one) => {
          const stopped: Known = one.stopReason === undefined ? undefined : one.stopReason === "toxicity";
          const named: Known =
            term === undefined
              ? true
              : one.toxicity === undefined
                ? undefined
                : one.toxicity.some((toxicity) => sameToxicity(toxicity.term, term));
          return both(contains(one, what), both(stopped, named));
        }),
      ),
    toxicityGrade(what, term) {
      const grades = treatments
        .filter((one) => contains(one, what) === true)
        .flatMap((one) => one.toxicity ?? [])
        .filter((toxicity) => sameToxicity(toxicity.term, term))
        .map((toxicity) => toxicity.grade);
      const known = grades.filter((grade) => grade !== undefined);
      if (known.length > 0) return Math.max(...known);
      if (grades.length > 0 || !complete) return undefined;
      return treatments.some((one) => contains(one, what) === undefined) ? undefined : 0;
    },
    recurredWithin: (months, what) =>
      some(
        treatments.map((one) => {
          const early = both(contains(one, what), settings(one, "early"));
          const during = progressed(one);
          const after = one.recurrenceMonthsAfterEnd;
          const recurred: Known = during === true ? true : after === undefined ? undefined : after <= months;
          return both(early, recurred);
        }),
      ),
    regimensWith(what, setting) {
      const answers = treatments.map((one) => both(contains(one, what), settings(one, setting)));
      return {
        atLeast: answers.filter((answer) => answer === true).length,
        exact: complete && !answers.includes(undefined),
      };
    },
    linesMetastatic() {
      const metastatic = treatments.filter((one) => one.setting === "metastatic");
      const numbered = unique(metastatic.flatMap((one) => (one.line === undefined ? [] : [one.line])));
      const single = metastatic.filter((one) => one.line === undefined).length;
      return {
        atLeast: Math.max(numbered.length + single, ...numbered, 0),
        exact: complete && treatments.every((one) => one.setting !== undefined),
      };
    },
  };
};

const resolved = (treatment: Treatment, given: Case, names: TherapyNames): GivenTreatment => {
  const therapies: string[] = [];
  const unresolved: string[] = [];
  for (const name of treatment.regimen) {
    const found = resolveTherapies(name, names);
    if (found === null) unresolved.push(name);
    else therapies.push(...found);
  }
  const setting =
    treatment.setting ??
    (treatment.line !== undefined && given.setting === "metastatic" ? "metastatic" : undefined);
  return {
    ...treatment,
    ...(setting ? { setting } : {}),
    therapies: unique(therapies).sort(),
    unresolved: unresolved.sort(),
  };
};
