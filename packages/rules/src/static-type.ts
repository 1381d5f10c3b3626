import type { ValueType } from "@erbium/model";
import { suggest } from "./closest-name.ts";
import { Refused } from "./refused.ts";

/**
 * What is known of a value before any case is seen. `values` is the closed list of strings it can take;
 * `literal` says that these stand in the condition itself. `any` is an item of a list of unstated content.
 */
export interface StaticType {
  readonly kind: ValueType | "null" | "any";
  readonly values?: readonly string[];
  readonly literal?: boolean;
  /** of a list: what its items are */
  readonly item?: StaticType;
}

export const anything: StaticType = { kind: "any" };

const nouns: Readonly<Record<StaticType["kind"], string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  list: "a list",
  null: "null",
  any: "an item of a list",
};
export const noun = (type: StaticType): string => nouns[type.kind];

/** The type of something that is one of two, as the branches of `if` or the items of a list; undefined when they differ. */
export const join = (a: StaticType, b: StaticType): StaticType | undefined => {
  if (a.kind === "null") return b;
  if (b.kind === "null") return a;
  if (a.kind === "any" || b.kind === "any") return anything;
  if (a.kind !== b.kind) return undefined;
  if (a.kind === "list") {
    const item = a.item === undefined ? b.item : b.item === undefined ? a.item : join(a.item, b.item);
    return item === undefined ? { kind: "list" } : { kind: "list", item };
  }
  if (a.values === undefined || b.values === undefined || a.literal !== b.literal) return { kind: a.kind };
  const values = [...new Set([...a.values, ...b.values])];
  return { kind: a.kind, values, literal: a.literal ?? false };
};

/**
 * Refuses an equality that could never hold: different types, or text outside a closed list (a typo).
 * @throws Refused
 */
export const requireComparable = (a: StaticType, b: StaticType, at: number): void => {
  if (a.kind === "null" || b.kind === "null" || a.kind === "any" || b.kind === "any") return;
  if (a.kind !== b.kind) {
    throw new Refused(
      "condition-type",
      at,
      `${noun(a)} is compared with ${noun(b)}, which is never equal`,
      'Compare values of one type; text stands in quotes ("2+"), numbers do not.',
    );
  }
  if (a.item !== undefined && b.item !== undefined) requireComparable(a.item, b.item, at);
  if (a.values === undefined || b.values === undefined) return;
  if (a.literal && !b.literal) requireAmong(a.values, b.values, at);
  else if (b.literal && !a.literal) requireAmong(b.values, a.values, at);
  else if (!a.literal && !a.values.some((value) => b.values?.includes(value))) {
    throw new Refused(
      "condition-type",
      at,
      "two values are compared that share no possible text",
      "Check the names; their closed lists in the vocabulary do not overlap.",
    );
  }
};

const requireAmong = (texts: readonly string[], allowed: readonly string[], at: number): void => {
  for (const text of texts) {
    if (allowed.includes(text)) continue;
    throw new Refused(
      "condition-value",
      at,
      `${JSON.stringify(text.slice(0, 80))} is not among the values this can take`,
      suggest(text, allowed, `Allowed: ${allowed.map((value) => JSON.stringify(value)).join(", ")}.`),
    );
  }
};
