import type { Figure } from "./figure.ts";
import { type Direction, directionGlyph, type EvidenceLevel, nothingGlyph } from "./marks.ts";
import { paint } from "./palette.ts";
import { line, root } from "./svg.ts";
import { clipText, label, textWidth, wrapText } from "./text.ts";

export interface MatrixFigureCell {
  readonly direction: Direction;
  readonly level: EvidenceLevel;
  /** words beside the sign where there is room, and in the table always; first line first */
  readonly words: readonly string[];
}
export interface MatrixFigureInput {
  readonly title: string;
  readonly description: string;
  readonly corner: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** row-major; null: nothing known */
  readonly cells: readonly (readonly (MatrixFigureCell | null)[])[];
  readonly nothing: string;
  readonly width?: number;
}

const ROW = 26;

/**
 * Direction by shape, level by fill, a split cell for a conflict, a small dot where nothing is known.
 * Words stand beside the signs while columns are wide enough; then the signs stand alone and column names turn.
 */
export const matrixFigure = (input: MatrixFigureInput): Figure => {
  const width = input.width ?? 720;
  const longest = Math.max(0, ...input.rows.map((name) => textWidth(name, 11)));
  const nameWidth = Math.min(longest + 14, width * 0.4);
  const columnWidth = Math.min(230, Math.max(26, (width - nameWidth) / Math.max(1, input.columns.length)));
  const spoken = columnWidth >= 118;
  const level = input.columns.every((name) => textWidth(name, 11) <= columnWidth - 8);
  const clipped = input.columns.map((name) => clipText(name, 11, level ? columnWidth - 8 : 150));
  const headHeight = level ? 20 : Math.max(0, ...clipped.map((name) => textWidth(name, 11))) * 0.72 + 16;
  // Slanted names of the last columns reach past the grid.
  const total = Math.max(nameWidth + columnWidth * input.columns.length + (level ? 0 : 60), 120);
  const figureWidth = Math.max(width, Math.ceil(total));
  const right = nameWidth + columnWidth * input.columns.length;
  const parts: string[] = [];
  input.columns.forEach((_, column) => {
    const x = nameWidth + column * columnWidth + (spoken ? 8 : columnWidth / 2);
    const y = headHeight - 6;
    parts.push(
      label(x, y, clipped[column] ?? "", {
        size: 11,
        bold: true,
        anchor: spoken || !level ? "start" : "middle",
        attributes: level
          ? {}
          : { transform: `rotate(-45 ${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})` },
      }),
    );
  });
  parts.push(line(0, headHeight, right, headHeight, { ...paint(null, "faint"), "stroke-width": 0.75 }));
  input.rows.forEach((name, index) => {
    const top = headHeight + index * ROW;
    const middle = top + ROW / 2;
    parts.push(label(0, middle + 4, clipText(name, 11, nameWidth - 8), { size: 11 }));
    input.columns.forEach((_, column) => {
      const cell = input.cells[index]?.[column] ?? null;
      const left = nameWidth + column * columnWidth;
      const x = spoken ? left + 16 : left + columnWidth / 2;
      if (cell === null) parts.push(nothingGlyph(x, middle));
      else {
        parts.push(directionGlyph(cell.direction, cell.level, x, middle, 7));
        if (spoken) {
          const lines = wrapText(cell.words.join(", "), 9.5, columnWidth - 36, 2);
          lines.forEach((text, i) => {
            parts.push(
              label(left + 30, middle + 3.5 + (i - (lines.length - 1) / 2) * 11, text, { size: 9.5 }),
            );
          });
        }
      }
    });
    parts.push(line(0, top + ROW, right, top + ROW, { ...paint(null, "hairline"), "stroke-width": 1 }));
  });
  return {
    height: headHeight + input.rows.length * ROW + 2,
    svg: root(figureWidth, headHeight + input.rows.length * ROW + 2, input.title, input.description, parts),
    title: input.title,
    description: input.description,
    table: {
      head: [input.corner, ...input.columns],
      rows: input.rows.map((name, index) => [
        name,
        ...input.columns.map((_, column) => input.cells[index]?.[column]?.words.join(", ") ?? input.nothing),
      ]),
    },
  };
};
