import type { ReferenceModel } from "./reference.ts";

/**
 * The models with worked examples that files of a reference folder hold: those of a file `{ models: [...] }`.
 *
 * @param files  parsed JSON by file name
 */
export const readReferences = (files: Readonly<Record<string, unknown>>): ReferenceModel[] =>
  Object.values(files).flatMap((content) => {
    const models = (content as { readonly models?: unknown } | null)?.models;
    return Array.isArray(models) ? (models as ReferenceModel[]) : [];
  });
