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

const tiers: Readonly<Record<Ground, Tier>> = {
  "label met": "1",
  "label open": "2",
  "label elsewhere": "2",
  trial: "3",
  "clinical elsewhere": "4",
  preclinical: "5",
};

/** What the evidence behind an option looks like, for the mapping to other scales. */
export interface Grounds {
  readonly ground: Ground;
  /** a randomised comparison with a survival end point in this tumour */
  readonly randomised: boolean;
  /** a prospective trial in this tumour */
  readonly prospective: boolean;
  /** trials over tumour types */
  readonly basket: boolean;
  /** the label met is one of the FDA */
  readonly fda: boolean;
}

/** Nearest level of the ESMO scale; null where a label is open, as nothing is matched yet. */
const escatOf = ({ ground, randomised, prospective, basket }: Grounds): string | null => {
  switch (ground) {
    case "label met":
    case "label elsewhere":
      return randomised ? "I-A" : prospective ? "I-B" : basket ? "I-C" : "I";
    case "label open":
      return null;
    case "trial":
      return prospective || randomised ? "II-B" : "II-A";
    case "clinical elsewhere":
      return "III-A";
    case "preclinical":
      return "IV-A";
  }
};

/** Nearest level of AMP/ASCO/CAP. Its level B rests on a consensus of experts, which is not read here. */
const ampAscoCapOf = ({ ground, fda }: Grounds): string | null => {
  switch (ground) {
    case "label met":
    case "label elsewhere":
      return fda ? "I-A" : null;
    case "label open":
      return null;
    case "trial":
    case "clinical elsewhere":
      return "II-C";
    case "preclinical":
      return "II-D";
  }
};

/** Erbium's tier with the nearest levels of ESCAT and of AMP/ASCO/CAP, computed as docs/tiers.md says. */
export const tierOf = (
  grounds: Grounds,
): {
  readonly tier: Tier;
  readonly words: Message;
  readonly escat: string | null;
  readonly ampAscoCap: string | null;
} => ({
  tier: tiers[grounds.ground],
  words: message(`tier.${grounds.ground.replaceAll(" ", "-")}`),
  escat: escatOf(grounds),
  ampAscoCap: ampAscoCapOf(grounds),
});
