import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";

const read = (name: string) => canonical(name, genes);

describe("genes outside the panel", () => {
  it.each([
    ["MYC amplification", "MYC:amplification", ["amplification", "copy-number gain"]],
    ["CCNE1 amp", "CCNE1:amplification", ["amplification", "copy-number gain"]],
    ["FGFR3 gain", "FGFR3:gain", ["copy-number gain"]],
    ["MDM2 homozygous deletion", "MDM2:deletion", ["deletion", "loss"]],
    ["MYC 扩增", "MYC:amplification", ["amplification", "copy-number gain"]],
  ])("have copies: %s", (name, key, classes) =>
    expect(read(name)).toMatchObject({
      gene: key.split(":")[0],
      kind: "copy-number",
      key,
      classes,
      error: null,
    }),
  );

  it.each([
    "MYC T58A",
    "H3-3A K27M",
    "BRCA1 c.68_69del",
    "MYC mutation",
    "FGFR3-TACC3",
    "MYC overexpression",
  ])("have nothing else: %s", (name) => expect(read(name).error?.code).toBe("unsupported-gene"));

  it.each([
    ["ERRB2 amplification", "ERBB2 amplification, if ERBB2 was meant"],
    ["ERB2 L755S", "ERBB2 L755S, if ERBB2 was meant"],
    ["NGR1 fusion", "NRG1 fusion, if NRG1 was meant"],
  ])("may be a slip: %s", (name, suggestion) =>
    expect(read(name).error).toMatchObject({
      code: "unsupported-gene",
      suggestion: expect.stringContaining(suggestion),
    }),
  );

  it.each(["ARAF amplification", "CCND2 amplification", "AKT2 amplification", "PIK3CB amplification"])(
    "are not taken for their relatives in the panel: %s",
    (name) => expect(read(name).error).toBeNull(),
  );

  it("are not words in capitals", () => {
    expect(read("FOCAL amplification").key).toBe("ERBB2:amplification");
    expect(read("DNA amplification").error).not.toBeNull();
  });
});

describe("a fusion written with a hyphen alone", () => {
  it.each([
    ["ATP1B1-NRG1", "NRG1", "ATP1B1::NRG1"],
    ["CLU-NRG1", "NRG1", "CLU::NRG1"],
    ["FGFR2-TACC3", "FGFR2", "FGFR2::TACC3"],
    ["KIAA1549-BRAF", "BRAF", "KIAA1549::BRAF"],
    ["ERBB2-IKZF3", "ERBB2", "ERBB2::IKZF3"],
    ["CD74(exon 6)-NRG1(exon 6)", "NRG1", "CD74::NRG1"],
    ["SLC3A2 exon 2::NRG1 exon 6 fusion", "NRG1", "SLC3A2::NRG1"],
    ["CD74(6)::NRG1(6)", "NRG1", "CD74::NRG1"],
    ["CD74-NRG1 (C6;N6)", "NRG1", "CD74::NRG1"],
    ["EGFR::RAD51 e24::e4", "EGFR", "EGFR::RAD51"],
  ])("%s", (name, gene, pair) =>
    expect(read(name)).toMatchObject({ key: `${gene}:fusion`, aliases: expect.arrayContaining([pair]) }),
  );

  it.each(["AGK-BRAF", "EGFR-TKI", "HER2-ADC", "ERBB2-TM4", "HER2-XYZ", "Atp1b1-NRG1"])(
    "%s is not read so",
    (name) => expect(read(name).key).toBeNull(),
  );

  it.each([
    ["KRAS-G12C", "KRAS:p.G12C"],
    ["HER2-low", "ERBB2:her2-low"],
    ["HER2-YVMA", "ERBB2:p.Y772_A775dup"],
    ["MET-EX14", "MET:exon-14-skipping"],
  ])("%s is something else: %s", (name, key) => expect(read(name).key).toBe(key));
});

describe("words that are spelled wrong", () => {
  it.each([
    ["ERBB2 amplfication", "ERBB2 amplification"],
    ["ERBB2 fusoin", "ERBB2 fusion"],
    ["ERBB2 exon 20 insertoin", "ERBB2 exon 20 insertion"],
    ["ERBB2 L755S mutaton", "ERBB2 L755S mutation"],
    ["HER2 overexpresion", "ERBB2 overexpression"],
  ])("%s: did you mean %s", (name, suggestion) =>
    expect(read(name).error).toMatchObject({ code: "unparsable", suggestion }),
  );

  it("suggests no fusion with what is no gene", () => {
    expect(read("ERBB2 LOH").error?.suggestion).not.toContain("fusion");
    expect(read("ERBB2 IKZF3").error?.suggestion).toContain("ERBB2::IKZF3");
  });
  it("leaves other words alone", () =>
    expect(read("ERBB2 banana").error?.suggestion).toContain("for instance"));
});

describe("a word beside a change", () => {
  it.each([
    "RB1 K95F gene",
    "RB1 K95F allele",
    "RB1 K95F missense mutation detected",
    "likely pathogenic RB1 K95F",
  ])("%s is no residues", (name) => expect(read(name).key).toBe("RB1:p.K95F"));
  it.each(["ERBB2 leu 755 ser", "ERBB2 776 ins yvma", "ERBB2 Y772_A775 duplication", "ERBB2 V777 stop"])(
    "%s is a change in words",
    (name) => expect(read(name).error).toBeNull(),
  );
  it("may not be one that is not known", () => {
    expect(read("ERBB2 S310F gain").error?.code).toBe("unparsable");
    expect(read("ERBB2 L755S tumor").error?.code).toBe("unparsable");
  });
});

describe("no protein, and a splice site named by its residue", () => {
  it.each([
    ["ERBB2 p.0", "ERBB2:p.0", "NP_004439.2:p.0"],
    ["ERBB2 p.0?", "ERBB2:p.0?", "NP_004439.2:p.0?"],
    ["ERBB2 p.(0)", "ERBB2:p.0?", "NP_004439.2:p.0?"],
  ])("%s", (name, key, protein) => expect(read(name)).toMatchObject({ key, protein, consequence: null }));

  it("is the score where no p. stands", () => expect(read("HER2 0").key).toBe("ERBB2:her2-zero"));

  it("leaves the exon open where an edge splits the codon", () => {
    expect(read("MET X1010_splice").exon).toBeNull();
    // codon 126 is the first of exon 5
    expect(read("TP53 X126_splice").exon).toBe(5);
  });
});
