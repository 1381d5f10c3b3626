import type { Advice } from "@erbium/model";

/** Names to show for the ids of therapies, options and considered regimens, as far as the advice names them. */
export class TherapyNames {
  readonly #names = new Map<string, string>();
  /** rank of each option by id, for links; null for a regimen that is only considered */
  readonly #ranks = new Map<string, number>();

  constructor(advice: Advice) {
    for (const column of advice.matrix.columns) this.#names.set(column.therapy, column.label);
    for (const row of advice.notRecommended) {
      if (row.regimen.length === 1 && row.regimen[0] !== undefined) this.#names.set(row.regimen[0], row.name);
      this.#names.set(row.id, row.name);
    }
    advice.options.forEach((option, index) => {
      if (option.regimen.length === 1 && option.regimen[0] !== undefined)
        this.#names.set(option.regimen[0], option.name);
      this.#names.set(option.id, option.name);
      this.#ranks.set(option.id, index + 1);
    });
  }

  /** The name, else the id with its hyphens opened. */
  of(id: string): string {
    return this.#names.get(id) ?? id.replace(/-/g, " ");
  }

  rank(id: string): number | null {
    return this.#ranks.get(id) ?? null;
  }
}
