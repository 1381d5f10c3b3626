import type { SyntaxNode } from "@lezer/common";
import { parser } from "lezer-feel";
import { chain, connected, type Link, type Term } from "./connective-chain.ts";
import type { ArithmeticOperator, ComparisonOperator, Expression, UnaryTest } from "./expression.ts";
import { numberOf, stringOf } from "./literal.ts";
import { Refused } from "./refused.ts";
import { syntaxHint } from "./syntax-hint.ts";
import { children, withoutParentheses } from "./syntax-tree.ts";
import { supported, unsupported } from "./unsupported.ts";

/** Bounds that keep a hostile table from costing time or stack; far above what a guideline needs. */
export const longestSource = 4000;
const deepestNesting = 64;

const feel = parser.configure({ top: "Expression", strict: true });

/**
 * Reads FEEL (DMN 1.5, the subset of `unsupported.ts`) into an {@link Expression}.
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
      case "Comparison":
        return connected(this.terms(node, depth), at);
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

  private terms(node: SyntaxNode, depth: number): Term[] {
    const terms: Term[] = [];
    for (const link of chain(node)) this.addTerms(link, depth, terms);
    return terms;
  }

  /**
   * The parser reads `x in [1..2] and y` as `x in ([1..2] and y)`; FEEL's `in` binds tighter than and and or,
   * so what was drawn into the test is put back behind it.
   */
  private addTerms({ word, node }: Link, depth: number, terms: Term[]): void {
    const parts = children(node);
    if (node.name !== "Comparison") {
      terms.push({ word, operand: this.read(node, depth + 1) });
    } else if (this.text(parts[1]) === "in") {
      const { tests, rest } = this.testsOf(parts.slice(2), depth);
      const operand = this.read(parts[0], depth + 1);
      terms.push({ word, operand: { kind: "in", at: node.from, operand, tests } });
      for (const link of rest) this.addTerms(link, depth, terms);
    } else {
      terms.push({ word, operand: this.comparison(parts, node.from, depth) });
    }
  }

  private comparison(parts: SyntaxNode[], at: number, depth: number): Expression {
    const left = this.read(parts[0], depth + 1);
    const operator = this.text(parts[1]);
    if (operator === "between") {
      const low = this.read(parts[2], depth + 1);
      const high = this.read(parts[4], depth + 1);
      const test: UnaryTest = { kind: "interval", at, low, lowClosed: true, high, highClosed: true };
      return { kind: "in", at, operand: left, tests: [test] };
    }
    if (!isComparison(operator)) throw this.cannot(`the operator ${operator}`, at);
    if (parts[2]?.name === "SimplePositiveUnaryTest") {
      const from = parts[1]?.from ?? at;
      const found = this.source.slice(from, from + 10);
      throw this.unreadable(`two operators follow each other at "${found}"`, from);
    }
    return { kind: "comparison", at, operator, left, right: this.read(parts[2], depth + 1) };
  }

  /** The tests after `in`, and the links that the parser drew into a test without parentheses. */
  private testsOf(nodes: SyntaxNode[], depth: number): { tests: UnaryTest[]; rest: Link[] } {
    const [first, list] = nodes;
    if (first?.name === "(" && list !== undefined) {
      const tests = children(list).flatMap((test) => this.testOf(children(test)[0], depth));
      return { tests, rest: [] };
    }
    const inner = first === undefined ? undefined : children(first)[0];
    if (inner === undefined) throw this.cannot("an empty test", first?.from ?? 0);
    const [head, ...rest] = chain(inner);
    const [operator, value] = head?.node.name === "SimplePositiveUnaryTest" ? children(head.node) : [];
    if (operator?.name !== "CompareOp" || value === undefined) {
      return { tests: this.testOf(head?.node, depth), rest };
    }
    const [bound, ...drawn] = chain(value);
    return { tests: [this.compareTest(operator, bound?.node, depth)], rest: [...drawn, ...rest] };
  }

  /** A list literal after `in` is its items: `x in ["a", "b"]` says `x in ("a", "b")`. */
  private testOf(node: SyntaxNode | undefined, depth: number): UnaryTest[] {
    const test = withoutParentheses(node);
    if (test === undefined) throw this.cannot("an empty test", 0);
    const at = test.from;
    if (test.name === "Comparison") throw this.unreadable("a comparison stands after in", at);
    if (test.name !== "SimplePositiveUnaryTest") {
      const value = this.read(test, depth + 1);
      if (value.kind !== "list") return [{ kind: "equals", at, value }];
      return value.items.map((item) => ({ kind: "equals", at: item.at, value: item }));
    }
    const [first, bound] = children(test);
    if (first?.name !== "Interval") return [this.compareTest(first, bound, depth)];
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

  private compareTest(
    operator: SyntaxNode | undefined,
    bound: SyntaxNode | undefined,
    depth: number,
  ): UnaryTest {
    const at = operator?.from ?? 0;
    const written = this.text(operator);
    if (!isComparison(written)) throw this.cannot(`the operator ${written}`, at);
    if (bound?.name === "Comparison") throw this.unreadable("a comparison stands after in", at);
    return { kind: "compare", at, operator: written, value: this.read(bound, depth + 1) };
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

  private unreadable(message: string, at: number): Refused {
    return new Refused("condition-syntax", at, message, syntaxHint(this.source, at));
  }

  private cannot(what: string, at: number): Refused {
    return new Refused("condition-unsupported", at, `a condition cannot hold ${what}`, supported);
  }
}

const isComparison = (text: string): text is ComparisonOperator =>
  ["=", "!=", "<", "<=", ">", ">="].includes(text);
const isArithmetic = (text: string): text is ArithmeticOperator => ["+", "-", "*", "/"].includes(text);
