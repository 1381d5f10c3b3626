/**
 * Question: how long does one patient take, whole process, cold start to report written, and how much memory?
 * Goal: under 0.5 s and under 150 MB, `node dist/erbium.mjs`. Run: npm run bench:report [-- FILE.vcf.gz]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machine, median } from "./machine.ts";

const runs = 15;
const folder = mkdtempSync(join(tmpdir(), "erbium-bench-"));
const memory = join(folder, "memory.mjs");
writeFileSync(
  memory,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the template belongs to the measured process
  'process.on("exit", () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}\\n`));\n',
);
const oracle = process.env.ERBIUM_ORACLES;
const vcf =
  process.argv[2] ?? (oracle ? join(oracle, "evidence/inputs/pcgr/T001-BRCA.grch38.vcf.gz") : undefined);
const calls = vcf === undefined ? [] : ["--vcf", vcf];

const measure = (name: string, args: readonly string[]): void => {
  const seconds: number[] = [];
  const megabytes: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = process.hrtime.bigint();
    const run = spawnSync(process.execPath, ["--import", memory, ...args], { encoding: "utf8" });
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
    if (run.status !== 0) throw new Error(run.stderr);
    megabytes.push(Number(/maxRSS (\d+)/.exec(run.stderr)?.[1]) / 1024);
  }
  console.log(
    `${name}: median ${median(seconds).toFixed(3)} s (${Math.min(...seconds).toFixed(3)}-${Math.max(...seconds).toFixed(3)}), peak ${median(megabytes).toFixed(0)} MB, ${runs} runs`,
  );
};

console.log(machine());
measure("node alone", ["-e", "0"]);
measure("erbium --help", ["dist/erbium.mjs", "--help"]);
for (const format of ["html", "json"])
  measure(`report to ${format}${vcf ? " with VCF" : ""}`, [
    "dist/erbium.mjs",
    "report",
    "examples/16-breast-pik3ca.yaml",
    ...calls,
    "--out",
    join(folder, `report.${format}`),
  ]);
rmSync(folder, { recursive: true });
