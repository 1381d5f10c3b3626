import { type Assembly, err, type Message, ok, type Refusal, type Result } from "@erbium/model";
import { assemblies, countBases, decideAssembly, headerAssembly, noEvidence } from "./assembly-evidence.ts";
import { type Call, type CallFile, type Chunks, type ReadOptions, warning } from "./call-file.ts";
import { chromosomeName } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { fromCall, mapAt } from "./genomic-change.ts";
import { eachLine } from "./text-lines.ts";
import { notCarried, vcfNumbers } from "./vcf-fields.ts";
import { chooseSample } from "./vcf-sample.ts";

const TAB = 9;
const HASH = 35;

/**
 * Reads the calls of a VCF that lie in panel genes.
 *
 * Plain, gzip or bgzip; one pass, one line in memory. Lines outside panel genes are only counted. Several
 * alternates are several calls; alternates that the sample's genotype does not carry, symbolic alleles and
 * breakends are left out and counted.
 *
 * @param assembly  as stated by the user, checked against reference bases; null: found from them
 * @returns the calls, or a refusal: not a VCF, damaged, or of another assembly than stated
 */
export const readVcf = async (
  chunks: Chunks,
  assembly: Assembly | null,
  genes: GeneIndex,
  options: ReadOptions = {},
): Promise<Result<CallFile>> => {
  const evidence = noEvidence();
  const candidates = assembly === null ? assemblies : [assembly];
  const calls: Record<Assembly, Call[]> = { GRCh37: [], GRCh38: [] };
  const decoder = new TextDecoder("latin1");
  const chromosomes = new Map<string, string | null>();
  let records = 0;
  let symbolic = 0;
  let absent = 0;
  let column: number | null = null;
  let sample: string | null = null;
  let headerSeen = false;
  let headerTumour: string | null = null;
  let headerNormal: string | null = null;

  const readHeader = (text: string, line: number): Refusal | null => {
    if (text.startsWith("##")) {
      evidence.header ??= headerAssembly(text);
      headerTumour ??= /^##tumor_sample=(.+)$/i.exec(text)?.[1] ?? null;
      headerNormal ??= /^##normal_sample=(.+)$/i.exec(text)?.[1] ?? null;
      return null;
    }
    const columns = text.split("\t");
    if (!/^#CHROM$/i.test(columns[0] ?? "") || columns.length < 5)
      return notVcf(line, `line ${line} is no VCF header`);
    const samples = columns.slice(9);
    const chosen = chooseSample(samples, options.sample, headerTumour, headerNormal);
    if (!chosen.ok) return { ...chosen.error, path: `${line}:1` };
    column = chosen.value;
    sample = column === null ? null : (samples[column] ?? null);
    headerSeen = true;
    return null;
  };

  const readRecord = (text: string, line: number, chromosome: string): Refusal | null => {
    const columns = text.split("\t");
    const [, at = "", , reference = "", alternates = "", , filter = ".", info = "", format] = columns;
    if (alternates === "") return malformed(line, `line ${line} has ${columns.length} columns`);
    if (!/^[ACGTNacgtn]+$/.test(reference)) {
      symbolic += 1;
      return null;
    }
    const position = Number(at);
    countBases(evidence, genes, chromosome, position, reference);
    alternates.split(",").forEach((alternate, index) => {
      if (alternate === ".") return;
      if (!/^[ACGTacgt]+$/.test(alternate)) {
        symbolic += 1;
        return;
      }
      const numbers = vcfNumbers(info, format, column === null ? undefined : columns[9 + column], index);
      if (notCarried(numbers.genotype, index)) {
        absent += 1;
        return;
      }
      for (const one of candidates) {
        const call = { assembly: one, chromosome, position, reference, alternate };
        const alteration = fromCall(call, genes);
        if (alteration !== null)
          calls[one].push({ alteration, ...numbers, filter: filter === "." ? null : filter, sample, line });
      }
    });
    return null;
  };

  const lines = await eachLine(
    chunks,
    (bytes, line) => {
      if (bytes.length === 0) return null;
      if (bytes[0] === HASH) return readHeader(decoder.decode(bytes), line);
      if (!headerSeen) return notVcf(line, "the file has no #CHROM line before its first record");
      records += 1;
      const first = bytes.indexOf(TAB);
      const second = bytes.indexOf(TAB, first + 1);
      if (first < 1 || second < 0) return malformed(line, `line ${line} is not tab-separated`);
      let position = 0;
      for (let at = first + 1; at < second; at += 1) {
        const digit = (bytes[at] ?? 0) - 48;
        if (digit < 0 || digit > 9) return malformed(line, `the position in line ${line} is no number`);
        position = position * 10 + digit;
      }
      const written = String.fromCharCode(...bytes.subarray(0, Math.min(first, 64)));
      let chromosome = chromosomes.get(written);
      if (chromosome === undefined) {
        const name = chromosomeName(written);
        chromosome = genes.onChromosome(name).length > 0 ? name : null;
        if (chromosomes.size < 10_000) chromosomes.set(written, chromosome);
      }
      if (chromosome === null) return null;
      // a long deletion may begin before its gene
      const near = assemblies.some((one) => nearGene(genes, one, chromosome, position));
      return near ? readRecord(decoder.decode(bytes), line, chromosome) : null;
    },
    options.longestLine,
  );
  if (!lines.ok) return lines;
  if (!headerSeen)
    return err(notVcf(1, lines.value === 0 ? "the file is empty" : "the file has no #CHROM line"));
  const decided = decideAssembly(assembly, evidence);
  if (!decided.ok) return decided;
  const found = calls[decided.value];
  return ok({
    records,
    calls: found,
    assembly: decided.value,
    sample,
    warnings: warningsOf({ records, found, symbolic, absent, differ: evidence.bases[decided.value].differ }),
  });
};

/** Bases before a gene in which an indel may begin that reaches into it. */
const MARGIN = 50;

const nearGene = (genes: GeneIndex, assembly: Assembly, chromosome: string, position: number): boolean =>
  mapAt(genes, assembly, chromosome, position) !== null ||
  mapAt(genes, assembly, chromosome, position + MARGIN) !== null;

const warningsOf = (counts: {
  records: number;
  found: readonly Call[];
  symbolic: number;
  absent: number;
  differ: number;
}): Message[] => {
  const { records, found, symbolic, absent, differ } = counts;
  const warnings: Message[] = [];
  if (found.length === 0)
    warnings.push(
      warning(
        "no-panel-call",
        `none of ${records} records lies in a panel gene; the assembly could not be checked`,
        {
          records,
        },
      ),
    );
  if (symbolic > 0)
    warnings.push(
      warning(
        "symbolic-alleles",
        `${symbolic} symbolic alleles or breakends in panel genes were not read; structural changes must be given by name`,
        { count: symbolic },
      ),
    );
  if (absent > 0)
    warnings.push(
      warning("not-carried", `${absent} alternates in panel genes are not in the genotype of the sample`, {
        count: absent,
      }),
    );
  if (differ > 0)
    warnings.push(
      warning("reference-bases-differ", `${differ} reference bases are not those of the panel's genes`, {
        count: differ,
      }),
    );
  return warnings;
};

const notVcf = (line: number, message: string): Refusal => ({
  code: "not-a-vcf",
  message,
  path: `${line}:1`,
  remedy: "give a VCF 4 file with its header, plain or gzipped",
});
const malformed = (line: number, message: string): Refusal => ({
  code: "malformed-record",
  message,
  path: `${line}:1`,
  remedy: "records need tab-separated CHROM, POS, ID, REF and ALT",
});
