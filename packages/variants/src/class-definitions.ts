import type { AlterationKind } from "@erbium/model";

/** Conditions of one alternative; all that are present must hold. */
export interface ClassCondition {
  readonly gene?: string;
  readonly kind?: readonly AlterationKind[];
  /** Sequence Ontology terms */
  readonly consequence?: readonly string[];
  /** overlap with these residues, both ends inside */
  readonly residues?: readonly [number, number];
  /** name of the domain, or its first word (`extracellular` takes `extracellular II`) */
  readonly domain?: string;
  /** the change lies in a numbered exon; `{exon}` in the class's words is that number */
  readonly exon?: "any";
  /** the product is longer, shorter or as long as the reference protein */
  readonly length?: "longer" | "shorter" | "same";
  /** what follows the gene in the key of an alteration that is not a sequence change: `amplification` */
  readonly named?: readonly string[];
}

/** One class of alterations; the shape of an item of `knowledge/genes/classes.yaml`. */
export interface ClassDefinition {
  readonly id: string;
  /** the class as it stands in `Alteration.classes` */
  readonly words: string;
  /** the class holds where any of these does */
  readonly when: readonly ClassCondition[];
}

const inFrameOrMissense = ["missense_variant", "inframe_insertion", "inframe_deletion"] as const;
const changesProtein = [
  ...inFrameOrMissense,
  "stop_gained",
  "stop_lost",
  "start_lost",
  "frameshift_variant",
  "splice_donor_variant",
  "splice_acceptor_variant",
  "splice_site_variant",
] as const;

/**
 * The definitions as shipped, for a caller that passes none. `knowledge/genes/classes.yaml` says the same
 * with dates, sources and reasons; a test holds the two equal.
 */
export const classDefinitions: readonly ClassDefinition[] = [
  { id: "mutation", words: "mutation", when: [{ consequence: changesProtein }] },
  { id: "missense", words: "missense", when: [{ consequence: ["missense_variant"] }] },
  { id: "in-frame-insertion", words: "in-frame insertion", when: [{ consequence: ["inframe_insertion"] }] },
  { id: "in-frame-deletion", words: "in-frame deletion", when: [{ consequence: ["inframe_deletion"] }] },
  {
    id: "truncating",
    words: "truncating",
    when: [
      {
        consequence: [
          "stop_gained",
          "frameshift_variant",
          "splice_donor_variant",
          "splice_acceptor_variant",
          "splice_site_variant",
          "start_lost",
        ],
      },
    ],
  },
  { id: "silent", words: "silent", when: [{ consequence: ["synonymous_variant", "stop_retained_variant"] }] },
  {
    id: "exon-insertion",
    words: "exon {exon} insertion",
    when: [{ consequence: ["inframe_insertion"], length: "longer", exon: "any" }],
  },
  {
    id: "exon-deletion",
    words: "exon {exon} deletion",
    when: [{ consequence: ["inframe_deletion"], length: "shorter", exon: "any" }],
  },
  {
    id: "exon-mutation",
    words: "exon {exon} mutation",
    when: [{ consequence: changesProtein, exon: "any" }],
  },
  {
    id: "kinase-domain",
    words: "kinase domain",
    when: [
      { gene: "ERBB2", consequence: inFrameOrMissense, residues: [720, 987] },
      { consequence: inFrameOrMissense, domain: "kinase" },
    ],
  },
  {
    id: "kinase-domain-edge",
    words: "kinase domain edge",
    when: [
      { gene: "ERBB2", consequence: inFrameOrMissense, residues: [720, 721] },
      { gene: "ERBB2", consequence: inFrameOrMissense, residues: [976, 987] },
    ],
  },
  {
    id: "transmembrane",
    words: "transmembrane",
    when: [{ consequence: inFrameOrMissense, domain: "transmembrane" }],
  },
  {
    id: "juxtamembrane",
    words: "juxtamembrane",
    when: [{ consequence: inFrameOrMissense, domain: "juxtamembrane" }],
  },
  {
    id: "extracellular",
    words: "extracellular",
    when: [{ consequence: inFrameOrMissense, domain: "extracellular" }],
  },
  { id: "amplification", words: "amplification", when: [{ named: ["amplification"] }] },
  { id: "copy-number-gain", words: "copy-number gain", when: [{ named: ["amplification", "gain"] }] },
  { id: "deletion", words: "deletion", when: [{ named: ["deletion"] }] },
  { id: "loss", words: "loss", when: [{ named: ["loss", "deletion", "loss-of-expression"] }] },
  { id: "overexpression", words: "overexpression", when: [{ named: ["overexpression", "ihc-3+"] }] },
  { id: "her2-low", words: "HER2-low", when: [{ named: ["her2-low"] }] },
  { id: "her2-ultralow", words: "HER2-ultralow", when: [{ named: ["her2-ultralow"] }] },
  { id: "fusion", words: "fusion", when: [{ named: ["fusion"] }] },
  { id: "truncated-receptor", words: "truncated receptor (p95)", when: [{ named: ["p95"] }] },
  { id: "wild-type", words: "wild type", when: [{ named: ["wild-type"] }] },
];
