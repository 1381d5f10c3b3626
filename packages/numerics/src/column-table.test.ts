import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ColumnTable, plainTable, withColumnTable } from "./column-table.ts";

const number = fc.double({ min: -9, max: 9, noNaN: true });
const cases = fc.integer({ min: 1, max: 23 }).chain((n) => {
  const column = fc.array(number, { minLength: n, maxLength: n });
  return fc.tuple(fc.constant(n), fc.array(column, { minLength: 3, maxLength: 3 }), number);
});
const plain = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, one, i) => sum + one * b[i]!, 0);
const close = (got: ArrayLike<number>, wanted: readonly number[]): void => {
  expect(got).toHaveLength(wanted.length);
  for (const [i, one] of wanted.entries()) expect(got[i]).toBeCloseTo(one, 9);
};
const withPlainTable = <T>(n: number, count: number, use: (table: ColumnTable) => T): T =>
  use(plainTable(n, count, Math.ceil(n / 4) * 4));

describe.each([
  ["in WebAssembly", withColumnTable],
  ["in plain arrays", withPlainTable],
])("a table of columns %s", (_, withTable) => {
  it("gives the products of the obvious loops, whatever the length", () => {
    fc.assert(
      fc.property(cases, ([n, [a, b, c], times]) => {
        if (a === undefined || b === undefined || c === undefined) throw new Error("three columns");
        withTable(n, 4, (table) => {
          for (const [place, column] of [a, b, c].entries()) table.column(place).set(column);
          expect(table.dot(0, 2)).toBeCloseTo(plain(a, c), 8);
          const product = a.map((one, i) => one * b[i]!);
          expect(table.multiply(0, 1, 3)).toBeCloseTo(plain(product, product), 6);
          close(table.column(3), product);
          const sum = a.map((one, i) => one + times * b[i]!);
          expect(table.addAndDot(0, 1, times, 2)).toBeCloseTo(plain(sum, c), 7);
          close(table.column(0), sum);
          table.add(2, 1, -times);
          close(
            table.column(2),
            c.map((one, i) => one - times * b[i]!),
          );
          close(table.column(1), b);
        });
      }),
    );
  });
  it("is empty at first, also after another of another size", () => {
    withTable(50, 300, (table) => {
      for (let place = 0; place < 300; place++) table.column(place).fill(7);
    });
    withTable(5, 400, (table) => {
      for (let place = 0; place < 400; place++) expect([...table.column(place)]).toEqual([0, 0, 0, 0, 0]);
      expect(table.dot(3, 4)).toBe(0);
    });
  });
});

describe("tables of columns", () => {
  it("do not disturb each other", () => {
    withColumnTable(3, 2, (outer) => {
      outer.column(0).set([1, 2, 3]);
      withColumnTable(3, 2, (inner) => inner.column(0).set([9, 9, 9]));
      expect([...outer.column(0)]).toEqual([1, 2, 3]);
      expect(outer.dot(0, 0)).toBe(14);
    });
  });
  it("are given back when their use fails", () => {
    const fails = () =>
      withColumnTable(3, 1, () => {
        throw new Error("gone wrong");
      });
    expect(fails).toThrow("gone wrong");
    expect(withColumnTable(3, 1, (table) => table.dot(0, 0))).toBe(0);
  });
  it("may be larger than the memory they share", () => {
    expect(withColumnTable(4096 * 8192 + 1, 1, (table) => table.column(0).length)).toBe(4096 * 8192 + 1);
  });
});
