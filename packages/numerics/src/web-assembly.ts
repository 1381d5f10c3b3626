// As much of WebAssembly's binary format as short loops over vectors need. Names are those of the text format.
// Source: W3C, WebAssembly Core Specification 2.0, chapter 5 (binary format).

/** Instructions, or anything else, as bytes. */
export type Code = readonly number[];

/** Unsigned LEB128. */
const number = (value: number): Code =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >>> 7)];
const list = (items: readonly Code[]): Code => [...number(items.length), ...items.flat()];
const sized = (body: Code): Code => [...number(body.length), ...body];
const text = (word: string): Code => sized([...word].map((letter) => letter.charCodeAt(0)));

export const type = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;

export const local = {
  get: (index: number): Code => [0x20, index],
  set: (index: number): Code => [0x21, index],
  tee: (index: number): Code => [0x22, index],
};
export const i32 = {
  const: (value: number): Code => [0x41, ...number(value)],
  add: [0x6a] as Code,
  lessThan: [0x49] as Code,
};
export const f64 = { add: [0xa0] as Code };
/** Two doubles at a time; addresses are multiples of 8 bytes. */
export const f64x2 = {
  load: (offset: number): Code => [0xfd, 0x00, 3, ...number(offset)],
  store: (offset: number): Code => [0xfd, 0x0b, 3, ...number(offset)],
  splat: [0xfd, 0x14] as Code,
  lane: (which: 0 | 1): Code => [0xfd, 0x21, which],
  add: [0xfd, 0xf0, 0x01] as Code,
  multiply: [0xfd, 0xf2, 0x01] as Code,
};
/** Repeats the body as long as the condition holds after it. */
export const repeat = (body: Code, condition: Code): Code => [
  0x03,
  0x40,
  ...body,
  ...condition,
  0x0d,
  0,
  0x0b,
];

export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly number[];
  readonly results: readonly number[];
  /** types of the variables that follow the parameters; they start as 0 */
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A module that works on one memory from outside (`env.memory`) and exports its functions. */
export const wasmModule = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> => {
  const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      functions.map(({ parameters, results }) => [
        0x60,
        ...list(parameters.map((one) => [one])),
        ...list(results.map((one) => [one])),
      ]),
    ),
    ...section(2, [[...text("env"), ...text("memory"), 0x02, 0x00, 0]]),
    ...section(
      3,
      functions.map((_, index) => number(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), 0x00, ...number(index)]),
    ),
    ...section(
      10,
      functions.map(({ locals, body }) => sized([...list(locals.map((one) => [1, one])), ...body, 0x0b])),
    ),
  ]);
};
