import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { genes } from "../test/genes.ts";
import { canonical, classDefinitions } from "./index.ts";

const classes = (name: string) => canonical(name, genes).classes;

describe("classes by definition", () => {
  it("are the same in the code and in the knowledge", () => {
    const file = new URL("../../../knowledge/genes/classes.yaml", import.meta.url);
    const { items } = parse(readFileSync(file, "utf8")) as { items: typeof classDefinitions };
    expect(items.map(({ id, words, when }) => ({ id, words, when }))).toEqual(classDefinitions);
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
});
