import type { ClassDefinition } from "./class-definition.ts";
import {
  type CopyNumberDefinitions,
  type CopyNumberRules,
  copyNumberRules,
} from "./copy-number/copy-number-definitions.ts";
import type { GeneModel, Isoform } from "./gene-model.ts";
import { isoformModel } from "./isoform.ts";
import type { Polymorphism } from "./polymorphism.ts";

/** A gene and the numbering that an accession stands for; null = the numbering of the gene model itself. */
export interface NamedGene {
  readonly gene: GeneModel;
  readonly numbering: string | null;
}

/** The panel, ready to be asked by symbol, alias or accession. Built once by {@link geneIndex}. */
export interface GeneIndex {
  readonly genes: readonly GeneModel[];
  readonly classes: readonly ClassDefinition[];
  readonly polymorphisms: readonly Polymorphism[];
  /** limits by which copies are called */
  readonly copyNumber: CopyNumberRules;
  /** residues of a gene at which a common polymorphism lies */
  readonly polymorphicResidues: ReadonlyMap<string, ReadonlySet<number>>;
  /** by symbol or alias, whatever the case and the hyphens: `her-2`, `HER2/neu`, `ERBB2` */
  readonly named: (name: string) => GeneModel | null;
  /** by transcript or protein accession, with or without version */
  readonly accession: (accession: string) => NamedGene | null;
  /** the gene of a transcript that is known by name alone, without sequence */
  readonly otherIsoform: (accession: string) => GeneModel | null;
  /** spellings (folded by {@link foldGeneName}), longest first */
  readonly spellings: readonly string[];
  /** genes whose exons lie on this chromosome (without `chr`) */
  readonly onChromosome: (chromosome: string) => readonly GeneModel[];
}

/** The gene that a name without a gene is about. */
export const DEFAULT_GENE = "ERBB2";

/** Upper case, without the hyphens, blanks, slashes and underscores that names of genes come with. */
export const foldGeneName = (name: string): string => {
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    const asItIs = (code >= UPPER_A && code <= UPPER_Z) || (code >= DIGIT_0 && code <= DIGIT_9);
    if (!asItIs) return name.toUpperCase().replace(/[-\s/_]/g, "");
  }
  return name;
};
const [UPPER_A, UPPER_Z, DIGIT_0, DIGIT_9] = [65, 90, 48, 57] as const;

/**
 * @param models  gene models of `knowledge/genes/`
 * @param reference  class definitions (`knowledge/genes/classes.yaml`) and
 *   common polymorphisms (`knowledge/genes/polymorphisms.json`) and limits of copy numbers
 *   (`knowledge/genes/copy-number.yaml`); none of them by default
 */
export const geneIndex = (
  models: readonly GeneModel[],
  reference: {
    readonly classes?: readonly ClassDefinition[];
    readonly polymorphisms?: readonly Polymorphism[];
    readonly copyNumber?: CopyNumberDefinitions;
  } = {},
): GeneIndex => {
  const byName = new Map<string, GeneModel>();
  const byAccession = new Map<string, NamedGene>();
  const byChromosome = new Map<string, GeneModel[]>();
  const otherIsoforms = new Map<string, GeneModel>();
  const addIsoform = (gene: GeneModel, isoform: Isoform): void => {
    const model = isoformModel(gene, isoform);
    for (const name of isoform.transcripts)
      if (model !== null) byAccession.set(withoutVersion(name), { gene: model, numbering: null });
      else if (!byAccession.has(withoutVersion(name))) otherIsoforms.set(withoutVersion(name), gene);
    if (model === null) return;
    for (const name of [isoform.name, `${gene.symbol}(${isoform.name})`, `${gene.symbol} ${isoform.name}`])
      byName.set(foldGeneName(name), model);
  };
  for (const gene of models) byName.set(foldGeneName(gene.symbol), gene);
  for (const gene of models) {
    for (const alias of gene.aliases)
      if (!byName.has(foldGeneName(alias))) byName.set(foldGeneName(alias), gene);
    const { refseq, refseqProtein, ensembl, ensemblProtein, otherNames } = gene.transcript;
    for (const name of [refseq, refseqProtein, ensembl, ensemblProtein, ...otherNames])
      if (name !== null) byAccession.set(withoutVersion(name), { gene, numbering: null });
    for (const numbering of gene.numberings)
      for (const name of numbering.transcripts)
        byAccession.set(withoutVersion(name), { gene, numbering: numbering.name });
    for (const isoform of gene.isoforms ?? []) addIsoform(gene, isoform);
    for (const name of gene.manePlusClinical)
      if (!byAccession.has(withoutVersion(name))) otherIsoforms.set(withoutVersion(name), gene);
    if (gene.exons !== null)
      byChromosome.set(gene.chromosome, [...(byChromosome.get(gene.chromosome) ?? []), gene]);
  }
  return {
    genes: models,
    classes: reference.classes ?? [],
    polymorphisms: reference.polymorphisms ?? [],
    copyNumber: copyNumberRules(reference.copyNumber ?? null),
    polymorphicResidues: residuesOf(reference.polymorphisms ?? []),
    named: (name) => byName.get(foldGeneName(name)) ?? null,
    accession: (accession) => byAccession.get(withoutVersion(accession)) ?? null,
    otherIsoform: (accession) => otherIsoforms.get(withoutVersion(accession)) ?? null,
    spellings: [...byName.keys()].sort((a, b) => b.length - a.length),
    onChromosome: (chromosome) => byChromosome.get(chromosome) ?? [],
  };
};

const residuesOf = (polymorphisms: readonly Polymorphism[]): Map<string, Set<number>> => {
  const residues = new Map<string, Set<number>>();
  for (const { gene, protein } of polymorphisms) {
    const known = residues.get(gene) ?? new Set();
    residues.set(gene, known.add(Number(/\d+/.exec(protein ?? "")?.[0])));
  }
  return residues;
};

const withoutVersion = (accession: string): string => accession.toUpperCase().replace(/\.\d+$/, "");
