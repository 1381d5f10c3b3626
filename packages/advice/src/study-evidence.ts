import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type BesideOthers,
  byKeys,
  type Case,
  hasCome,
  type Outcome,
  type PartialDate,
  type Study,
  type StudyFigure,
} from "@erbium/model";
import { exactBinomialInterval } from "@erbium/numerics";
import {
  alleleScope,
  fitsPopulation,
  holdsAllele,
  isAlleleRow,
  isMixed,
  type PopulationFacts,
} from "./outcome-population.ts";
import type { Patient } from "./patient.ts";

/** A row of a study that bears on this patient, with how closely. */
export interface FittingOutcome {
  readonly study: Study;
  readonly row: Outcome;
  /** "tumour": the patient's own; "any": enrolled any solid tumour */
  readonly tumour: "tumour" | "any";
  readonly scope: StudyFigure["scope"];
  /** false: the population may be like the patient's, but an input is unknown */
  readonly certain: boolean;
  /** it mixes kinds of alteration, so that it says little of any one of them */
  readonly mixed: boolean;
  /** its patients were, or may have been, in this patient's line of treatment */
  readonly line: boolean;
  /** where the row is one stratum of a trial */
  readonly beside?: BesideOthers;
}

const isEarly = (setting: string): boolean => /early|neoadjuvant|adjuvant/.test(setting);

/** Early disease is answered by studies of early disease, advanced by those of advanced; locally advanced and unstated by both. */
export const fitsSetting = (row: Pick<Outcome, "setting">, setting: Case["setting"]): boolean =>
  setting === undefined || setting === "locally-advanced" || isEarly(row.setting) === (setting === "early");

/** Can a pathological complete response still be asked for? Not once neoadjuvant treatment has been given. */
export const beforeSurgery = ({ history }: Pick<Patient, "history">): boolean =>
  history.received("systemic therapy", "neoadjuvant") !== true;

/** Was the figure public by that day? A year that is the day's own year is taken as public; none is unknown. */
export const isPublicFigure = (row: Outcome, asOf: PartialDate, bundleAsOf: PartialDate): boolean => {
  if (row.year !== null) return hasCome(String(row.year), asOf) !== "not met";
  return hasCome(bundleAsOf, asOf) === "met";
};

/** Rows whose tumour, setting and alteration fit this patient, public on the day; recalled ones keep their status. */
export const fittingOutcomes = (
  patient: Patient,
  facts: PopulationFacts,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): readonly FittingOutcome[] => {
  const found: FittingOutcome[] = [];
  const { setting } = patient.given;
  const verdicts = new Map<string, boolean | undefined>();
  for (const { study, row } of knowledge.outcomes) {
    if (!knowledge.tumourIs(patient.tumour.code, row.tumour)) continue;
    if (!fitsSetting(row, setting)) continue;
    if (row.outcome === "pCR" && !beforeSurgery(patient)) continue;
    if (!isPublicFigure(row, asOf, knowledge.asOf)) continue;
    const allele = alleleScope(row, patient, knowledge.genes);
    if (allele === null && isAlleleRow(row, knowledge.genes)) continue;
    if (allele === null && !holdsAllele(row, besideOf(study, row), patient, knowledge.genes)) continue;
    if (!verdicts.has(row.alteration))
      verdicts.set(row.alteration, fitsPopulation(row.alteration, patient, facts));
    const fits = verdicts.get(row.alteration);
    if (fits === false) continue;
    found.push({
      study,
      row,
      tumour: row.tumour === "SOLID" ? "any" : "tumour",
      scope:
        allele ??
        (/mutation|insertion|deletion/.test(row.alteration) || isMixed(row.alteration) ? "class" : "tumour"),
      certain: fits === true,
      mixed: isMixed(row.alteration),
      line: fitsLine(row, patient),
    });
  }
  return found;
};

/** The other rows of a study that tell the same figure of the same treatment. */
const besideOf = ({ outcomes }: Study, row: Outcome): readonly Outcome[] =>
  outcomes.filter(
    (one) =>
      one.id !== row.id &&
      one.outcome === row.outcome &&
      one.tumour === row.tumour &&
      one.regimen.join("+") === row.regimen.join("+"),
  );

/** Is the row's line of therapy one this patient could be in? */
const fitsLine = (row: Outcome, patient: Patient): boolean => {
  const { history } = patient;
  if (patient.given.setting === "early") {
    const hadNeoadjuvant = history.received("systemic therapy", "neoadjuvant");
    return hadNeoadjuvant === undefined || hadNeoadjuvant !== /neoadjuvant/.test(row.setting);
  }
  const lines = history.linesMetastatic();
  const untreatedRow = /^first/.test(row.line);
  const either = /mixed|mostly|or later|or recurrent/.test(row.line);
  if (either || !lines.exact) return either || !untreatedRow || lines.atLeast === 0;
  return lines.atLeast === 0 ? untreatedRow : !untreatedRow;
};

const order = ["ORR", "pCR", "PFS", "iDFS", "OS", "TTP", "DCR", "CBR", "DOR"];
const rank = (outcome: string): number => (order.includes(outcome) ? order.indexOf(outcome) : order.length);

/**
 * Every member of one regimen stands in the other, by itself or, for partners, by its class: "chemotherapy"
 * covers capecitabine. What is directed at HER2 must be the same: "any anti-HER2 therapy" is not evidence on one.
 */
export const sameRegimen = (
  a: readonly string[],
  b: readonly string[],
  knowledge: Pick<KnowledgeIndex, "therapyIs">,
): boolean => {
  const covers = (x: string, y: string): boolean =>
    x === y ||
    (!knowledge.therapyIs(x, "anti-HER2") &&
      !knowledge.therapyIs(y, "anti-HER2") &&
      (knowledge.therapyIs(x, y) || knowledge.therapyIs(y, x)));
  return a.every((x) => b.some((y) => covers(x, y))) && b.every((y) => a.some((x) => covers(x, y)));
};

/** Figures kept per option; every data set has its own row, preferred ones first. */
const MOST_FIGURES = 8;

/**
 * Figures of a regimen, preferred data cuts first, then by outcome; nothing is pooled here. Populations that
 * only may be like the patient's are shown where none certainly is.
 */
export const figuresFor = (
  regimen: readonly string[],
  outcomes: readonly FittingOutcome[],
  knowledge: KnowledgeIndex,
): StudyFigure[] => {
  const here = outcomes.filter(({ row }) => sameRegimen(row.regimen, regimen, knowledge));
  const certain = here.filter((one) => one.certain);
  return (certain.length > 0 ? certain : here)
    .toSorted(
      byKeys<FittingOutcome>(
        ({ line }) => (line ? 0 : 1),
        ({ scope }) => (scope === "allele" ? 0 : 1),
        ({ row }) => rank(row.outcome),
        ({ row }) => (row.status === "recalled" ? 1 : 0),
        ({ row }) => (row.pool === true ? 0 : row.pool === null ? 1 : 2),
        ({ tumour }) => (tumour === "tumour" ? 0 : 1),
        ({ row }) => -(row.n ?? 0),
        ({ row }) => row.id,
      ),
    )
    .slice(0, MOST_FIGURES)
    .flatMap((one) => figure(one) ?? []);
};

const figure = ({ study, row, scope, beside }: FittingOutcome): StudyFigure | null => {
  const base = {
    outcome: row.outcome,
    study: study.name,
    trial: study.nct,
    population: row.population ?? row.tumourWords,
    line: row.line,
    alteration: row.allele ?? row.alteration,
    responders: row.responders,
    n: row.n,
    scope,
    status: row.status,
    note: noteOf(row),
    beside: beside ?? null,
    sources: row.sources,
  };
  if (row.hr !== null)
    return {
      ...base,
      estimate: row.hr,
      unit: "hazard ratio",
      ...interval(row.hrCiLow, row.hrCiHigh, row.ciLevel),
    };
  if (row.percent !== null || (row.responders !== null && row.n !== null)) return { ...base, ...rate(row) };
  if (row.medianMonths !== null)
    return {
      ...base,
      estimate: row.medianMonths,
      unit: "months",
      ...interval(row.medianCiLow, row.medianCiHigh, row.ciLevel),
    };
  return null;
};

type Interval = Pick<StudyFigure, "ciLow" | "ciHigh" | "ciLevel" | "interval">;

const interval = (low: number | null, high: number | null, level: number | null): Interval =>
  low === null || high === null
    ? { ciLow: null, ciHigh: null, ciLevel: null, interval: "none printed" }
    : {
        ciLow: low,
        ciHigh: high,
        ciLevel: level ?? 95,
        interval: level !== null && level !== 95 ? `printed, ${level} %` : "printed",
      };

/** The printed rate and interval; where no interval is printed, the exact one of the counts, labelled so. */
const rate = (row: Outcome): Interval & Pick<StudyFigure, "estimate" | "unit"> => {
  const { responders, n } = row;
  const counted = responders !== null && n !== null && n > 0 ? (100 * responders) / n : null;
  const estimate = row.percent ?? counted ?? 0;
  const printed = interval(row.ciLow, row.ciHigh, row.ciLevel);
  if (printed.ciLow !== null || responders === null || n === null) return { estimate, unit: "%", ...printed };
  const exact = exactBinomialInterval(responders, n);
  if (!exact.ok) return { estimate, unit: "%", ...printed };
  return {
    estimate,
    unit: "%",
    ciLow: 100 * exact.value.low,
    ciHigh: 100 * exact.value.high,
    ciLevel: 95,
    interval: `computed: ${exact.value.convention}`,
  };
};

const noteOf = (row: Outcome): string | null => {
  const parts = [
    row.scope,
    row.dataCut === null ? null : `data cut ${row.dataCut}`,
    row.doubt ?? null,
    row.note ?? null,
  ];
  const kept = parts.filter((part) => part !== null);
  return kept.length === 0 ? null : kept.join("; ");
};
