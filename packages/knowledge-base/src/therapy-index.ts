import type { Regimen, Therapy, TherapyClass } from "@erbium/model";
import { normalName } from "./normal-name.ts";

/** Therapies and their classes by every name in use. */
export interface TherapyIndex {
  /** by id, name, brand, code, abbreviation or class name in any of the languages; a therapy goes before a class */
  therapy(name: string): { readonly id: string; readonly kind: "therapy" | "class" } | null;
  /** members of a regimen that has a name of its own, such as TCHP */
  regimen(name: string): readonly string[] | null;
  /** the same id, or a class above it */
  therapyIs(id: string, therapyOrClass: string): boolean;
  therapyName(id: string): string;
  /** for display: members with their usual abbreviation, joined by " + " */
  regimenName(ids: readonly string[]): string;
}

/** The name without the prefix and the four-letter suffix that an agency puts to a biologic: "ado-trastuzumab emtansine", "trastuzumab-dkst". */
const withoutAffixes = (name: string): string =>
  name
    .trim()
    .replace(/^(?:fam|ado)-/i, "")
    .replace(/-[a-z]{4}$/, "");

const allNames = (item: { names: Regimen["names"] }): readonly string[] => [
  ...item.names.en,
  ...item.names.zh,
  ...item.names.ko,
];

export const namesOfTherapy = (therapy: Therapy): readonly string[] => [
  therapy.id,
  ...allNames(therapy),
  ...therapy.brands,
  ...therapy.codes,
  ...therapy.abbreviations,
];

export const namesOfClass = (therapyClass: TherapyClass): readonly string[] => [
  therapyClass.id,
  ...allNames(therapyClass),
];

export const therapyIndex = (
  therapies: readonly Therapy[],
  classes: readonly TherapyClass[],
  regimens: readonly Regimen[] = [],
): TherapyIndex => {
  const byId = new Map(therapies.map((therapy) => [therapy.id, therapy]));
  const classById = new Map(classes.map((therapyClass) => [therapyClass.id, therapyClass]));
  const byName = new Map<string, { id: string; kind: "therapy" | "class" }>();
  const enter = (name: string, id: string, kind: "therapy" | "class"): void => {
    const key = normalName(name);
    if (!byName.has(key)) byName.set(key, { id, kind });
  };
  for (const therapy of therapies)
    for (const name of namesOfTherapy(therapy)) enter(name, therapy.id, "therapy");
  for (const item of classes) for (const name of namesOfClass(item)) enter(name, item.id, "class");

  const regimenByName = new Map<string, readonly string[]>();
  const regimenBySet = new Map<string, string>();
  for (const regimen of regimens) {
    for (const name of [regimen.id, ...allNames(regimen)])
      if (!regimenByName.has(normalName(name))) regimenByName.set(normalName(name), regimen.members);
    const set = regimen.members.toSorted().join("+");
    if (regimen.members.length > 1 && !regimenBySet.has(set))
      regimenBySet.set(set, regimen.names.en[0] ?? regimen.id);
  }

  const above = new Map<string, ReadonlySet<string>>();
  const ancestors = (id: string): ReadonlySet<string> => {
    const known = above.get(id);
    if (known) return known;
    const found = new Set<string>([id]);
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const parent of byId.get(at)?.classes ?? classById.get(at)?.parents ?? [])
        if (!found.has(parent)) {
          found.add(parent);
          open.push(parent);
        }
    above.set(id, found);
    return found;
  };

  const therapyName = (id: string): string =>
    byId.get(id)?.names.en[0] ?? classById.get(id)?.names.en[0] ?? id;
  return {
    therapy: (name) => byName.get(normalName(name)) ?? byName.get(normalName(withoutAffixes(name))) ?? null,
    regimen: (name) => regimenByName.get(normalName(name)) ?? null,
    therapyIs: (id, therapyOrClass) => ancestors(id).has(therapyOrClass),
    therapyName,
    regimenName(ids) {
      const joined = ids
        .map((id) => {
          const abbreviation = byId.get(id)?.abbreviations[0];
          return abbreviation ? `${therapyName(id)} (${abbreviation})` : therapyName(id);
        })
        .join(" + ");
      const known = regimenBySet.get(ids.toSorted().join("+"));
      return known && known !== joined ? `${joined} (${known})` : joined;
    },
  };
};
