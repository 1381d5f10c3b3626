import type { Facts } from "./facts.ts";
import type { StaticType } from "./static-type.ts";
import type { Value } from "./value.ts";

/** One input that an evaluation read: a name, or a call such as `received("trastuzumab", "metastatic")`. */
export interface Because {
  name: string;
  value: Value | undefined;
}

/** The state of one evaluation. */
export interface Run {
  readonly facts: Facts;
  readonly because: Because[];
  /** unknown inputs that can still change the result; an operator that is decided anyway cuts its own off */
  readonly missing: string[];
  /** values of the variables of some and every, by depth */
  readonly locals: Value[];
}

/** An expression made ready to run. `undefined` is unknown. */
export interface Compiled {
  readonly type: StaticType;
  /** names and calls it can read */
  readonly inputs: readonly string[];
  /** its value where that stands in the source */
  readonly constant?: Value;
  readonly evaluate: (run: Run) => Value | undefined;
}

/** Notes an input as read. */
export const noteRead = (run: Run, name: string, value: Value | undefined): void => {
  for (const read of run.because) if (read.name === name) return;
  run.because.push({ name, value });
};

/** Notes inputs as missing. */
export const noteMissing = (run: Run, names: readonly string[]): void => {
  for (const name of names) if (!run.missing.includes(name)) run.missing.push(name);
};

/** Inputs of several parts, each once, in the order of reading. */
export const inputsOf = (...parts: readonly Compiled[]): readonly string[] => [
  ...new Set(parts.flatMap((part) => part.inputs)),
];
