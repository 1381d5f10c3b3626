import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, addAndDot, addAndDotWeighted, dot, dots, weighted } from "./column-products.ts";

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
        const rooted = column.map((one, i) => one * weight[i]!);
        const slots = new Float64Array(2 * n).fill(7);
        expect(weighted(columns, from, weight, slots, n, n)).toBeCloseTo(plain(rooted, rooted), 8);
        close(slots, [...Array.from({ length: n }, () => 7), ...rooted]);
        const added = b.map((one, i) => one + step * column[i]!);
        const sum = b.slice();
        add(sum, columns, from, step, n);
        close(sum, added);
        const r = b.slice();
        expect(addAndDot(r, columns, from, step, 0, n)).toBeCloseTo(plain(list[0]!, added), 8);
        close(r, added);
        const q = b.slice();
        expect(addAndDotWeighted(q, columns, 0, step, columns, from, weight, n)).toBeCloseTo(
          plain(
            rooted,
            b.map((one, i) => one + step * list[0]![i]!),
          ),
          7,
        );
        expect(q[n - 1]).toBeCloseTo(b[n - 1]! + step * list[0]![n - 1]!, 9);
      }),
    );
  });
});
