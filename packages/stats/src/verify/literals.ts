import type { RValue } from "./r-call.ts";

/** `seq(0, 1, by = 0.1)` over this many steps of rounding still reaches its end. */
const reach = 1e-10;

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
};

const sequenceOf = (from: number, to: number, by: number): readonly number[] | null => {
  const steps = (to - from) / by;
  if (!(steps >= 0) || steps > 1e6) return null;
  return Array.from({ length: Math.floor(steps + reach) + 1 }, (_, at) => from + at * by);
};

/** `c(0, 15)`, `rep(1, 9)`, `seq(0, 1, by = 0.1)`, `1:5`, `-2`, `1/2`: the numbers that a value spells out; null where it names data. */
export const numbersIn = (value: RValue | undefined): readonly number[] | null => {
  if (value === undefined) return null;
  if (value.kind === "number") return [value.value];
  if (value.kind === "call" && value.function === "c") {
    const parts = value.positional.map(numbersIn);
    return parts.includes(null) ? null : parts.flatMap((one) => one ?? []);
  }
  if (value.kind === "call" && value.function === "rep") {
    const repeated = numbersIn(value.positional[0]);
    const times = numberIn(value.named.times ?? value.positional[1]);
    return repeated === null || times === null || !(times <= 1e6)
      ? null
      : Array.from({ length: times }, () => repeated).flat();
  }
  if (value.kind === "call" && value.function === "seq") {
    const at = (name: string, index: number): number | null =>
      numberIn(value.named[name] ?? value.positional[index]);
    const [from, to] = [at("from", 0), at("to", 1)];
    const length = numberIn(value.named.length ?? value.named["length.out"]);
    if (from === null || to === null) return null;
    return sequenceOf(
      from,
      to,
      length === null ? (at("by", 2) ?? Math.sign(to - from || 1)) : (to - from) / (length - 1),
    );
  }
  if (value.kind !== "operator") return null;
  const [a, b] = value.operands.map(numbersIn);
  if (!a) return null;
  if (value.operands.length === 1) return value.operator === "-" ? a.map((one) => -one) : a;
  if (!b) return null;
  if (value.operator === ":")
    return a.length === 1 && b.length === 1 ? sequenceOf(a[0]!, b[0]!, Math.sign(b[0]! - a[0]! || 1)) : null;
  const operate = arithmetic[value.operator];
  if (operate === undefined || a.length === 0 || b.length === 0) return null;
  return Array.from({ length: Math.max(a.length, b.length) }, (_, at) =>
    operate(a[at % a.length]!, b[at % b.length]!),
  );
};

/** The one number that a value spells out, or null. */
export const numberIn = (value: RValue | undefined): number | null => {
  const list = numbersIn(value);
  return list?.length === 1 ? list[0]! : null;
};
