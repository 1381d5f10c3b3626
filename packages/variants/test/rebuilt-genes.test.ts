import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Assembly } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { buildGeneFile, type GeneModel } from "../src/index.ts";
import { models } from "./genes.ts";

const sequenced = models.filter((gene) => gene.codingSequence !== null && gene.exons !== null);

/** ga4gh refget digest: the first 24 bytes of SHA-512, base64url. */
const refget = (sequence: string): string =>
  `SQ.${createHash("sha512").update(sequence).digest().subarray(0, 24).toString("base64url")}`;

/** The record under which the annotation and the sequence are published. */
const record = (gene: GeneModel): string => gene.transcript.refseq ?? gene.transcript.ensembl ?? "";

const coding = (gene: GeneModel, assembly: Assembly): [number, number][] => {
  const [first = 0, last = 0] = gene.codingLimits?.[assembly] ?? [];
  return (gene.exons?.[assembly] ?? [])
    .map(([low, high]): [number, number] => [Math.max(low, first), Math.min(high, last)])
    .filter(([low, high]) => low <= high);
};

/** RefSeq's way: GFF3 on NC_ names, CDS with the stop codon, parents by `rna-`. */
const gff3 = (gene: GeneModel): string => {
  const name = `NC_${gene.chromosome.padStart(6, "0")}.${gene.chromosome === "17" ? 11 : 12}`;
  const line = (feature: string, [low, high]: readonly [number, number]) =>
    `${name}\tBestRefSeq\t${feature}\t${low}\t${high}\t.\t${gene.strand}\t.\tID=x;Parent=rna-${record(gene)};gene=${gene.symbol}`;
  return [
    "##gff-version 3",
    ...(gene.exons?.GRCh38 ?? []).map((exon) => line("exon", exon)),
    ...coding(gene, "GRCh38").map((part) => line("CDS", part)),
    line("exon", [1, 9]).replace(record(gene), "NM_000001.1"),
  ].join("\n");
};

/** Ensembl's way: GTF in ascending order, CDS without the stop codon, which has lines of its own. */
const gtf = (gene: GeneModel): string => {
  const line = (feature: string, [low, high]: readonly [number, number]) =>
    `${gene.chromosome}\tensembl\t${feature}\t${low}\t${high}\t.\t${gene.strand}\t.\tgene_id "${gene.symbol}"; transcript_id "${record(gene)}"; exon_number "1";`;
  const parts = coding(gene, "GRCh37").sort((a, b) => a[0] - b[0]);
  if (gene.strand === "-") parts.reverse();
  const stops: [number, number][] = [];
  for (let left = 3, at = parts.length - 1; left > 0 && at >= 0; at -= 1) {
    const [low, high] = parts[at] as [number, number];
    const taken = Math.min(left, high - low + 1);
    stops.push(gene.strand === "+" ? [high - taken + 1, high] : [low, low + taken - 1]);
    parts[at] = gene.strand === "+" ? [low, high - taken] : [low + taken, high];
    left -= taken;
  }
  return [
    ...(gene.exons?.GRCh37 ?? []).toSorted((a, b) => a[0] - b[0]).map((exon) => line("exon", exon)),
    ...parts.filter(([low, high]) => low <= high).map((part) => line("CDS", part)),
    ...stops.map((stop) => line("stop_codon", stop)),
  ].join("\n");
};

/** The transcript as FASTA; untranslated bases that are not known are made up, as many as the exons have. */
const fasta = (gene: GeneModel): string => {
  const exons = (gene.exons?.GRCh38 ?? []).toSorted((a, b) => a[0] - b[0]);
  if (gene.strand === "-") exons.reverse();
  const [first = 0, last = 0] = gene.codingLimits?.GRCh38 ?? [];
  let before = 0;
  let whole = 0;
  for (const [low, high] of exons) {
    whole += high - low + 1;
    if (gene.strand === "+") before += Math.max(0, Math.min(high, first - 1) - low + 1);
    else before += Math.max(0, high - Math.max(low, last + 1) + 1);
  }
  const sequence = gene.codingSequence ?? "";
  const after = whole - before - sequence.length;
  const known = gene.downstream?.sequence ?? "";
  const tail = known.length === after ? known : "C".repeat(after);
  const bases = `${"G".repeat(before)}${sequence}${tail}AAAAAAAA`;
  return `>NM_000001.1 another\nACGT\n>${record(gene)} Homo sapiens\n${bases.replace(/(.{70})/g, "$1\n")}\n`;
};

/** What the builder can know; domains, numberings, other isoforms and names are added by hand. */
const built = ({
  chromosome,
  strand,
  exons,
  codingLimits,
  codingExons,
  proteinLength,
  codingSequence,
  protein,
  refget: digests,
}: GeneModel) => ({
  chromosome,
  strand,
  exons: {
    GRCh37: exons?.GRCh37.toSorted((a, b) => a[0] - b[0]),
    GRCh38: exons?.GRCh38.toSorted((a, b) => a[0] - b[0]),
  },
  codingLimits,
  codingExons,
  proteinLength,
  codingSequence,
  protein,
  refget: digests,
});

describe("a shipped gene, rebuilt from files as they are published", () => {
  it.each(sequenced.map((gene) => [gene.symbol, gene.strand, gene] as const))(
    "%s (%s) is the shipped one",
    (_, __, gene) => {
      const again = buildGeneFile({
        symbol: gene.symbol,
        transcript: record(gene),
        hgnc: gene.hgnc,
        aliases: gene.aliases,
        uniprot: gene.uniprot.accession,
        refseqProtein: gene.transcript.refseqProtein,
        ensembl: gene.transcript.ensembl,
        ensemblProtein: gene.transcript.ensemblProtein,
        maneSelect: true,
        annotation: { GRCh37: gtf(gene), GRCh38: gff3(gene) },
        fasta: fasta(gene),
        source: "test",
        refget,
      });
      if (!again.ok)
        throw new Error(again.error.map(({ path, message }) => `${path}: ${message}`).join("; "));
      expect(built(again.value)).toEqual(built(gene));
    },
  );

  it("comes out of the script, from compressed files", () => {
    const gene = sequenced.find(({ symbol }) => symbol === "TP53") as GeneModel;
    const folder = mkdtempSync(join(tmpdir(), "erbium-gene-"));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), gzipSync(text));
      return join(folder, name);
    };
    execFileSync(process.execPath, [
      join(import.meta.dirname, "../../../scripts/gene-file.ts"),
      ...["--symbol", gene.symbol, "--transcript", record(gene), "--hgnc", gene.hgnc, "--mane"],
      ...["--grch37", file("37.gtf.gz", gtf(gene)), "--grch38", file("38.gff.gz", gff3(gene))],
      ...["--fasta", file("rna.fna.gz", fasta(gene)), "--source", "test", "--out", join(folder, "TP53.json")],
    ]);
    const written = JSON.parse(readFileSync(join(folder, "TP53.json"), "utf8")) as GeneModel;
    rmSync(folder, { recursive: true });
    expect(built(written)).toEqual(built(gene));
    expect(written.transcript.refseq).toBe(gene.transcript.refseq);
  });

  const oracles = process.env.ERBIUM_ORACLES;
  it.skipIf(!oracles)("has the bases behind the stop codon of ERBB2's own record", () => {
    const gene = sequenced.find(({ symbol }) => symbol === "ERBB2") as GeneModel;
    const { mrna } = JSON.parse(readFileSync(join(oracles ?? "", "genome/ERBB2.json"), "utf8")) as {
      mrna: string;
    };
    const again = buildGeneFile({
      symbol: "ERBB2",
      transcript: "NM_004448.4",
      hgnc: gene.hgnc,
      aliases: [],
      uniprot: "",
      refseqProtein: null,
      ensembl: null,
      ensemblProtein: null,
      maneSelect: true,
      annotation: { GRCh37: gtf(gene), GRCh38: gff3(gene) },
      fasta: `>NM_004448.4\n${mrna}\n`,
      source: "test",
      refget,
    });
    expect(again.ok && again.value.downstream?.sequence).toBe(gene.downstream?.sequence);
    expect(again.ok && again.value.refget).toEqual(gene.refget);
  });
});
