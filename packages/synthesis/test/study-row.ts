import type { Outcome, Study } from "@erbium/model";
import type { StudyKnowledge, StudyRow } from "../src/study-row.ts";
import { knowledge } from "./compiled.ts";

/** A row of responses in mutated lung cancer, ten patients of whom five answered; its study is what stands before the point of its id. */
export const studyRow = (id: string, change: Partial<Outcome> = {}, trial: Partial<Study> = {}): StudyRow => {
  const name = id.split(".")[0] ?? id;
  return {
    study: { id: name, name, aliases: [], registryIds: [], nct: null, ...trial } as unknown as Study,
    row: {
      id,
      year: 2020,
      tumour: "NSCLC",
      alteration: "ERBB2 mutation",
      line: "pretreated",
      regimen: ["trastuzumab deruxtecan"],
      comparator: null,
      population: null,
      outcome: "ORR",
      responders: 5,
      n: 10,
      percent: null,
      hr: null,
      hrCiLow: null,
      hrCiHigh: null,
      ciLevel: null,
      dataCut: null,
      allele: null,
      overlap: null,
      pool: true,
      design: "single-arm",
      scope: null,
      status: "verified",
      sources: [{ source: `paper of ${id}` }],
      ...change,
    } as Outcome,
  };
};

/** The knowledge with these rows in place of its own. */
export const knowledgeOf = (rows: readonly StudyRow[]): StudyKnowledge => ({
  outcomes: rows,
  tumourIs: knowledge.tumourIs,
  therapyIs: knowledge.therapyIs,
  bundle: knowledge.bundle,
});
