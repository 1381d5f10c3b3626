/** The subset of FEEL that a condition may use, for a person who wrote something else. */
export const supported =
  "A condition may use names, text, numbers, true, false, null, lists, = != < <= > >=, between, in, and, or, " +
  "not(), if then else, + - * /, list contains(), count(), some/every ... satisfies, and functions of the vocabulary.";

/** What the parser can read and a condition may not say. */
export const unsupported: Readonly<Record<string, string>> = {
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
