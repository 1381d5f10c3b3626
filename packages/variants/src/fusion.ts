import type { Alteration } from "@erbium/model";
import { classesOf } from "./classes.ts";
import { DEFAULT_GENE, type GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { readProteinName } from "./protein-name.ts";
import { isSymbolLike } from "./symbol.ts";

const PAIR = /^([A-Za-z][A-Za-z0-9.]{0,14}|\?)\s?(::|-|\/|--|_)\s?([A-Za-z][A-Za-z0-9.]{0,14}\b|\?)(.*)$/;
/** Exons at the joint, which the alteration does not keep: `CD74(exon 6)-NRG1(exon 6)`, `CD74 e6::NRG1 e6`, `CD74-NRG1 (C6;N6)`. */
const EXONS =
  /\s?\(\s?[A-Z]{0,4}\s?\d{1,2}\s?[;:,]{1,2}\s?[A-Z]{0,4}\s?\d{1,2}\s?\)|\s?\(\s?(?:(?:exon|ex|e)\s?)?\d{1,2}\s?\)|(?<=^[A-Za-z][\w.]*|(?:::|-)\s?[A-Za-z][\w.]*)\s(?:exon|ex|e)\s?\d{1,2}(?=\s*(?:$|::|-|fusion))/gi;
const WORDS =
  /^\s*(?:\(?e\d+::?e\d+\)?|gene|fusions?|rearrange(?:ment|d)|translocation|positive|transcript|\s)*$/i;

/**
 * Reads a named fusion: `CD74::NRG1`, `CD74-NRG1 fusion`, `v::NRG1 Fusion`, `FGFR2::?` (any partner). With `::` or the
 * word fusion the partner may be any symbol; with a hyphen alone both must be genes of the panel, or the other one
 * look like nothing but a gene (`ATP1B1-NRG1`): other words beside a hyphen have no digit (`HER2-low`, `EGFR-TKI`).
 * The alteration belongs to ERBB2 if it takes part, else to the 3' partner of the panel, else the 5' one.
 */
export const readFusion = (input: string, text: string, genes: GeneIndex): Alteration | null => {
  const match = pairIn(text) ?? pairIn(text.replace(EXONS, ""));
  if (match === null) return null;
  const [, fivePrime = "", joint = "", threePrime = "", rest = ""] = match;
  const first = genes.named(fivePrime);
  const second = genes.named(threePrime);
  const said = joint === "::" || /fusion|rearrange|translocation/i.test(rest);
  const both = first !== null && second !== null && first !== second;
  if (
    !said &&
    !both &&
    !(rest.trim() === "" && joint.startsWith("-") && isHyphenated(fivePrime, threePrime, first, second))
  )
    return null;
  if (first !== null && first === second) return null;
  const gene = [first, second].find((one) => one?.symbol === DEFAULT_GENE) ?? second ?? first;
  if (gene === null || gene === undefined) return null;
  const partner = gene === second ? (first?.symbol ?? fivePrime) : (second?.symbol ?? threePrime);
  // `ERBB2::L755S` is a change behind two colons
  if (first === null || second === null) {
    const change = readProteinName(first === null ? fivePrime : threePrime);
    if (change !== null && change.form !== "residue" && ("at" in change || "start" in change)) return null;
  }
  const anyPartner = /^[v?]$/i.test(partner);
  const pair = gene === second ? `${partner}::${gene.symbol}` : `${gene.symbol}::${partner}`;
  return fusionAlteration(input, gene, anyPartner ? null : pair, genes);
};

/** Whether one is a gene of the panel, written as its symbol is, and the other can only be another gene. */
const isHyphenated = (
  fivePrime: string,
  threePrime: string,
  first: GeneModel | null,
  second: GeneModel | null,
): boolean => {
  const [gene, symbol] = first === null ? [second, fivePrime] : [first, threePrime];
  if (gene === null || (first !== null && second !== null)) return false;
  if (!isSymbolLike(symbol) || symbol.length < 3) return false;
  // a gene that is carried without its sequence is here for its fusions
  return /\d/.test(symbol) || (gene === second && gene.codingSequence === null);
};

const pairIn = (text: string): RegExpExecArray | null => {
  const match = PAIR.exec(text);
  return match !== null && WORDS.test(match[4] ?? "") ? match : null;
};

/** The alteration of a fusion that involves a gene; `pair` is `5'::3'` where the partner is named. */
export const fusionAlteration = (
  input: string,
  gene: GeneModel,
  pair: string | null,
  genes: GeneIndex,
): Alteration => ({
  input,
  gene: gene.symbol,
  kind: "fusion",
  protein: null,
  proteinShort: null,
  coding: null,
  genomic: null,
  key: `${gene.symbol}:fusion`,
  aliases: pair === null ? ["rearrangement"] : [pair, pair.replace("::", "-")],
  exon: null,
  domain: null,
  classes: classesOf(
    {
      gene: gene.symbol,
      kind: "fusion",
      consequence: "gene_fusion",
      residues: null,
      domains: [],
      exon: null,
      lengthChange: null,
      named: "fusion",
    },
    genes.classes,
  ),
  consequence: "gene_fusion",
  error: null,
});
