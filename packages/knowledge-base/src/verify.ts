import type { KnowledgeBundle } from "@erbium/model";
import { bundleHash, type Sha256 } from "./bundle-hash.ts";
import { checks } from "./checks/index.ts";
import { contextOf, runChecks } from "./compile.ts";

export interface KnowledgeVerification {
  readonly name: string;
  readonly status: "passed" | "failed";
  readonly expected: string;
  readonly got: string;
  readonly note?: string;
}

/**
 * Reruns every check on a bundle, as a laboratory does before it trusts an installation: one case per
 * check, failed with the first findings, and one for the hash when a SHA-256 is given.
 */
export const verifyKnowledge = (bundle: KnowledgeBundle, sha256?: Sha256): KnowledgeVerification[] => {
  const context = contextOf(bundle);
  const cases: KnowledgeVerification[] = checks.map((check) => {
    const errors = [...runChecks(context, [check])]
      .map(({ finding }) => finding)
      .filter((one) => one.severity === "error");
    return {
      name: `knowledge/${check.name}`,
      status: errors.length === 0 ? "passed" : "failed",
      expected: check.holds,
      got:
        errors.length === 0
          ? check.holds
          : `${errors.length} findings: ${errors
              .slice(0, 5)
              .map((one) => `${one.kind} ${one.item}: ${one.message}`)
              .join(" | ")}`,
    };
  });
  if (sha256 !== undefined) {
    const hash = bundleHash(bundle, sha256);
    cases.push({
      name: "knowledge/hash",
      status: hash === bundle.hash ? "passed" : "failed",
      expected: bundle.hash,
      got: hash,
    });
  }
  return cases;
};
