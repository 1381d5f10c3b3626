import { readFile } from "node:fs/promises";
import { loadKnowledge } from "../knowledge.ts";
import { refuse } from "../terminal/refusals.ts";

const templates = [
  new URL("./case-template.yaml", import.meta.url),
  new URL("../case-template.yaml", import.meta.url),
];

/** `erbium case template`: a commented case to fill in, for a tumour by code or name. */
export const caseTemplateCommand = async (tumour: string): Promise<void> => {
  const knowledge = await loadKnowledge();
  if (!knowledge.ok) return refuse(knowledge.error);
  const found = knowledge.value.index.tumour(tumour);
  if (!found.ok) return refuse(found.error);
  for (const address of templates) {
    const text = await readFile(address, "utf8").catch(() => null);
    if (text === null) continue;
    process.stdout.write(
      text
        .replaceAll("{tumour}", found.value.id)
        .replaceAll("{name}", found.value.names.en[0] ?? found.value.id),
    );
    return;
  }
  refuse({
    code: "no-template",
    message: "the template is missing from this installation",
    remedy: "install again",
  });
};
