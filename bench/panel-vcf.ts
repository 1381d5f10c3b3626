/** Makes VCFs over the panel's genes with the reference they fit: for benches, from a fixed seed. */
import { openSync, readdirSync, readFileSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Assembly } from "@erbium/model";
import type { GeneModel } from "@erbium/variants";

const models = readdirSync("knowledge/genes")
  .filter((name) => /^[A-Z0-9]+\.json$/.test(name))
  .map((name) => JSON.parse(readFileSync(join("knowledge/genes", name), "utf8")) as GeneModel)
  .filter((gene) => gene.codingSequence !== null && gene.exons !== null);

/** Uniform on 0 to 1 (mulberry32). */
export const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const complement: Readonly<Record<string, string>> = { A: "T", C: "G", G: "C", T: "A" };

/** Bases of one gene on an assembly: coding ones as they are, the others made up, each always the same. */
export interface Region {
  readonly gene: GeneModel;
  readonly low: number;
  readonly high: number;
  readonly bases: Buffer;
}

/** The genes of the panel as an assembly has them, in the order of a sorted file. */
export const panelRegions = (assembly: Assembly): readonly Region[] =>
  models
    .map((gene): Region => {
      const exons = gene.exons?.[assembly] ?? [];
      const low = Math.min(...exons.map(([from]) => from));
      const high = Math.max(...exons.map(([, to]) => to));
      const random = randomFrom(low);
      const bases = Buffer.alloc(high - low + 1);
      for (let at = 0; at < bases.length; at += 1) bases[at] = "ACGT".charCodeAt(Math.floor(random() * 4));
      const [first = 0, last = 0] = gene.codingLimits?.[assembly] ?? [];
      const coding: number[] = [];
      for (const [from, to] of [...exons].sort((a, b) => a[0] - b[0]))
        for (let at = Math.max(from, first); at <= Math.min(to, last); at += 1) coding.push(at);
      if (gene.strand === "-") coding.reverse();
      coding.forEach((position, index) => {
        const base = gene.codingSequence?.[index] ?? "N";
        bases[position - low] = (gene.strand === "-" ? (complement[base] ?? "N") : base).charCodeAt(0);
      });
      return { gene, low, high, bases };
    })
    .sort((a, b) => Number(a.gene.chromosome) - Number(b.gene.chromosome) || a.low - b.low);

const regions = panelRegions("GRCh38");

/** Lengths of the chromosomes, rounded up: only that they hold the genes matters here. */
const CHROMOSOME = 260_000_000;

const chromosomes = Array.from({ length: 22 }, (_, at) => String(at + 1));

/** Bases of the beginning of every chromosome, where records outside the panel are put. */
const elsewhere = Buffer.alloc(500_000, "ACGT");

/** A sparse FASTA with its index: nothing but the genes is really on the disk. */
export const writeFasta = (path: string, regionsOfIt: readonly Region[] = regions): void => {
  const file = openSync(path, "w");
  const index: string[] = [];
  let offset = 0;
  for (const name of chromosomes) {
    const head = `>${name}\n`;
    writeSync(file, head, offset);
    offset += head.length;
    writeSync(file, elsewhere, 0, elsewhere.length, offset);
    for (const { gene, low, bases } of regionsOfIt)
      if (gene.chromosome === name) {
        // csq reads a few bases beside each transcript, which must not be the zeros of a hole
        const padded = Buffer.concat([Buffer.alloc(100, "N"), bases, Buffer.alloc(100, "N")]);
        writeSync(file, padded, 0, padded.length, offset + low - 101);
      }
    index.push(`${name}\t${CHROMOSOME}\t${offset}\t${CHROMOSOME}\t${CHROMOSOME + 1}`);
    offset += CHROMOSOME;
    writeSync(file, "\n", offset);
    offset += 1;
  }
  truncateSync(path, offset);
  writeFileSync(`${path}.fai`, `${index.join("\n")}\n`);
};

/** The genes in the form of Ensembl's GFF3, which `bcftools csq` reads. */
export const writeGff = (path: string, assembly: Assembly = "GRCh38"): void => {
  const lines = ["##gff-version 3"];
  for (const [number, { gene, low, high }] of panelRegions(assembly).entries()) {
    const id = String(number + 1).padStart(11, "0");
    const { strand } = gene;
    const line = (type: string, from: number, to: number, phase: string, attributes: string) =>
      lines.push([gene.chromosome, "ensembl", type, from, to, ".", strand, phase, attributes].join("\t"));
    line("gene", low, high, ".", `ID=gene:ENSG${id};Name=${gene.symbol};biotype=protein_coding`);
    line("mRNA", low, high, ".", `ID=transcript:ENST${id};Parent=gene:ENSG${id};biotype=protein_coding`);
    const [first = 0, last = 0] = gene.codingLimits?.[assembly] ?? [];
    const exons = [...(gene.exons?.[assembly] ?? [])].sort((a, b) => a[0] - b[0]);
    if (strand === "-") exons.reverse();
    let coded = 0;
    for (const [from, to] of exons) {
      line("exon", from, to, ".", `Parent=transcript:ENST${id}`);
      const [low, high] = [Math.max(from, first), Math.min(to, last)];
      if (low > high) continue;
      line("CDS", low, high, String((3 - (coded % 3)) % 3), `Parent=transcript:ENST${id}`);
      coded += high - low + 1;
    }
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
};

/**
 * A sorted VCF of one sample: single-base changes, and one record in eight an insertion or deletion.
 *
 * @param share  share of the records that lie in panel genes
 */
export const panelVcf = (records: number, share: number, seed: number): string[] => {
  const random = randomFrom(seed);
  const total = regions.reduce((sum, { bases }) => sum + bases.length, 0);
  const places: { chromosome: number; position: number; region: Region | null }[] = [];
  for (let each = 0; each < records; each += 1) {
    if (random() < share) {
      let at = Math.floor(random() * total);
      let found: Region | undefined;
      for (const region of regions) {
        if (at < region.bases.length - 20) {
          found = region;
          break;
        }
        at = Math.max(0, at - region.bases.length);
      }
      const region = found ?? (regions[0] as Region);
      const inside = Math.min(at, region.bases.length - 20);
      places.push({ chromosome: Number(region.gene.chromosome), position: region.low + inside, region });
    } else
      places.push({
        chromosome: 1 + Math.floor(random() * 22),
        position: 1 + Math.floor(random() * (elsewhere.length - 20)),
        region: null,
      });
  }
  places.sort((a, b) => a.chromosome - b.chromosome || a.position - b.position);
  const lines = [
    "##fileformat=VCFv4.2",
    '##FILTER=<ID=PASS,Description="All filters passed">',
    ...chromosomes.map((name) => `##contig=<ID=${name},length=${CHROMOSOME}>`),
    '##INFO=<ID=DP,Number=1,Type=Integer,Description="Depth">',
    '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
    '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads of each allele">',
    '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">',
    "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ttumour",
  ];
  for (const { chromosome, position, region } of places) {
    const bases = (from: number, length: number): string =>
      region === null
        ? elsewhere.toString("latin1", from - 1, from - 1 + length)
        : region.bases.toString("latin1", from - region.low, from - region.low + length);
    const kind = random() < 0.875 ? "snv" : random() < 0.5 ? "insertion" : "deletion";
    const size = 1 + Math.floor(random() * 6);
    const reference = bases(position, kind === "deletion" ? size + 1 : 1);
    const first = reference[0] ?? "A";
    const other = "ACGT".replace(first, "")[Math.floor(random() * 3)] ?? "A";
    const made = Array.from({ length: size }, () => "ACGT"[Math.floor(random() * 4)]).join("");
    const alternate = kind === "snv" ? other : kind === "insertion" ? first + made : first;
    const [a, b] = [10 + Math.floor(random() * 90), 1 + Math.floor(random() * 60)];
    lines.push(
      `${chromosome}\t${position}\t.\t${reference}\t${alternate}\t50\tPASS\tDP=${a + b}\tGT:AD:DP\t0/1:${a},${b}:${a + b}`,
    );
  }
  return lines;
};
