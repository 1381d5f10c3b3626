const filled = (row: readonly string[]): number => row.filter((cell) => cell !== "").length;
const isNumber = (cell: string): boolean => /^[-\u2212<]?\d/.test(cell);
/** Titles and headings stand within the first lines. */
const MOST_LINES = 20;

/**
 * The heading and the rows under it. Lines above that hold one cell are titles; a heading over merged cells, with
 * gaps that a second line of words fills, gives each column both names ("Experimental Events").
 */
export const underHeading = (
  cells: readonly string[][],
): { readonly heading: readonly string[]; readonly rows: readonly string[][] } => {
  const top = cells.slice(0, MOST_LINES);
  const widest = Math.max(0, ...top.map(filled));
  const start =
    widest > 1
      ? Math.max(
          0,
          top.findIndex((row) => filled(row) > 1),
        )
      : 0;
  const [first = [], second = []] = cells.slice(start, start + 2);
  const gaps = second.some((cell, at) => cell !== "" && (first[at] ?? "") === "");
  if (!gaps || second.some(isNumber)) return { heading: first.map(oneLine), rows: cells.slice(start + 1) };
  let over = "";
  const heading = Array.from({ length: Math.max(first.length, second.length) }, (_, at) => {
    const [above, below] = [first[at] ?? "", second[at] ?? ""];
    if (above !== "") over = above;
    return oneLine(below === "" ? above : `${over} ${below}`.trim());
  });
  return { heading, rows: cells.slice(start + 2) };
};

/** A cell may hold line breaks; a table that is printed can not. */
export const oneLine = (text: string): string =>
  text.includes("\n") || text.includes("\r") ? text.replace(/\s*[\r\n]+\s*/g, " ") : text;
