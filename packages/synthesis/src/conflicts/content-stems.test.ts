import { describe, expect, it } from "vitest";
import { contentStems } from "./content-stems.ts";

describe("what words are about", () => {
  it.each([
    ["association: Ki-67", ["ki67"]],
    ["Ki-67 labelling index", ["ki67", "labell"]],
    ["PD-L1 expression", ["pdl1"]],
    ["tumour location", ["locat"]],
    ["where it is located", ["locat", "where"]],
    ["HER2/CEP17 ratio cut-off", ["cep17", "cutoff", "ratio"]],
    ["cut-point", ["cutoff"]],
    ["threshold of the ratio", ["cutoff", "ratio"]],
    ["immunohistochemistry", ["ihc"]],
    ["microcalcifications", ["calcific"]],
    ["calcification", ["calcific"]],
    ["intratumoural heterogeneity", ["heteroge", "intratum"]],
    ["heterogeneous", ["heteroge"]],
    ["oesophageal", ["esophage"]],
    ["oedema", ["oedema"]],
    ["haemoglobin", ["hemoglob"]],
    ["more often higher than 30 %", []],
    ["TILs", ["infiltra", "lymphocy"]],
    ["", []],
  ])("%s", (words, stems) => {
    expect(contentStems(words)).toEqual(stems);
  });
});
