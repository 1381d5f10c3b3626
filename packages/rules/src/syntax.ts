import type { SyntaxNode } from "@lezer/common";
import { parser } from "lezer-feel";
import type { ArithmeticOperator, ComparisonOperator, Expression, UnaryTest } from "./expression.ts";
import { numberOf, stringOf } from "./literal.ts";
import { Refused } from "./refused.ts";
import { syntaxHint } from "./syntax-hint.ts";

/** Bounds that keep a hostile table from costing time or stack; far above what a guideline needs. */
export const longestSource = 4000;
export const deepestNesting = 64;

const feel = parser.configure({ top: "Expression", strict: true });

const supported =
  "A condition may use names, text, numbers, true, false, null, lists, = != < <= > >=, between, in, and, or, " +
  "not(), if then else, + - * /, list contains(), count(), some/every ... satisfies, and functions of the vocabulary.";

/** What the parser can read and a condition may not say. */
const unsupported: Readonly<Record<string, string>> = {
  DateTimeLiteral: "a date, time or duration",
  AtLiteral: "a date, time or duration",
  Context: "a context { }",
  PathExpression: "a path with a dot",
  FilterExpression: "a filter [ ]",
  ForExpression: "a for loop",
  FunctionDefinition: "a function definition",
  InstanceOfExpression: "instance of",
  Interval: "a range outside in",
  "?": "the placeholder ?",
  SimplePositiveUnaryTest: "a comparison operator where a value belongs",
  NamedParameters: "a named argument",
};

/**
 * Reads FEEL (DMN 1.5, the subset of {@link supported}) into an {@link Expression}.
 * @throws Refused with the offset of what cannot be read; nothing else
 */
export const readSyntax = (source: string): Expression => {
  if (source.length > longestSource) {
    throw new Refused(
      "condition-too-long",
      longestSource,
      `the condition has ${source.length} characters; ${longestSource} are allowed`,
      "Split the rule into several rows.",
    );
  }
  let top: SyntaxNode;
  try {
    top = feel.parse(source).topNode;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = Number(/\d+/.exec(error.message)?.[0] ?? 0);
    const found = source.slice(at).trim() === "" ? "the end" : `"${source.slice(at, at + 20)}"`;
    throw new Refused(
      "condition-syntax",
      at,
      `the condition cannot be read at ${found}`,
      syntaxHint(source, at),
    );
  }
  const [root] = children(top);
  if (root === undefined)
    throw new Refused("condition-syntax", 0, "the condition is empty", syntaxHint("", 0));
  return new Reader(source).read(root, 0);
};

/** Child nodes without comments. */
const children = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.name.endsWith("Comment")) found.push(child);
  }
  return found;
};

class Reader {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  read(node: SyntaxNode | undefined, depth: number): Expression {
    if (node === undefined) throw this.cannot("an incomplete expression", 0);
    const at = node.from;
    if (depth > deepestNesting) {
      throw new Refused(
        "condition-too-deep",
        at,
        `the condition is nested deeper than ${deepestNesting} levels`,
        "Split the rule into several rows.",
      );
    }
    const parts = children(node);
    const part = (index: number): Expression => this.read(parts[index], depth + 1);
    switch (node.name) {
      case "ParenthesizedExpression":
        return part(1);
      case "StringLiteral":
        return { kind: "literal", at, value: stringOf(this.text(node), at) };
      case "NumericLiteral":
        return { kind: "literal", at, value: numberOf(this.text(node), at) };
      case "BooleanLiteral":
        return { kind: "literal", at, value: this.text(node) === "true" };
      case "null":
        return { kind: "literal", at, value: null };
      case "VariableName":
        return { kind: "name", at, name: this.nameOf(node) };
      case "List":
        return {
          kind: "list",
          at,
          items: parts.slice(1, -1).map((item) => this.read(item, depth + 1)),
        };
      case "Conjunction":
      case "Disjunction":
        return {
          kind: node.name === "Conjunction" ? "and" : "or",
          at,
          operands: chain(node).map((operand) => this.read(operand, depth + 1)),
        };
      case "Comparison":
        return this.comparison(parts, at, depth);
      case "IfExpression":
        return { kind: "if", at, condition: part(1), then: part(3), otherwise: part(5) };
      case "ArithmeticExpression": {
        if (parts.length === 2) return { kind: "negation", at, operand: part(1) };
        const operator = this.text(parts[1]);
        if (!isArithmetic(operator)) throw this.cannot(`the operator ${operator}`, at);
        return { kind: "arithmetic", at, operator, left: part(0), right: part(2) };
      }
      case "FunctionInvocation":
        return this.call(parts, at, depth);
      case "QuantifiedExpression":
        return this.quantified(parts, at, depth);
      default:
        throw this.cannot(unsupported[node.name] ?? `"${this.text(node).slice(0, 40)}"`, at);
    }
  }

  private comparison(parts: SyntaxNode[], at: number, depth: number): Expression {
    const operand = this.read(parts[0], depth + 1);
    const operator = this.text(parts[1]);
    if (operator === "between") {
      const low = this.read(parts[2], depth + 1);
      const high = this.read(parts[4], depth + 1);
      const test: UnaryTest = { kind: "interval", at, low, lowClosed: true, high, highClosed: true };
      return { kind: "in", at, operand, tests: [test] };
    }
    if (operator === "in") {
      const tests = parts[2]?.name === "(" ? children(parts[3] as SyntaxNode) : parts.slice(2);
      return { kind: "in", at, operand, tests: tests.flatMap((test) => this.unaryTests(test, depth + 1)) };
    }
    if (!isComparison(operator)) throw this.cannot(`the operator ${operator}`, at);
    if (parts[2]?.name === "SimplePositiveUnaryTest") {
      const from = parts[1]?.from ?? at;
      throw new Refused(
        "condition-syntax",
        from,
        `two operators follow each other at "${this.source.slice(from, from + 10)}"`,
        syntaxHint(this.source, from),
      );
    }
    return { kind: "comparison", at, operator, left: operand, right: this.read(parts[2], depth + 1) };
  }

  /** A list literal after `in` is its items: `x in ["a", "b"]` says `x in ("a", "b")`. */
  private unaryTests(test: SyntaxNode, depth: number): UnaryTest[] {
    const at = test.from;
    const [inner] = children(test);
    if (inner === undefined) throw this.cannot("an empty test", at);
    if (inner.name !== "SimplePositiveUnaryTest") {
      const value = this.read(inner, depth + 1);
      if (value.kind !== "list") return [{ kind: "equals", at, value }];
      return value.items.map((item) => ({ kind: "equals", at: item.at, value: item }));
    }
    const parts = children(inner);
    const [first] = parts;
    if (first?.name === "Interval") {
      const [open, low, , high, close] = children(first);
      return [
        {
          kind: "interval",
          at,
          low: this.read(low, depth + 1),
          lowClosed: this.text(open) === "[",
          high: this.read(high, depth + 1),
          highClosed: this.text(close) === "]",
        },
      ];
    }
    const operator = this.text(first);
    if (!isComparison(operator)) throw this.cannot(`the operator ${operator}`, at);
    return [{ kind: "compare", at, operator, value: this.read(parts[1], depth + 1) }];
  }

  private call(parts: SyntaxNode[], at: number, depth: number): Expression {
    const [callee, , parameters] = parts;
    if (callee?.name !== "VariableName") throw this.cannot("a call of something without a name", at);
    if (parameters?.name === "NamedParameters") throw this.cannot("a named argument", parameters.from);
    const name = this.nameOf(callee);
    const args =
      parameters === undefined ? [] : children(parameters).map((argument) => this.read(argument, depth + 1));
    const [operand] = args;
    if (name !== "not" || operand === undefined || args.length > 1) {
      return { kind: "call", at, name, args, source: this.text(parameters).trim() };
    }
    return { kind: "not", at, operand };
  }

  private quantified(parts: SyntaxNode[], at: number, depth: number): Expression {
    const [quantifier, iterators, , condition] = parts;
    const each = iterators === undefined ? [] : children(iterators);
    const [variable, , context] = each[0] === undefined ? [] : children(each[0]);
    const lists = context === undefined ? [] : children(context);
    if (each.length !== 1 || variable === undefined || lists.length !== 1) {
      throw this.cannot("more than one list, or a range, after some or every", at);
    }
    return {
      kind: "quantified",
      at,
      quantifier: this.text(quantifier) === "every" ? "every" : "some",
      variable: this.nameOf(variable),
      list: this.read(lists[0], depth + 1),
      condition: this.read(condition, depth + 1),
    };
  }

  private text(node: SyntaxNode | undefined): string {
    return node === undefined ? "" : this.source.slice(node.from, node.to);
  }

  private nameOf(node: SyntaxNode): string {
    return this.text(node).replace(/\s+/g, " ");
  }

  private cannot(what: string, at: number): Refused {
    return new Refused("condition-unsupported", at, `a condition cannot hold ${what}`, supported);
  }
}

/** The operands of `a and b and c`, however the parser nests them to the left. */
const chain = (node: SyntaxNode): SyntaxNode[] => {
  const operands: SyntaxNode[] = [];
  let left: SyntaxNode | undefined = node;
  while (left?.name === node.name) {
    const parts = children(left);
    operands.push(parts[2] as SyntaxNode);
    left = parts[0];
  }
  if (left !== undefined) operands.push(left);
  return operands.reverse();
};

const isComparison = (text: string): text is ComparisonOperator =>
  ["=", "!=", "<", "<=", ">", ">="].includes(text);
const isArithmetic = (text: string): text is ArithmeticOperator => ["+", "-", "*", "/"].includes(text);
