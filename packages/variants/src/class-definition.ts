import type { AlterationKind } from "@erbium/model";

/** Conditions of one alternative; all that are present must hold. */
export interface ClassCondition {
  readonly gene?: string;
  readonly kind?: readonly AlterationKind[];
  /** Sequence Ontology terms */
  readonly consequence?: readonly string[];
  /** overlap with these residues, both ends inside */
  readonly residues?: readonly [number, number];
  /** no overlap with them, in a change whose residues are known */
  readonly outsideResidues?: readonly [number, number];
  /** name of the domain, or its first word (`extracellular` takes `extracellular II`) */
  readonly domain?: string;
  /** the change lies in this exon, or in any numbered one; `{exon}` in the class's words is its number */
  readonly exon?: "any" | number;
  /** the product is longer, shorter or as long as the reference protein */
  readonly length?: "longer" | "shorter" | "same";
  /** the change is listed in `knowledge/genes/polymorphisms.json` */
  readonly polymorphism?: true;
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
