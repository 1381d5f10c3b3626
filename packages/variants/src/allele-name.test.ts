import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";

const read = (name: string) => canonical(name, genes);

describe("changes of one copy of the gene", () => {
  it.each([
    ["BRAF c.[1798G>A;1799T>A]", "BRAF:p.V600K", "NM_004333.6:c.1798_1799delinsAA"],
    ["BRAF c.[1799T>A;1798G>A]", "BRAF:p.V600K", "NM_004333.6:c.1798_1799delinsAA"],
    ["NM_004448.4:c.[2263T>G;2265G>C]", "ERBB2:p.L755V", "NM_004448.4:c.2263_2265delinsGTC"],
    ["NM_001005862.2:c.[2173T>G;2175G>C]", "ERBB2:p.L755V", "NM_004448.4:c.2263_2265delinsGTC"],
    ["ERBB2 c.[2265G>C; c.2266A>T]", "ERBB2:p.L755_R756delinsFW", "NM_004448.4:c.2265_2266delinsCT"],
  ])("%s are one: %s", (name, key, coding) => expect(read(name)).toMatchObject({ input: name, key, coding }));

  it.each([
    ["ERBB2 c.[2264T>C;2329G>T]", ["ERBB2:p.L755S", "ERBB2:p.V777L"]],
    // in neighbouring codons, but not side by side
    ["ERBB2 c.[2264T>C;2266A>T]", ["ERBB2:p.L755S", "ERBB2:p.R756W"]],
    // side by side on the transcript, with an intron between them
    ["ERBB2 c.[2307C>T;2308G>A]", ["ERBB2:p.D769=", "ERBB2:p.E770K"]],
    ["ERBB2 c.[2264T>C;2313_2324dup]", ["ERBB2:p.L755S", "ERBB2:p.Y772_A775dup"]],
    // of both copies, or of an unknown one
    ["BRAF c.[1798G>A];[1799T>A]", ["BRAF:p.V600M", "BRAF:p.V600E"]],
    ["BRAF c.[1798G>A(;)1799T>A]", ["BRAF:p.V600M", "BRAF:p.V600E"]],
  ])("%s are several", (name, readings) =>
    expect(read(name).error).toMatchObject({ code: "ambiguous", readings }),
  );

  it("are one where they are the same", () =>
    expect(read("ERBB2 c.[2264T>C;2264T>C]").key).toBe("ERBB2:p.L755S"));

  it("say which of them does not fit", () =>
    expect(read("ERBB2 c.[2264T>C;2329A>T]").error).toMatchObject({
      code: "reference-mismatch",
      message: expect.stringContaining("c.2329"),
    }));
});
