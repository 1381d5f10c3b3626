import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { verifyKnowledge } from "@erbium/knowledge-base";
import { err, ok, type Result } from "@erbium/model";
import { openModels, readReferences, verifyModels } from "@erbium/prediction";
import { type ReferenceCase, verifyStats } from "@erbium/stats";
import { verifyStatus } from "@erbium/status";
import { verifyVariants } from "@erbium/variants";
import { parse } from "csv-parse/sync";
import { readText } from "../io/read-text.ts";
import { type Knowledge, loadKnowledge } from "../knowledge.ts";
import { refuse } from "../terminal/refusals.ts";

export interface VerifyOptions {
  readonly oracles?: string;
  readonly json?: boolean;
}

/** One case of a reference suite as run on this installation. */
export interface VerifyCase {
  readonly suite: string;
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly expected: unknown;
  readonly got: unknown;
  readonly tolerance?: unknown;
  readonly note?: string | null;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const fixtures = [new URL("../../fixtures/", import.meta.url), new URL("./fixtures/", import.meta.url)];

const suites: Readonly<
  Record<string, (knowledge: Knowledge, oracles: string | undefined) => Promise<readonly VerifyCase[]>>
> = {
  status: async ({ guidelines, index }) =>
    verifyStatus(guidelines, index.asOf).map((one) => ({ suite: "status", ...one })),
  knowledge: async ({ index }) =>
    verifyKnowledge(index.bundle, sha256).map((one) => ({ suite: "knowledge", ...one })),
  variants: async ({ index }, oracles) => {
    const text = await firstText(
      oracles === undefined
        ? fixtures.map((folder) => new URL("variants/hgvs_cases.tsv", folder).pathname)
        : [join(oracles, "variants", "hgvs_cases.tsv")],
    );
    if (text === null)
      return [
        {
          suite: "variants",
          name: "hgvs_cases.tsv",
          status: "skipped",
          expected: "a file",
          got: "none",
          note: "the reference file is not there",
        },
      ];
    const rows = parse(text, {
      columns: true,
      delimiter: "\t",
      quote: false,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as Record<string, string>[];
    return verifyVariants(rows, index.genes).map((one) => ({ suite: "variants", ...one }));
  },
  models: async ({ index }, oracles) => {
    const paths = await referenceFiles("models", oracles);
    if (paths.length === 0)
      return [
        {
          suite: "models",
          name: "models/*.json",
          status: "skipped",
          expected: "files",
          got: "none",
          note: "the reference files are not there",
        },
      ];
    const { files, unreadable } = await modelReferences(paths);
    const cases = verifyModels(readReferences(files), openModels(index.bundle));
    return [...unreadable, ...cases.map((one): VerifyCase => ({ suite: "models", ...one }))];
  },
  stats: async (_, oracles) => {
    const paths = await referenceFiles("stats", oracles);
    if (paths.length === 0)
      return [
        {
          suite: "stats",
          name: "stats/*.json",
          status: "skipped",
          expected: "files",
          got: "none",
          note: "the reference files are not there",
        },
      ];
    const files = await Promise.all(paths.map(readCases));
    return files.flatMap((file) =>
      file.ok
        ? verifyStats(file.value).map((one): VerifyCase => ({ suite: "stats", ...one }))
        : [
            {
              suite: "stats",
              name: file.error.path ?? "",
              status: "failed" as const,
              expected: "cases",
              got: file.error.message,
            },
          ],
    );
  },
};

/** The files of the suite `models`, and the tables they name in `oracle/`. A file that cannot be read fails. */
const modelReferences = async (
  paths: readonly string[],
): Promise<{ files: Record<string, unknown>; unreadable: VerifyCase[] }> => {
  const files: Record<string, unknown> = {};
  const unreadable: VerifyCase[] = [];
  const folder = dirname(paths[0] ?? "");
  const tables = (await readdir(join(folder, "oracle")).catch(() => [])).filter((name) =>
    name.endsWith(".csv"),
  );
  for (const path of [...paths, ...tables.map((name) => join(folder, "oracle", name))]) {
    const text = await readText(path);
    try {
      if (!text.ok) throw new Error(text.error.message);
      files[relative(folder, path)] = path.endsWith(".csv") ? text.value : JSON.parse(text.value);
    } catch (cause) {
      unreadable.push({
        suite: "models",
        name: path,
        status: "failed",
        expected: "worked examples",
        got: String(cause),
      });
    }
  }
  return { files, unreadable };
};

/** The JSON files of one suite: in the folder the user gave, else those that ship with the command. */
const referenceFiles = async (suite: string, oracles: string | undefined): Promise<string[]> => {
  const folders =
    oracles === undefined
      ? fixtures.map((folder) => fileURLToPath(new URL(suite, folder)))
      : [join(oracles, suite)];
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    const found = names.filter((name) => name.endsWith(".json")).sort();
    if (found.length > 0) return found.map((name) => join(folder, name));
  }
  return [];
};

const readCases = async (path: string): Promise<Result<readonly ReferenceCase[]>> => {
  const refusal = (message: string): Result<never> =>
    err({
      code: "unreadable-reference",
      message,
      path,
      remedy: "give JSON files of the form { cases: [...] }",
    });
  const text = await readText(path);
  if (!text.ok) return text;
  try {
    const { cases } = JSON.parse(text.value) as { readonly cases?: readonly ReferenceCase[] };
    return Array.isArray(cases) ? ok(cases) : refusal(`${path} holds no cases`);
  } catch (cause) {
    return refusal(`${path} is not JSON: ${String(cause)}`);
  }
};

const firstText = async (paths: readonly string[]): Promise<string | null> => {
  for (const path of paths) {
    const text = await readText(path);
    if (text.ok) return text.value;
  }
  return null;
};

/** `erbium verify`: the reference suites on this very installation; exit code 1 on any failure. */
export const verifyCommand = async (names: readonly string[], options: VerifyOptions): Promise<void> => {
  const chosen = names.length > 0 ? names : Object.keys(suites);
  const unknown = chosen.find((name) => !(name in suites));
  if (unknown !== undefined) {
    process.stderr.write(
      `erbium: there is no suite "${unknown}"; choose from ${Object.keys(suites).join(", ")}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const knowledge = await loadKnowledge();
  if (!knowledge.ok) return refuse(knowledge.error);
  const oracles = options.oracles ?? (process.env.ERBIUM_ORACLES || undefined);
  const cases: VerifyCase[] = [];
  for (const name of chosen) cases.push(...((await suites[name]?.(knowledge.value, oracles)) ?? []));
  const count = (status: VerifyCase["status"]): number => cases.filter((one) => one.status === status).length;
  const { version, hash } = knowledge.value.index;
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ knowledge: { version, hash }, passed: count("passed"), failed: count("failed"), skipped: count("skipped"), cases })}\n`,
    );
  else {
    for (const one of cases)
      if (one.status === "failed")
        process.stdout.write(
          `failed ${one.suite} ${one.name}: expected ${JSON.stringify(one.expected)}, got ${JSON.stringify(one.got)}${one.note ? ` (${one.note})` : ""}\n`,
        );
    process.stdout.write(
      `Knowledge ${version}, ${hash}\n${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped\n`,
    );
  }
  if (count("failed") > 0) process.exitCode = 1;
};
