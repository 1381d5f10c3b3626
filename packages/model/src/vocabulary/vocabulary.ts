/** Names and functions that a condition may use. The loader refuses any other. */
export type ValueType = "string" | "number" | "boolean" | "list";

export interface VocabularyName {
  readonly type: ValueType;
  readonly description: string;
  readonly unit?: string;
  /** dotted path of the field it is read from; absent when it is derived */
  readonly path?: string;
  /** closed list of allowed strings */
  readonly values?: readonly string[];
}

export interface VocabularyFunction {
  readonly params: readonly {
    readonly name: string;
    readonly type: ValueType;
    readonly values?: readonly string[];
    readonly optional?: boolean;
  }[];
  readonly returns: ValueType;
  readonly description: string;
}

export interface Vocabulary {
  readonly names: Readonly<Record<string, VocabularyName>>;
  readonly functions: Readonly<Record<string, VocabularyFunction>>;
}
