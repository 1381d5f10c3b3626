import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { variantResidue } from "./variant-residue.ts";

const keyed = (change: Record<string, unknown>) =>
  findingsOf(variantResidue, (bundle) => Object.assign(at(bundle.alterations, "L755S"), change));

describe("a variant's residue", () => {
  it("must be the protein's", () => {
    expect(keyed({ key: "ERBB2:p.A755S", aliases: [] })).toMatchObject([{ severity: "error", field: "key" }]);
  });
  it("must be written as the canonical key", () => {
    expect(keyed({ key: "ERBB2:p.G778_P780dup", aliases: [] })).toEqual([]);
    expect(keyed({ key: "ERBB2:p.P780_Y781insGSP", aliases: [] })).toMatchObject([
      { remedy: 'Write "ERBB2:p.G778_P780dup".' },
    ]);
  });
  it("belongs to the gene of the record", () => {
    expect(keyed({ gene: "EGFR", aliases: [] })).toMatchObject([{ field: "gene" }]);
  });
  it("is that of one record only", () => {
    const found = findingsOf(variantResidue, (bundle) =>
      bundle.alterations.push({ ...at(bundle.alterations, "L755S"), id: "again" }),
    );
    expect(found).toMatchObject([{ item: "again", field: "key" }]);
  });
  it("is not that of an alias with another meaning", () => {
    expect(keyed({ aliases: ["V777L"] })).toMatchObject([{ severity: "warning", field: "aliases" }]);
  });
});
