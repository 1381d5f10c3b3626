import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type EvidenceQuery, findEvidence, importCivic, type KnowledgeIndex } from "@erbium/knowledge-base";
import { err, ok, type Result } from "@erbium/model";
import { canonical } from "@erbium/variants";
import { readImport } from "../evidence-import.ts";
import { checkReadable, MAX_TEXT_BYTES } from "../io/read-text.ts";
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
export const evidenceCommand = async (text: string | undefined, options: EvidenceOptions): Promise<void> => {
  const imports = options.evidence === undefined ? undefined : await readImport(options.evidence);
  if (imports && !imports.ok) return refuse(imports.error);
  const knowledge = await loadKnowledge(imports?.value ?? []);
  if (!knowledge.ok) return refuse(knowledge.error);
  const { index } = knowledge.value;
  const query = readQuery(text, options, index);
  if (!query.ok) return refuse(query.error);
  const hits = findEvidence(index, query.value);
  if (options.json) for (const hit of hits) process.stdout.write(`${JSON.stringify(hit)}\n`);
  else {
    process.stdout.write(
      `${columns(
        ["kind", "id", "status", "what, with its source"],
        hits.map((hit) => [hit.kind, hit.id, hit.status, `${hit.text} [${hit.sources.join(", ")}]`]),
      )}\n\n`,
    );
    process.stdout.write(`${hits.length} found. Knowledge ${index.version}, ${index.hash}.\n`);
  }
};

/** Names of the query to ids of the knowledge; a name nobody knows is refused instead of finding nothing. */
const readQuery = (
  text: string | undefined,
  options: EvidenceOptions,
  index: KnowledgeIndex,
): Result<EvidenceQuery> => {
  const { gene, level, source } = options;
  const tumour = options.tumour === undefined ? undefined : index.tumour(options.tumour);
  if (tumour && !tumour.ok) return tumour;
  const therapy = options.therapy === undefined ? undefined : index.therapy(options.therapy);
  if (therapy === null)
    return err({
      code: "unknown-therapy",
      path: "--therapy",
      message: `no therapy is known as "${options.therapy}"`,
      remedy: "give a name, brand, code or class, in English, Chinese or Korean",
    });
  const alteration =
    options.alteration === undefined ? undefined : canonical(options.alteration, index.genes);
  if (alteration?.error)
    return err({
      code: alteration.error.code,
      path: "--alteration",
      message: alteration.error.message,
      remedy: alteration.error.suggestion ?? "write it as: ERBB2 L755S",
    });
  return ok({
    ...(text === undefined ? {} : { text }),
    ...(gene === undefined ? {} : { gene: index.genes.named(gene)?.symbol ?? gene.toUpperCase() }),
    ...(tumour ? { tumour: tumour.value.id } : {}),
    ...(therapy ? { therapy: therapy.id } : {}),
    ...(alteration?.key ? { alteration: alteration.key } : {}),
    ...(level === undefined ? {} : { level }),
    ...(source === undefined ? {} : { source }),
  });
};

/** `erbium evidence import civic FILE --out IMPORTED.json`: reads CIViC's table of evidence and writes what `--evidence` reads. */
export const importCommand = async (
  format: string,
  file: string,
  options: { readonly out: string },
): Promise<void> => {
  if (format !== "civic")
    return refuse({
      code: "unknown-format",
      message: `no importer is named "${format}"`,
      remedy: "use: erbium evidence import civic FILE --out IMPORTED.json",
    });
  const problem = await checkReadable(file);
  if (problem) return refuse(problem);
  const { size, mtime } = await stat(file);
  if (size > MAX_TEXT_BYTES)
    return refuse({
      code: "too-large",
      path: file,
      message: `${file} is longer than ${MAX_TEXT_BYTES >> 20} MB`,
      remedy: "give CIViC's table of evidence",
    });
  const knowledge = await loadKnowledge();
  if (!knowledge.ok) return refuse(knowledge.error);
  const bytes = await readFile(file);
  const imported = importCivic(bytes, {
    name: basename(file),
    date: mtime.toISOString().slice(0, 10),
    hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    knowledge: knowledge.value.index,
  });
  if (!imported.ok) return refuse(imported.error);
  const written = await writeWhole(options.out, `${JSON.stringify(imported.value)}\n`);
  if (!written.ok) return refuse(written.error);
  process.stdout.write(
    `${imported.value.items.length} items, ${imported.value.hash}\nWritten: ${written.value}\nUse it with: --evidence ${options.out}\n`,
  );
};
