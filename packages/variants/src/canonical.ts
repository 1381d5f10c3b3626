import type { Alteration } from "@erbium/model";
import { readAllele } from "./allele-name.ts";
import { refused } from "./alteration.ts";
import { clip, isOfItsOwn, readRest, severalAlterations, stripNoise } from "./change-of-gene.ts";
import { placeName } from "./coding-name.ts";
import { transcriptMap } from "./coordinates.ts";
import { readFusion } from "./fusion.ts";
import type { GeneIndex } from "./gene-index.ts";
import { mentions, readAccession } from "./gene-mention.ts";
import type { GeneModel } from "./gene-model.ts";
import { canonicalGenomic } from "./genomic-name.ts";
import { readIdentifier } from "./identifier.ts";
import { unlessNegated } from "./negation.ts";
import { readOtherGene } from "./other-gene.ts";
import { quickReading } from "./quick-name.ts";
import { LONGEST_NAME, plainText } from "./text.ts";
import { wordedReading } from "./worded-name.ts";

/**
 * One canonical alteration for any name of a report or paper.
 *
 * Protein names are checked against the reference sequence, brought into HGVS canonical form on the
 * protein, and keyed by it; coding and genomic names also get their protein consequence and the names on
 * both assemblies. A name without a gene is about ERBB2 if its residues fit.
 *
 * @returns always an alteration; what could not be read stands in its `error`. Never throws.
 */
export const canonical = (name: string, genes: GeneIndex): Alteration => {
  if (name.length > LONGEST_NAME) return thoroughReading(name, genes);
  const quick = quickReading(name, genes);
  if (quick !== null) return quick;
  const text = plainText(name);
  const plain = text === name || text.length > LONGEST_NAME ? null : quickReading(text, genes);
  if (plain !== null) return { ...plain, input: name };
  return wordedReading(name, text, genes) ?? rememberedReading(name, text, genes);
};

const longReadings = new WeakMap<GeneIndex, Map<string, Alteration>>();
/** Names kept with their reading, each of this length at most: some megabytes. */
const MOST_REMEMBERED = 4096;
const LONGEST_REMEMBERED = 100;

/** The long way, once for names that come again: reports say the same in the same words. */
const rememberedReading = (name: string, text: string, genes: GeneIndex): Alteration => {
  const known = longReadings.get(genes) ?? new Map<string, Alteration>();
  longReadings.set(genes, known);
  const before = known.get(name);
  if (before !== undefined) return before;
  const reading = readingOf(name, text, genes);
  if (known.size >= MOST_REMEMBERED) known.clear();
  if (name.length <= LONGEST_REMEMBERED) known.set(name, reading);
  return reading;
};

/** The same by the long way alone. */
export const thoroughReading = (name: string, genes: GeneIndex): Alteration => {
  if (name.length > LONGEST_NAME)
    return refused(`${name.slice(0, 60)}...`, {
      code: "unparsable",
      message: `the name has ${name.length} characters`,
      suggestion: `give one alteration, at most ${LONGEST_NAME} characters`,
    });
  return readingOf(name, plainText(name), genes);
};

/** What a name says whose plain text is this. */
const readingOf = (name: string, text: string, genes: GeneIndex): Alteration => {
  if (text === "")
    return refused(name, { code: "unparsable", message: "the name is empty", suggestion: EXAMPLES });
  const reading =
    readPolymorphismId(name, text, genes) ??
    canonicalGenomic(name, text, genes) ??
    genomicBesideGene(name, text, genes) ??
    readFusion(name, text, genes) ??
    readAllele(name, text, (one) => readWithGene(one, one, genes), genes) ??
    readSeveral(name, text, genes) ??
    readWithGene(name, text, genes);
  return unlessNegated(reading, text);
};

/** `chr17:g.37880220T>C ERBB2`, `ERBB2 17-37880220-T-C`: a genomic name with its gene, which it must lie in. */
const genomicBesideGene = (name: string, text: string, genes: GeneIndex): Alteration | null => {
  const [, before, after] = /^([A-Za-z0-9-]{2,10})[\s:]+(\S.*)$/.exec(text) ?? [];
  const [, front, behind] = /^(.*\S)\s+\(?([A-Za-z0-9-]{2,10})\)?$/.exec(text) ?? [];
  for (const [symbol, rest] of [
    [before, after],
    [behind, front],
  ]) {
    const gene = symbol === undefined ? null : genes.named(symbol);
    const read = gene === null || rest === undefined ? null : canonicalGenomic(name, rest, genes);
    if (read !== null && (read.gene === null || read.gene === gene?.symbol)) return read;
  }
  return null;
};

const EXAMPLES = "for instance: ERBB2 L755S, ERBB2 amplification, ERBB2 exon 20 insertion";

const readPolymorphismId = (name: string, text: string, genes: GeneIndex): Alteration | null => {
  const rsid = /\brs\d{1,12}\b/i.exec(text)?.[0].toLowerCase();
  const known = rsid === undefined ? undefined : genes.polymorphisms.find((one) => one.rsid === rsid);
  if (known === undefined) return null;
  return { ...canonical(`${known.gene}:${known.coding}`, genes), input: name };
};

/** `V777L and S310F` is two alterations: the caller must say which. */
const readSeveral = (name: string, text: string, genes: GeneIndex): Alteration | null => {
  const parts = text
    .split(
      /\s+(?:and|or|plus|with)\s+|\s*(?:\(;\)|[&;])\s*|\s\+\s|,\s+|\/(?=(?:p\.)?[A-Z][a-z]{0,2}\d+[A-Z*])/i,
    )
    .map((part) => part.replace(/[[\]]/g, ""))
    .filter((part) => part !== "");
  if (parts.length < 2 || parts.length > 20) return null;
  const inBrackets = /\[[^\]]*;/.test(text);
  const whole = readWithGene(name, text, genes);
  const first = readWithGene(name, parts[0] ?? "", genes);
  const readings = parts.map((part) => {
    // a part without a gene of its own is about the gene of the first
    const own = first.gene === null || mentions(part, genes)[0]?.stated === true;
    const inherited = own ? null : readWithGene(part, `${first.gene} ${part}`, genes);
    return inherited?.error === null ? inherited : readWithGene(part, part, genes);
  });
  if (whole.error === null && !inBrackets && !holdsSeveralChanges(readings)) return whole;
  const read = readings.filter((one) => one.error === null);
  if (read.length < readings.length && !holdsSeveralChanges(read)) return whole.error === null ? whole : null;
  const keys = [...new Set(read.map((one) => one.key ?? ""))];
  return keys.length === 1 && readings[0] !== undefined
    ? { ...readings[0], input: name }
    : severalAlterations(name, keys, readings[0]?.gene ?? null);
};

/**
 * Whether parts name different changes: of two genes, of one level, or one beside copies and the like. A coding and
 * a protein name may be of the same change, and a phrase may say where it lies.
 */
const holdsSeveralChanges = (readings: readonly Alteration[]): boolean => {
  const read = readings.filter((one) => one.error === null);
  const differ = (ones: readonly Alteration[]): boolean => new Set(ones.map((one) => one.key)).size > 1;
  return (
    (["protein", "coding", "genomic"] as const).some((kind) =>
      differ(read.filter((one) => one.kind === kind)),
    ) ||
    (differ(read) && (new Set(read.map(({ gene }) => gene)).size > 1 || read.some(isOfItsOwn)))
  );
};

const readWithGene = (name: string, text: string, genes: GeneIndex): Alteration => {
  const accession = readAccession(text);
  if (accession !== null) {
    const known = genes.accession(accession.accession);
    if (known !== null) {
      const rest = onCodingSequence(accession.rest, accession.accession, known.gene);
      return readRest(name, { ...known, rest, stated: true }, genes);
    }
    return otherTranscript(name, accession.accession, accession.gene, genes);
  }
  const inside = ACCESSION_INSIDE.exec(text);
  if (inside !== null) {
    // `MET:NM_001127500:exon14:c.3335A>G:p.H1112R`, `MET (NM_001127500) c.3335A>G`
    const [whole, accession = ""] = inside;
    const known = genes.accession(accession);
    const before = text.slice(0, inside.index);
    if (known === null) return otherTranscript(name, accession, before, genes);
    const rest = withoutGene(`${before} ${text.slice(inside.index + whole.length)}`, known.gene, genes);
    return readRest(
      name,
      { ...known, rest: onCodingSequence(rest, accession, known.gene), stated: true },
      genes,
    );
  }
  let best: Alteration | null = null;
  for (const mention of mentions(text, genes)) {
    if (!mention.stated) {
      const other = readOtherGene(name, text, stripNoise, genes);
      if (other !== null && best === null) return other;
    }
    const alteration = readRest(name, mention, genes);
    if (alteration.error === null || alteration.error.code !== "unparsable") {
      if (mention.stated || best === null) return alteration;
      continue;
    }
    if (mention.stated) best ??= alteration;
  }
  return (
    best ??
    readIdentifier(name, text) ??
    refused(name, {
      code: "unparsable",
      message: `"${clip(text)}" is not a name known here`,
      suggestion: EXAMPLES,
    })
  );
};

const ACCESSION_INSIDE =
  /[\s:,(]*\(?\b((?:[NX][MP]_\d{3,12}|ENS[TP]\d{5,15}|LRG_\d{1,5}[tp]\d{1,2})(?:\.\d{1,3})?)\)?[\s:,]*/i;

/** The text around an accession without the gene's own name. */
const withoutGene = (text: string, gene: GeneModel, genes: GeneIndex): string =>
  mentions(text.trim(), genes).find((one) => one.stated && one.gene.symbol === gene.symbol)?.rest ??
  text.trim();

/** A transcript or protein that is not carried: never read on another one, even of the same gene. */
const otherTranscript = (
  name: string,
  accession: string,
  statedGene: string | null,
  genes: GeneIndex,
): Alteration => {
  const gene =
    genes.otherIsoform(accession) ??
    (statedGene === null ? null : genes.named(statedGene.replace(/[\s:,(]+$/, "")));
  return refused(
    name,
    gene === null
      ? {
          code: "unsupported-gene",
          message: `${accession} is no transcript or protein of the panel`,
          suggestion:
            transcriptsOfRecord(accession, genes) ??
            "name a gene of the panel, or its MANE Select transcript",
        }
      : {
          code: "unsupported-gene",
          message: `${accession} is not the transcript of ${gene.symbol} that is carried here, and its sequence is not known`,
          suggestion: `give the change on ${[gene.transcript.refseq, ...gene.numberings.flatMap(({ transcripts }) => transcripts.slice(0, 1))].filter((one) => one !== null).join(" or ")}, or with the symbol if it counts on that`,
        },
    gene?.symbol ?? null,
  );
};

/** `LRG_724` is a stretch of the genome; its transcripts are `LRG_724t1` and so on. */
const transcriptsOfRecord = (record: string, genes: GeneIndex): string | null => {
  const known = genes.genes
    .flatMap(({ transcript, numberings }) => [
      ...transcript.otherNames,
      ...numberings.flatMap(({ transcripts }) => transcripts),
    ])
    .filter((one) => one.toUpperCase().startsWith(`${record.toUpperCase()}T`));
  return known.length === 0 ? null : `${known.join(" or ")}: a name of ${record} itself counts on the genome`;
};

/**
 * `n.` counts from the first base of the transcript. That place is known of the one record that the exons
 * were taken from; under any other accession the name stays as it is, and is refused.
 */
const onCodingSequence = (rest: string, accession: string, gene: GeneModel): string => {
  const [, first, last, tail] = /^n\.\s?(\d+)(?:_(\d+))?([^\d_].*)$/.exec(rest) ?? [];
  const map = first === undefined ? null : transcriptMap(gene, "GRCh38");
  if (map === null || first === undefined || gene.transcript.record !== accession) return rest;
  const start = map.exonRanges[0]?.[0] ?? 0;
  const place = (text: string) => placeName({ index: start + Number(text) - 1, offset: 0 }, map.codingLength);
  return `c.${place(first)}${last === undefined ? "" : `_${place(last)}`}${tail}`;
};
