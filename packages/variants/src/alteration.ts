import type { Alteration, AlterationError, AlterationKind } from "@erbium/model";
import { type Classifiable, classesOf, substitutionClasses } from "./classes.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { type GeneTable, geneTable } from "./gene-table.ts";
import { domainsOver } from "./location.ts";
import { findPolymorphism } from "./polymorphism.ts";
import {
  consequenceOf,
  lengthChange,
  type ProteinChange,
  proteinNames,
  residuesOf,
} from "./protein-change.ts";

/** An input that gave no alteration, with the reason. */
export const refused = (
  input: string,
  error: AlterationError,
  gene: string | null = null,
  kind: AlterationKind | null = null,
): Alteration => ({
  input,
  gene,
  kind,
  protein: null,
  proteinShort: null,
  coding: null,
  genomic: null,
  key: null,
  aliases: [],
  exon: null,
  domain: null,
  classes: [],
  consequence: null,
  error,
});

/** What the transcript level adds to a protein change. */
export interface TranscriptPart {
  readonly coding: string | null;
  readonly genomic: Alteration["genomic"];
  readonly exon: number | null;
}

/** The alteration for a protein change, however it was named. */
export const proteinAlteration = (
  input: string,
  kind: AlterationKind,
  gene: GeneModel & { readonly protein: string },
  change: ProteinChange,
  genes: GeneIndex,
  transcript: TranscriptPart = NO_TRANSCRIPT,
): Alteration => {
  const { protein } = gene;
  const table = geneTable(gene);
  const names = proteinNames(change, protein);
  const residues = residuesOf(change);
  const exon =
    transcript.exon ??
    (residues === null || (change.kind === "splice" && isSplit(table, residues[0]))
      ? null
      : table.exonOfResidue[siteOf(change) ?? residues[0]] || null);
  const consequence = consequenceOf(change);
  const wholeResidue = change.kind === "residue";
  const polymorphism =
    residues !== null &&
    genes.polymorphicResidues.get(gene.symbol)?.has(residues[0]) === true &&
    findPolymorphism(gene.symbol, names.short, transcript.coding, genes) !== null;
  return {
    input,
    gene: gene.symbol,
    kind: wholeResidue ? "category" : kind,
    protein: wholeResidue || change.kind === "splice" ? null : table.proteinPrefix + names.long,
    proteinShort: names.short,
    coding: transcript.coding,
    genomic: transcript.genomic,
    key: `${table.keyPrefix}p.${names.key}`,
    aliases:
      gene.numberings.length === 0 ? names.others : [...names.others, ...onOtherTranscripts(gene, change)],
    exon,
    domain: residues === null ? null : (table.domainOfResidue[residues[0]] ?? null),
    classes: wholeResidue
      ? ["mutation"]
      : changeClasses(gene, kind, change, consequence, residues, exon, polymorphism, genes),
    consequence,
    error: null,
  };
};

/** Whether an exon edge splits the codon of a residue: a splice change named by it may be of either exon. */
const isSplit = ({ exonOfBase }: GeneTable, residue: number): boolean =>
  exonOfBase[3 * residue - 3] !== exonOfBase[3 * residue - 1];

/** The same replacement as papers name it that count on another transcript: `NM_001127500:p.T1010I`. */
const onOtherTranscripts = (gene: GeneModel, change: ProteinChange): string[] => {
  if (change.kind !== "substitution") return [];
  const { position, reference, alternate } = change;
  return gene.numberings.flatMap(({ transcripts: [transcript], segments }) => {
    const offset = segments.find(({ from, to }) => position >= from && position <= to)?.offset ?? 0;
    return transcript === undefined || offset === 0
      ? []
      : [`${transcript}:p.${reference}${position + offset}${alternate}`];
  });
};

const changeClasses = (
  gene: GeneModel,
  kind: AlterationKind,
  change: ProteinChange,
  consequence: string | null,
  residues: readonly [number, number] | null,
  exon: number | null,
  polymorphism: boolean,
  genes: GeneIndex,
): readonly string[] => {
  const item = (): Classifiable => ({
    gene: gene.symbol,
    kind,
    consequence,
    residues,
    domains: residues === null ? [] : domainsOver(gene, residues),
    exon,
    lengthChange: change.kind === "unspecified insertion" ? 1 : lengthChange(change),
    named: null,
    polymorphism,
  });
  return change.kind === "substitution" && !polymorphism
    ? substitutionClasses(gene.symbol, kind, consequence, change.position, exon, genes.classes, item)
    : classesOf(item(), genes.classes);
};

const NO_TRANSCRIPT: TranscriptPart = { coding: null, genomic: null, exon: null };

/** The residue that decides the exon: the one before inserted residues, else the first changed. */
const siteOf = (change: ProteinChange): number | null => {
  if (change.kind === "duplication") return change.end;
  if (change.kind === "insertion") return change.after;
  return null;
};
