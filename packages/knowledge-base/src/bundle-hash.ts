import type { KnowledgeBundle } from "@erbium/model";
import canonicalize from "canonicalize";

/** Hexadecimal SHA-256 of a text's UTF-8 bytes. */
export type Sha256 = (text: string) => string;

/**
 * `sha256:` of the RFC 8785 canonical JSON of a bundle without `version` and `hash`. Items must already be
 * ordered by id, so that the same files give the same hash on any machine.
 */
export const bundleHash = (
  bundle: Omit<KnowledgeBundle, "hash"> & { hash?: string },
  sha256: Sha256,
): string => {
  const { version: _version, hash: _hash, ...content } = bundle;
  return `sha256:${sha256(canonicalize(content) ?? "")}`;
};
