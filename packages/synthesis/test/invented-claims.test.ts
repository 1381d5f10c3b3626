import { readFileSync } from "node:fs";
import { join } from "node:path";
import { claimRecordSchema } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  type Assertion,
  claimOfRecord,
  type DetectedConflict,
  detectConflicts,
  fromClaim,
} from "../src/index.ts";
import { knowledge } from "./compiled.ts";

/**
 * Claims of no real source, written to try the mechanism: paraphrases, three-way groups, numbers, days, and
 * pairs that look opposite and ask different things. Each set was written before the mechanism had seen it.
 */
const sets = new Map<string, { claims: Assertion[]; groups: Map<string, string[]> }>();
for (const line of readFileSync(join(import.meta.dirname, "invented-claims.jsonl"), "utf8")
  .trim()
  .split("\n")) {
  const record = JSON.parse(line) as { id: string; contradiction_group: string[] };
  const name = record.id.slice(0, 1);
  const set = sets.get(name) ?? { claims: [], groups: new Map<string, string[]>() };
  sets.set(name, set);
  set.claims.push(fromClaim(claimOfRecord(claimRecordSchema.parse(record), knowledge)));
  for (const group of record.contradiction_group)
    set.groups.set(group, [...(set.groups.get(group) ?? []), record.id]);
}

const idsOf = ({ sides }: DetectedConflict): string[][] =>
  sides.map(({ assertions }) => assertions.map(({ id }) => id));

describe.each([...sets])("claims of other sources, set %s", (_, { claims, groups }) => {
  const found = () => detectConflicts(claims, knowledge).filter(({ kind }) => !kind.startsWith("differs"));
  const standApart = (one: DetectedConflict, ids: readonly string[]): boolean =>
    idsOf(one).filter((side) => side.some((id) => ids.includes(id))).length >= 2;
  it.each([...groups])("contradiction %s comes out", (_name, ids) => {
    expect(found().some((one) => standApart(one, ids))).toBe(true);
  });
  it("nothing else is called a contradiction", () => {
    const wrong = found().filter((one) => ![...groups.values()].some((ids) => standApart(one, ids)));
    expect(wrong.map(({ question }) => question)).toEqual([]);
  });
});
