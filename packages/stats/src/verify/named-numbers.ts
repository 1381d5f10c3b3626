/** Numbers as a reference names them. */
export const byName = (names: readonly string[], values: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, values[at] ?? Number.NaN]));

type Labels = string | number | readonly (string | number)[];

/** A list of one is written as its element. */
const labelled = (names: number | readonly string[]): Labels => {
  const list = typeof names === "number" ? Array.from({ length: names }, (_, at) => at + 1) : names;
  return list.length === 1 ? (list[0] ?? "") : list;
};

/**
 * A matrix as a reference writes it: names of rows and columns (numbered from 1 where they have none) and the
 * rows of values.
 */
export const table = (
  rows: number | readonly string[],
  cols: number | readonly string[],
  values: ArrayLike<number>,
): { readonly rows: Labels; readonly cols: Labels; readonly values: readonly (readonly number[])[] } => {
  const width = typeof cols === "number" ? cols : cols.length;
  const height = typeof rows === "number" ? rows : rows.length;
  return {
    rows: labelled(rows),
    cols: labelled(cols),
    values: Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (__, column) => values[row * width + column] ?? Number.NaN),
    ),
  };
};
