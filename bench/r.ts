import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What R said: the lines of its answer as `name value value ...`, by name. */
export type RAnswer = Readonly<Record<string, readonly number[]>>;

/**
 * Runs a script in R beside ours, on the same numbers, where R and its package are installed.
 *
 * The script finds the data as the data frame `d`, prints a line a result with `say(name, values)`, and measures with
 * `time(expression)`: the median milliseconds of processor time of a call over five rounds, each of as many calls as
 * take a while.
 *
 * @returns null where Rscript or the package is missing
 */
export const askR = (
  packageName: string,
  columns: Readonly<Record<string, ArrayLike<number>>>,
  script: string,
): RAnswer | null => {
  const folder = mkdtempSync(join(tmpdir(), "erbium-bench-"));
  try {
    const names = Object.keys(columns);
    const rows = columns[names[0] ?? ""]?.length ?? 0;
    const lines = Array.from({ length: rows }, (_, row) =>
      names.map((name) => columns[name]?.[row]).join(","),
    );
    writeFileSync(join(folder, "d.csv"), `${names.join(",")}\n${lines.join("\n")}\n`);
    writeFileSync(
      join(folder, "ask.R"),
      `suppressMessages(library(${packageName})); options(digits=15)
d <- read.csv("${join(folder, "d.csv").replaceAll("\\", "/")}")
say <- function(name, values) cat(name, format(values, digits=15), "\\n")
time <- function(expression) { e <- substitute(expression); p <- parent.frame(); eval(e, p)
  used <- function(call) sum(system.time(call)[1:2])
  k <- max(1, min(200, ceiling(0.2 / max(used(eval(e, p)), 1e-3))))
  median(sapply(1:5, function(i) used(for (j in 1:k) eval(e, p)) / k)) * 1000 }
${script}
cat("version", gsub("[^0-9.]", "", as.character(packageVersion("${packageName}"))), "\\n")
`,
    );
    const run = spawnSync("Rscript", [join(folder, "ask.R")], { encoding: "utf8" });
    if (run.status !== 0) return null;
    return Object.fromEntries(
      run.stdout
        .trim()
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .map(([name = "", ...values]) => [name, values.map(Number.parseFloat)]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/**
 * Median milliseconds of processor time of a call, warmed up. Like R's it leaves out waiting for the processor, so a
 * busy machine does not decide. It is that of the calling thread: what helper threads compile and collect is left out.
 */
export const milliseconds = (call: () => unknown, rounds = 15): number => {
  // Until the compiler has settled: twenty calls, or a second and a half of a slow one.
  const begun = performance.now();
  for (let i = 0; i < 20 && performance.now() - begun < 1500; i++) call();
  const start = performance.now();
  call();
  // The clock of a thread ticks in milliseconds, so a round is as many calls as take a twentieth of a second.
  const calls = Math.ceil(50 / Math.max(performance.now() - start, 0.05));
  const taken = Array.from({ length: rounds }, () => {
    const before = process.threadCpuUsage();
    for (let i = 0; i < calls; i++) call();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000 / calls;
  });
  return taken.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN;
};

/** One line beside the other, with the ratio and whether both say the same. */
export const beside = (
  question: string,
  ours: number,
  peer: string,
  theirs: number | undefined,
  difference: number | undefined,
): string =>
  theirs === undefined
    ? `${question}: ${ours.toFixed(3)} ms; ${peer} is not installed here`
    : `${question}: ${ours.toFixed(3)} ms; ${peer} ${theirs.toFixed(3)} ms; ${theirs >= ours ? `${(theirs / ours).toFixed(1)} times faster` : `${(ours / theirs).toFixed(1)} times slower`}; largest difference ${difference?.toExponential(1)}`;

/** The largest relative difference of two lists. */
export const largestDifference = (ours: ArrayLike<number>, theirs: readonly number[] | undefined): number =>
  (theirs ?? []).reduce(
    (most, one, at) =>
      Math.max(most, Math.abs((ours[at] ?? Number.NaN) - one) / Math.max(1e-9, Math.abs(one))),
    theirs === undefined || theirs.length > ours.length ? Number.NaN : 0,
  );
