import type { Alteration, AlterationError, AlterationKind } from "@erbium/model";
import { classesOf } from "./classes.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { domainAt, exonAt } from "./location.ts";
import {
  consequenceOf,
  keyName,
  lengthChange,
  longName,
  otherNames,
  type ProteinChange,
  residuesOf,
  shortName,
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
  transcript: TranscriptPart = { coding: null, genomic: null, exon: null },
): Alteration => {
  const short = shortName(change, gene.protein);
  const residues = residuesOf(change);
  const exon = transcript.exon ?? (residues === null ? null : exonAt(gene, siteOf(change) ?? residues[0]));
  const domain = residues === null ? null : domainAt(gene, residues[0]);
  const consequence = consequenceOf(change);
  const wholeResidue = change.kind === "residue";
  const accession = gene.transcript.refseqProtein ?? gene.symbol;
  return {
    input,
    gene: gene.symbol,
    kind: wholeResidue ? "category" : kind,
    protein:
      wholeResidue || change.kind === "splice" ? null : `${accession}:${longName(change, gene.protein)}`,
    proteinShort: short,
    coding: transcript.coding,
    genomic: transcript.genomic,
    key: `${gene.symbol}:p.${keyName(change, gene.protein)}`,
    aliases: otherNames(change, gene.protein),
    exon,
    domain,
    classes: wholeResidue
      ? ["mutation"]
      : classesOf(
          {
            gene: gene.symbol,
            kind,
            consequence,
            residues,
            domains:
              residues === null
                ? []
                : gene.domains.filter((one) => overlaps(one, residues)).map((one) => one.name),
            exon,
            lengthChange: change.kind === "unspecified insertion" ? 1 : lengthChange(change),
            named: null,
          },
          genes.classes,
        ),
    consequence,
    error: null,
  };
};

/** The residue that decides the exon: the one before inserted residues, else the first changed. */
const siteOf = (change: ProteinChange): number | null => {
  if (change.kind === "duplication") return change.end;
  if (change.kind === "insertion") return change.after;
  return null;
};

const overlaps = (
  { start, end }: { readonly start: number; readonly end: number },
  [first, last]: readonly [number, number],
): boolean => first <= end && last >= start;
