import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";
import { asCodingName } from "./rna-name.ts";

describe("a name on RNA", () => {
  it.each([
    ["r.2264u>c", "c.2264T>C"],
    ["r.2313_2324dup", "c.2313_2324dup"],
    ["r.2264_2265delinscu", "c.2264_2265delinsCT"],
    ["r.10_12delugg", "c.10_12delTGG"],
    ["r.10_11insuu", "c.10_11insTT"],
    ["r.10_12inv", "c.10_12inv"],
  ])("%s has the bases of %s", (rna, coding) => expect(asCodingName(rna)).toBe(coding));

  it.each([
    ["ERBB2 r.2313_2324dup", "ERBB2:p.Y772_A775dup"],
    ["NM_004448.4:r.(2264u>c)", "ERBB2:p.L755S"],
  ])("%s is %s", (name, key) => expect(canonical(name, genes).key).toBe(key));

  it.each([
    ["ERBB2 r.1899_1946del", "ERBB2:exon-16-skipping"],
    ["MET r.2888_3028del", "MET:exon-14-skipping"],
    ["EGFR r.89_889del", "EGFR:vIII"],
  ])("without whole exons, %s, is %s", (name, key) => expect(canonical(name, genes).key).toBe(key));

  it("is a deletion where a base less, or one more, is lost than the exon has", () => {
    expect(canonical("MET r.2888_3027del", genes).consequence).toContain("frameshift_variant");
    expect(canonical("MET r.2889_3028del", genes).consequence).toContain("frameshift_variant");
    expect(canonical("MET c.2888_3028del", genes).kind).toBe("coding");
  });

  it.each([
    ["ERBB2 r.spl", "splicing is changed, not how"],
    ["ERBB2 r.(spl?)", "splicing is changed, not how"],
    ["ERBB2 r.0", "no RNA is made, not why"],
  ])("%s says too little: %s", (name, message) =>
    expect(canonical(name, genes).error).toMatchObject({
      code: "unparsable",
      message: expect.stringContaining(message),
    }),
  );
});
