import { orderOf } from "./comparison.ts";
import type { ComparisonOperator } from "./expression.ts";
import { operand } from "./operand.ts";
import { Refused } from "./refused.ts";
import { type Compiled, inputsOf, type Run } from "./run.ts";
import { requireComparable } from "./static-type.ts";
import { equalValues, isList, type Value } from "./value.ts";

/** A test of `in` with its parts compiled. */
export type CompiledTest =
  | { readonly kind: "equals"; readonly value: Compiled }
  | { readonly kind: "compare"; readonly operator: ComparisonOperator; readonly value: Compiled }
  | {
      readonly kind: "interval";
      readonly low: Compiled;
      readonly lowClosed: boolean;
      readonly high: Compiled;
      readonly highClosed: boolean;
    };

/**
 * `subject in (tests)`: some test holds. Strict: when the subject or anything in a test is unknown the
 * whole is unknown, even where another test already holds (write `or` where that is wanted).
 */
export const membership = (subject: Compiled, tests: readonly CompiledTest[], at: number): Compiled => {
  if (tests.length === 0) {
    throw new Refused("condition-syntax", at, "in is followed by an empty list", "List at least one value.");
  }
  if (subject.type.kind === "list" || subject.type.kind === "null") {
    throw new Refused(
      "condition-type",
      at,
      `the left of in is ${subject.type.kind === "list" ? "a list" : "null"}`,
      "Use list contains(list, value), or some item in list satisfies ...",
    );
  }
  const parts = tests.flatMap((test) => (test.kind === "interval" ? [test.low, test.high] : [test.value]));
  return {
    type: { kind: "boolean" },
    inputs: inputsOf(subject, ...parts),
    evaluate: amongConstants(subject, tests, at) ?? anyTest(subject, tests, at),
  };
};

/** The usual case, a list of literals, without a closure per item. */
const amongConstants = (subject: Compiled, tests: readonly CompiledTest[], at: number) => {
  const constants: Value[] = [];
  for (const test of tests) {
    if (test.kind !== "equals" || test.value.constant === undefined) return undefined;
    requireComparable(subject.type, test.value.type, at);
    constants.push(test.value.constant);
  }
  return (run: Run): boolean | undefined => {
    const value = subject.evaluate(run);
    return value === undefined ? undefined : constants.includes(value);
  };
};

type Test = (run: Run, value: Value | undefined) => boolean | undefined;

const anyTest = (subject: Compiled, tests: readonly CompiledTest[], at: number) => {
  const ordered = tests.some(orders);
  const read = ordered ? operand(subject, "number", at, "a range or order") : subject.evaluate;
  const held = tests.map((test) => oneTest(subject, test, at));
  return (run: Run): boolean | undefined => {
    const value = read(run);
    let unknown = value === undefined;
    let holds = false;
    for (const test of held) {
      const truth = test(run, value);
      if (truth === undefined) unknown = true;
      else if (truth) holds = true;
    }
    return unknown ? undefined : holds;
  };
};

const orders = (test: CompiledTest): boolean =>
  test.kind === "interval" || (test.kind === "compare" && test.operator !== "=" && test.operator !== "!=");

const oneTest = (subject: Compiled, test: CompiledTest, at: number): Test => {
  if (test.kind === "interval") return interval(test, at);
  if (test.kind === "equals") return equalOrMember(subject, test.value, at);
  const { operator, value } = test;
  if (operator === "=" || operator === "!=") {
    requireComparable(subject.type, value.type, at);
    return (run, a) => {
      const b = value.evaluate(run);
      return a === undefined || b === undefined ? undefined : equalValues(a, b) === (operator === "=");
    };
  }
  const bound = operand(value, "number", at, operator);
  const holds = orderOf[operator];
  return (run, a) => {
    const b = bound(run);
    return typeof a !== "number" || b === undefined ? undefined : holds(a, b);
  };
};

/** `x in names` asks whether the list holds x; `x in value` whether they are equal. */
const equalOrMember = (subject: Compiled, value: Compiled, at: number): Test => {
  if (value.type.kind !== "list") requireComparable(subject.type, value.type, at);
  else if (value.type.item !== undefined) requireComparable(subject.type, value.type.item, at);
  return (run, a) => {
    const b = value.evaluate(run);
    if (a === undefined || b === undefined) return undefined;
    return isList(b) ? b.some((item) => equalValues(a, item)) : equalValues(a, b);
  };
};

const interval = (test: Extract<CompiledTest, { kind: "interval" }>, at: number): Test => {
  const low = operand(test.low, "number", at, "a range");
  const high = operand(test.high, "number", at, "a range");
  const { lowClosed, highClosed } = test;
  if (typeof test.low.constant === "number" && typeof test.high.constant === "number") {
    const width = test.high.constant - test.low.constant;
    if (width < 0 || (width === 0 && !(lowClosed && highClosed))) {
      throw new Refused("condition-type", at, "the range holds no number", "Write the lower bound first.");
    }
  }
  return (run, x) => {
    const a = low(run);
    const b = high(run);
    if (typeof x !== "number" || a === undefined || b === undefined) return undefined;
    return (lowClosed ? x >= a : x > a) && (highClosed ? x <= b : x < b);
  };
};
