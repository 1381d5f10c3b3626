import type { StudyLine, StudyPopulation } from "@erbium/model";

/** Groups of patients by inclusion: which group some words mean, and what lies within what. */
export interface StudyGroups {
  /** id of the group that has exactly these words, or null */
  ofWords(words: string): string | null;
  /** is every patient of `inner` one of `outer`? A group lies within itself. */
  liesWithin(inner: string, outer: string): boolean;
  definition(id: string): string;
}

/** Built once a list: a report asks many questions of the same groups. */
const built = new WeakMap<readonly (StudyPopulation | StudyLine)[], StudyGroups>();

/** The groups of one list of the knowledge. */
export const studyGroups = (items: readonly (StudyPopulation | StudyLine)[]): StudyGroups => {
  const known = built.get(items);
  if (known) return known;
  const groups = buildGroups(items);
  built.set(items, groups);
  return groups;
};

const buildGroups = (items: readonly (StudyPopulation | StudyLine)[]): StudyGroups => {
  const byId = new Map(items.map((item) => [item.id, item]));
  const byWords = new Map(items.flatMap((item) => item.words.map((words) => [words, item.id] as const)));
  const above = new Map<string, ReadonlySet<string>>();
  const climb = (id: string): ReadonlySet<string> => {
    const known = above.get(id);
    if (known) return known;
    const all = new Set([id]);
    above.set(id, all);
    for (const parent of byId.get(id)?.within ?? []) for (const one of climb(parent)) all.add(one);
    return all;
  };
  return {
    ofWords: (words) => byWords.get(words) ?? null,
    liesWithin: (inner, outer) => climb(inner).has(outer),
    definition: (id) => byId.get(id)?.definition ?? id,
  };
};
