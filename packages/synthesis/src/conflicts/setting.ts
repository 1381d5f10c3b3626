import type { Assertion } from "./assertion.ts";
import { contentStems } from "./content-stems.ts";
import { endpointOf } from "./endpoint.ts";
import type { Topic } from "./topic.ts";
import { unitOf } from "./unit.ts";

/** Under what circumstances an assertion holds: each feature as far as its words state it. */
export interface Setting {
  /** a known one, or the words of another; empty where none is stated */
  readonly endpoint: ReadonlySet<string>;
  /** months at which a share was read: 12 of "1-year PFS" */
  readonly landmark: string | null;
  readonly line: string | null;
  readonly stage: string | null;
  readonly dose: string | null;
  /** of an adverse event */
  readonly grade: string | null;
  readonly comparator: ReadonlySet<string>;
  readonly alleles: ReadonlySet<string>;
  /** IHC scores that the alteration names */
  readonly scores: ReadonlySet<string>;
  /** "RAS" -> altered or not, for each other marker that selects the patients */
  readonly markers: ReadonlyMap<string, boolean>;
  /** directed agents given beside the one asked about; null outside of therapy */
  readonly partners: string | null;
  readonly chosenBy: ReadonlyMap<string, boolean>;
}

const lines: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "first line",
    /\b(?:first|1st)[- ]line\b|\b1L\b|(?<!pre)\b(?:previously )?untreated\b|(?:treatment|chemo\w*|TKI)[- ]na[i\u00ef]ve/i,
  ],
  [
    "later line",
    /\b(?:second|third|2nd|3rd|later)[- ](?:or later[- ])?line\b|\b[23]L\b|pre-?treated|previously treated|refractory|after (?:progression|failure)|\bresistant,|-resistant\b|\b(?:after|following|progressed on) (?:[\w+-]+ ){0,3}?(?:ADCs?|TKIs?|therapy|treatment|T-D\w+|\w+(?:mab|nib|tecan|tansine|vedotin))\b/i,
  ],
];
const stages: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["neoadjuvant", /neo-?adjuvant|preoperative/i],
  ["adjuvant", /(?<!neo)(?<!neo-)\badjuvant|\bearly (?:stage|breast|disease|cancer)/i],
  ["advanced", /metasta(?:tic|sed)|\badvanced\b|unresectable|stage IV\b/i],
];
const grades: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["any grade", /\b(?:any|all)[- ]grades?\b/i],
  ["grade 3 or more", /\bgrades? ?(?:>=|\u2265)? ?[3-5]\b|\bsevere\b/i],
];
const ihcScore = /\bIHC ?(?:score )?(0)\b|(?<![\w.])([0-3]) ?\+/gi;
const altered =
  /\b([A-Z][A-Z0-9]{1,6}|hormone[- ]receptor|(?:o?estrogen)[- ]receptor)(?:[- ]?(?:mutant|mutated|mutations?|positive|amplified)\b|\+)/gi;
const unaltered =
  /\b([A-Z][A-Z0-9]{1,6}|hormone[- ]receptor|(?:o?estrogen)[- ]receptor)[- ]?(?:wild[- ]?type|negative)\b/gi;

const first = (known: typeof lines, words: string): string | null => {
  const found = known.filter(([, pattern]) => pattern.test(words));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
};

/** What an assertion is asked about, as far as its own fields do not say. */
export interface Asked {
  readonly kind: Topic["kind"];
  /** directed agents given beside the one asked about; null outside of therapy */
  readonly partners: string | null;
  /** named changes of the alteration, in canonical form */
  readonly changes: readonly string[];
  /** what the patients were chosen by besides, by title: never smokers true, smokers false */
  readonly chosenBy: ReadonlyMap<string, boolean>;
}

/** Reads the setting of an assertion from its fields; the statement says line, stage and dose where no field does. */
export const settingOf = (assertion: Assertion, { kind, partners, changes, chosenBy }: Asked): Setting => {
  const { outcome, population, comparator, statement, alteration, therapies } = assertion;
  const who = population ?? "";
  const said = (known: typeof lines) => first(known, who) ?? first(known, statement);
  return {
    endpoint: endpointOf(assertion, kind === "therapy"),
    landmark: landmarkOf(assertion),
    line: said(lines),
    stage: said(stages),
    dose: /\b\d+(?:\.\d+)? ?mg\/kg\b/i.exec(`${who} ${statement}`)?.[0].replace(" ", "") ?? null,
    grade: first(grades, outcome ?? "") ?? first(grades, statement),
    comparator: new Set(therapies.length > 0 && comparator !== null ? contentStems(comparator) : []),
    alleles: new Set(changes),
    scores: new Set([...alteration.matchAll(ihcScore)].map(([, bare, plus]) => bare ?? `${plus}+`)),
    markers: markersIn(`${who} ${alteration}`),
    partners,
    chosenBy,
  };
};

const afterTime = /(\d+(?:\.\d+)?)[- ]?(week|month|year)s?\b(?!(?:-|\s+(?:of\s+)?)follow)/i;
const monthsIn: Readonly<Record<string, number>> = { week: 12 / 52.18, month: 1, year: 12 };

/** A share may be read at a time: "1-year PFS", "PFS at 12 months", "12-month rate" are one. */
const landmarkOf = ({ unit, outcome, statement }: Assertion): string | null => {
  if (unitOf(unit).name !== "%") return null;
  const stated = /\bat \d[^.;,]*|\b\d+-(?:week|month|year)\b[^.;,]*/i.exec(statement)?.[0] ?? "";
  const found = afterTime.exec(outcome ?? "") ?? afterTime.exec(stated);
  if (found === null) return null;
  const [, count, unitOfTime = ""] = found;
  return `${Math.round(Number(count) * (monthsIn[unitOfTime.toLowerCase()] ?? 1))} months`;
};

const agent = "((?:ADC|TKI|T-D\\w+|\\w+(?:mab|nib|tecan|tansine|vedotin)))s?\\b";
const before = new RegExp(
  `(?<!\\b(?:no|without|not) )\\b(?:after|following|prior|previous|progressed on|pre-?treated with|exposed to) (?:[\\w+-]+ ){0,2}?${agent}(?!-na)`,
  "gi",
);
const notBefore = new RegExp(
  `\\b(?:no|without|not) (?:prior |previous |previously |received ){0,2}(?:[\\w+-]+ ){0,2}?${agent}|${agent}-na[i\u00ef]ve`,
  "gi",
);

/** Markers other than HER2, and medicines before, that patients were chosen by. */
const markersIn = (words: string): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>();
  const take = (pattern: RegExp, value: boolean): void => {
    for (const [, name] of words.matchAll(pattern)) {
      const key = (name ?? "").toUpperCase().replaceAll("-", " ");
      if (!/^(?:HER2|ERBB2|FISH|ISH|IHC)$/.test(key)) found.set(shortened.get(key) ?? key, value);
    }
  };
  take(altered, true);
  take(unaltered, false);
  for (const [, name = ""] of words.matchAll(before)) found.set(`prior ${name.toUpperCase()}`, true);
  for (const [, one, other] of words.matchAll(notBefore))
    found.set(`prior ${(one ?? other ?? "").toUpperCase()}`, false);
  if (/\btriple[- ]negative\b|\bTNBC\b/i.test(words)) {
    found.delete("TRIPLE");
    for (const receptor of ["HR", "ER", "PR"]) found.set(receptor, false);
  }
  return found;
};

const shortened = new Map([
  ["HORMONE RECEPTOR", "HR"],
  ["ESTROGEN RECEPTOR", "ER"],
  ["OESTROGEN RECEPTOR", "ER"],
]);

const apart = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && [...a].every((one) => !b.has(one));

/**
 * In what two settings differ so that the same words ask different things; empty where they may be one. What one
 * of them leaves unsaid does not differ.
 */
export const differences = (a: Setting, b: Setting): string[] => {
  const found: string[] = [];
  if (apart(a.endpoint, b.endpoint))
    found.push(`endpoint: ${against([...a.endpoint].join(" "), [...b.endpoint].join(" "))}`);
  for (const feature of ["line", "stage", "dose", "grade", "landmark", "partners"] as const)
    if (a[feature] !== null && b[feature] !== null && a[feature] !== b[feature])
      found.push(`${feature}: ${against(shown(a[feature]), shown(b[feature]))}`);
  if (apart(a.alleles, b.alleles))
    found.push(`change: ${against([...a.alleles].join(", "), [...b.alleles].join(", "))}`);
  if (apart(a.scores, b.scores))
    found.push(`IHC score: ${against([...a.scores].join(", "), [...b.scores].join(", "))}`);
  if (apart(a.comparator, b.comparator)) found.push("compared with something else");
  for (const [marker, value] of a.markers)
    if (b.markers.has(marker) && b.markers.get(marker) !== value)
      found.push(`${marker}: altered or positive against not`);
  for (const [title, value] of a.chosenBy)
    if (b.chosenBy.has(title) && b.chosenBy.get(title) !== value) found.push(`${title} against the opposite`);
  return found;
};

const against = (one: string, other: string): string => [one, other].sort().join(" against ");

const shown = (value: string): string => (value === "" ? "none" : value);
