import type { Advice, Caution, Option } from "@erbium/model";

/** A caution with its number in the report and the options that carry it. */
export interface NumberedCaution {
  readonly number: number;
  readonly caution: Caution;
  readonly options: readonly string[];
  /** carried by the case itself, or by no option */
  readonly wholeCase: boolean;
}

const RANK = { stop: 0, caution: 1, watch: 2 } as const;

const identity = (caution: Caution): string => `${caution.code}\u0000${caution.message.text}`;

/** Every caution of the advice once, gravest first, numbered; lookup by content, since rows repeat them. */
export class CautionRegister {
  readonly all: readonly NumberedCaution[];
  readonly #byIdentity: ReadonlyMap<string, NumberedCaution>;

  constructor(advice: Advice) {
    const found = new Map<string, { caution: Caution; options: string[]; whole: boolean }>();
    const note = (caution: Caution, option: string | null): void => {
      const key = identity(caution);
      const entry = found.get(key) ?? { caution, options: [], whole: false };
      if (option !== null && !entry.options.includes(option)) entry.options.push(option);
      if (option === null && caution.therapies.length === 0) entry.whole = true;
      found.set(key, entry);
    };
    for (const option of advice.options) for (const caution of option.cautions) note(caution, option.id);
    for (const caution of advice.cautions) note(caution, null);
    this.all = [...found.values()]
      .map((entry, index) => ({ ...entry, index }))
      .sort((a, b) => RANK[a.caution.severity] - RANK[b.caution.severity] || a.index - b.index)
      .map((entry, index) => ({
        number: index + 1,
        caution: entry.caution,
        options: entry.options,
        wholeCase: entry.whole || entry.options.length === 0,
      }));
    this.#byIdentity = new Map(this.all.map((entry) => [identity(entry.caution), entry]));
  }

  /** The cautions of one option, gravest first. */
  of(option: Option): readonly NumberedCaution[] {
    return option.cautions
      .flatMap((caution) => this.#byIdentity.get(identity(caution)) ?? [])
      .filter((entry, index, list) => list.indexOf(entry) === index)
      .sort((a, b) => a.number - b.number);
  }

  /** Those of weight that no option row shows: the first page names them above the options. */
  beforeOptions(): readonly NumberedCaution[] {
    return this.all.filter((entry) => entry.options.length === 0 && entry.caution.severity !== "watch");
  }
}

/** What a caution is about, where that says something: "other" is a drawer, not a topic. */
export const topicOf = ({ topic }: Caution): string | null => (topic === "other" ? null : topic);
