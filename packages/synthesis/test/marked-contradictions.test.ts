import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { detectConflicts, fromClaim } from "../src/index.ts";
import { knowledge } from "./compiled.ts";

/** The contradictions that readers of the sources marked; the mechanism does not know them. */
const oracles = process.env.ERBIUM_ORACLES;
const groups = new Map<string, string[]>();
if (oracles !== undefined)
  for (const line of readFileSync(join(oracles, "claims/claims_001_004.jsonl"), "utf8").trim().split("\n")) {
    const { id, contradiction_group } = JSON.parse(line) as { id: string; contradiction_group: string[] };
    for (const group of contradiction_group) groups.set(group, [...(groups.get(group) ?? []), id]);
  }

describe.skipIf(oracles === undefined)("contradictions that readers marked", () => {
  const found = detectConflicts(knowledge.bundle.claims.map(fromClaim), knowledge);
  const opposed = [...groups].filter(([, ids]) => ids.length > 1);
  it("are there to be found: 29 groups of two claims or more", () => {
    expect(opposed).toHaveLength(29);
  });
  it.each(opposed)("%s comes out: claims of it stand on different sides", (_, ids) => {
    const hit = found.some(
      ({ sides }) =>
        sides.filter(({ assertions }) => assertions.some(({ id }) => ids.includes(id))).length >= 2,
    );
    expect(hit).toBe(true);
  });
});
