import { findEvidence, importCivic } from "@erbium/knowledge-base";
import { readImport } from "../evidence-import.ts";
import { readText } from "../io/read-text.ts";
import { writeWhole } from "../io/write-file.ts";
import { loadKnowledge } from "../knowledge.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface EvidenceOptions {
  readonly gene?: string;
  readonly tumour?: string;
  readonly therapy?: string;
  readonly alteration?: string;
  readonly level?: string;
  readonly source?: string;
  readonly evidence?: string;
  readonly json?: boolean;
}

/** `erbium evidence`: what is known that fits all the given words, each with its source. */
export const evidenceCommand = async (query: string | undefined, options: EvidenceOptions): Promise<void> => {
  const imports = options.evidence === undefined ? undefined : await readImport(options.evidence);
  if (imports && !imports.ok) return refuse(imports.error);
  const knowledge = await loadKnowledge(imports?.value ?? []);
  if (!knowledge.ok) return refuse(knowledge.error);
  const { index } = knowledge.value;
  const found = findEvidence(index, { ...(query === undefined ? {} : { text: query }), ...options });
  if (!found.ok) return refuse(found.error);
  const hits = found.value;
  if (options.json) for (const hit of hits) process.stdout.write(`${JSON.stringify(hit)}\n`);
  else {
    process.stdout.write(`${columns(["kind", "id", "status", "what, with its source"], hits.map((hit) => [hit.kind, hit.id, hit.status, `${hit.text} [${hit.sources.map((cited) => cited.source).join(", ")}]`]))}\n\n`);
    process.stdout.write(`${hits.length} found. Knowledge ${index.version}, ${index.hash}.\n`);
  }
};

/** `erbium evidence import civic FILE --out IMPORTED.json`: reads CIViC's table of evidence and writes what `--evidence` reads. */
export const importCommand = async (format: string, file: string, options: { readonly out: string }): Promise<void> => {
  if (format !== "civic")
    return refuse({ code: "unknown-format", message: `no importer is named "${format}"`, remedy: "use: erbium evidence import civic FILE --out IMPORTED.json" });
  const text = await readText(file);
  if (!text.ok) return refuse(text.error);
  const knowledge = await loadKnowledge();
  if (!knowledge.ok) return refuse(knowledge.error);
  const imported = importCivic(text.value, knowledge.value.index, { name: file.split(/[/\\]/).at(-1) ?? file });
  if (!imported.ok) return refuse(imported.error);
  const written = await writeWhole(options.out, `${JSON.stringify(imported.value)}\n`);
  if (!written.ok) return refuse(written.error);
  process.stdout.write(`${imported.value.items.length} items, ${imported.value.hash}\nWritten: ${written.value}\nUse it with: --evidence ${options.out}\n`);
};
