import type { SyntaxNode } from "@lezer/common";

/** Child nodes without comments. */
export const children = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.name.endsWith("Comment")) found.push(child);
  }
  return found;
};

/** The test inside `x in (> 2)` and `x in ([1..2])`, which the parser takes for a parenthesised value. */
export const withoutParentheses = (node: SyntaxNode | undefined): SyntaxNode | undefined => {
  let inner = node;
  while (inner?.name === "ParenthesizedExpression") inner = children(inner)[1];
  return inner?.name === "SimplePositiveUnaryTest" ? inner : node;
};
