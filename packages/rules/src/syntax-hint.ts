const spellings: readonly (readonly [RegExp, string])[] = [
  [/^[\u2018\u2019\u201c\u201d'`]/u, 'Write text in straight double quotes: "3+".'],
  [/^==/, "Write a single = for equality."],
  [/^(&&|&)/, "Write and."],
  [/^(\|\||\|)/, "Write or."],
  [/^\u2265/u, "Write >=."],
  [/^\u2264/u, "Write <=."],
  [/^(\u2260|<>)/u, "Write !=."],
  [/^!/, "Write not(...)."],
  [/^%/, "Write the number alone; the unit belongs to the name."],
];

/** What to write instead of the text at which the parser stopped. */
export const syntaxHint = (source: string, at: number): string => {
  const near = [source.slice(at), source.slice(Math.max(0, at - 1))];
  for (const rest of near) {
    for (const [spelling, hint] of spellings) if (spelling.test(rest)) return hint;
  }
  return 'A condition looks like: ratio >= 2.0 and ihcScore in ("2+", "3+").';
};
