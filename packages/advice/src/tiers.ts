import { type Message, message, type Tier } from "@erbium/model";

/** The best grounds an option stands on; one of them gives its tier. */
export type Ground =
  /** a label in a chosen jurisdiction is met */
  | "label met"
  /** such a label is open: a part of it is unknown */
  | "label open"
  /** a label of another jurisdiction is met */
  | "label elsewhere"
  /** clinical trial evidence in this tumour and alteration */
  | "trial"
  /** clinical evidence in another tumour, of a class, or single cases */
  | "clinical elsewhere"
  | "preclinical";

const tiers: Readonly<Record<Ground, { tier: Tier; escat: string | null; ampAscoCap: string | null }>> = {
  "label met": { tier: "1", escat: "I", ampAscoCap: "I-A" },
  "label open": { tier: "2", escat: null, ampAscoCap: null },
  "label elsewhere": { tier: "2", escat: "I", ampAscoCap: "I-A" },
  trial: { tier: "3", escat: "II", ampAscoCap: "II-C" },
  "clinical elsewhere": { tier: "4", escat: "III", ampAscoCap: "II-C" },
  preclinical: { tier: "5", escat: "IV", ampAscoCap: "II-D" },
};

/** Erbium's tier of a ground, with the nearest level of ESCAT and of AMP/ASCO/CAP (docs/tiers.md). */
export const tierOf = (
  ground: Ground,
): {
  readonly tier: Tier;
  readonly words: Message;
  readonly escat: string | null;
  readonly ampAscoCap: string | null;
} => {
  const { tier, escat, ampAscoCap } = tiers[ground];
  return { tier, words: message(`tier.${ground.replaceAll(" ", "-")}`), escat, ampAscoCap };
};
