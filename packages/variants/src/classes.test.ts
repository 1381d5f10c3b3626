import { describe, expect, it } from "vitest";
import { classes as definitions, genes } from "../test/genes.ts";
import { canonical, geneIndex } from "./index.ts";

const classes = (name: string) => canonical(name, genes).classes;

describe("classes by definition", () => {
  it("have each a name of their own, a date and a source", () => {
    expect(new Set(definitions.map(({ id }) => id)).size).toBe(definitions.length);
    for (const one of definitions as readonly object[])
      expect(one).toMatchObject({
        definition: expect.stringMatching(/./),
        source: expect.stringMatching(/./),
        date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      });
  });

  const examples = definitions as unknown as readonly {
    id: string;
    words: string;
    examples: { in: readonly string[]; out: readonly string[] };
  }[];
  it.each(
    examples.flatMap(({ id, words, examples: of }) => [
      ...of.in.map((name) => [name, true, id, words] as const),
      ...of.out.map((name) => [name, false, id, words] as const),
    ]),
  )("%s: %s, of the class %s", (name, isIn, _, words) => {
    const alteration = canonical(name, genes);
    expect(alteration.error).toBeNull();
    const word = words.replace("{exon}", String(alteration.exon));
    expect(alteration.classes.includes(word)).toBe(isIn);
  });

  it.each(["Y772_A775dup", "A775_G776insYVMA", "G778_P780dup", "G776delinsVC", "M774delinsWLV"])(
    "%s is an exon 20 insertion",
    (name) => expect(classes(`ERBB2 ${name}`)).toContain("exon 20 insertion"),
  );
  it.each(["V777L", "T798I", "G776_V777delinsLC", "Y772_A775del"])("%s is not", (name) =>
    expect(classes(`ERBB2 ${name}`)).not.toContain("exon 20 insertion"),
  );
  it("an insertion one residue before exon 20 is one of exon 19", () =>
    expect(classes("ERBB2 L768_D769insW")).toContain("exon 19 insertion"));

  it("the kinase domain begins at 720 and ends at 987, with edges that sources dispute", () => {
    const at = (position: number) => {
      const residue = genes.named("ERBB2")!.protein![position - 1];
      return classes(`ERBB2 ${residue}${position}${residue === "W" ? "A" : "W"}`);
    };
    const is = (word: string) =>
      [719, 720, 721, 722, 975, 976, 987, 988].map((one) => at(one).includes(word));
    expect(is("kinase domain")).toEqual([false, true, true, true, true, true, true, false]);
    expect(is("kinase domain edge")).toEqual([false, true, true, false, false, true, true, false]);
  });
  it("a transmembrane change is not one of the kinase domain", () => {
    expect(classes("ERBB2 V659E")).toContain("transmembrane");
    expect(classes("ERBB2 V659E")).not.toContain("kinase domain");
  });
  it("the domain is never taken from an exon", () =>
    expect(classes("ERBB2 exon 20 insertion")).not.toContain("kinase domain"));
  it("a truncating change is not a kinase-domain change", () => {
    expect(classes("ERBB2 Y781fs")).toEqual(expect.arrayContaining(["truncating", "mutation"]));
    expect(classes("ERBB2 Y781fs")).not.toContain("kinase domain");
  });
  it("a silent change is no mutation", () => expect(classes("ERBB2 L755=")).toEqual(["silent"]));
  it("amplification is no mutation", () =>
    expect(classes("ERBB2 amplification")).toEqual(["amplification", "copy-number gain"]));

  it.each([
    ["ERBB2 G776fs", "exon 20 insertion"],
    ["ERBB2 A775_G776insY*", "exon 20 insertion"],
    ["ERBB2 c.2307+5_2307+6insA", "exon 20 insertion"],
    ["ERBB2 R678Q", "kinase domain"],
    ["ERBB2 L755*", "kinase domain"],
    ["ERBB2 L755S", "non-TKD mutation"],
    ["ERBB2 711_724del", "non-TKD mutation"],
    ["ERBB2 G776fs", "non-TKD mutation"],
    ["TP53 R175H", "non-TKD mutation"],
    ["ERBB2 I655T", "common polymorphism"],
    ["MET exon 14 skipping", "del16"],
    ["ERBB2 exon 15 skipping", "del16"],
  ])("%s is not %s", (name, words) => {
    expect(canonical(name, genes).error).toBeNull();
    expect(classes(name)).not.toContain(words);
  });

  it.each([
    ["ERBB2 S310F", "non-TKD mutation"],
    ["ERBB2 V659E", "non-TKD mutation"],
    ["ERBB2 711_713del", "non-TKD mutation"],
    ["ERBB2 711_724del", "kinase domain"],
    ["ERBB2 I655V", "common polymorphism"],
    ["ERBB2 c.1963A>G", "common polymorphism"],
    ["ERBB2 P1170A", "common polymorphism"],
    ["TP53 c.215C>G", "common polymorphism"],
    ["EGFR c.2361G>A", "common polymorphism"],
    ["d16HER2", "del16"],
    ["ERBB2 c.1899-20_1946+30del", "del16"],
    ["ERBB2 c.1899-20_1946+30del", "exon 16 skipping"],
    ["MET exon 14 skipping", "exon 14 skipping"],
    ["TP53 c.782+1G>A", "splice site"],
    ["TP53 c.782+1G>A", "exon 7 mutation"],
    ["TP53 c.782+1G>A", "truncating"],
    ["PTEN R130*", "truncating"],
  ])("%s is %s", (name, words) => expect(classes(name)).toContain(words));

  it("is not a polymorphism when another base makes the same residue", () =>
    expect(classes("ERBB2 c.1963_1965delinsGTA")).not.toContain("common polymorphism"));

  it("follow the data and nothing else", () => {
    const own = geneIndex(genes.genes, {
      classes: [{ id: "mine", words: "mine in {exon}", when: [{ gene: "ERBB2", exon: 19 }] }],
    });
    expect(canonical("ERBB2 L755S", own).classes).toEqual(["mine in 19"]);
    expect(canonical("ERBB2 V777L", own).classes).toEqual([]);
    expect(canonical("EGFR L747S", own).classes).toEqual([]);
    expect(canonical("ERBB2 L755S", geneIndex(genes.genes)).classes).toEqual([]);
  });
});
