import { err, type Result } from "@erbium/model";

/** An input of which these fields are known to be there. */
export type Complete<I, K extends keyof I> = I & { readonly [F in K]-?: NonNullable<I[F]> };

/**
 * For models that answer several questions: refuses when the fields of the question asked are not all there.
 *
 * @returns null when every field is given
 */
export const missingOf = (
  model: string,
  input: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Result<never> | null => {
  const missing = fields.filter((field) => input[field] === undefined);
  if (missing.length === 0) return null;
  return err({
    code: "missing-input",
    message: `${model} lacks ${missing.join(", ")}`,
    path: missing[0] as string,
    remedy: `give ${fields.join(", ")}; none has a default`,
  });
};
