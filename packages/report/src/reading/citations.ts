import type { Advice, Cited } from "@erbium/model";

/** Numbers of the sources by id, as the advice gave them in order of first use. */
export class Citations {
  readonly #numbers: ReadonlyMap<string, number>;
  constructor(advice: Advice) {
    this.#numbers = new Map(advice.sources.map((source) => [source.id, source.n]));
  }

  /** The numbers of some citations, ascending and each once; `unlisted` are ids that no listed source has. */
  numbers(cited: readonly Cited[]): {
    readonly listed: readonly number[];
    readonly unlisted: readonly string[];
  } {
    const listed = new Set<number>();
    const unlisted = new Set<string>();
    for (const { source } of cited) {
      const number = this.#numbers.get(source);
      if (number === undefined) unlisted.add(source);
      else listed.add(number);
    }
    return { listed: [...listed].sort((a, b) => a - b), unlisted: [...unlisted].sort() };
  }
}
