import { textOf } from "./formula.ts";
import type { RCall, RValue } from "./r-call.ts";
import { further, places, type Signature, signatures } from "./signatures.ts";

const wordsOf = (list: string | undefined): readonly string[] => list?.split(" ").filter(Boolean) ?? [];

interface Arguments {
  /** read or without effect */
  readonly free: ReadonlySet<string>;
  /** by name, the value with which it is answered */
  readonly only: ReadonlyMap<string, string>;
}

const argumentsOf = ({ read, mute, only }: Signature): Arguments => ({
  free: new Set([...wordsOf(read), ...wordsOf(mute)]),
  only: new Map(
    wordsOf(only).map((one) => {
      const [name = "", value = ""] = one.split("=");
      return [name, value];
    }),
  ),
});

const byFunction = new Map(Object.entries(signatures).map(([name, one]) => [name, argumentsOf(one)]));

const bareName = ({ function: name }: RCall): string => name.replace(/^.*::/, "");

const ofCall = (call: RCall): Arguments | undefined => byFunction.get(bareName(call));

/** A name stands for the one argument that begins with it, as R matches them; itself where none or several do. */
const fullName = (name: string, { free, only }: Arguments): string => {
  const all = [...free, ...only.keys()];
  const begun = all.filter((one) => one.startsWith(name));
  return all.includes(name) || begun.length !== 1 ? name : (begun[0] ?? name);
};

const isNull = (value: RValue): boolean => value.kind === "name" && value.value === "NULL";

const resolvedValue = (value: RValue): RValue => {
  if (value.kind === "call") return resolved(value);
  return value.kind === "operator" ? { ...value, operands: value.operands.map(resolvedValue) } : value;
};

/** The call with its arguments under their full names, inner calls too; those that are `NULL` are as not given. */
export const resolved = (call: RCall): RCall => {
  const known = ofCall(call);
  const named = Object.entries(call.named)
    .filter(([, value]) => known === undefined || !isNull(value))
    .map(([name, value]) => [known === undefined ? name : fullName(name, known), resolvedValue(value)]);
  // arguments by their place beyond those that are read so go under their names
  const most = places[bareName(call)] ?? call.positional.length;
  const names = wordsOf(further[bareName(call)]);
  const placed = call.positional
    .slice(most, most + names.length)
    .map((value, at) => [names[at] ?? "", resolvedValue(value)] as const);
  const kept = [...call.positional.slice(0, most), ...call.positional.slice(most + names.length)];
  return {
    ...call,
    positional: kept.map(resolvedValue),
    named: { ...Object.fromEntries(placed), ...Object.fromEntries(named) },
  };
};

const printed = (value: RValue): string => {
  if (value.kind === "text") return value.value;
  const text = textOf(value);
  if (text === "T" || text === "F") return text === "T" ? "TRUE" : "FALSE";
  return text === "1/2" ? "0.5" : text;
};

const same = (given: string, usual: string): boolean =>
  given === usual || (given !== "" && usual !== "" && Number(given) === Number(usual));

/**
 * The first argument of a resolved call, or of one within it, that no answer here follows: `scale of rma`, or by its
 * place `2 of cox.zph`. Null
 * where all are followed or without effect, or the function is not one of those described.
 */
export const unsupportedArgument = (call: RCall): string | null => {
  const known = ofCall(call);
  const most = places[bareName(call)] ?? Number.POSITIVE_INFINITY;
  if (call.positional.length > most) return `${most + 1} of ${call.function}`;
  if (known !== undefined)
    for (const [name, value] of Object.entries(call.named)) {
      if (known.free.has(name)) continue;
      const usual = known.only.get(name);
      if (usual === undefined || !same(printed(value), usual)) return `${name} of ${call.function}`;
    }
  const within = (value: RValue): string | null => {
    if (value.kind === "call") return unsupportedArgument(value);
    if (value.kind !== "operator") return null;
    for (const one of value.operands) {
      const found = within(one);
      if (found !== null) return found;
    }
    return null;
  };
  for (const value of [...call.positional, ...Object.values(call.named)]) {
    const found = within(value);
    if (found !== null) return found;
  }
  return null;
};
