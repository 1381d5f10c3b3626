import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { verifyVariants } from "./index.ts";

const run = (row: Record<string, string>) => verifyVariants([row], genes)[0];

describe("a reference row", () => {
  const row = { kind: "gcp", gene: "ERBB2", assembly: "grch37", transcript: "ENST00000269571" };
  it("passes where every name of it reaches the expected protein", () =>
    expect(run({ ...row, g: "chr17:g.37880220T>C", c: "c.2264T>C", p_expected: "p.L755S" })?.status).toBe(
      "passed",
    ));
  it("fails where one does not", () => {
    expect(run({ ...row, g: "chr17:g.37880220T>G", c: "c.2264T>C", p_expected: "p.L755S" })?.status).toBe(
      "failed",
    );
    expect(run({ ...row, c: "c.2264T>C", p_expected: "p.L755W" })?.status).toBe("failed");
    expect(run({ ...row, c: "c.2264A>C", p_expected: "p.L755S" })?.status).toBe("failed");
    expect(run({ ...row })?.status).toBe("failed");
  });
  it("of a gene outside the panel passes only as refused", () => {
    expect(
      run({ transcript: "NM_000059.4", c: "NM_000059.4:c.1813del", p_expected: "p.Ile605TyrfsTer9" })?.status,
    ).toBe("passed");
    expect(run({ gene: "ERBB2", transcript: "NM_999999.1", c: "NM_999999.1:c.1A>G" })?.status).toBe("failed");
  });
  it("that must be rejected passes only if it is", () => {
    const note = "reference base does not match: engine must REJECT it";
    expect(run({ gene: "TP53", transcript: "NM_000546.6", c: "c.213A>G", note })?.status).toBe("passed");
    expect(run({ gene: "TP53", transcript: "NM_000546.6", c: "c.215C>G", note })?.status).toBe("failed");
  });
});

const oracle = `${process.env.ERBIUM_ORACLES}/variants/hgvs_cases.tsv`;
describe.skipIf(process.env.ERBIUM_ORACLES === undefined || !existsSync(oracle))("the reference file", () => {
  it("passes but for the row that is proved wrong", () => {
    const [names = [], ...lines] = readFileSync(oracle, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t"));
    const rows = lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? ""])));
    const cases = verifyVariants(rows, genes);
    expect(cases).toHaveLength(226);
    expect(cases.filter(({ status }) => status === "failed")).toEqual([]);
    expect(cases.filter(({ status }) => status === "skipped")).toHaveLength(1);
  });
});
