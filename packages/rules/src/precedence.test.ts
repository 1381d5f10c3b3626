import fc from "fast-check";
import { expect, it } from "vitest";
import { parseCondition } from "./condition.ts";
import { factsFrom } from "./facts.ts";
import { type Known, words } from "./words.fixture.ts";

/**
 * An expression written with every bracket and with only the brackets that FEEL's precedence needs. The
 * parser is shared with feelin, so this is the check on its grammar.
 */
interface Written {
  readonly all: string;
  readonly few: string;
  readonly binds: number;
}
const or = 1;
const and = 2;
const compare = 3;
const add = 4;
const multiply = 5;
const sign = 6;
const atom = 7;

const leaf = (text: string): Written => ({ all: text, few: text, binds: atom });
const within = (part: Written, binds: number): string => (part.binds < binds ? `(${part.few})` : part.few);
/** Operators of one level group to the left. */
const infix = (binds: number, a: Written, word: string, b: Written): Written => ({
  all: `((${a.all}) ${word} (${b.all}))`,
  few: `${within(a, binds)} ${word} ${within(b, binds + 1)}`,
  binds,
});
const isComparing = (a: Written, write: (bracketed: boolean) => string): Written => ({
  all: `((${a.all}) ${write(true)})`,
  few: `${within(a, add)} ${write(false)}`,
  binds: compare,
});

const { boolean } = fc.letrec<{ boolean: Written; number: Written }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, depthIdentifier: "number" },
    fc.constantFrom("ratio", "copies", "1", "2").map(leaf),
    fc
      .tuple(tie("number"), fc.constantFrom("+", "-"), tie("number"))
      .map(([a, op, b]) => infix(add, a, op, b)),
    fc
      .tuple(tie("number"), fc.constantFrom("*", "/"), tie("number"))
      .map(([a, op, b]) => infix(multiply, a, op, b)),
    tie("number").map((a) => ({ all: `(-(${a.all}))`, few: `-${within(a, atom)}`, binds: sign })),
  ),
  boolean: fc.oneof(
    { maxDepth: 5, depthIdentifier: "boolean" },
    fc.constantFrom("pregnant", "resectable", "true").map(leaf),
    fc.tuple(tie("boolean"), tie("boolean")).map(([a, b]) => infix(or, a, "or", b)),
    fc.tuple(tie("boolean"), tie("boolean")).map(([a, b]) => infix(and, a, "and", b)),
    fc
      .tuple(tie("number"), fc.constantFrom("=", "!=", "<", ">="), tie("number"))
      .map(([a, op, b]) => isComparing(a, (full) => `${op} ${full ? `(${b.all})` : within(b, add)}`)),
    fc
      .tuple(tie("number"), tie("number"), tie("number"))
      .map(([x, a, b]) =>
        isComparing(x, (full) =>
          full ? `between (${a.all}) and (${b.all})` : `between ${within(a, add)} and ${within(b, add)}`,
        ),
      ),
    fc
      .tuple(
        tie("number"),
        fc.constantFrom("in [0..2]", "in (1..3)", "in 1", "in (1)", "in (1, > 2)", "in < 2", "in (> 1)"),
      )
      .map(([x, test]) => isComparing(x, () => test)),
    fc
      .tuple(tie("number"), tie("number"))
      .map(([x, a]) => isComparing(x, (full) => (full ? `= (${a.all})` : `in ${within(a, add)}`))),
    fc.constantFrom("in true", "in (true)", "in (true, false)").map((test) => ({
      all: `(pregnant ${test})`,
      few: `pregnant ${test}`,
      binds: compare,
    })),
    tie("boolean").map((a) => ({ all: `not(${a.all})`, few: `not(${a.few})`, binds: atom })),
  ),
}));
const number = fc.constantFrom(-1, 0, 1, 2, 3, undefined);
const facts: fc.Arbitrary<Known> = fc.record({
  ratio: number,
  copies: number,
  pregnant: fc.constantFrom(true, false, undefined),
  resectable: fc.constantFrom(true, false, undefined),
});
/** The truth, or why the source was refused: a backward range of literals is, however it is bracketed. */
const outcome = (source: string, known: Known): string => {
  const parsed = parseCondition(source, words);
  return parsed.ok ? parsed.value.evaluate(factsFrom(known)).truth : parsed.error.message;
};

it("a condition means the same with and without the brackets that precedence makes needless", () => {
  fc.assert(
    fc.property(boolean, facts, ({ few, all }, known) => {
      expect(`${few} is ${outcome(few, known)}`).toBe(`${few} is ${outcome(all, known)}`);
    }),
    { numRuns: 1500 },
  );
});
