/** Cells wider than a terminal column: East Asian wide and full-width characters take two places. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
export const displayWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
};

/** Lays out rows in aligned columns of at most `total` places; the last column is wrapped, others never cut. */
export const columns = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  total = 100,
): string => {
  const last = head.length - 1;
  const widths = head.map((name, index) =>
    Math.max(displayWidth(name), ...rows.map((row) => displayWidth(row[index] ?? ""))),
  );
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  const room = Math.max(20, total - before);
  const line = (cells: readonly string[]): string =>
    wrap(cells[last] ?? "", room)
      .map((part, index) =>
        [
          ...cells.slice(0, last).map((cell, column) => pad(index === 0 ? cell : "", widths[column] ?? 0)),
          part,
        ]
          .join("  ")
          .trimEnd(),
      )
      .join("\n");
  return [
    line(head),
    line(
      head.map((name, index) =>
        "-".repeat(index === last ? Math.min(room, displayWidth(name)) : (widths[index] ?? 0)),
      ),
    ),
    ...rows.map(line),
  ].join("\n");
};

const pad = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** Breaks a text at spaces into lines of at most `width` places. */
export const wrap = (text: string, width: number): string[] => {
  const result: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && displayWidth(line) + 1 + displayWidth(word) > width) {
      result.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  result.push(line);
  return result;
};
