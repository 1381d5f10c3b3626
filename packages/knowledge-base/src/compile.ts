import {
  byText,
  err,
  type KnowledgeBundle,
  type KnowledgeKind,
  ok,
  partialDateSchema,
  type Refusal,
  type Result,
} from "@erbium/model";
import {
  type ClassDefinition,
  type CopyNumberDefinitions,
  type GeneModel,
  geneIndex,
  type Polymorphism,
} from "@erbium/variants";
import { z } from "zod";
import { withBegin } from "./begin.ts";
import { type BlockedItem, blockedItems } from "./blocked.ts";
import { bundleHash, type Sha256 } from "./bundle-hash.ts";
import type { Check, CheckContext, Finding } from "./checks/finding.ts";
import { checks } from "./checks/index.ts";
import { kinds } from "./checks/items.ts";
import {
  alterationClassesSchema,
  copyNumberSchema,
  geneModelSchema,
  polymorphismsSchema,
} from "./gene-file.ts";
import { orderedById } from "./ordered-by-id.ts";
import { type KnowledgeFile, readJson, readKnowledgeFile, readYaml } from "./read-file.ts";
import { therapyIndex } from "./therapy-index.ts";
import { tumourIndex } from "./tumour-index.ts";

const versionSchema = z.strictObject({
  version: z.string().regex(/^\d{4}\.\d{2}\.\d{2}(?:-\w+)?$/),
  asOf: partialDateSchema,
});

export interface Compiled {
  readonly bundle: KnowledgeBundle;
  /** what a curator should look at; never a reason to fail */
  readonly warnings: readonly Refusal[];
  /** what rests on retracted sources alone */
  readonly blocked: readonly BlockedItem[];
}

/**
 * Compiles the files of `knowledge/` into one bundle: reads them, checks every item by its schema, orders
 * items by id, runs all checks, and hashes. The same files give the same bundle whatever their order.
 *
 * @param files   YAML and JSON files, path from `knowledge/` with forward slashes
 * @param sha256  hexadecimal SHA-256 of a text
 * @returns the bundle, or every reason why not, each with file, item and field
 */
export const compileBundle = (
  files: readonly KnowledgeFile[],
  sha256: Sha256,
): Result<Compiled, Refusal[]> => {
  const refusals: Refusal[] = [];
  const origin = new Map<string, string>();
  const lists = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<
    KnowledgeKind,
    { id: string }[]
  >;
  const genes: { symbol: string }[] = [];
  let polymorphisms: readonly unknown[] = [];
  let alterationClasses: readonly unknown[] = [];
  let copyNumber: unknown = null;
  let version: z.infer<typeof versionSchema> | null = null;

  for (const file of files.toSorted((a, b) => byText(a.path, b.path))) {
    if (file.path === "version.yaml") version = checked(versionSchema, file, refusals);
    else if (file.path === "genes/polymorphisms.json")
      polymorphisms = checked(polymorphismsSchema, file, refusals)?.polymorphisms ?? [];
    else if (file.path === "genes/classes.yaml")
      alterationClasses = checked(alterationClassesSchema, file, refusals)?.items ?? [];
    else if (file.path === "genes/copy-number.yaml") copyNumber = checked(copyNumberSchema, file, refusals);
    else if (file.path.endsWith(".json")) {
      const gene = checked(geneModelSchema, file, refusals);
      if (gene) genes.push(gene);
    } else {
      const read = readKnowledgeFile(file, refusals);
      for (const item of read?.items ?? []) {
        const key = `${read?.kind} ${item.id}`;
        origin.set(key, origin.has(key) ? `${origin.get(key)}, ${file.path}` : file.path);
        if (read) lists[read.kind].push(item);
      }
    }
  }
  if (version === null && !refusals.some((refusal) => refusal.path?.startsWith("version.yaml")))
    refusals.push({
      code: "knowledge-version",
      message: "version.yaml is missing.",
      path: "version.yaml",
      remedy: 'Write version and asOf, as `asOf: "2026-11-21"`.',
    });

  const content = {
    version: version?.version ?? "0000.00.00",
    asOf: version?.asOf ?? "0000-01-01",
    ...Object.fromEntries(
      kinds.map((kind) => [kind, orderedById(kind === "sources" ? merged(lists[kind]) : lists[kind])]),
    ),
    genes: genes.toSorted((a, b) => byText(a.symbol, b.symbol)),
    polymorphisms,
    alterationClasses,
    copyNumber,
  } as unknown as Omit<KnowledgeBundle, "hash">;

  const warnings: Refusal[] = [];
  for (const { check, finding } of runChecks(contextOf(content), checks)) {
    const refusal = refusalOf(check, finding, origin.get(`${finding.kind} ${finding.item}`));
    (finding.severity === "error" ? refusals : warnings).push(refusal);
  }
  if (refusals.length > 0) return err(refusals);
  const dated = withBegin(content);
  const bundle = { ...dated, hash: bundleHash(dated, sha256) };
  return ok({ bundle, warnings, blocked: blockedItems(bundle) });
};

/** Indexes over items, as the checks need them. */
export const contextOf = (bundle: Omit<KnowledgeBundle, "hash">): CheckContext => ({
  bundle,
  tumours: tumourIndex(bundle.tumours),
  therapies: therapyIndex(bundle.therapies, bundle.therapyClasses),
  genes: geneIndex(bundle.genes as readonly GeneModel[], {
    classes: bundle.alterationClasses as readonly ClassDefinition[],
    polymorphisms: bundle.polymorphisms as readonly Polymorphism[],
    ...(bundle.copyNumber === null ? {} : { copyNumber: bundle.copyNumber as CopyNumberDefinitions }),
  }),
});

export function* runChecks(
  context: CheckContext,
  which: readonly Check[],
): Generator<{ check: Check; finding: Finding }> {
  for (const check of which) for (const finding of check.run(context)) yield { check, finding };
}

const refusalOf = (check: Check, finding: Finding, file: string | undefined): Refusal => {
  const at = `${finding.item}${finding.field ? `.${finding.field}` : ""}`;
  return {
    code: `knowledge-${check.name}`,
    message: `${file ?? finding.kind}: ${at}: ${finding.message}`,
    path: `${file ?? finding.kind}#${at}`,
    remedy: finding.remedy,
  };
};

/** A source that several files cite in the same words is one source. */
const merged = <T extends { id: string }>(items: readonly T[]): T[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = JSON.stringify(Object.entries(item).toSorted(([a], [b]) => byText(a, b)));
    return seen.has(text) ? false : seen.add(text);
  });
};

const checked = <T>(schema: z.ZodType<T>, file: KnowledgeFile, refusals: Refusal[]): T | null => {
  const read = file.path.endsWith(".json") ? readJson(file) : readYaml(file);
  if ("refusal" in read) {
    refusals.push(read.refusal);
    return null;
  }
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    refusals.push({
      code: "knowledge-schema",
      message: `${file.path}: ${issue.path.join(".") || "the file"}: ${issue.message}`,
      path: `${file.path}#${issue.path.join(".")}`,
      remedy: "Write the file as its neighbours are written.",
    });
  return null;
};
