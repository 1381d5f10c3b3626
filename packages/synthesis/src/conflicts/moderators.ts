import type { Assertion } from "./assertion.ts";
import type { Side } from "./conflict.ts";

/** What may explain a disagreement, and where to read it in an assertion. */
const candidates: readonly (readonly [name: string, of: (assertion: Assertion) => string | null])[] = [
  ["tumour", ({ tumour }) => tumour],
  ["patients or cells", ({ preclinical }) => (preclinical ? "cells or animals" : "patients")],
  ["test", ({ assay }) => assay],
  ["alteration", ({ alteration }) => alteration || null],
  ["population", ({ population }) => population],
  ["treatment", ({ therapies }) => (therapies.length === 0 ? null : [...therapies].sort().join(" + "))],
  ["outcome", ({ outcome }) => outcome],
  ["comparison", ({ comparator }) => comparator],
  ["size of the study", ({ n }) => (n === null ? null : String(n))],
  ["who asserts it", ({ source }) => source],
];

/**
 * Candidate moderators: what is known on two sides and differs wholly, so that it might explain the
 * disagreement. "patients: cells or animals against patients". A candidate, not an explanation.
 */
export const moderatorsBetween = (sides: readonly Side[]): string[] =>
  candidates.flatMap(([name, of]) => {
    const values = sides.map(({ assertions }) => new Set(assertions.flatMap((one) => of(one) ?? [])));
    for (const [at, first] of values.entries())
      for (const second of values.slice(at + 1))
        if (first.size > 0 && second.size > 0 && [...first].every((value) => !second.has(value)))
          return [`${name}: ${shown(first)} against ${shown(second)}`];
    return [];
  });

const shown = (values: ReadonlySet<string>): string => {
  const list = [...values].sort();
  return list.length <= 3 ? list.join(", ") : `${list.slice(0, 3).join(", ")} and ${list.length - 3} more`;
};
