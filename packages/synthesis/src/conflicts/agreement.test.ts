import { describe, expect, it } from "vitest";
import { agreementOf } from "./agreement.ts";

describe("the agreement of two methods", () => {
  it.each([
    ["IHC-FISH concordance", "", "agreement IHC ISH", 1],
    ["IHC-FISH discordance", "", "agreement IHC ISH", -1],
    ["agreement", "between RT-PCR and immunohistochemistry", "agreement IHC mRNA", 1],
    ["concordance of NGS and FISH", "", "agreement ISH sequencing", 1],
    ["concordance primary/metastasis", "", "agreement primary metastasis", 1],
    ["kappa", "biopsy and resection specimen", "agreement biopsy resection", 1],
    ["agreement", "plasma against tissue", "agreement blood tissue", 1],
    ["concordance", "central and local laboratories", "agreement central local", 1],
    ["interobserver agreement, IHC", "", "agreement observers", 1],
    ["reproducibility of IHC 0 against 1+", "", "agreement observers", 1],
    ["irreproducible readings", "", "agreement observers", -1],
    ["sensitivity of ctDNA against tissue", "", "agreement blood tissue sensitivity", 1],
    ["specificity of plasma for tissue", "", "agreement blood tissue specificity", 1],
  ])("%s %s", (outcome, statement, key, pole) => {
    expect(agreementOf(outcome, statement)).toMatchObject({ key, pole, kind: "agreement" });
  });
  it("is read in the statement where no outcome is given", () => {
    expect(agreementOf(null, "IHC and FISH agree in most cases")?.key).toBe("agreement IHC ISH");
    expect(agreementOf("IHC positivity", "IHC and FISH agree in most cases")).toBeNull();
  });
  it("is no question of a single method", () => {
    expect(agreementOf("IHC concordance", "")).toBeNull();
    expect(agreementOf("frequency", "IHC and FISH")).toBeNull();
    expect(agreementOf("sensitivity", "of plasma against tissue")).toBeNull();
  });
});
