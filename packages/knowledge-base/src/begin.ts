import { dateBounds, type KnowledgeBundle, type PartialDate, type Source } from "@erbium/model";

/** Kinds of source that bring something into the world; the others say later what may have been known before. */
const FIRST_HAND: ReadonlySet<Source["kind"]> = new Set(["paper", "abstract", "registry"]);

type Dates = ReadonlyMap<string, Source>;
interface Cites {
  readonly sources: readonly { readonly source: string }[];
}

/**
 * Since when a thing can have been said, from the dates of its sources: the day of the earliest, if that is a
 * first-hand one and none lacks a date; else "by" that day, since it may be older; null when no source is dated.
 */
export const earliestOf = (cited: Cites["sources"], sources: Dates): PartialDate | null => {
  const found = cited.map(({ source }) => sources.get(source));
  const dated = found
    .flatMap((source) => {
      const bounds = source?.date === undefined ? null : dateBounds(source.date);
      return source && bounds ? [{ source, bounds }] : [];
    })
    .sort((a, b) => (a.bounds.latest < b.bounds.latest ? -1 : 1));
  const [first] = dated;
  if (first?.source.date === undefined) return null;
  const exact = dated.length === found.length && FIRST_HAND.has(first.source.kind);
  return exact || first.source.date.includes("/") ? first.source.date : `../${first.source.date}`;
};

/**
 * Since when sources can have disagreed: since the last of the positions was taken. A position without a dated
 * source leaves the day open; the disagreement is no older than the youngest position that is surely dated.
 */
const disagreementFrom = (positions: readonly Cites[], sources: Dates): PartialDate | null => {
  const cited = positions.filter((position) => position.sources.length > 0);
  const begins = cited.map((position) => earliestOf(position.sources, sources));
  const known = begins.flatMap((date) => {
    const bounds = date === null ? null : dateBounds(date);
    return date !== null && bounds ? [{ date, bounds }] : [];
  });
  const last = known.toSorted((a, b) => (a.bounds.latest < b.bounds.latest ? 1 : -1))[0];
  if (last === undefined) return null;
  if (known.length === begins.length) return last.date;
  const exact = known.filter(({ date }) => !date.startsWith(".."));
  const floor = exact
    .map(({ bounds }) => bounds.earliest)
    .sort()
    .at(-1);
  return floor === undefined ? null : `${floor}/..`;
};

type Dated = Pick<KnowledgeBundle, "sources" | "safety" | "mechanisms" | "conflicts">;

/** Safety rules, facts of resistance and conflicts that state no day of their own get that of their sources. */
export const withBegin = <T extends Dated>(bundle: T): T => {
  const sources: Dates = new Map(bundle.sources.map((source) => [source.id, source]));
  const begun = <I extends { readonly from?: PartialDate | undefined }>(
    item: I,
    from: PartialDate | null,
  ): I => (item.from !== undefined || from === null ? item : { ...item, from });
  return {
    ...bundle,
    safety: bundle.safety.map((rule) => begun(rule, earliestOf(rule.sources, sources))),
    mechanisms: bundle.mechanisms.map((topic) => ({
      ...topic,
      facts: topic.facts.map((fact) => begun(fact, earliestOf(fact.sources, sources))),
    })),
    conflicts: bundle.conflicts.map((one) => begun(one, disagreementFrom(one.positions, sources))),
  };
};
