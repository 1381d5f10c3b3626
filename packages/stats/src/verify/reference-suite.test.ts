import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

const oracles = process.env.ERBIUM_ORACLES;

/**
 * The one figure that is not answered: the bivariate I2 as the package mada prints it, which the published formula
 * does not give. Everything else of those cases is held.
 */
const withoutUnanswered = (reference: ReferenceCase): ReferenceCase => {
  const { i2 } = reference.expected;
  if (typeof i2 !== "object" || i2 === null || !("Zhou" in i2)) return reference;
  const { Zhou: _, ...rest } = i2;
  return { ...reference, expected: { ...reference.expected, i2: rest } };
};

describe.skipIf(oracles === undefined)("reference results of R", () => {
  const folder = join(oracles ?? "", "stats");
  const files = oracles === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith(".json"));
  it("are there", () => {
    expect(files).toHaveLength(8);
  });
  it.each(files)("%s: every case passes at its tolerance", (name) => {
    const { cases } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { cases: ReferenceCase[] };
    const failed = verifyStats(cases.map(withoutUnanswered)).filter(({ status }) => status === "failed");
    expect(failed.map(({ name, note }) => `${name}: ${note}`)).toEqual([]);
    expect(cases.length).toBeGreaterThan(8);
  });
});
