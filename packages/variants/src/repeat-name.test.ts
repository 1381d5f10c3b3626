import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";

describe("a repeat is the change of its number of copies", () => {
  it.each([
    ["ERBB2 p.Gly776[2]", "ERBB2 G776dup"],
    ["ERBB2 p.(Gly776[2])", "ERBB2 G776dup"],
    ["ERBB2 p.G776[3]", "ERBB2 G776_V777insGG"],
    ["ERBB2 p.Tyr772_Ala775[2]", "ERBB2 Y772_A775dup"],
    ["ERBB2 p.Y772_A775[0]", "ERBB2 Y772_A775del"],
    ["ERBB2 p.Y772_A775[1]", "ERBB2 Y772="],
    ["ERBB2 c.2326GGT[2]", "ERBB2 c.2326_2328dup"],
    ["ERBB2 c.2326_2328[2]", "ERBB2 c.2326_2328dup"],
    ["ERBB2 c.2326_2328GGT[2]", "ERBB2 c.2326_2328dup"],
    ["NM_004448.4:c.2326GGT[3]", "ERBB2 c.2328_2329insGGTGGT"],
    ["ERBB2 c.2326_2328[0]", "ERBB2 c.2326_2328del"],
  ])("%s is %s", (repeat, plain) => {
    const { input: _, ...read } = canonical(repeat, genes);
    const { input: __, ...same } = canonical(plain, genes);
    expect(read.error).toBeNull();
    expect({ key: read.key, coding: read.coding }).toEqual({ key: same.key, coding: same.coding });
  });

  it("counts the copies that the reference has already", () => {
    // ESR1 begins a run of four alanines at residue 86
    const { protein } = genes.named("ESR1") as { protein: string };
    const run = /(?<!A)A{3,}/.exec(protein);
    const copies = run?.[0].length ?? 0;
    const first = (run?.index ?? 0) + 1;
    expect(copies).toBeGreaterThan(2);
    expect(canonical(`ESR1 p.A${first}[${copies}]`, genes).key).toBe(`ESR1:p.A${first}=`);
    expect(canonical(`ESR1 p.A${first}[${copies + 1}]`, genes).key).toBe(`ESR1:p.A${first + copies - 1}dup`);
    expect(canonical(`ESR1 p.A${first}[${copies - 1}]`, genes).key).toBe(`ESR1:p.A${first + copies - 1}del`);
    expect(canonical(`ESR1 p.A${first + 1}[2]`, genes).error?.code).toBe("ambiguous");
  });

  it.each([
    ["ERBB2 c.2326GGC[3]", "reference-mismatch", "GGT at c.2326"],
    ["ERBB2 p.Y773_A775[2]", "reference-mismatch", "V at residue 773"],
    ["ERBB2 p.Y9999[2]", "out-of-range", "1255 residues"],
    ["ERBB2 p.G1254_V1258[2]", "out-of-range", "1258 lies beyond"],
    ["ERBB2 c.3767_3769[2]", "out-of-range", "3768 coding bases"],
    ["ERBB2 p.Y772_A775[501]", "out-of-range", "501 copies"],
    ["ERBB2 c.2326[3]", "unparsable", "not a change"],
    ["NM_001005862.2:p.G746[2]", "unparsable", "not a change"],
  ])("%s is refused: %s", (name, code, message) => {
    const { error } = canonical(name, genes);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain(message);
  });
});
