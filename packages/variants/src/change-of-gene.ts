import type { Alteration, AlterationError } from "@erbium/model";
import { proteinAlteration, refused } from "./alteration.ts";
import { categoryAlteration } from "./category.ts";
import { isSequenced, type SequencedGene } from "./coding-change.ts";
import { placeName, readCodingName } from "./coding-name.ts";
import { resolveCoding } from "./coding-resolve.ts";
import { transcriptMap } from "./coordinates.ts";
import { fusionAlteration } from "./fusion.ts";
import { DEFAULT_GENE, type GeneIndex } from "./gene-index.ts";
import type { Mention } from "./gene-mention.ts";
import type { GeneModel } from "./gene-model.ts";
import { readGenePhrase } from "./gene-phrase.ts";
import { readIdentifier } from "./identifier.ts";
import { describeEdit } from "./protein-edit.ts";
import { type ProteinName, readProteinName } from "./protein-name.ts";
import { givesResidues, movedBy, residuesFit, resolveProtein } from "./protein-resolve.ts";
import { readRepeat } from "./repeat-name.ts";
import { asCodingName, readRnaOnly } from "./rna-name.ts";
import { correctWords } from "./spelling.ts";
import { genesThatFit, suggestionFor } from "./suggestion.ts";
import { isSymbolLike } from "./symbol.ts";

/** Reads what is left of a name once its gene is known. */
export const readRest = (
  name: string,
  { gene, numbering, rest, stated }: Mention,
  genes: GeneIndex,
): Alteration => {
  if (rest === "")
    return refused(
      name,
      {
        code: "unparsable",
        message: `${gene.symbol} is a gene; the alteration is missing`,
        suggestion: `${gene.symbol} mutation, ${gene.symbol} amplification, or a change such as ${EXAMPLE[gene.symbol] ?? "p.X000Y"}`,
      },
      gene.symbol,
    );
  const intron = readIntervening(name, rest, gene, genes);
  if (intron !== null) return intron;
  const repeat = numbering === null && isSequenced(gene) ? readRepeat(name, rest, gene, genes) : null;
  if (repeat !== null) return repeat;
  const nucleotides = /(?:^|[\s:(,])([cr]\.\s?[^\s:;,]+)/i.exec(rest)?.[1];
  const rna = nucleotides !== undefined && /^r/i.test(nucleotides) ? nucleotides : null;
  const rnaOnly = rna === null || numbering !== null ? null : readRnaOnly(name, rna, gene, genes);
  if (rnaOnly !== null) return rnaOnly;
  const codingText = rna === null ? nucleotides : asCodingName(rna);
  const proteinText = /(?:^|[\s:(,])(p\.\s?[^\s:;,]+)/i.exec(rest)?.[1];
  const several =
    readSame(name, rest, gene, numbering, genes) ??
    readBesidePhrase(name, rest, [nucleotides, proteinText], gene, numbering, genes);
  if (several !== null) return several;
  if (codingText !== undefined) {
    const coding = readCoding(name, codingText, gene, numbering, genes);
    if (proteinText === undefined || coding === null || coding.error !== null || coding.proteinShort === null)
      return coding ?? unreadable(name, codingText, gene, genes);
    const protein = readProtein(name, readProteinName(proteinText), gene, numbering, genes);
    if (protein === null || agree(coding, protein)) return coding;
    return refused(
      name,
      {
        code: "ambiguous",
        message: `the coding name gives ${coding.proteinShort}, the protein name says ${protein.proteinShort ?? proteinText}`,
        suggestion: "give the one that was measured",
        readings: [coding.key ?? codingText, protein.key ?? proteinText],
      },
      gene.symbol,
    );
  }
  if (proteinText !== undefined) {
    const protein = readProtein(name, readProteinName(proteinText), gene, numbering, genes);
    if (protein !== null) return protein;
  }
  const phrase = isOwnResidue(rest, gene)
    ? null
    : (readPhrase(name, gene, rest, genes) ??
      readPhrase(name, gene, rest.replace(/[()]/g, " "), genes) ??
      readInBrackets(name, rest, gene, genes) ??
      (SITE_IN_BRACKETS.test(rest)
        ? null
        : readPhrase(name, gene, rest.replace(/\s*\([^()]*\)$/, ""), genes)));
  if (phrase !== null) return phrase;
  const codon = /^(?:codon|residue|position)\s?(\d{1,4})$/i.exec(stripNoise(rest))?.[1];
  if (codon !== undefined)
    return (
      readProtein(name, { form: "residue", at: named(codon) }, gene, numbering, genes) ??
      unreadable(name, rest, gene, genes)
    );
  const withoutBrackets = SITE_IN_BRACKETS.test(rest)
    ? rest.replace(/[()]/g, "")
    : rest.replace(/\s*\([^()]*\)\s*$/, "");
  for (const candidate of new Set([rest, withoutBrackets, stripNoise(rest)])) {
    const proteinName = readProteinName(candidate);
    if (proteinName === null) continue;
    if (!stated && !isSequenced(gene)) continue;
    if (
      !stated &&
      gene.protein !== null &&
      givesResidues(proteinName) &&
      !residuesFit(proteinName, gene.protein)
    )
      return withoutGene(name, candidate, proteinName, gene, genes);
    const protein = readProtein(name, proteinName, gene, numbering, genes);
    if (protein !== null) return protein;
  }
  const bases =
    /^-?\*?\d+(?:[-+]\d+)?(?:_[-*]?\d+(?:[-+]\d+)?)?(?:[ACGT]+>[ACGT]+|del[ACGT]*(?:ins[ACGT]+)?|dup[ACGT]*)$/i.test(
      rest,
    )
      ? readCoding(name, rest, gene, numbering, genes)
      : null;
  return (
    bases ?? readCopiedResidues(name, stripNoise(rest), gene, genes) ?? unreadable(name, rest, gene, genes)
  );
};

/** `del(E746-A750)`, `deletion (exons 2-7)`: the brackets say where, and what they say is not dropped. */
const SITE_IN_BRACKETS =
  /^(?:del|ins|dup)\w*\s?\((?:[^()]*\d[-_][A-Za-z]{0,3}\d|[^()]*\bex(?:on)?s?\s?\d)[^()]*\)/i;

const named = (position: string) => ({ residue: null, position: Number(position) });

/** Two names of one level that are not one change (`p.Leu755Ser p.Val777Leu`): the caller must say which. */
const readSame = (
  name: string,
  rest: string,
  gene: GeneModel,
  numbering: string | null,
  genes: GeneIndex,
): Alteration | null => {
  for (const level of ["p", "c"] as const) {
    const texts = rest.match(level === "p" ? /(?<![a-z])p\.[^\s:;,]+/gi : /(?<![a-z])c\.[^\s:;,]+/gi) ?? [];
    if (texts.length < 2) continue;
    const keys = texts.map((text) => {
      const read =
        level === "p"
          ? readProtein(name, readProteinName(text.replace(/^\((.*)\)$/, "$1")), gene, numbering, genes)
          : readCoding(name, text, gene, numbering, genes);
      return read?.error === null ? (read.key ?? text) : text;
    });
    const different = [...new Set(keys)];
    if (different.length > 1) return severalAlterations(name, different, gene.symbol);
  }
  return null;
};

/** A change and a phrase that says something else (`p.Leu755Ser, amplification`). */
const readBesidePhrase = (
  name: string,
  rest: string,
  changes: readonly (string | undefined)[],
  gene: GeneModel,
  numbering: string | null,
  genes: GeneIndex,
): Alteration | null => {
  const change = changes.find((one) => one !== undefined);
  if (change === undefined) return null;
  const around = changes.reduce((text: string, one) => text.replace(one ?? "", " "), rest);
  const phrase = stripNoise(around.replace(/[():;,]/g, " "));
  if (phrase === "") return null;
  const other = readPhrase(name, gene, phrase, genes);
  if (other === null || !isOfItsOwn(other)) return null;
  const read = readRest(name, { gene, numbering, rest: change, stated: true }, genes);
  return read.error === null
    ? severalAlterations(name, [read.key ?? change, other.key ?? phrase], gene.symbol)
    : null;
};

/** Keys of phrases that say more than where or how a change is; `positive` beside a change means the change. */
const OF_ITS_OWN =
  /:(?:amplification|gain|deletion|loss|fusion|overexpression|loss-of-expression|ihc-.*|her2-.*|ish-.*|exon-\d+-skipping|p95|vIII)$/;

/** Whether a reading is a finding beside any other of the gene: copies, a fusion, expression, an exon left out. */
export const isOfItsOwn = ({ key, error }: Alteration): boolean =>
  error === null && OF_ITS_OWN.test(key ?? "");

/** The refusal of a name that holds several alterations. */
export const severalAlterations = (name: string, keys: readonly string[], gene: string | null): Alteration =>
  refused(
    name,
    {
      code: "ambiguous",
      message: `the name holds ${keys.length} alterations`,
      suggestion: "give them one by one",
      readings: keys,
    },
    gene,
  );

/** `HER2 mutant (S310F)`: the change stands in the brackets. */
const readInBrackets = (name: string, rest: string, gene: GeneModel, genes: GeneIndex): Alteration | null => {
  const inside = /\(([^()]{3,60})\)$/.exec(rest)?.[1];
  const read = inside === undefined ? null : readProteinName(inside);
  return read === null || read.form === "residue" || gene.protein === null || !residuesFit(read, gene.protein)
    ? null
    : readProtein(name, read, gene, null, genes);
};

/** `IVS7+1G>A`, `IVS13-2A>G`: introns counted as the exon before them. */
const readIntervening = (
  name: string,
  rest: string,
  gene: GeneModel,
  genes: GeneIndex,
): Alteration | null => {
  const match = /^(?:c\.)?IVS\s?(\d{1,2})\s?([-+])\s?(\d{1,5})\s?(\S.*)$/i.exec(rest);
  if (match === null) return null;
  const [, intron = "", sign = "+", offset = "", tail = ""] = match;
  const ranges = transcriptMap(gene, "GRCh38")?.exonRanges ?? [];
  const [before, after] = [ranges[Number(intron) - 1], ranges[Number(intron)]];
  if (before === undefined || after === undefined)
    return refused(
      name,
      {
        code: "out-of-range",
        message: `${gene.symbol} has no intron ${intron} here`,
        suggestion: `it has ${Math.max(0, ranges.length - 1)} introns`,
      },
      gene.symbol,
      "coding",
    );
  const index = sign === "+" ? before[1] : after[0];
  const place = placeName({ index, offset: Number(`${sign}${offset}`) }, gene.codingSequence?.length ?? 0);
  return readCoding(name, `c.${place}${tail}`, gene, null, genes);
};

/** The alteration that the phrase names (amplification, exon 20 insertion), or null. */
export const readPhrase = (
  name: string,
  gene: GeneModel,
  phrase: string,
  genes: GeneIndex,
): Alteration | null => {
  const read = readGenePhrase(phrase, gene);
  if (read === null) return null;
  if ("error" in read) return refused(name, read.error, gene.symbol, "category");
  const { category } = read;
  if (gene.symbol !== DEFAULT_GENE && category.named.startsWith("her2-")) return null;
  if (category.exon !== undefined && gene.codingExons.length > 0 && !hasExon(gene, category.exon))
    return refused(
      name,
      {
        code: "out-of-range",
        message: `${gene.symbol} has no coding exon ${category.exon}`,
        suggestion: `its coding exons are ${gene.codingExons[0]?.exon}-${gene.codingExons.at(-1)?.exon}`,
      },
      gene.symbol,
      category.kind,
    );
  return category.kind === "fusion"
    ? fusionAlteration(name, gene, null, genes)
    : categoryAlteration(name, gene, category, genes);
};

const EXAMPLE: Readonly<Record<string, string>> = {
  ERBB2: "L755S",
  PIK3CA: "H1047R",
  EGFR: "L858R",
  KRAS: "G12C",
};

/** `D16` is the residue where the gene has one, and exon 16 left out (`d16`) where it has not. */
const isOwnResidue = (text: string, gene: GeneModel): boolean => {
  const residue = /^D(\d{1,2})$/.exec(text)?.[1];
  return residue !== undefined && gene.protein?.[Number(residue) - 1] === "D";
};

const hasExon = (gene: GeneModel, exon: number): boolean =>
  exon >= 1 && exon <= Math.max(gene.exons?.GRCh38.length ?? 0, gene.codingExons.at(-1)?.exon ?? 0);

const readCoding = (
  name: string,
  text: string,
  gene: GeneModel,
  numbering: string | null,
  genes: GeneIndex,
): Alteration | null => {
  const coding = readCodingName(text.replace(/\(p\..*$/i, ""));
  if (coding === null) return null;
  return isSequenced(gene)
    ? resolveCoding(name, coding, gene, numbering, genes)
    : noSequence(name, gene, "coding");
};

export const readProtein = (
  name: string,
  read: ProteinName | null,
  gene: GeneModel,
  numbering: string | null,
  genes: GeneIndex,
): Alteration | null => {
  if (read === null) return null;
  if (!isSequenced(gene)) return noSequence(name, gene, "protein");
  const ours = numbering === null ? read : onOurNumbering(read, gene, numbering);
  if (ours === null)
    return refused(
      name,
      {
        code: "unparsable",
        message: `the ${numbering} of ${gene.symbol} is not aligned with ${gene.transcript.refseqProtein} at this residue`,
        suggestion: `give the change on ${gene.transcript.refseqProtein}`,
      },
      gene.symbol,
      "protein",
    );
  const resolved = resolveProtein(ours, gene);
  if ("change" in resolved) return proteinAlteration(name, "protein", gene, resolved.change, genes);
  const error: AlterationError =
    resolved.error.code === "reference-mismatch" || resolved.error.code === "out-of-range"
      ? { ...resolved.error, suggestion: suggestionFor(ours, gene, genes) ?? resolved.error.suggestion }
      : resolved.error;
  return refused(name, error, gene.symbol, "protein");
};

const onOurNumbering = (name: ProteinName, gene: SequencedGene, numbering: string): ProteinName | null => {
  const segments = gene.numberings.find((one) => one.name === numbering)?.segments ?? [];
  for (const { from, to, offset } of segments) {
    const moved = movedBy(name, -offset);
    const position =
      "at" in moved && "position" in moved.at
        ? moved.at.position
        : "start" in moved
          ? moved.start.position
          : null;
    if (position !== null && position >= from && position <= to) return moved;
  }
  return null;
};

/** `YVMA`, `insYVMA`: inserted residues alone name the duplication of the one place that has them. */
const readCopiedResidues = (
  name: string,
  rest: string,
  gene: GeneModel,
  genes: GeneIndex,
): Alteration | null => {
  const residues =
    /^(?:ins|insertion|dup|duplication)?[\s-]?([ACDEFGHIKLMNPQRSTVWY]{3,12})[\s-]?(?:ins|insertion|dup|duplication)?$/.exec(
      rest,
    )?.[1];
  if (residues === undefined || !isSequenced(gene)) return null;
  const at = gene.protein.indexOf(residues);
  if (at < 0 || gene.protein.indexOf(residues, at + 1) >= 0) return null;
  const change = describeEdit(gene.protein, at + residues.length + 1, 0, residues);
  return proteinAlteration(name, "protein", gene, change, genes);
};

/** A bare protein name whose residues are not ERBB2's. */
const withoutGene = (
  name: string,
  text: string,
  read: ProteinName,
  gene: SequencedGene | GeneModel,
  genes: GeneIndex,
): Alteration => {
  const fits = genesThatFit(read, genes, gene.symbol);
  const own = suggestionFor(read, gene, genes);
  return refused(
    name,
    {
      code: "unknown-gene",
      message: `"${clip(text)}" names no gene, and its residues are not those of ${gene.symbol}`,
      suggestion: fits.length > 0 ? `did you mean ${fits.slice(0, 5).join(" or ")}?` : own,
      ...(fits.length > 1 ? { readings: fits } : {}),
    },
    null,
    "protein",
  );
};

/** Without the words that reports put beside a change: mutation, somatic, exon 20, ... */
export const stripNoise = (text: string): string =>
  text
    .replace(/\([^()]*\)\s*$/, "")
    .replace(
      /(?:\b(?:exon|ex)\s?\d{1,2}|\b\d{1,2}(?:th)?\s(?:exon|ex))(?:\s?(?:insertion|deletion|ins|del))?\b/gi,
      " ",
    )
    .replace(/[,;]/g, " ")
    .replace(/\b(?:VAF|AF|allele frequency|MAF)\b[\s:=]*/gi, " ")
    .replace(/\s\d{1,3}(?:\.\d+)?\s?%|\s0\.\d+(?=\s|$)/g, " ")
    .replace(
      /\b(?:activating|likely|pathogenic|oncogenic|detected|identified|present|somatic|germline|nonsense|missense|in-?frame|mutations?|mutants?|mutated|variants?|alterations?|substitutions?|insertions?(?=\s*$)|polymorphisms?|snp|gene|protein|allele|homozygous|heterozygous)\b/gi,
      " ",
    )
    .replace(/\s+/g, " ")
    .trim();

/** The coding name decides; a protein name beside it may be shorter (`V317fs`) but not different. */
const agree = (coding: Alteration, protein: Alteration): boolean =>
  protein.error === null &&
  (protein.key === coding.key ||
    (protein.proteinShort !== null && coding.aliases.includes(protein.proteinShort)) ||
    protein.proteinShort === "?" ||
    protein.proteinShort === "=");

const noSequence = (name: string, gene: GeneModel, kind: "protein" | "coding"): Alteration =>
  refused(
    name,
    {
      code: "unsupported-gene",
      message: `the sequence of ${gene.symbol} is not part of this version, so its small variants cannot be checked`,
      suggestion: `${gene.symbol} amplification, deletion and fusion are read`,
    },
    gene.symbol,
    kind,
  );

const unreadable = (name: string, text: string, gene: GeneModel, genes: GeneIndex): Alteration =>
  readIdentifier(name, text, gene.symbol) ??
  severalFindings(name, text, gene, genes) ??
  refused(
    name,
    {
      code: "unparsable",
      message: `"${clip(text)}" is not a change of ${gene.symbol} known here`,
      suggestion:
        whatWasMeant(text, gene) ??
        spelledRight(text, gene, genes) ??
        `for instance: ${gene.symbol} ${EXAMPLE[gene.symbol] ?? "mutation"}, ${gene.symbol} amplification`,
    },
    gene.symbol,
  );

/** `IHC 2+/FISH positive`: phrases side by side, each of its own. */
const severalFindings = (
  name: string,
  text: string,
  gene: GeneModel,
  genes: GeneIndex,
): Alteration | null => {
  const parts = text.split(/\s*[/,]\s*/);
  if (parts.length < 2 || parts.length > 4) return null;
  const keys = parts.map((part) => readPhrase(name, gene, part, genes)?.key ?? null);
  return keys.includes(null)
    ? null
    : severalAlterations(name, [...new Set(keys.filter((one) => one !== null))], gene.symbol);
};

/** The same text with each word as it is spelled, where that can be read: `amplfication`. */
const spelledRight = (text: string, gene: GeneModel, genes: GeneIndex): string | null => {
  const corrected = correctWords(text);
  if (corrected === null) return null;
  const mention: Mention = { gene, numbering: null, rest: corrected, stated: true };
  return readRest(corrected, mention, genes).error === null ? `${gene.symbol} ${corrected}` : null;
};

/** What a text says half: an exon without a change, a partner without the word fusion, a transcript position. */
const whatWasMeant = (text: string, gene: GeneModel): string | null => {
  if (/^(?:cnv|cna|copy[\s-]number\b.*)$/i.test(text))
    return `${gene.symbol} amplification, gain, loss or deletion: which one?`;
  const exon = /^(?:exon|ex)\s?(\d{1,2})$/i.exec(text)?.[1];
  if (exon !== undefined)
    return `${gene.symbol} exon ${exon} mutation, insertion, deletion or skipping: which one?`;
  if (/^n\./.test(text))
    return `n. counts from the first base of ${gene.transcript.record}; give the change as c. or p.`;
  const oldSign = /^(c\.\d+[ACGT])-([ACGT])$/i.exec(text);
  if (oldSign !== null) return `${gene.symbol} ${oldSign[1]}>${oldSign[2]}`;
  const partner = /^-?([A-Z][A-Z0-9]{2,9})-?$/.exec(text)?.[1];
  return partner === undefined || !isSymbolLike(partner)
    ? null
    : `if a fusion is meant: ${text.endsWith("-") ? `${partner}::${gene.symbol}` : `${gene.symbol}::${partner}`}`;
};

export const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
