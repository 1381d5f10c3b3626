import { type Code, f64, f64x2, i32, local, repeat, type, wasmModule } from "./web-assembly.ts";

/**
 * Products of columns in one memory, told by where the columns start (in bytes) and where the first one ends. Columns
 * are multiples of four doubles long.
 */
export interface ColumnKernels {
  /** a'b */
  readonly dot: (a: number, b: number, end: number) => number;
  /** a += times b */
  readonly add: (a: number, b: number, times: number, end: number) => void;
  /** a += times b, and the product of the new a with c */
  readonly addAndDot: (a: number, b: number, times: number, c: number, end: number) => number;
  /** into = a b element by element, and the sum of its squares */
  readonly multiply: (a: number, b: number, into: number, end: number) => number;
}

/** The same over a plain array, for where there is no WebAssembly. */
export const plainKernels = (memory: Float64Array): ColumnKernels => ({
  dot(a, b, end) {
    let even = 0;
    let odd = 0;
    for (let i = a >> 3, j = b >> 3; i < end >> 3; i += 2, j += 2) {
      even += memory[i]! * memory[j]!;
      odd += memory[i + 1]! * memory[j + 1]!;
    }
    return even + odd;
  },
  add(a, b, times, end) {
    for (let i = a >> 3, j = b >> 3; i < end >> 3; i++, j++) memory[i] = memory[i]! + times * memory[j]!;
  },
  addAndDot(a, b, times, c, end) {
    let even = 0;
    let odd = 0;
    for (let i = a >> 3, j = b >> 3, k = c >> 3; i < end >> 3; i += 2, j += 2, k += 2) {
      const x = memory[i]! + times * memory[j]!;
      const y = memory[i + 1]! + times * memory[j + 1]!;
      memory[i] = x;
      memory[i + 1] = y;
      even += x * memory[k]!;
      odd += y * memory[k + 1]!;
    }
    return even + odd;
  },
  multiply(a, b, into, end) {
    let sum = 0;
    for (let i = a >> 3, j = b >> 3, k = into >> 3; i < end >> 3; i++, j++, k++) {
      const x = memory[i]! * memory[j]!;
      memory[k] = x;
      sum += x * x;
    }
    return sum;
  },
});

const { get, set, tee } = local;
const { load, store, add, multiply, splat, lane } = f64x2;
const step = 32;

/** A loop over columns of four doubles a round: `pair(offset, sum)` does two of them. */
const overColumns = (
  columns: readonly number[],
  end: number,
  pair: (offset: number, sum: number) => Code,
  sums: readonly [number, number],
): Code =>
  repeat(
    [
      ...pair(0, sums[0]),
      ...pair(16, sums[1]),
      ...columns.flatMap((one) => [...get(one), ...i32.const(step), ...i32.add, ...set(one)]),
    ],
    [...get(columns[0]!), ...get(end), ...i32.lessThan],
  );
const total = ([a, b]: readonly [number, number]): Code => [
  ...[...get(a), ...get(b), ...add, ...tee(a), ...lane(0)],
  ...[...get(a), ...lane(1), ...f64.add],
];

/** The kernels of {@link plainKernels}, two doubles an instruction: measured, four times as fast. */
export const kernelModule = (): Uint8Array<ArrayBuffer> => {
  const { i32: address, f64: double, v128: vector } = type;
  // Parameters come first, then the locals.
  const dot = (): Code => {
    const [a, b, end, sums] = [0, 1, 2, [3, 4] as const];
    const pair = (at: number, sum: number): Code => [
      ...[...get(sum), ...get(a), ...load(at), ...get(b), ...load(at), ...multiply, ...add, ...set(sum)],
    ];
    return [...overColumns([a, b], end, pair, sums), ...total(sums)];
  };
  const addTo = (): Code => {
    const [a, b, times, end, factor] = [0, 1, 2, 3, 4];
    const pair = (at: number): Code => [
      ...[...get(a), ...get(a), ...load(at), ...get(factor), ...get(b), ...load(at), ...multiply, ...add],
      ...store(at),
    ];
    return [...get(times), ...splat, ...set(factor), ...overColumns([a, b], end, pair, [0, 0])];
  };
  const addAndDot = (): Code => {
    const [a, b, times, c, end, sums, factor, x] = [0, 1, 2, 3, 4, [5, 6] as const, 7, 8];
    const pair = (at: number, sum: number): Code => [
      ...[...get(sum), ...get(a)],
      ...[...get(a), ...load(at), ...get(factor), ...get(b), ...load(at), ...multiply, ...add, ...tee(x)],
      ...store(at),
      ...[...get(x), ...get(c), ...load(at), ...multiply, ...add, ...set(sum)],
    ];
    return [
      ...[...get(times), ...splat, ...set(factor)],
      ...[...overColumns([a, b, c], end, pair, sums), ...total(sums)],
    ];
  };
  const multiplied = (): Code => {
    const [a, b, into, end, sums, x] = [0, 1, 2, 3, [4, 5] as const, 6];
    const pair = (at: number, sum: number): Code => [
      ...[...get(sum), ...get(into)],
      ...[...get(a), ...load(at), ...get(b), ...load(at), ...multiply, ...tee(x), ...store(at)],
      ...[...get(x), ...get(x), ...multiply, ...add, ...set(sum)],
    ];
    return [...overColumns([a, b, into], end, pair, sums), ...total(sums)];
  };
  return wasmModule([
    {
      name: "dot",
      parameters: [address, address, address],
      results: [double],
      locals: [vector, vector],
      body: dot(),
    },
    {
      name: "add",
      parameters: [address, address, double, address],
      results: [],
      locals: [vector],
      body: addTo(),
    },
    {
      name: "addAndDot",
      parameters: [address, address, double, address, address],
      results: [double],
      locals: [vector, vector, vector, vector],
      body: addAndDot(),
    },
    {
      name: "multiply",
      parameters: [address, address, address, address],
      results: [double],
      locals: [vector, vector, vector],
      body: multiplied(),
    },
  ]);
};
