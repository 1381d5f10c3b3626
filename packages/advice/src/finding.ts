import { type Alteration, byKeys, type Case, type NamedAlteration } from "@erbium/model";
import { type CallFile, canonical, type GeneIndex } from "@erbium/variants";

/** One alteration of the patient: named in the case, or called from a file. */
export interface Finding {
  readonly alteration: Alteration;
  readonly vaf: number | null;
  readonly origin: "somatic" | "germline" | null;
  readonly sample: string | null;
  readonly date: string | null;
  readonly from: "case" | "calls";
}

/** The alteration as a name only; nothing measured about it. */
const fromName = (named: NamedAlteration, genes: GeneIndex, sample?: string): Finding => {
  const given = typeof named === "string" ? { name: named } : named;
  return {
    alteration: canonical(given.name, genes),
    vaf: given.vaf ?? null,
    origin: given.origin ?? null,
    sample: given.sample ?? sample ?? null,
    date: given.date ?? null,
    from: "case",
  };
};

const passed = (filter: string | null): boolean =>
  filter === null || filter === "PASS" || filter === "." || filter === "";

/**
 * Every alteration of the case, of its tests and of the call files, in an order of its own so that the
 * order of the input changes nothing. The same change of the same sample stands once. Calls that failed
 * their caller's filter, that are silent or that could not be read do not count; `leftOut` says how many.
 */
export const findingsOf = (
  given: Case,
  calls: readonly CallFile[],
  genes: GeneIndex,
): { readonly findings: readonly Finding[]; readonly leftOut: number } => {
  const all: Finding[] = [];
  for (const named of given.alterations ?? []) all.push(fromName(named, genes));
  for (const test of given.tests ?? [])
    for (const named of test.alterations ?? []) all.push(fromName(named, genes, test.sample));
  let leftOut = 0;
  for (const file of calls)
    for (const call of file.calls) {
      const { alteration } = call;
      const kept = passed(call.filter) && alteration.key !== null && !isSilent(alteration);
      if (kept)
        all.push({ alteration, vaf: call.vaf, origin: null, sample: call.sample, date: null, from: "calls" });
      else leftOut++;
    }
  all.sort(
    byKeys<Finding>(
      (one) => one.alteration.gene ?? "~",
      (one) => firstResidue(one.alteration),
      (one) => one.alteration.key ?? one.alteration.input,
      (one) => one.sample ?? "",
      (one) => one.date ?? "",
      (one) => JSON.stringify(one),
    ),
  );
  const kept: Finding[] = [];
  for (const one of all) {
    const twin = kept.findIndex(
      (other) =>
        one.alteration.key !== null &&
        other.alteration.key === one.alteration.key &&
        (other.sample === one.sample || other.from !== one.from) &&
        (other.date === one.date || other.date === null || one.date === null),
    );
    const other = kept[twin];
    if (other) kept[twin] = merged(other, one);
    else kept.push(one);
  }
  return { findings: kept, leftOut };
};

/** What the patient's file says stands before what a call file says; the call brings place and fraction. */
const merged = (a: Finding, b: Finding): Finding => {
  const [first, second] = a.from === "calls" ? [b, a] : [a, b];
  const { genomic } = first.alteration;
  return {
    alteration: genomic === null && second.alteration.genomic !== null ? second.alteration : first.alteration,
    vaf: first.vaf ?? second.vaf,
    origin: first.origin ?? second.origin,
    sample: first.sample ?? second.sample,
    date: first.date ?? second.date,
    from: first.from,
  };
};

export const isSilent = (alteration: Alteration): boolean => alteration.classes.includes("silent");

/** First residue of a protein change, by its short name; 0 for anything else. */
const firstResidue = ({ proteinShort }: Alteration): number =>
  Number(/\d+/.exec(proteinShort ?? "")?.[0] ?? 0);
