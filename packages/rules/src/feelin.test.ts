import fc from "fast-check";
import { evaluate as feelin } from "feelin";
import { expect, it } from "vitest";
import { evaluate } from "./words.fixture.ts";

/**
 * Well-typed expressions of the subset, over the test vocabulary. Quarters are exact in doubles and in decimals.
 * feelin 8.2 reads `x in [1..2] and y` as `x in ([1..2] and y)`, so a test of `in` stands between « and »:
 * parentheses for feelin, nothing for us.
 */
interface Grammar {
  boolean: string;
  number: string;
  text: string;
  list: string;
}
const quarter = fc.integer({ min: 0, max: 24 }).map((n) => n / 4);
const score = fc.constantFrom("0", "1+", "2+", "3+");
const quoted = score.map((text) => JSON.stringify(text));
const operator = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");
const grammar = fc.letrec<Grammar>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2, depthIdentifier: "number" },
    quarter.map(String),
    fc.constantFrom("ratio", "copies"),
    fc
      .tuple(tie("number"), fc.constantFrom("+", "-", "*"), tie("number"))
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie("number").map((a) => `(${a} / 4)`),
    tie("number").map((a) => `-${a}`),
    tie("list").map((list) => `count(${list})`),
    fc
      .tuple(tie("boolean"), tie("number"), tie("number"))
      .map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
  ),
  text: fc.constantFrom("ihcScore"),
  list: fc.oneof(
    fc.constant("counts"),
    fc.array(quarter, { minLength: 1, maxLength: 3 }).map((n) => `[${n.join(", ")}]`),
  ),
  boolean: fc.oneof(
    { maxDepth: 3, depthIdentifier: "boolean" },
    fc.constantFrom("true", "false", "resectable", "pregnant"),
    fc.tuple(tie("number"), operator, tie("number")).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(tie("text"), fc.constantFrom("=", "!="), quoted).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc
      .tuple(tie("text"), fc.array(quoted, { minLength: 1, maxLength: 3 }))
      .map(([a, b]) => `«${a} in (${b.join(", ")})»`),
    fc
      .tuple(tie("number"), quarter, quarter)
      .map(([x, a, b]) => `${x} between ${Math.min(a, b)} and ${Math.max(a, b)}`),
    fc
      .tuple(tie("number"), fc.constantFrom("[", "("), quarter, quarter, fc.constantFrom("]", ")"))
      .map(
        ([x, open, a, b, close]) => `«${x} in ${open}${Math.min(a, b)}..${Math.max(a, b) + 0.25}${close}»`,
      ),
    fc.tuple(tie("number"), quarter, quarter).map(([x, a, b]) => `«${x} in (${a}, > ${b})»`),
    fc.tuple(tie("list"), quarter).map(([list, n]) => `list contains(${list}, ${n})`),
    fc
      .tuple(fc.constantFrom("some", "every"), tie("list"), operator, quarter)
      .map(([q, list, op, n]) => `(${q} c in ${list} satisfies c ${op} ${n})`),
    fc
      .tuple(tie("boolean"), fc.constantFrom("and", "or"), tie("boolean"))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    fc
      .tuple(
        tie("boolean"),
        fc.constantFrom("and", "or"),
        tie("boolean"),
        fc.constantFrom("and", "or"),
        tie("boolean"),
      )
      .map(([a, one, b, two, c]) => `${a} ${one} ${b} ${two} ${c}`),
    tie("boolean").map((a) => `not(${a})`),
    fc
      .tuple(tie("boolean"), tie("boolean"), tie("boolean"))
      .map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
  ),
}));
const facts = fc.record({
  ratio: quarter,
  copies: quarter,
  ihcScore: score,
  resectable: fc.boolean(),
  pregnant: fc.boolean(),
  counts: fc.array(quarter, { maxLength: 3 }),
});

it("agrees with feelin wherever every input is present and feelin gives a truth", () => {
  let compared = 0;
  fc.assert(
    fc.property(grammar.boolean, facts, (marked, known) => {
      const source = marked.replace(/[«»]/g, "");
      const { value } = feelin(marked.replaceAll("«", "(").replaceAll("»", ")"), known);
      if (typeof value !== "boolean") return;
      compared++;
      expect(`${source} is ${evaluate(source, known).truth}`).toBe(
        `${source} is ${value ? "met" : "not met"}`,
      );
    }),
    { numRuns: 1500 },
  );
  expect(compared).toBeGreaterThan(1000);
});
