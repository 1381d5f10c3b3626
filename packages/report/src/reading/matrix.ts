import { type Figure, matrixFigure } from "@erbium/figures";
import type { Matrix, MatrixCell } from "@erbium/model";
import { say } from "../words.ts";

/** The words of one cell: direction, level, and how closely the evidence matches. */
const cellWords = (cell: MatrixCell): readonly string[] => [
  say(`direction.${cell.direction}`),
  say(`level.${cell.level}`),
  ...(cell.match === "exact" ? [] : [cell.match === "class" ? say("match.class") : say("same-residue")]),
  ...(cell.unconfirmed ? [say("unconfirmed")] : []),
];

/** Drugs as rows, since their names are long; alterations as columns. Null where no cell says anything. */
export const drugFigure = (matrix: Matrix, width: number): Figure | null => {
  if (matrix.cells.every((row) => row.every((cell) => cell === null))) return null;
  return matrixFigure({
    title: say("matrix.title"),
    description: say("matrix.description"),
    corner: say("matrix.corner"),
    rows: matrix.columns.map((column) => column.label),
    columns: matrix.rows.map((row) => row.label),
    cells: matrix.columns.map((_, column) =>
      matrix.rows.map((_, row) => {
        const cell = matrix.cells[row]?.[column] ?? null;
        return (
          cell && {
            direction: cell.unconfirmed ? "uncertain" : cell.direction,
            level: cell.level,
            words: cellWords(cell),
          }
        );
      }),
    ),
    nothing: say("matrix.nothing"),
    width,
  });
};
