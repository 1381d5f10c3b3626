import type { TherapyIndex } from "./therapy-index.ts";

/** What resolving a name needs to know of therapies; a part of the knowledge index. */
export interface TherapyNames extends Pick<TherapyIndex, "regimen" | "therapyIs"> {
  therapy(name: string): { readonly id: string } | null;
}

/** Ids of a therapy, a class, a named regimen or of several joined by "+"; null when a name is not known. */
export const resolveTherapies = (name: string, names: TherapyNames): readonly string[] | null => {
  const one = names.therapy(name);
  if (one) return [one.id];
  const regimen = names.regimen(name);
  if (regimen) return regimen;
  const parts = name.split(/\s*\+\s*/).filter(Boolean);
  if (parts.length < 2) return null;
  const found = parts.map((part) => resolveTherapies(part, names));
  return found.includes(null) ? null : found.flatMap((ids) => ids ?? []);
};
