import { readFile } from "node:fs/promises";
import { type ImportedEvidence, type KnowledgeIndex, openKnowledge } from "@erbium/knowledge-base";
import { err, type KnowledgeBundle, ok, type Result } from "@erbium/model";
import { compileGuidelines, type Guidelines, type StatusContext, type TumourContext } from "@erbium/status";

export interface Knowledge {
  readonly index: KnowledgeIndex;
  readonly guidelines: Guidelines;
}

/** The compiled bundle: beside the bundled command, else in `dist/` of the checkout. */
const bundleAddresses = [
  new URL("./knowledge.json", import.meta.url),
  new URL("../../../dist/knowledge.json", import.meta.url),
];

const readBundle = async (): Promise<Result<KnowledgeBundle>> => {
  for (const address of bundleAddresses) {
    try {
      return ok(JSON.parse(await readFile(address, "utf8")) as KnowledgeBundle);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT")
        return err({
          code: "knowledge-damaged",
          message: `the compiled knowledge is damaged (${String(cause)})`,
          remedy: "run: npm run knowledge",
        });
    }
  }
  return err({
    code: "no-knowledge",
    message: "the knowledge has not been compiled",
    remedy: "run: npm run knowledge",
  });
};

/** Opens the knowledge that ships with this installation, with the user's imports beside it, without guidelines. */
export const loadIndex = async (
  imports: readonly ImportedEvidence[] = [],
): Promise<Result<KnowledgeIndex>> => {
  const bundle = await readBundle();
  return bundle.ok ? openKnowledge(bundle.value, imports) : bundle;
};

/** The same, with the guidelines' tables ready to be asked. */
export const loadKnowledge = async (
  imports: readonly ImportedEvidence[] = [],
): Promise<Result<Knowledge>> => {
  const index = await loadIndex(imports);
  if (!index.ok) return index;
  const { bundle } = index.value;
  const guidelines = compileGuidelines(bundle.guidelines, bundle.conflicts);
  return guidelines.ok ? ok({ index: index.value, guidelines: guidelines.value }) : guidelines;
};

/** What the room `status` asks of the knowledge. */
export const statusContext = ({ index, guidelines }: Knowledge, asOf: string): StatusContext => {
  const known = new Map<string, TumourContext | null>();
  return {
    guidelines,
    asOf,
    resolveTumour: (name) => {
      let context = known.get(name);
      if (context === undefined) {
        const tumour = index.tumour(name);
        context = tumour.ok
          ? {
              code: tumour.value.id,
              name: tumour.value.names.en[0] ?? tumour.value.id,
              lineage: index.lineage(tumour.value.id),
              guideline: index.guidelineFamily(tumour.value.id),
            }
          : null;
        known.set(name, context);
      }
      return context;
    },
  };
};
