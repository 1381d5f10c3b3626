import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delimitedTable } from "./delimited.ts";

const tableOf = (text: string) => {
  const table = delimitedTable(text, "table.csv");
  return table.ok ? table.value : table.error.code;
};

describe("a delimited table", () => {
  it.each([
    ["commas", "a,b\n1,2\n"],
    ["semicolons", "a;b\n1;2\n"],
    ["tabs, CRLF and a byte order mark", "\ufeffa\tb\r\n1\t2\r\n"],
    ["old line ends", "a,b\r1,2\r"],
    ["a delimiter told by a spreadsheet", "sep=|\na|b\n1|2"],
    ["quotes", '"a","b"\n"1","2"\n'],
    ["blank lines and blanks around cells", "\na , b\n\n1, 2 \n,\n\n"],
  ])("is read with %s", (_, text) => {
    expect(tableOf(text)).toEqual({ heading: ["a", "b"], rows: [["1", "2"]] });
  });
  it("keeps delimiters within quotes, and a line break there as a blank", () => {
    expect(tableOf('a,b\n"x,\ny",2\n')).toEqual({ heading: ["a", "b"], rows: [["x, y", "2"]] });
  });
  it("refuses a column twice, and a quote without its end", () => {
    expect(tableOf("a,b,a\n1,2,3\n")).toBe("column-twice");
    expect(tableOf('a,b\n"1,2\n')).toBe("not-a-table");
  });
  it("is the same whether a quote stands in its heading or not: both readers agree", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", "1", ".", "-", " ", "é", "<"), maxLength: 4 })
      .filter((text) => !text.includes('"'));
    const line = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        line,
        fc.constantFrom(",", ";", "\t"),
        (rows, end, delimiter) => {
          const body = rows.map((row) => `${row.join(delimiter)}${end}`).join("");
          const plain = tableOf(`one${delimiter}two${end}${body}`);
          expect(plain).toEqual(tableOf(`"one"${delimiter}two${end}${body}`));
        },
      ),
      { numRuns: 300 },
    );
  });
});
