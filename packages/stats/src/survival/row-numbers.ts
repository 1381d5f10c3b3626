import type { Refusal } from "@erbium/model";

/**
 * Why numbers of groups, strata or clusters can not be those of n observations, or null: one whole number from 0 for
 * each.
 *
 * @param what what is numbered, in the plural
 */
export const badNumbering = (
  what: string,
  numbers: ArrayLike<number> | undefined,
  n: number,
): Refusal | null => {
  if (numbers === undefined) return null;
  if (numbers.length !== n)
    return {
      code: "unequal-lengths",
      message: `${n} observations stand beside ${numbers.length} numbers of ${what}`,
      remedy: `give one number an observation`,
    };
  for (let row = 0; row < n; row++)
    if (!Number.isInteger(numbers[row]) || numbers[row]! < 0)
      return {
        code: "not-a-number-of-a-group",
        message: `observation ${row}: ${numbers[row]} is no number of ${what}`,
        path: `[${row}]`,
        remedy: `number ${what} from 0`,
      };
  return null;
};

/** The observations of each stratum, in their order; of one stratum where none is given. */
export const rowsOfStrata = (strata: ArrayLike<number> | undefined, n: number): Iterable<number[]> => {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < n; row++) {
    const stratum = strata?.[row] ?? 0;
    const here = rows.get(stratum);
    if (here === undefined) rows.set(stratum, [row]);
    else here.push(row);
  }
  return rows.values();
};
