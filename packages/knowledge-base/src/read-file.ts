import { type KnowledgeKind, knowledgeFileSchema, knowledgeKinds, type Refusal } from "@erbium/model";
import { parse, YAMLParseError } from "yaml";

/** A text file of the knowledge: path from `knowledge/`, with forward slashes. */
export interface KnowledgeFile {
  readonly path: string;
  readonly text: string;
}

export interface ReadItems {
  readonly kind: KnowledgeKind;
  readonly items: readonly { readonly id: string }[];
}

const maxLength = 8_000_000;

/** Parses YAML without aliases (they can expand without bound) and with string keys only. */
export const readYaml = (file: KnowledgeFile): { value: unknown } | { refusal: Refusal } => {
  if (file.text.length > maxLength)
    return {
      refusal: {
        code: "knowledge-too-large",
        message: `${file.path} is larger than ${maxLength} characters.`,
        path: file.path,
        remedy: "Split it by topic.",
      },
    };
  try {
    return { value: parse(file.text, { maxAliasCount: 0, stringKeys: true, schema: "core" }) as unknown };
  } catch (problem) {
    const at = problem instanceof YAMLParseError ? problem.linePos?.[0] : undefined;
    return {
      refusal: {
        code: "knowledge-unreadable",
        message: `${file.path}${at ? ` line ${at.line}` : ""}: ${(problem instanceof Error ? problem.message : String(problem)).split("\n")[0]}`,
        path: at ? `${file.path}:${at.line}:${at.col}` : file.path,
        remedy: "Correct the YAML; anchors and aliases are not allowed.",
      },
    };
  }
};

export const readJson = (file: KnowledgeFile): { value: unknown } | { refusal: Refusal } => {
  try {
    return { value: JSON.parse(file.text) as unknown };
  } catch (problem) {
    const message = `${file.path}: ${problem instanceof Error ? problem.message : String(problem)}`;
    return {
      refusal: { code: "knowledge-unreadable", message, path: file.path, remedy: "Correct the JSON." },
    };
  }
};

/** Reads one YAML file of items and checks its head and every item against the schema of its kind. */
export const readKnowledgeFile = (file: KnowledgeFile, refusals: Refusal[]): ReadItems | null => {
  const read = readYaml(file);
  if ("refusal" in read) {
    refusals.push(read.refusal);
    return null;
  }
  const head = knowledgeFileSchema.safeParse(read.value);
  if (!head.success) {
    for (const issue of head.error.issues)
      refusals.push({
        code: "knowledge-head",
        message: `${file.path}: ${issue.path.join(".") || "the file"}: ${issue.message}`,
        path: `${file.path}#${issue.path.join(".")}`,
        remedy: "Begin with kind, topic, asOf, language and items, as knowledge/README.md shows.",
      });
    return null;
  }
  const { kind, items } = head.data;
  const good: { id: string }[] = [];
  for (const [index, item] of items.entries()) {
    const parsed = knowledgeKinds[kind].safeParse(item);
    if (parsed.success) {
      good.push(parsed.data as { id: string });
      continue;
    }
    const id =
      typeof item === "object" && item !== null && "id" in item ? String(item.id) : `item ${index + 1}`;
    for (const issue of parsed.error.issues) {
      const field = issue.path.join(".");
      refusals.push({
        code: "knowledge-schema",
        message: `${file.path}: ${id}${field ? `: ${field}` : ""}: ${issue.message}`,
        path: `${file.path}#${id}${field ? `.${field}` : ""}`,
        remedy: `Write the field as the schema of ${kind} has it (packages/model/src/knowledge).`,
      });
    }
  }
  return { kind, items: good };
};
