import type { SyntaxNode } from "@lezer/common";
import type { Expression } from "./expression.ts";
import { children } from "./syntax-tree.ts";

/** One operand of a chain of and and or, with the word before it (of the first: none that counts). */
export interface Link {
  readonly word: "and" | "or";
  readonly node: SyntaxNode;
}
export interface Term {
  readonly word: "and" | "or";
  readonly operand: Expression;
}

/** The links of `a and b or c` in the order of writing, however the parser nests them. */
export const chain = (node: SyntaxNode, word: Link["word"] = "or"): Link[] => {
  if (node.name !== "Conjunction" && node.name !== "Disjunction") return [{ word, node }];
  const [left, , right] = children(node);
  const links = left === undefined ? [] : chain(left, word);
  if (right !== undefined) links.push(...chain(right, node.name === "Conjunction" ? "and" : "or"));
  return links;
};

/** Terms joined again, `and` before `or`. */
export const connected = (terms: readonly Term[], at: number): Expression => {
  const groups: Expression[][] = [];
  for (const { word, operand } of terms) {
    const last = groups.at(-1);
    if (last === undefined || word === "or") groups.push([operand]);
    else last.push(operand);
  }
  return joined(
    "or",
    groups.map((group) => joined("and", group, at)),
    at,
  );
};

const joined = (kind: "and" | "or", operands: readonly Expression[], at: number): Expression => {
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { kind, at, operands };
};
