/**
 * Question: do the consequences agree with `bcftools csq`?  40,000 random changes in and around the coding exons of
 * the panel, on a reference whose introns are made up (the coding bases are real). Needs bcftools.
 *
 * Agreement is counted as: the same residue change (single bases), the same term, a difference of convention
 * that is named here, and the rest, with examples.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromCall, type GeneModel, geneIndex } from "@erbium/variants";
import { machine } from "./machine.ts";
import { writeFasta, writeGff } from "./panel-vcf.ts";

const folder = "knowledge/genes/";
const models = readdirSync(folder)
  .filter((file) => /^[A-Z0-9]+\.json$/.test(file))
  .map((file) => JSON.parse(readFileSync(folder + file, "utf8")) as GeneModel)
  .filter((gene) => gene.codingSequence !== null && gene.codingLimits !== null);
const genes = geneIndex(models);

const work = mkdtempSync(join(tmpdir(), "erbium-consequence-"));
const file = (name: string): string => join(work, name);
writeFasta(file("reference.fa"));
writeGff(file("genes.gff3"));
const offsets = new Map(
  readFileSync(file("reference.fa.fai"), "utf8")
    .trim()
    .split("\n")
    .map((line) => [line.split("\t")[0] ?? "", Number(line.split("\t")[2])] as const),
);
const fasta = openSync(file("reference.fa"), "r");
const bases = (chromosome: string, position: number, length: number): string => {
  const buffer = Buffer.alloc(length);
  readSync(fasta, buffer, 0, length, (offsets.get(chromosome) ?? 0) + position - 1);
  return buffer.toString("latin1");
};

let state = 20261121;
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const base = (): string => "ACGT"[random(4)] ?? "A";

interface Change {
  readonly gene: string;
  readonly chromosome: string;
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
}

const draw = (): Change | null => {
  const gene = models[random(models.length)] as GeneModel;
  const [low, high] = gene.codingLimits?.GRCh38 ?? [0, 0];
  const exons = (gene.exons?.GRCh38 ?? []).filter(([from, to]) => to >= low && from <= high);
  const [from, to] = exons[random(exons.length)] ?? [0, 0];
  const [first, last] = [Math.max(from, low) - 20, Math.min(to, high) + 20];
  const position = first + random(last - first + 1);
  const kind = random(4);
  const length = 1 + random(6);
  const reference = bases(gene.chromosome, position, kind === 2 ? length + 1 : 1);
  const alternate =
    kind < 2 ? base() : kind === 2 ? (reference[0] ?? "") : reference + Array.from({ length }, base).join("");
  const change = { gene: gene.symbol, chromosome: gene.chromosome, position, reference, alternate };
  return reference === alternate || !/^[ACGT]+$/.test(reference) ? null : change;
};
const changes = Array.from({ length: 40_000 }, draw)
  .filter((one) => one !== null)
  .sort((a, b) => Number(a.chromosome) - Number(b.chromosome) || a.position - b.position);
writeFileSync(
  file("changes.vcf"),
  [
    "##fileformat=VCFv4.2",
    ...[...offsets.keys()].map((name) => `##contig=<ID=${name},length=260000000>`),
    "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO",
    ...changes.map(
      (one, at) => `${one.chromosome}\t${one.position}\t${at}\t${one.reference}\t${one.alternate}\t.\t.\t.`,
    ),
    "",
  ].join("\n"),
);
execFileSync(
  "bcftools",
  [
    ...["csq", "--local-csq", "--ncsq", "30", "--fasta-ref", file("reference.fa")],
    ...["--gff-annot", file("genes.gff3"), "--output", file("csq.vcf"), file("changes.vcf")],
  ],
  { stdio: "ignore" },
);

const TERMS: Readonly<Record<string, string>> = {
  missense: "missense_variant",
  synonymous: "synonymous_variant",
  frameshift: "frameshift_variant",
  intron: "intron_variant",
  splice_region: "splice_region_variant",
  splice_donor: "splice_donor_variant",
  splice_acceptor: "splice_acceptor_variant",
  stop_retained: "stop_retained_variant",
  "5_prime_utr": "5_prime_UTR_variant",
  "3_prime_utr": "3_prime_UTR_variant",
};

/** Why two different terms do not contradict each other; null where they do. */
const convention = (theirs: readonly string[], ours: string, indel: boolean): string | null => {
  const has = (term: string) => theirs.includes(term);
  if (
    /^(splice_polypyrimidine|splice_donor_5th)/.test(ours) &&
    (has("intron_variant") || has("splice_region_variant"))
  )
    return "finer term for the intron";
  if (/UTR/.test(ours) && (has("intron_variant") || has("splice_region_variant") || theirs.join() === ""))
    return "untranslated parts are not in their annotation";
  if (has("frameshift_variant") && (ours === "stop_gained" || ours === "stop_lost"))
    return "shift of the frame that meets a stop at once, or takes the stop";
  const [first, ...others] = ours.split("&").filter((term) => term !== "splice_region_variant");
  if (indel && first !== undefined && others.length === 0 && has(first))
    return "indel in or beside a splice region, by its 3'-most place";
  if (indel && theirs.some((term) => /^splice/.test(term)))
    return "indel beside a site, placed by made-up intron bases";
  if (indel && /^(intron|splice)/.test(ours) && has("intron_variant"))
    return "indel at the edge of the splice region";
  return null;
};

let sameTerm = 0;
let residues = 0;
let sameResidue = 0;
let compared = 0;
const conventions = new Map<string, number>();
const rest: string[] = [];
for (const line of readFileSync(file("csq.vcf"), "latin1").split("\n")) {
  if (line === "" || line.startsWith("#")) continue;
  const [, , id, , , , , info = ""] = line.split("\t");
  const change = changes[Number(id)] as Change;
  const blocks = (/BCSQ=([^;\t]+)/.exec(info)?.[1] ?? "").split(",").map((block) => block.split("|"));
  const own = blocks.filter(([, symbol]) => symbol === change.gene);
  const block = own.find(([, , , , , residues]) => residues !== undefined) ?? own[0] ?? [];
  const theirs = own
    .flatMap(([terms = ""]) => terms.replace(/^\*/, "").split("&"))
    .map((term) => TERMS[term] ?? term);
  const found = fromCall({ assembly: "GRCh38", ...change }, genes);
  const ours = found?.consequence ?? found?.error?.code ?? "none";
  const indel = change.reference.length !== change.alternate.length;
  compared += 1;
  const [, position, from = "", to = ""] = /^(\d+)([A-Z*])>\1([A-Z*])$/.exec(block[5] ?? "") ?? [];
  if (!indel && position !== undefined) {
    residues += 1;
    const short = found?.proteinShort ?? "";
    if (
      short === from + position + to ||
      (position === "1" && short === "M1?") ||
      short.startsWith(`*${position}${to}ext`)
    )
      sameResidue += 1;
    else rest.push(`${change.gene} ${from}${position}${to}: ${short}`);
  }
  // ours has the splice region where theirs has it; of the other terms the first is compared
  const terms = ours.split("&");
  const bothOrNone = terms.includes("splice_region_variant") === theirs.includes("splice_region_variant");
  if (terms.every((term) => theirs.includes(term)) && (indel || bothOrNone)) {
    sameTerm += 1;
    continue;
  }
  const why = convention(theirs, ours, indel);
  if (why !== null) conventions.set(why, (conventions.get(why) ?? 0) + 1);
  else rest.push(`${change.gene} ${found?.coding} ${theirs.join("&")}: ${ours}`);
}
rmSync(work, { recursive: true });

console.log(machine());
console.log(`${compared} changes; residue change of a single base equal in ${sameResidue} of ${residues}`);
console.log(`${sameTerm} equal terms`);
for (const [why, count] of [...conventions].sort((a, b) => b[1] - a[1])) console.log(`${count} ${why}`);
console.log(
  `${rest.length} others${rest.length > 0 ? `, among them:\n  ${rest.slice(0, 20).join("\n  ")}` : ""}`,
);
