import type { Axis, Scoring } from "@erbium/model";

/** How the ISH part of a guideline is read: by the five groups with adjudication, or by one table. */
export type IshPathway =
  | { readonly kind: "groups"; readonly dual: string; readonly single: string; readonly adjudication: string }
  | {
      readonly kind: "table";
      readonly table: string;
      /** carry the laboratory's call where the table has no sourced criterion */
      readonly carryCall?: boolean;
    };

/** The order in which a guideline's tables are asked. Thresholds stand in the tables, never here. */
export interface Pathway {
  /** id of the guideline in every result */
  readonly id: string;
  readonly axis: Axis;
  readonly scoring: Scoring | null;
  /** table that computes a score from pattern, intensity and percentage */
  readonly score: string | null;
  readonly ish: IshPathway | null;
  readonly status: string;
  /** table that derives what labels call low and ultralow */
  readonly eligibility?: string;
  /** rows that stand alone: exceptions and flags */
  readonly exceptions?: string;
  /** editions that this one replaced, newest first; each answers on the days when its table was in force */
  readonly earlier?: readonly Pathway[];
  /** a score of unstated scoring is not taken as read under this system */
  readonly statedScoringOnly?: boolean;
}

const breast2013: Pathway = {
  id: "breast",
  axis: "overall",
  scoring: "breast-2018",
  score: null,
  ish: { kind: "table", table: "breast.ish.2013" },
  status: "breast.status.2013",
};

const breast: Pathway = {
  id: "breast",
  axis: "overall",
  scoring: "breast-2018",
  score: "breast.ihc",
  ish: {
    kind: "groups",
    dual: "breast.dualISH.group",
    single: "breast.singleISH",
    adjudication: "breast.dualISH.adjudication",
  },
  status: "breast.status",
  eligibility: "breast.final",
  exceptions: "breast.exceptions",
  earlier: [breast2013],
};

const gastric: Pathway = {
  id: "gastric",
  axis: "overall",
  scoring: "gastric-2016",
  score: "gea.ihc",
  ish: { kind: "table", table: "gea.ish" },
  status: "gea.status",
};

const heracles: Pathway = {
  id: "colorectal.heracles",
  axis: "overall",
  scoring: "heracles",
  score: "crc.heracles.score",
  ish: { kind: "table", table: "crc.heracles.ish" },
  status: "crc.heracles",
};

const harmonised: Pathway = {
  id: "colorectal.harmonised",
  axis: "overall",
  scoring: null,
  score: "crc.heracles.score",
  ish: { kind: "table", table: "crc.harmonised.ish" },
  status: "crc.harmonised",
};

const nsclcIsh = { kind: "table", table: "nsclc.ish" } as const;
const nsclc: readonly Pathway[] = [
  { id: "nsclc", axis: "mutation", scoring: null, score: null, ish: null, status: "nsclc.mutation" },
  {
    id: "nsclc",
    axis: "amplification",
    scoring: null,
    score: null,
    ish: nsclcIsh,
    status: "nsclc.amplification",
  },
  {
    id: "nsclc",
    axis: "overexpression",
    scoring: "gastric-2016",
    score: "gea.ihc",
    ish: null,
    status: "nsclc.overexpression",
  },
];

const endometrial: Pathway = {
  id: "endometrial",
  axis: "overall",
  scoring: "isgyp",
  score: "endometrial.serous",
  ish: { kind: "table", table: "endometrial.ish" },
  status: "endometrial.status",
};

const biliary: Pathway = {
  id: "biliary",
  axis: "overall",
  scoring: null,
  score: null,
  ish: { kind: "table", table: "biliary.ish", carryCall: true },
  status: "biliary.status",
};

const urothelial: Pathway = {
  id: "urothelial",
  axis: "overall",
  scoring: "breast-2018",
  score: "breast.ihc",
  ish: null,
  status: "urothelial.status",
};

/** The tumour-agnostic labels read gastric scoring, whatever the tumour's own guideline reads. */
export const agnostic: Pathway = {
  id: "agnostic",
  axis: "overexpression",
  scoring: "gastric-2016",
  score: "gea.ihc",
  ish: null,
  status: "agnostic.status",
  statedScoringOnly: true,
};

/** Guidelines by family, the primary one first. */
export const pathways: ReadonlyMap<string, readonly Pathway[]> = new Map([
  ["breast", [breast]],
  ["gastric", [gastric]],
  ["colorectal", [heracles, harmonised]],
  ["nsclc", nsclc],
  ["endometrial", [endometrial]],
  ["biliary", [biliary]],
  ["urothelial", [urothelial]],
]);

/** The edition of a guideline that a day is judged by; where none is surely in force, the newest. */
export const editionOn = (pathway: Pathway, inForce: (table: string) => boolean): Pathway =>
  [pathway, ...(pathway.earlier ?? [])].find(({ status }) => inForce(status)) ?? pathway;

/** The guidelines of a family; none where the family has none of its own. */
export const pathwaysOf = (family: string | null | undefined): readonly Pathway[] =>
  pathways.get(family ?? "") ?? [];
