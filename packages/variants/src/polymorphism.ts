import type { Alteration, Assembly } from "@erbium/model";
import type { GeneIndex } from "./gene-index.ts";
import type { SourceStatus } from "./gene-model.ts";

/** A common germline variant; one item of `knowledge/genes/polymorphisms.json`. */
export interface Polymorphism {
  readonly gene: string;
  /** one-letter name, `I655V`; a silent one repeats the residue, `Q787Q` */
  readonly protein: string;
  readonly coding: string;
  readonly rsid: string | null;
  readonly genomic: Readonly<Record<Assembly, string>>;
  readonly frequencies: readonly {
    readonly population: string;
    readonly value: string;
    readonly n?: number;
    readonly source: string | null;
  }[];
  readonly status: SourceStatus;
  readonly source: string;
}

/** The common polymorphism that this alteration is, or null. Being one never proves germline origin. */
export const polymorphismOf = (alteration: Alteration, genes: GeneIndex): Polymorphism | null =>
  alteration.gene === null || alteration.proteinShort === null
    ? null
    : findPolymorphism(alteration.gene, alteration.proteinShort, alteration.coding, genes);

/**
 * @param short  one-letter name; a silent one as HGVS has it, `Q787=`
 * @param coding  `NM_...:c....` where it was measured: another base change of the same residue is not the
 *   polymorphism
 */
export const findPolymorphism = (
  gene: string,
  short: string,
  coding: string | null,
  genes: GeneIndex,
): Polymorphism | null => {
  const silent = /^([A-Z])(\d+)=$/.exec(short);
  const name = silent === null ? short : `${silent[1]}${silent[2]}${silent[1]}`;
  return (
    genes.polymorphisms.find(
      (one) =>
        one.gene === gene && one.protein === name && (coding === null || coding.endsWith(`:${one.coding}`)),
    ) ?? null
  );
};
