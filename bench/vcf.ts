/**
 * Question: how many records a second from a VCF to annotated rows, whole process, and how much memory?
 * Beside `bcftools csq` on the same files, where it is installed.
 * Goals: 2,000,000/s from text and 1,000,000/s from .vcf.gz with 5 % of the records in panel genes; 3 times csq
 * with all of them there; under 200 MB. Run: npm run bench:vcf [-- RECORDS]
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { machine, median } from "./machine.ts";
import { panelVcf, writeFasta, writeGff } from "./panel-vcf.ts";

const records = Number(process.argv[2] ?? 1_000_000);
const runs = 5;
const folder = mkdtempSync(join(tmpdir(), "erbium-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);
const memory = file("memory.mjs");
writeFileSync(
  memory,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template belongs to the measured process
  'process.on("exit", () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\\n`));\n',
);

const has = (command: string): boolean => spawnSync(command, ["--version"]).status === 0;
const csq = has("bcftools");
const write = (name: string, share: number): void => {
  const text = `${panelVcf(records, share, 17).join("\n")}\n`;
  writeFileSync(file(`${name}.vcf`), text);
  if (has("bgzip")) execFileSync("bgzip", ["-k", file(`${name}.vcf`)]);
  else writeFileSync(file(`${name}.vcf.gz`), gzipSync(text));
};
write("genome", 0.05);
write("panel", 1);
writeFasta(file("reference.fa"));
writeGff(file("genes.gff3"));

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

const timed = (command: string, args: readonly string[]): Measured => {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { encoding: "utf8" });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.status !== 0) throw new Error(`${command} ${args.join(" ")}\n${run.stderr}`);
  return { seconds, megabytes: Number(/maxRSS (\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
};
const erbium = (name: string): Measured =>
  timed(process.execPath, [
    "--import",
    memory,
    "dist/erbium.mjs",
    "annotate",
    file(name),
    "--assembly",
    "GRCh38",
    "--out",
    file("rows.tsv"),
  ]);
const bcftools = (name: string): Measured =>
  timed("bcftools", [
    ...["csq", "--local-csq", "--fasta-ref", file("reference.fa"), "--gff-annot", file("genes.gff3")],
    ...["--output", file("csq.vcf"), file(name)],
  ]);

const show = (name: string): void => {
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(erbium(name));
    if (csq) theirs.push(bcftools(name));
  }
  const seconds = median(ours.map((one) => one.seconds));
  const rate = (value: number) => `${(records / value / 1e6).toFixed(2)} M records/s`;
  const peer = median(theirs.map((one) => one.seconds));
  console.log(
    [
      `${name} (${(statSync(file(name)).size / 1e6).toFixed(0)} MB)`,
      `erbium ${seconds.toFixed(2)} s, ${rate(seconds)}, peak ${Math.max(...ours.map((one) => one.megabytes)).toFixed(0)} MB`,
      ...(csq
        ? [`bcftools csq ${peer.toFixed(2)} s, ${rate(peer)}; ratio ${(peer / seconds).toFixed(1)}`]
        : []),
    ].join(": "),
  );
};

console.log(machine());
console.log(
  csq
    ? (execFileSync("bcftools", ["--version"], { encoding: "utf8" }).split("\n")[0] ?? "")
    : "bcftools is not installed",
);
console.log(`${records} records, medians of ${runs} runs, whole process`);
for (const name of ["genome.vcf", "genome.vcf.gz", "panel.vcf", "panel.vcf.gz"]) show(name);
