import type { Assertion } from "./assertion.ts";
import { contentStems } from "./content-stems.ts";
import { allelesIn } from "./subject.ts";

/** Under what circumstances an assertion holds: each feature as far as its words state it. */
export interface Setting {
  readonly endpoint: string | null;
  readonly line: string | null;
  readonly stage: string | null;
  readonly dose: string | null;
  /** of an adverse event */
  readonly grade: string | null;
  readonly comparator: ReadonlySet<string>;
  readonly alleles: ReadonlySet<string>;
  /** "RAS" -> altered or not, for each other marker that selects the patients */
  readonly markers: ReadonlyMap<string, boolean>;
  /** directed agents given beside the one asked about; null outside of therapy */
  readonly partners: string | null;
}

const endpoints: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["pathological complete response", /\bpCR\b|pathologic\w* complete/i],
  ["response", /\b(?:ORR|RR|DCR|CBR|PR|CR)\b|respon|regression|shrinkage|clinical benefit/i],
  ["overall survival", /^(?:median )?OS\b|overall survival|mortality|death/i],
  [
    "time to progression or recurrence",
    /\b(?:PFS|TTP|TTF|DFS|RFS|EFS|iDFS)\b|progression|recurrence|relapse|(?:disease|event|invasive)[- \w]*-free/i,
  ],
];
const lines: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "first line",
    /\b(?:first|1st)[- ]line\b|\b1L\b|(?<!pre)\b(?:previously )?untreated\b|(?:treatment|chemo\w*|TKI)[- ]na[i\u00ef]ve/i,
  ],
  [
    "later line",
    /\b(?:second|third|2nd|3rd|later)[- ](?:or later[- ])?line\b|\b[23]L\b|pre-?treated|previously treated|refractory|after (?:progression|failure)|\bresistant,|-resistant\b/i,
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
const altered =
  /\b([A-Z][A-Z0-9]{1,6}|hormone[- ]receptor|(?:o?estrogen)[- ]receptor)(?:[- ]?(?:mutant|mutated|mutations?|positive|amplified)\b|\+)/gi;
const unaltered =
  /\b([A-Z][A-Z0-9]{1,6}|hormone[- ]receptor|(?:o?estrogen)[- ]receptor)[- ]?(?:wild[- ]?type|negative)\b/gi;

const first = (known: typeof lines, words: string): string | null => {
  const found = known.filter(([, pattern]) => pattern.test(words));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
};

/** Reads the setting of an assertion from its fields; the statement says line, stage and dose where no field does. */
export const settingOf = (assertion: Assertion, partners: string | null): Setting => {
  const { outcome, population, comparator, alteration, statement, therapies } = assertion;
  const who = population ?? "";
  const said = (known: typeof lines) => first(known, who) ?? first(known, statement);
  return {
    endpoint: outcome === null ? null : first(endpoints, outcome),
    line: said(lines),
    stage: said(stages),
    dose: /\b\d+(?:\.\d+)? ?mg\/kg\b/i.exec(`${who} ${statement}`)?.[0].replace(" ", "") ?? null,
    grade: first(grades, outcome ?? "") ?? first(grades, statement),
    comparator: new Set(therapies.length > 0 && comparator !== null ? contentStems(comparator) : []),
    alleles: allelesIn(alteration),
    markers: markersIn(`${who} ${alteration}`),
    partners,
  };
};

/** Markers other than HER2 that patients were chosen by. */
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
  for (const feature of ["endpoint", "line", "stage", "dose", "grade", "partners"] as const)
    if (a[feature] !== null && b[feature] !== null && a[feature] !== b[feature])
      found.push(`${feature}: ${against(shown(a[feature]), shown(b[feature]))}`);
  if (apart(a.alleles, b.alleles))
    found.push(`change: ${against([...a.alleles].join(", "), [...b.alleles].join(", "))}`);
  if (apart(a.comparator, b.comparator)) found.push("compared with something else");
  for (const [marker, value] of a.markers)
    if (b.markers.has(marker) && b.markers.get(marker) !== value)
      found.push(`${marker}: altered or positive against not`);
  return found;
};

const against = (one: string, other: string): string => [one, other].sort().join(" against ");

const shown = (value: string): string => (value === "" ? "none" : value);
