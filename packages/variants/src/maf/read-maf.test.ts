import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { readMaf } from "../index.ts";

const header =
  "Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tEnd_Position\tReference_Allele\tTumor_Seq_Allele1\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tHGVSp_Short\tt_ref_count\tt_alt_count\tFILTER";
const rows = (...lines: string[]) => [
  new TextEncoder().encode(`#version 2.4\n${header}\n${lines.join("\n")}\n`),
];
const L755S = "ERBB2\tGRCh38\tchr17\t39723967\t39723967\tT\tT\tC\ts1\tp.L755S\t60\t40\tPASS";
const read = async (...lines: string[]) => {
  const file = await readMaf(rows(...lines), null, genes);
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
};

describe("the calls of a MAF", () => {
  it("come from the coordinates, with sample, fraction and depth", async () => {
    const file = await read(L755S);
    expect(file).toMatchObject({ records: 1, assembly: "GRCh38", sample: "s1", warnings: [] });
    expect(file.calls[0]).toMatchObject({ vaf: 0.4, depth: 100, filter: "PASS", sample: "s1", line: 3 });
    expect(file.calls[0]?.alteration).toMatchObject({
      key: "ERBB2:p.L755S",
      coding: "NM_004448.4:c.2264T>C",
    });
  });
  it("read an insertion after its start position, and a deletion", async () => {
    const file = await read(
      "ERBB2\tGRCh38\t17\t39724742\t39724743\t-\t-\tATACGTGATGGC\ts1\tp.Y772_A775dup\t\t\t",
      "EGFR\tGRCh38\t7\t55174772\t55174786\tGGAATTAAGAGAAGC\tGGAATTAAGAGAAGC\t-\ts1\t\t\t\t",
    );
    expect(file.calls.map(({ alteration }) => alteration.key)).toEqual([
      "ERBB2:p.Y772_A775dup",
      "EGFR:p.E746_A750del",
    ]);
  });
  it("come from the protein name where there are no coordinates", async () => {
    const file = await read(
      "EGFR\tGRCh37\t\t\t\t\t\t\ts1\tp.T790M\t\t\t",
      "STK11\tGRCh37\t\t\t\t\t\t\ts1\tp.H168R\t\t\t",
    );
    expect(file.calls.map(({ alteration }) => alteration.key)).toEqual(["EGFR:p.T790M"]);
    expect(file.warnings.map(({ code }) => code)).toEqual(["named-only"]);
  });
  it("take the coordinates where the protein name says something else, and say so", async () => {
    const file = await read(L755S.replace("p.L755S", "p.L755W"));
    expect(file.calls[0]?.alteration.key).toBe("ERBB2:p.L755S");
    expect(file.warnings.map(({ code }) => code)).toEqual(["protein-name-differs"]);
  });
  it("of several samples keep their samples", async () => {
    const file = await read(L755S, L755S.replace("s1", "s2"));
    expect(file.sample).toBeNull();
    expect(file.calls.map(({ sample }) => sample)).toEqual(["s1", "s2"]);
  });
});

describe("a MAF is refused", () => {
  const refusal = async (assembly: "GRCh37" | null, ...lines: string[]) => {
    const file = await readMaf(rows(...lines), assembly, genes);
    return file.ok ? null : file.error;
  };
  it("where NCBI_Build is not the stated assembly, or changes inside", async () => {
    expect(await refusal("GRCh37", L755S)).toMatchObject({ code: "assembly-mismatch", path: "3:2" });
    expect(await refusal(null, L755S, L755S.replace("GRCh38", "hg19"))).toMatchObject({ path: "4:2" });
  });
  it("where NCBI_Build says one assembly and the bases another", async () =>
    expect(await refusal(null, L755S.replace("GRCh38", "GRCh37"))).toMatchObject({
      code: "assembly-mismatch",
    }));
  it("where a position is no number, naming line and column", async () =>
    expect(await refusal(null, L755S.replace("39723967", "here"))).toMatchObject({
      code: "malformed-record",
      path: "3:4",
    }));
  it("where it has no usable header", async () => {
    const file = await readMaf([new TextEncoder().encode("a\tb\n1\t2\n")], null, genes);
    expect(file).toMatchObject({ ok: false, error: { code: "not-a-maf", path: "1:1" } });
  });
});
