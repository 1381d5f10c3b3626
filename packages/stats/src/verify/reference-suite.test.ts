import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

const oracles = process.env["ERBIUM_ORACLES"];

/** The suites that are answered throughout: a case that fails in them is a step back. */
const complete = /^(01_pairwise|02_proportions|08_distributions)\.json$/;

describe.skipIf(oracles === undefined)("reference results of R", () => {
  const folder = join(oracles ?? "", "stats");
  const files = oracles === undefined ? [] : readdirSync(folder).filter((name) => complete.test(name));
  it("are there", () => {
    expect(files).toHaveLength(3);
  });
  it.each(files)("%s: every case passes at its tolerance", (name) => {
    const { cases } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { cases: ReferenceCase[] };
    const failed = verifyStats(cases).filter(({ status }) => status === "failed");
    expect(failed.map(({ name, note }) => `${name}: ${note}`)).toEqual([]);
    expect(cases.length).toBeGreaterThan(10);
  });
});
