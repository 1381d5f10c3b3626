import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Claim, claimRecordSchema, claimSchema, err, ok, type Result } from "@erbium/model";
import { claimOfRecord } from "@erbium/synthesis";
import { rows } from "./io/rows.ts";

/**
 * Claims of other sources: JSON Lines or a JSON array, each as a reader writes it down (`claim_type`,
 * `statement_en`, names as printed) or as the knowledge holds it.
 */
export const readClaims = async (path: string, index: KnowledgeIndex): Promise<Result<Claim[]>> => {
  const claims: Claim[] = [];
  const ids = new Set<string>();
  for await (const row of rows(path)) {
    if (!row.ok) return row;
    const value = row.value.kind === "json" ? row.value.value : row.value.record;
    const read = readClaim(value, index);
    const at = `${path}, claim ${claims.length + 1}`;
    if (!read.ok) return err({ ...read.error, path: at });
    if (ids.has(read.value.id))
      return err({
        code: "claim-twice",
        path: at,
        message: `the id "${read.value.id}" stands twice`,
        remedy: "give each claim an id of its own",
      });
    ids.add(read.value.id);
    claims.push(read.value);
  }
  return ok(claims);
};

const readClaim = (value: unknown, index: KnowledgeIndex): Result<Claim> => {
  const plain = typeof value === "object" && value !== null && "statement" in value;
  const read = plain ? claimSchema.safeParse(value) : claimRecordSchema.safeParse(value);
  if (read.success) return ok("claim_type" in read.data ? claimOfRecord(read.data, index) : read.data);
  const [issue] = read.error.issues;
  return err({
    code: "not-a-claim",
    message: `${issue?.path.join(".") || "the line"}: ${issue?.message ?? "can not be read"}`,
    remedy:
      'a claim is {"id": ..., "claim_type": ..., "statement_en": ..., "tumour": ..., "alteration": ..., "therapy": [...], "outcome": ..., "direction": ...}',
  });
};
