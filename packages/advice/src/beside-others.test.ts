import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, Study } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { withBesideOthers } from "./beside-others.ts";
import type { FittingOutcome } from "./study-evidence.ts";

const study = { id: "basket", name: "BASKET" } as Study;
const row = (allele: string, responders: number, n: number): Outcome =>
  ({
    ...{ id: allele, allele, responders, n, tumour: "BRCA", tumourWords: "breast", setting: "metastatic" },
    ...{ alteration: "ERBB2 mutation", line: "pretreated", regimen: ["neratinib"], outcome: "ORR" },
    ...{
      year: 2022,
      dataCut: null,
      scope: null,
      status: "verified",
      percent: null,
      sources: [{ source: "paper" }],
    },
  }) as Outcome;
const rows = [row("V777L", 3, 6), row("L755S", 6, 15), row("S310F", 0, 2)];
const knowledge = {
  outcomes: rows.map((one) => ({ study, row: one })),
  tumourIs: (code: string, above: string) => code === above,
  bundle: { studyPopulations: [], studyLines: [] },
} as unknown as KnowledgeIndex;
const fitting = (one: Outcome): FittingOutcome => ({
  ...{ study, row: one, tumour: "tumour", scope: "allele", certain: true, mixed: false, line: true },
});
const beside = (one: Outcome, isPublic: (row: Outcome) => boolean = () => true) =>
  withBesideOthers([fitting(one)], knowledge, isPublic)[0]?.beside;

describe("a figure beside the other strata of its trial", () => {
  it("lies between its own rate and the others', in percent, with how many they are", () => {
    const found = beside(rows[0]!);
    expect(found).toMatchObject({ by: "allele", strata: 3, level: 95, model: "hierarchical (logit-normal)" });
    expect(found?.estimate).toBeGreaterThan((100 * 9) / 23);
    expect(found?.estimate).toBeLessThan(50);
    expect(found?.low).toBeLessThan(found?.estimate ?? 0);
    expect(found?.high).toBeGreaterThan(found?.estimate ?? 100);
  });
  it("is not given to a row that is no stratum, nor beside strata that were not public", () => {
    expect(beside({ ...row("R678Q", 1, 3), id: "elsewhere" })).toBeUndefined();
    expect(beside(rows[0]!, ({ id }) => id !== "S310F")).toBeUndefined();
  });
});
