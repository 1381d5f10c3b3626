import type { Vocabulary } from "@erbium/model";
import { arithmetic, minus } from "./arithmetic.ts";
import { choice } from "./choice.ts";
import { suggest } from "./closest-name.ts";
import { comparison } from "./comparison.ts";
import type { Expression, UnaryTest } from "./expression.ts";
import { callInput, nameInput } from "./input.ts";
import { count, listContains, listOf } from "./list.ts";
import { connective, negated } from "./logic.ts";
import { type CompiledTest, membership } from "./membership.ts";
import { quantified } from "./quantified.ts";
import { Refused } from "./refused.ts";
import type { Compiled } from "./run.ts";
import { anything, type StaticType } from "./static-type.ts";
import { functionIn, nameIn } from "./vocabulary.ts";

const builtins: Readonly<Record<string, number>> = { "list contains": 2, count: 1, not: 1 };

/** Variables of the enclosing some and every, outermost first. */
type Scope = readonly {
  readonly name: string;
  readonly item: StaticType;
  readonly inputs: readonly string[];
}[];

/**
 * Checks an expression against a vocabulary and makes it ready to run.
 * @throws Refused
 */
export const compile = (expression: Expression, vocabulary: Vocabulary, scope: Scope = []): Compiled => {
  const sub = (part: Expression): Compiled => compile(part, vocabulary, scope);
  const { at } = expression;
  switch (expression.kind) {
    case "literal":
      return literal(expression.value);
    case "name":
      return named(expression.name, vocabulary, scope, at);
    case "list":
      return listOf(expression.items.map(sub), at);
    case "and":
    case "or":
      return connective(expression.kind, expression.operands.map(sub), at);
    case "not":
      return negated(sub(expression.operand), at);
    case "comparison":
      return comparison(expression.operator, sub(expression.left), sub(expression.right), at);
    case "in":
      return membership(
        sub(expression.operand),
        expression.tests.map((test) => unaryTest(test, sub)),
        at,
      );
    case "if":
      return choice(sub(expression.condition), sub(expression.then), sub(expression.otherwise), at);
    case "arithmetic":
      return arithmetic(expression.operator, sub(expression.left), sub(expression.right), at);
    case "negation":
      return minus(sub(expression.operand), at);
    case "call":
      return call(expression.name, expression.args.map(sub), expression.source, vocabulary, at);
    case "quantified": {
      const { variable, quantifier } = expression;
      if (nameIn(vocabulary, variable) !== undefined || scope.some(({ name }) => name === variable)) {
        throw new Refused(
          "condition-name",
          at,
          `${variable} already means something else`,
          "Choose another word after some or every.",
        );
      }
      const list = sub(expression.list);
      const inner = [...scope, { name: variable, item: list.type.item ?? anything, inputs: list.inputs }];
      const condition = compile(expression.condition, vocabulary, inner);
      return quantified(quantifier, list, condition, scope.length, at);
    }
  }
};

const literal = (value: string | number | boolean | null): Compiled => ({
  type:
    typeof value === "string"
      ? { kind: "string", values: [value], literal: true }
      : { kind: value === null ? "null" : (typeof value as "number" | "boolean") },
  inputs: [],
  constant: value,
  evaluate: () => value,
});

const unaryTest = (test: UnaryTest, sub: (part: Expression) => Compiled): CompiledTest => {
  if (test.kind === "interval") return { ...test, low: sub(test.low), high: sub(test.high) };
  return { ...test, value: sub(test.value) };
};

const named = (name: string, vocabulary: Vocabulary, scope: Scope, at: number): Compiled => {
  const depth = scope.findIndex((local) => local.name === name);
  const local = scope[depth];
  if (local !== undefined) {
    return { type: local.item, inputs: local.inputs, evaluate: (run) => run.locals[depth] };
  }
  const entry = nameIn(vocabulary, name);
  if (entry !== undefined) return nameInput(name, entry);
  const known = [...Object.keys(vocabulary.names), ...scope.map((each) => each.name)];
  throw new Refused(
    "unknown-name",
    at,
    `the name "${name.slice(0, 80)}" is not in the vocabulary`,
    name.startsWith("not ")
      ? `Write not(${name.slice(4, 80)}).`
      : suggest(
          name,
          known,
          "Text stands in double quotes; every other word must be a name of the vocabulary.",
        ),
  );
};

const call = (
  name: string,
  args: readonly Compiled[],
  source: string,
  vocabulary: Vocabulary,
  at: number,
): Compiled => {
  const [first, second] = args;
  if (first !== undefined && args.length === builtins[name]) {
    if (name === "count") return count(first, at);
    if (name === "list contains" && second !== undefined) return listContains(first, second, at);
  }
  const entry = functionIn(vocabulary, name);
  if (entry !== undefined) return callInput(name, entry, args, source, at);
  if (Object.hasOwn(builtins, name)) {
    throw new Refused(
      "condition-arguments",
      at,
      `${name}() is given ${args.length} argument${args.length === 1 ? "" : "s"}`,
      `It takes ${builtins[name]}.`,
    );
  }
  throw new Refused(
    "unknown-function",
    at,
    `the function "${name.slice(0, 80)}" is not in the vocabulary`,
    suggest(
      name,
      [...Object.keys(vocabulary.functions), ...Object.keys(builtins)],
      "Use a function of the vocabulary.",
    ),
  );
};
