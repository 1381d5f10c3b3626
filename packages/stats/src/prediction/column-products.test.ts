import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, addAndDot, dot, dots, squares, subtract, subtractAndDot } from "./column-products.ts";

const number = fc.double({ min: -9, max: 9, noNaN: true });
const cases = fc.integer({ min: 1, max: 11 }).chain((n) => {
  const column = fc.array(number, { minLength: n, maxLength: n }).map((list) => Float64Array.from(list));
  return fc.tuple(fc.constant(n), fc.array(column, { minLength: 2, maxLength: 7 }), column, column, number);
});
const plain = (a: Float64Array, b: Float64Array): number => a.reduce((sum, one, i) => sum + one * b[i]!, 0);
const close = (got: ArrayLike<number>, wanted: ArrayLike<number>): void => {
  for (let i = 0; i < wanted.length; i++) expect(got[i]).toBeCloseTo(wanted[i]!, 9);
};

describe("products of columns", () => {
  it("are those of the obvious loop, whatever the length", () => {
    fc.assert(
      fc.property(cases, ([n, list, b, weight, step]) => {
        const columns = Float64Array.from(list.flatMap((one) => [...one]));
        const last = list.length - 1;
        const column = list[last]!;
        const from = last * n;
        expect(dot(columns, from, b, n)).toBeCloseTo(plain(column, b), 9);
        const all = new Float64Array(list.length);
        dots(columns, list.length, b, n, all);
        close(
          all,
          list.map((one) => plain(one, b)),
        );
        expect(squares(columns, from, weight, n)).toBeCloseTo(
          plain(
            weight,
            column.map((one) => one * one),
          ),
          8,
        );
        const added = b.map((one, i) => one + step * column[i]!);
        const sum = b.slice();
        add(sum, columns, from, step, n);
        close(sum, added);
        const taken = b.map((one, i) => one - step * weight[i]! * column[i]!);
        const rest = b.slice();
        subtract(rest, columns, from, weight, step, n);
        close(rest, taken);
        const [r, q] = [b.slice(), b.slice()];
        expect(addAndDot(r, columns, from, step, 0, n)).toBeCloseTo(plain(list[0]!, added), 8);
        expect(subtractAndDot(q, columns, from, step, weight, 0, n)).toBeCloseTo(plain(list[0]!, taken), 7);
        close(r, added);
        close(q, taken);
      }),
    );
  });
});
