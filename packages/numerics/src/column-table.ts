import { type ColumnKernels, kernelModule, plainKernels } from "./column-kernels.ts";

/** Columns of one length side by side, and the products of columns, each told by its place. */
export interface ColumnTable {
  /** a column's numbers, which may be read and written */
  readonly column: (place: number) => Float64Array;
  /** a'b */
  readonly dot: (a: number, b: number) => number;
  /** a += times b */
  readonly add: (a: number, b: number, times: number) => void;
  /** a += times b, and the product of the new a with c */
  readonly addAndDot: (a: number, b: number, times: number, c: number) => number;
  /** column `into` = a b element by element, and the sum of its squares */
  readonly multiply: (a: number, b: number, into: number) => number;
}

// What this room needs of WebAssembly, whose types belong to the page or to no one.
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  readonly grow: (pages: number) => number;
}
interface WasmApi {
  readonly Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const page = 65_536;
/** A larger table works in plain arrays, so that the shared memory stays modest. */
const mostPages = 4096;

interface Shared {
  readonly memory: WasmMemory;
  readonly kernels: ColumnKernels;
}

/** One memory for all tables, one after the other: null before the first, "absent" where it can not be had. */
let shared: Shared | "absent" | null = null;
let isTaken = false;

const openShared = (): Shared | "absent" => {
  const api = (globalThis as { readonly WebAssembly?: WasmApi }).WebAssembly;
  if (api === undefined) return "absent";
  try {
    const memory = new api.Memory({ initial: 0, maximum: mostPages });
    const instance = new api.Instance(new api.Module(kernelModule()), { env: { memory } });
    return { memory, kernels: instance.exports as ColumnKernels };
  } catch {
    // A page's policy may forbid it, an old engine lack the vectors.
    return "absent";
  }
};

const hasRoom = (memory: WasmMemory, pages: number): boolean => {
  const more = pages - memory.buffer.byteLength / page;
  try {
    if (more > 0) memory.grow(more);
    return true;
  } catch {
    return false;
  }
};

/**
 * Lends a table of columns for as long as `use` runs. It works in WebAssembly where that is at hand, otherwise, or
 * while another table is out, in plain arrays; sums may differ in their last digits.
 *
 * @param n     length of a column
 * @param count how many; their numbers are 0 at first
 */
export const withColumnTable = <T>(n: number, count: number, use: (table: ColumnTable) => T): T => {
  // Four doubles a round: what a column lacks is filled with 0, which changes no sum.
  const stride = Math.max(4, Math.ceil(n / 4) * 4);
  const pages = Math.ceil((stride * count * 8) / page);
  if (isTaken || pages > mostPages) return use(plainTable(n, count, stride));
  shared ??= openShared();
  if (shared === "absent") return use(plainTable(n, count, stride));
  const { memory, kernels } = shared;
  if (!hasRoom(memory, pages)) return use(plainTable(n, count, stride));
  isTaken = true;
  try {
    const numbers = new Float64Array(memory.buffer, 0, stride * count).fill(0);
    return use(tableOf(numbers, n, stride, kernels));
  } finally {
    isTaken = false;
  }
};

/** The same in plain arrays. */
export const plainTable = (n: number, count: number, stride: number): ColumnTable => {
  const numbers = new Float64Array(stride * count);
  return tableOf(numbers, n, stride, plainKernels(numbers));
};

const tableOf = (numbers: Float64Array, n: number, stride: number, kernels: ColumnKernels): ColumnTable => {
  const size = stride * 8;
  const { dot, add, addAndDot, multiply } = kernels;
  return {
    column: (place) => numbers.subarray(place * stride, place * stride + n),
    dot: (a, b) => dot(a * size, b * size, (a + 1) * size),
    add: (a, b, times) => add(a * size, b * size, times, (a + 1) * size),
    addAndDot: (a, b, times, c) => addAndDot(a * size, b * size, times, c * size, (a + 1) * size),
    multiply: (a, b, into) => multiply(a * size, b * size, into * size, (a + 1) * size),
  };
};
