import type { Advice } from "@erbium/model";
import canonicalize from "canonicalize";

/** The advice as canonical JSON (RFC 8785): equal advice gives equal bytes, in any locale. No trailing newline. */
export const reportJson = (advice: Advice): string => {
  const text = canonicalize(advice);
  if (text === undefined) throw new Error("the advice is not a JSON value");
  return text;
};
