import {
  type Case,
  type DateBounds,
  type DueItem,
  type Measurement,
  message,
  type Surveillance,
  type Tumour,
} from "@erbium/model";
import { closedBounds, shown } from "./calendar.ts";
import type { Course } from "./course.ts";
import { latestOf } from "./order-in-time.ts";

/** Names and families of tumours. */
export interface TumourNames {
  tumour(nameOrCode: string): { readonly ok: true; readonly value: Tumour } | { readonly ok: false };
  tumourIs(code: string, ancestor: string): boolean;
}

/** What asks for a test: its day, where one is recorded, and which tests are an answer to it. */
interface Asking {
  readonly day: DateBounds | null;
  readonly because: (doubt: string) => DueItem["because"];
  readonly isAnswer: (test: Measurement, taken: DateBounds | null) => boolean;
}

const isTissueTest = ({ ihc, ish }: Measurement): boolean => ihc !== undefined || ish !== undefined;
const dayWords = (day: DateBounds | null): string =>
  day === null ? message("monitor.day-unknown").text : shown(day);

/** Progression under one of these therapies: the last one. */
const progressionUnder = (therapies: readonly string[], course: Course): Asking | null => {
  const withIt = course.treatments.filter((one) =>
    one.therapies.some((id) => therapies.some((what) => course.names.therapyIs(id, what))),
  );
  const written = withIt
    .filter(
      ({ treatment, ended }) =>
        ended !== "not met" &&
        (treatment.progressed === true ||
          treatment.stopReason === "progression" ||
          treatment.bestResponse === "PD"),
    )
    .map(({ regimen, end }) => ({ regimen, bounds: end }));
  const seen = course
    .of("response")
    .filter(({ event }) => event.response === "PD")
    .flatMap(({ bounds }) =>
      therapies.flatMap((what) => course.givenOn(what, bounds).map(({ regimen }) => ({ regimen, bounds }))),
    );
  const [last] = latestOf([...seen, ...written]);
  if (last === undefined) return null;
  const day = last.bounds;
  return {
    day,
    because: (doubt) =>
      message("monitor.because-progression", { regimen: last.regimen, day: dayWords(day), doubt }),
    isAnswer: (test, taken) =>
      (test.afterTherapy ?? []).some((name) => therapies.some((what) => course.isTherapy(name, what))) ||
      (taken !== null && day !== null && taken.earliest >= day.earliest),
  };
};

/** Metastatic disease in a patient who was treated for early disease before. */
const metastasisAfterEarly = (given: Case, course: Course): Asking | null => {
  const early = course.treatments.filter(
    ({ treatment }) => treatment.setting === "neoadjuvant" || treatment.setting === "adjuvant",
  );
  const late = course.treatments.filter(({ treatment }) => treatment.setting === "metastatic");
  if (early.length === 0 || (late.length === 0 && given.setting !== "metastatic")) return null;
  const [earlyEnd] = latestOf(early.map(({ end }) => ({ bounds: end })));
  const day = late[0]?.start ?? null;
  return {
    day,
    because: (doubt) => message("monitor.because-metastasis", { day: dayWords(day), doubt }),
    isAnswer: ({ site }, taken) =>
      site === undefined
        ? taken !== null && earlyEnd?.bounds != null && taken.earliest > earlyEnd.bounds.latest
        : !/\b(?:primary|breast)\b/i.test(site),
  };
};

/** HER2 tests that an event of the course asks for and that no test since has answered. No source names an interval. */
export const retestItems = (
  rows: readonly Surveillance[],
  given: Case,
  course: Course,
  tumours: TumourNames,
): readonly DueItem[] => {
  const tumour = tumours.tumour(given.tumour);
  if (!tumour.ok) return [];
  const tests = (given.tests ?? [])
    .filter(isTissueTest)
    .map((test) => ({ test, taken: closedBounds(test.date) }))
    .filter(({ taken }) => taken === null || taken.earliest <= course.today.latest);
  return rows.flatMap((row): DueItem[] => {
    if (!row.tumours.some((code) => tumours.tumourIs(tumour.value.id, code))) return [];
    const asking =
      row.phase === "progression"
        ? progressionUnder(row.therapies, course)
        : row.phase === "metastasis"
          ? metastasisAfterEarly(given, course)
          : null;
    if (asking === null || tests.some(({ test, taken }) => asking.isAnswer(test, taken))) return [];
    const [last] = latestOf(
      tests.filter(({ taken }) => taken !== null).map(({ taken }) => ({ bounds: taken })),
    );
    const doubt = tests.some(({ taken }) => taken === null) ? message("monitor.test-undated").text : "";
    return [
      {
        watch: row.watch,
        therapy: row.therapies[0] ?? "",
        last: last?.bounds == null ? null : shown(last.bounds),
        due: null,
        state: "about now",
        message: message("monitor.surveillance", { text: row.text }),
        because: asking.because(doubt),
        rule: row.id,
        agencies: row.agencies,
        status: row.status,
        sources: row.sources,
      },
    ];
  });
};
