import type { Alteration, AlterationError, Assembly } from "@erbium/model";
import { refused } from "./alteration.ts";
import { type CodingName, readCodingName } from "./coding-name.ts";
import { chromosomeName, readChromosomeAccession } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { type GenomicEdit, genomicAlteration, knownBase, mapAt } from "./genomic-change.ts";
import { scanCodingName } from "./name-scanner.ts";

interface Place {
  readonly chromosome: string;
  readonly assembly: Assembly | null;
}

/** Fields of a VCF line as a name: without its identifier. */
const FIELDS = /^(\S+\s+\d+)\s+(?:\.|rs\d+|COS[MV]\d+)\s+(?=[ACGT]+\s+[ACGT]+$)/i;
const ASSEMBLY = /\b(?:GRCh?|hg)\s?(37|38|19)(?:\.p\d+)?\b[:\s,]*/i;
const ACCESSION = /^(NC_\d+(?:\.\d+)?)(?:\([^)]*\))?[:\s]\s?g\.(.+)$/i;
const CHROMOSOME = /^(?:chr)?([0-9]{1,2}|X|Y)(?:\([^)]*\))?[:\s]?\s?g\.(.+)$/i;
const QUAD = /^(?:chr)?([0-9]{1,2}|X|Y)[-:\s_](\d+)(?:-(\d{3,}))?[-:\s_]?([ACGT]+)[-:>\s/_]([ACGT]+)$/i;

/** `chr17:39723960-39723980del`: the range of a browser with a verb. */
const SPAN =
  /^(?:chr)?([0-9]{1,2}|X|Y)\s?:\s?(\d{4,})(?:[-_](\d{4,}))?\s?((?:del|dup|ins|inv)[ACGT]*(?:ins[ACGT]+)?)$/i;

/**
 * Reads a genomic name: `NC_000017.11:g.39723967T>C`, `GRCh38 chr17:g....`, `17-39723966-TTGA-T`.
 * Without an assembly, the one whose reference bases fit is taken; where both do, the name is ambiguous.
 * @returns null where the text is not such a name
 */
export const canonicalGenomic = (input: string, text: string, genes: GeneIndex): Alteration | null => {
  const stated = ASSEMBLY.exec(text);
  const body = text.replace(ASSEMBLY, "").trim().replace(FIELDS, "$1 ");
  const statedAssembly: Assembly | null = stated === null ? null : stated[1] === "38" ? "GRCh38" : "GRCh37";
  const other = ACCESSION.exec(body)?.[1];
  if (other?.includes(".") && readChromosomeAccession(other)?.assembly === null)
    return fail(
      input,
      "unparsable",
      `${other} is a chromosome of neither GRCh37 nor GRCh38`,
      "give the change on one of these",
    );
  const found = readPlace(body);
  return found === null ? null : onAssemblies(input, found, statedAssembly, genes);
};

/** The same for what follows an `NC_` accession and `g.`; null where the long way is needed. */
export const canonicalAccession = (
  input: string,
  accession: string,
  text: string,
  genes: GeneIndex,
): Alteration | null => {
  const place = readChromosomeAccession(accession);
  if (place === null || (place.assembly === null && accession.includes("."))) return null;
  const name = scanCodingName(text, 0);
  return name === null ? null : onAssemblies(input, { place, name }, null, genes);
};

const onAssemblies = (
  input: string,
  found: { readonly place: Place; readonly name: CodingName },
  statedAssembly: Assembly | null,
  genes: GeneIndex,
): Alteration => {
  const assembly = found.place.assembly ?? statedAssembly;
  const tries: readonly Assembly[] = assembly === null ? ["GRCh37", "GRCh38"] : [assembly];
  const readings = tries.map((one) => ({
    assembly: one,
    alteration: read(input, found.name, found.place.chromosome, one, genes),
  }));
  const fitting = readings.filter(({ alteration }) => alteration !== null && alteration.error === null);
  if (fitting.length === 1 && fitting[0]?.alteration) return fitting[0].alteration;
  if (fitting.length > 1)
    return fail(
      input,
      "ambiguous",
      "the name does not say which assembly it counts on, and both fit",
      "write GRCh37 or GRCh38 before it",
      fitting.map(({ assembly: one, alteration }) => `${one}: ${alteration?.key ?? ""}`),
    );
  const refusal = readings.find(({ alteration }) => alteration !== null)?.alteration;
  return (
    refusal ??
    fail(
      input,
      "unsupported-gene",
      "the position lies in no gene of the panel",
      "give a change in a panel gene",
    )
  );
};

const readPlace = (body: string): { readonly place: Place; readonly name: CodingName } | null => {
  const quad = QUAD.exec(body);
  if (quad !== null) {
    const [, chromosome = "", position = "", last, from = "", to = ""] = quad;
    if (last !== undefined && Number(last) - Number(position) + 1 !== from.length) return null;
    const name = quadName(Number(position), from.toUpperCase(), to.toUpperCase());
    return { place: { chromosome: chromosomeName(chromosome), assembly: null }, name };
  }
  const [, chromosome, first, last, change] = SPAN.exec(body) ?? [];
  if (chromosome !== undefined) {
    const name = readCodingName(`${first}${last === undefined ? "" : `_${last}`}${change}`);
    return name === null ? null : { place: { chromosome: chromosomeName(chromosome), assembly: null }, name };
  }
  const accession = ACCESSION.exec(body);
  const match = accession ?? CHROMOSOME.exec(body);
  if (match === null) return null;
  const place =
    accession === null
      ? { chromosome: chromosomeName(match[1] ?? ""), assembly: null }
      : readChromosomeAccession(match[1] ?? "");
  const name = readCodingName(match[2] ?? "");
  return place === null || name === null ? null : { place, name };
};

const quadName = (position: number, from: string, to: string): CodingName => {
  let front = 0;
  while (front < from.length && front < to.length && from[front] === to[front]) front += 1;
  const removed = from.slice(front);
  const start = position + front;
  const at = (one: number) => ({ index: one - 1, offset: 0, afterStop: false });
  return removed === ""
    ? {
        form: "edit",
        verb: "insertion",
        start: at(start - 1),
        end: at(start),
        removed: null,
        inserted: to.slice(front),
      }
    : {
        form: "edit",
        verb: "delins",
        start: at(start),
        end: at(start + removed.length - 1),
        removed,
        inserted: to.slice(front),
      };
};

const read = (
  input: string,
  name: CodingName,
  chromosome: string,
  assembly: Assembly,
  genes: GeneIndex,
): Alteration | null => {
  if (name.form !== "edit")
    return fail(input, "unparsable", "the name gives no change", "give the changed bases");
  const start = name.start.index + 1;
  const end = name.end.index + 1;
  if (name.start.offset !== 0 || name.end.offset !== 0 || start < 1 || end < start)
    return fail(input, "unparsable", "the positions are not a range on a chromosome", null);
  const base = { assembly, chromosome };
  if (name.verb === "insertion") {
    if (end !== start + 1)
      return fail(input, "unparsable", "an insertion lies between two neighbouring bases", "use delins");
    return genomicAlteration(
      input,
      "genomic",
      { ...base, start: end, deleted: 0, removed: null, inserted: name.inserted },
      genes,
    );
  }
  const length = end - start + 1;
  const bases = name.removed ?? knownBases(genes, assembly, chromosome, start, end);
  const allKnown = bases !== null && !bases.includes("N");
  if (name.removed !== null && name.removed.length !== length)
    return fail(input, "unparsable", `${length} positions and ${name.removed.length} bases are given`, null);
  const edit: GenomicEdit = { ...base, start, deleted: length, removed: bases, inserted: name.inserted };
  if (name.verb === "duplication" || name.verb === "inversion") {
    if (!allKnown)
      return mapAt(genes, assembly, chromosome, start) === null
        ? null
        : fail(
            input,
            "unparsable",
            "the bases there are not known here",
            "write the change out as ins or delins",
          );
    return genomicAlteration(
      input,
      "genomic",
      name.verb === "duplication"
        ? { ...base, start: end + 1, deleted: 0, removed: null, inserted: bases }
        : { ...edit, inserted: Array.from(bases).reverse().map(complement).join("") },
      genes,
    );
  }
  return genomicAlteration(input, "genomic", edit, genes);
};

const complement = (base: string): string => ({ A: "T", C: "G", G: "C", T: "A" })[base] ?? "N";

const LONGEST_LOOKUP = 10_000;

/** The bases of the forward strand, `N` where they are not known; null outside the panel. */
const knownBases = (
  genes: GeneIndex,
  assembly: Assembly,
  chromosome: string,
  start: number,
  end: number,
): string | null => {
  const map = mapAt(genes, assembly, chromosome, start);
  if (map === null || end - start > LONGEST_LOOKUP) return null;
  let bases = "";
  for (let at = start; at <= end; at += 1) {
    bases += knownBase(map, at) ?? "N";
  }
  return bases;
};

const fail = (
  input: string,
  code: AlterationError["code"],
  message: string,
  suggestion: string | null,
  readings?: readonly string[],
): Alteration =>
  refused(
    input,
    readings === undefined ? { code, message, suggestion } : { code, message, suggestion, readings },
    null,
    "genomic",
  );
