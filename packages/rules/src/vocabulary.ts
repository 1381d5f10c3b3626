import type { Vocabulary, VocabularyFunction, VocabularyName } from "@erbium/model";

/** The entry of a name, or undefined; names of JavaScript's own objects are never found. */
export const nameIn = (vocabulary: Vocabulary, name: string): VocabularyName | undefined =>
  Object.hasOwn(vocabulary.names, name) ? vocabulary.names[name] : undefined;

/** The entry of a function, or undefined. */
export const functionIn = (vocabulary: Vocabulary, name: string): VocabularyFunction | undefined =>
  Object.hasOwn(vocabulary.functions, name) ? vocabulary.functions[name] : undefined;
