import { byText } from "@erbium/model";

/** A copy ordered by `id`. */
export const orderedById = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => byText(a.id, b.id));
