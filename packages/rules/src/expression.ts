export type ComparisonOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type ArithmeticOperator = "+" | "-" | "*" | "/";

/** A parsed condition, free of the parser's tree. `at` is the offset in the source. */
export type Expression = { readonly at: number } & (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "and" | "or"; readonly operands: readonly Expression[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "comparison";
      readonly operator: ComparisonOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "in"; readonly operand: Expression; readonly tests: readonly UnaryTest[] }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "negation"; readonly operand: Expression }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      /** the arguments as written */
      readonly source: string;
    }
  | {
      readonly kind: "quantified";
      readonly quantifier: "some" | "every";
      readonly variable: string;
      readonly list: Expression;
      readonly condition: Expression;
    }
);

/** One test on the right of `in`; `x between a and b` is the closed interval. */
export type UnaryTest = { readonly at: number } & (
  | { readonly kind: "equals"; readonly value: Expression }
  | { readonly kind: "compare"; readonly operator: ComparisonOperator; readonly value: Expression }
  | {
      readonly kind: "interval";
      readonly low: Expression;
      readonly lowClosed: boolean;
      readonly high: Expression;
      readonly highClosed: boolean;
    }
);
