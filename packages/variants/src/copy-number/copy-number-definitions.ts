import type { CopyNumberCall } from "./copy-number.ts";

/** One limit by which copies are called; an item of `limits` in `knowledge/genes/copy-number.yaml`. */
interface CopyNumberLimit {
  readonly id: string;
  readonly value: number | readonly [number, number];
}

/** How files write one call; an item of `calls` there. */
interface WrittenCall {
  readonly id: string;
  readonly written: readonly string[];
}

/** What `knowledge/genes/copy-number.yaml` defines. */
export interface CopyNumberDefinitions {
  readonly limits: readonly CopyNumberLimit[];
  readonly calls: readonly WrittenCall[];
}

/** The same, ready for use. A limit that is not defined is no number, and decides nothing. */
export interface CopyNumberRules {
  /** ISH, dual probe: ratio to the centromere, and copies per cell beside it, from which group 1 begins */
  readonly ratio: number;
  readonly copiesWithRatio: number;
  /** copies per cell that are amplification at any ratio, or without one */
  readonly copies: number;
  /** copies above and below the ploidy from which a gene is gained or lost */
  readonly gain: number;
  readonly loss: number;
  /** copies below which a gene is homozygously deleted */
  readonly deletion: number;
  /** bases of the longest focal segment */
  readonly focalBases: number;
  /** what purity and ploidy may be where nobody states them */
  readonly purity: readonly [number, number];
  readonly ploidy: readonly [number, number];
  /** uncertainty of a segment's mean log2 ratio, and of a whole number of copies */
  readonly log2Noise: number;
  readonly rounding: number;
  /** the call that a file writes so; null: no call is written so */
  readonly readCall: (text: string) => CopyNumberCall | null;
}

/** @param definitions  null: none are at hand, and nothing is called */
export const copyNumberRules = (definitions: CopyNumberDefinitions | null): CopyNumberRules => {
  const values = new Map(definitions?.limits.map(({ id, value }) => [id, value]));
  const number = (id: string): number => {
    const value = values.get(id);
    return typeof value === "number" ? value : Number.NaN;
  };
  const range = (id: string): readonly [number, number] => {
    const value = values.get(id);
    return typeof value === "object" ? value : [Number.NaN, Number.NaN];
  };
  const written = new Map(
    definitions?.calls.flatMap((call) => call.written.map((text) => [foldCall(text), call.id] as const)),
  );
  return {
    ratio: number("dual-probe-ratio"),
    copiesWithRatio: number("dual-probe-copies"),
    copies: number("single-probe-copies"),
    gain: number("gain-above-ploidy"),
    loss: number("loss-below-ploidy"),
    deletion: number("homozygous-deletion"),
    focalBases: number("focal-length"),
    purity: range("purity-not-stated"),
    ploidy: range("ploidy-not-stated"),
    log2Noise: number("log2-noise"),
    rounding: number("count-rounding"),
    readCall: (text) => (written.get(foldCall(text)) as CopyNumberCall | undefined) ?? null,
  };
};

/** ` High-Level_Amp ` -> `high level amp`, `+1.0` -> `1`; a minus before a number stays. */
const foldCall = (text: string): string => {
  const word = text.trim().toLowerCase();
  return /^[-+]?\d+(?:\.\d*)?$/.test(word) ? String(Number(word) + 0) : word.replace(/[\s_-]+/g, " ");
};
