import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  compileBundle,
  type ImportedEvidence,
  type KnowledgeIndex,
  openKnowledge,
} from "@erbium/knowledge-base";
import type { Advice, Agency, Case, NotRecommended, Option } from "@erbium/model";
import { compileGuidelines } from "@erbium/status";
import { type CallFile, readVcf } from "@erbium/variants";
import { parse } from "yaml";
import { advise, readCase } from "../src/index.ts";

/** The real knowledge, compiled once from its files, and the shipped examples: what the tests of advice stand on. */
const root = join(import.meta.dirname, "../../..");

const files = readdirSync(join(root, "knowledge"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(yaml|json)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({
    path: relative(join(root, "knowledge"), path).split(sep).join("/"),
    text: readFileSync(path, "utf8"),
  }));

const unwrapped = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error, null, 1).slice(0, 2000));
  return result.value;
};

const bundle = unwrapped(
  compileBundle(files, (text) => createHash("sha256").update(text).digest("hex")),
).bundle;
const guidelines = unwrapped(compileGuidelines(bundle.guidelines, bundle.conflicts));
export const knowledge = unwrapped(openKnowledge(bundle));
export const withImports = (imports: readonly ImportedEvidence[]): KnowledgeIndex =>
  unwrapped(openKnowledge(bundle, imports));

export interface Circumstances {
  readonly asOf?: string;
  readonly jurisdictions?: readonly Agency[];
  readonly calls?: readonly CallFile[];
  readonly knowledge?: KnowledgeIndex;
}

const everywhere: readonly Agency[] = ["FDA", "EMA", "NMPA", "PMDA"];

/** The advice for a case as a user would write it. */
export const adviceFor = (given: unknown, circumstances: Circumstances = {}): Advice => {
  const read: Case = unwrapped(readCase(given));
  return unwrapped(
    advise({
      case: read,
      calls: circumstances.calls ?? [],
      knowledge: circumstances.knowledge ?? knowledge,
      guidelines,
      asOf: circumstances.asOf ?? "2026-11-21",
      jurisdictions: circumstances.jurisdictions ?? read.jurisdictions ?? everywhere,
    }),
  );
};

export const example = (name: string): Record<string, unknown> =>
  parse(readFileSync(join(root, "examples", `${name}.yaml`), "utf8")) as Record<string, unknown>;

export const exampleNames = (): readonly string[] =>
  readdirSync(join(root, "examples"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.replace(/\.yaml$/, ""))
    .sort();

export const adviceOn = (name: string, circumstances?: Circumstances): Advice =>
  adviceFor(example(name), circumstances);

/** The option whose members are exactly these, whatever their order. */
export const optionOf = (advice: Advice, ...regimen: readonly string[]): Option | undefined =>
  advice.options.find((one) => one.id === regimen.toSorted().join(" + "));

export const rejectedOf = (advice: Advice, ...regimen: readonly string[]): NotRecommended | undefined =>
  advice.notRecommended.find((one) => one.id === regimen.toSorted().join(" + "));

/** How a label applies, wherever its regimen ended up. */
export const label = (advice: Advice, id: string) =>
  [...advice.options, ...advice.notRecommended].flatMap((one) => one.approvals).find((one) => one.id === id);

export const textOf = (value: unknown): string => JSON.stringify(value);

export const vcf = (path: string, assembly: "GRCh37" | "GRCh38"): Promise<CallFile> =>
  readVcf([readFileSync(path)], assembly, knowledge.genes).then(unwrapped);

export const oracles = process.env.ERBIUM_ORACLES;
