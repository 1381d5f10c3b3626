import type { ImportedEvidence } from "@erbium/knowledge-base";
import type { Result } from "@erbium/model";
import { readText } from "./io/read-text.ts";

/** Reads what `erbium evidence import` wrote. */
export const readImport = async (path: string): Promise<Result<readonly ImportedEvidence[]>> => {
  const text = await readText(path);
  if (!text.ok) return text;
  const refused = (message: string): Result<readonly ImportedEvidence[]> => ({
    ok: false,
    error: {
      code: "not-an-import",
      path,
      message,
      remedy: "make it with: erbium evidence import civic FILE --out IMPORTED.json",
    },
  });
  try {
    const value = JSON.parse(text.value) as ImportedEvidence;
    return Array.isArray(value.items) && typeof value.hash === "string"
      ? { ok: true, value: [value] }
      : refused(`${path} is not an evidence import`);
  } catch (cause) {
    return refused(`${path} is not JSON: ${(cause as Error).message}`);
  }
};
