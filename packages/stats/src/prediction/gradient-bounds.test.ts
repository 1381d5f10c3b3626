import { type ColumnTable, seededRandom, withColumnTable } from "@erbium/numerics";
import { describe, expect, it } from "vitest";
import { gradientBounds } from "./gradient-bounds.ts";

const n = 20;
const p = 200;
const random = seededRandom(5);
const columns = Float64Array.from({ length: n * p }, () => random.normal());
const product = (j: number, residual: Float64Array): number =>
  residual.reduce((sum, one, i) => sum + one * columns[j * n + i]!, 0);
const factors = Float64Array.from({ length: p }, (_, j) => 0.5 + (j % 3));
const enterable = Uint8Array.from({ length: p }, (_, j) => Number(j % 7 !== 0));

/** A table of the columns, with a residual behind them. */
const withResidual = <T>(use: (table: ColumnTable, residual: Float64Array) => T): T =>
  withColumnTable(n, p + 1, (table) => {
    for (let j = 0; j < p; j++) table.column(j).set(columns.subarray(j * n, (j + 1) * n));
    return use(table, table.column(p));
  });

describe("bounds of products with a residual", () => {
  it("let in what exceeds and is outside, and nothing else, wherever the residual goes", () => {
    withResidual((table, residual) => {
      const bounds = gradientBounds(table, p, factors, enterable);
      for (let i = 0; i < n; i++) residual[i] = random.normal();
      expect([...bounds.all()].map((one) => one.toFixed(9))).toEqual(
        Array.from({ length: p }, (_, j) => product(j, residual).toFixed(9)),
      );
      const inside = new Set<number>();
      for (let step = 0; step < 200; step++) {
        // Small turns, shrinking, now and then a jump or a turn right round.
        const turn = step % 40 === 39 ? 2 : 0.03;
        const times = step % 50 === 49 ? -1 : 0.97;
        for (let i = 0; i < n; i++) residual[i] = times * residual[i]! + turn * random.normal();
        const length = Math.sqrt(residual.reduce((sum, one) => sum + one * one, 0));
        const cut = length * (3 - 0.012 * step);
        const wanted = Array.from({ length: p }, (_, j) => j).filter(
          (j) => j % 7 !== 0 && !inside.has(j) && Math.abs(product(j, residual)) > cut * factors[j]!,
        );
        const got: number[] = [];
        expect(bounds.letIn(cut, (j) => got.push(j))).toBe(wanted.length);
        expect(got).toEqual(wanted);
        for (const j of got) inside.add(j);
      }
      expect(inside.size).toBeGreaterThan(100);
      expect(inside.size).toBeLessThan(enterable.reduce((sum, one) => sum + one, 0));
    });
  });
  it("start from nothing known: every column is asked", () => {
    withResidual((table, residual) => {
      const bounds = gradientBounds(table, p, factors, new Uint8Array(p).fill(1));
      residual.set(columns.subarray(0, n));
      const got: number[] = [];
      expect(bounds.letIn(0, (j) => got.push(j))).toBe(p);
      expect(got).toHaveLength(p);
    });
  });
});
