import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";

const read = (name: string) => canonical(name, genes);

describe("phrases that mean something of one gene alone", () => {
  it.each([
    "METex14",
    "MET ex14",
    "METΔex14",
    "METex14 positive",
    "METex14 alterations",
    "METex14del",
    "MET exon 14 deletion",
    "MET exon 14 skipping mutation",
  ])("%s is the skipping of exon 14", (name) => expect(read(name).key).toBe("MET:exon-14-skipping"));

  it("leaves what they may not mean", () => {
    expect(read("MET exon 14 mutation").key).toBe("MET:exon-14-mutation");
    expect(read("MET exon 14").error?.code).toBe("unparsable");
    expect(read("MET ex15").error?.code).toBe("unparsable");
    expect(read("EGFR ex14").error?.code).toBe("unparsable");
    expect(read("EGFR exon 19 deletion").key).toBe("EGFR:exon-19-deletion");
  });
});

describe("exons of PIK3CA, which papers count without the first", () => {
  it.each([
    ["PIK3CA exon 9 mutation", 10],
    ["PIK3CA exon 20 mutation", 21],
    ["PIK3CA exon 10 mutation", 10],
    ["PIK3CA exon 21 mutation", 21],
    ["PIK3CA 第9外显子突变", 10],
    ["PIK3CA exon 8 mutation", 8],
  ] as const)("%s lies in exon %i", (name, exon) =>
    expect(read(name)).toMatchObject({ key: `PIK3CA:exon-${exon}-mutation`, exon }),
  );

  it("keeps the other number as an alias, and holds the hotspots", () => {
    expect(read("PIK3CA exon 9 mutation").aliases).toEqual(["exon 10 mutation", "exon 9 mutation"]);
    expect(read("PIK3CA E545K").exon).toBe(10);
    expect(read("PIK3CA H1047R").exon).toBe(21);
  });

  it("refuses the numbers that may be meant in either way, and says how to go on", () => {
    const { error } = read("PIK3CA exon 7 mutation");
    expect(error).toMatchObject({
      code: "ambiguous",
      readings: expect.arrayContaining(["PIK3CA exon 8 mutation"]),
    });
    expect(error?.suggestion).toContain("PIK3CA exon 8 mutation");
    expect(read("EGFR exon 20 mutation").exon).toBe(20);
  });
});
