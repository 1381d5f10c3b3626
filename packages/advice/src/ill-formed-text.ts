import type { Refusal } from "@erbium/model";

/** Texts with half a character: no file and no canonical JSON (RFC 8785) can carry them, so they are refused on the way in. */
export const illFormedText = (value: unknown, path: readonly string[] = []): Refusal[] => {
  if (typeof value === "string")
    return value.isWellFormed()
      ? []
      : [
          {
            code: "ill-formed-text",
            message: `"${path.join(".")}" holds half of a character (a lone surrogate)`,
            path: path.join("."),
            remedy: "write the text anew, or save the file as UTF-8 from a program that reads it rightly",
          },
        ];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, item]) => illFormedText(item, [...path, name]));
};
