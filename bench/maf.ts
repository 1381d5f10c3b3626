/**
 * Question: how many rows a second from a MAF to annotated rows, whole process, and how much memory?
 * Goal: 500,000 rows/s. No peer reads a MAF at all fast enough to stand beside it: the OncoKB annotator asks a
 * server. Run: npm run bench:maf [-- ROWS]
 */
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { machine, median } from "./machine.ts";
import { panelVcf } from "./panel-vcf.ts";

const rows = Number(process.argv[2] ?? 1_000_000);
const runs = 5;
const folder = mkdtempSync(join(tmpdir(), "erbium-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const memory = join(folder, "memory.mjs");
writeFileSync(
  memory,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template belongs to the measured process
  'process.on("exit", () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\\n`));\n',
);

/** The first columns of vcf2maf, and as many more as make a row some 300 bytes long. */
const first =
  "Hugo_Symbol Entrez_Gene_Id Center NCBI_Build Chromosome Start_Position End_Position Strand Variant_Classification Variant_Type Reference_Allele Tumor_Seq_Allele1 Tumor_Seq_Allele2 dbSNP_RS dbSNP_Val_Status Tumor_Sample_Barcode Matched_Norm_Sample_Barcode".split(
    " ",
  );
const more = "HGVSc HGVSp HGVSp_Short Transcript_ID Exon_Number t_depth t_ref_count t_alt_count".split(" ");
const others = Array.from({ length: 80 }, (_, at) => `Other_${at + 1}`);

const write = async (name: string, share: number): Promise<string> => {
  const path = join(folder, name);
  const out = createWriteStream(path);
  out.write(`#version 2.4\n${[...first, ...more, ...others].join("\t")}\n`);
  const tail = "\t.".repeat(others.length);
  for (const line of panelVcf(rows, share, 23)) {
    if (line.startsWith("#")) continue;
    const [chromosome = "", position = "", , reference = "", alternate = "", , , , , sample = ""] =
      line.split("\t");
    const [, reads = "0,0", depth = "0"] = sample.split(":");
    const [a = "0", b = "0"] = reads.split(",");
    const type =
      reference.length === alternate.length ? "SNP" : reference.length < alternate.length ? "INS" : "DEL";
    const [from, ref, alt] =
      type === "SNP"
        ? [Number(position), reference, alternate]
        : type === "INS"
          ? [Number(position), "-", alternate.slice(1)]
          : [Number(position) + 1, reference.slice(1), "-"];
    const to = type === "INS" ? from + 1 : from + ref.length - 1;
    const row = [
      ...["GENE", "0", "center", "GRCh38", chromosome, from, to, "+", "Missense_Mutation", type],
      ...[ref, ref, alt, "novel", "", `TCGA-A${Number(position) % 9}-0001-01A`, "TCGA-A0-0001-10A"],
      ...["c.1A>G", "", "", "ENST00000000001", "1/2", depth, a, b],
    ].join("\t");
    if (!out.write(`${row}${tail}\n`)) await new Promise<void>((done) => out.once("drain", () => done()));
  }
  out.end();
  await finished(out);
  return path;
};

const show = (path: string): void => {
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = process.hrtime.bigint();
    const done = spawnSync(
      process.execPath,
      ["--import", memory, "dist/erbium.mjs", "annotate", path, "--out", join(folder, "rows.tsv")],
      { encoding: "utf8" },
    );
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
    if (done.status !== 0) throw new Error(done.stderr);
    megabytes.push(Number(/maxRSS (\d+)/.exec(done.stderr)?.[1]) / 1024);
  }
  const time = median(seconds);
  console.log(
    `${path.split("/").at(-1)} (${(statSync(path).size / 1e6).toFixed(0)} MB): ${time.toFixed(2)} s, ${(rows / time / 1e6).toFixed(2)} M rows/s, peak ${Math.max(...megabytes).toFixed(0)} MB`,
  );
};

console.log(machine());
console.log(
  `${rows} rows of ${first.length + more.length + others.length} columns, medians of ${runs} runs, whole process`,
);
show(await write("exome.maf", 0.05));
show(await write("panel.maf", 1));
