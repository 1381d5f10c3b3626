import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import type { Patient } from "./patient.ts";
import { priorUse } from "./prior-therapy.ts";

const directed = ["trastuzumab", "pertuzumab", "tucatinib"];
const knowledge = {
  therapyIs: (id: string, what: string) => id === what || (what === "anti-HER2" && directed.includes(id)),
  therapyName: (id: string) => id,
  regimenName: (ids: readonly string[]) => ids.join(" + "),
} as unknown as KnowledgeIndex;
const use = (regimen: string[], ...treatments: object[]) =>
  priorUse(
    regimen,
    { history: { treatments: treatments.map((one) => ({ unresolved: [], ...one })) } } as unknown as Patient,
    knowledge,
  );
const failed = { therapies: ["docetaxel", "trastuzumab"], progressed: true };

describe("what was progressed on", () => {
  it("is excluded where it is all that is directed at HER2", () => {
    expect(use(["trastuzumab", "docetaxel"], failed).excluded).toBe(true);
    expect(use(["trastuzumab", "vinorelbine"], failed).excluded).toBe(true);
    expect(use(["trastuzumab", "tucatinib"], failed)).toMatchObject({
      excluded: false,
      failures: [{ therapy: "trastuzumab", kind: "progression" }],
    });
  });
  it("needs all members where none is directed at HER2", () => {
    expect(use(["docetaxel", "gemcitabine"], failed).excluded).toBe(false);
    expect(use(["docetaxel"], failed).excluded).toBe(true);
  });
  it("is not what was completed, or of unknown course", () => {
    for (const course of [
      { progressed: false },
      { stopReason: "completed" },
      {},
      { progressed: false, stopReason: "progression" },
    ])
      expect(use(["trastuzumab"], { therapies: ["trastuzumab"], ...course })).toEqual({
        excluded: false,
        failures: [],
      });
  });
  it("adds up over treatments", () => {
    const both = [failed, { therapies: ["pertuzumab"], bestResponse: "PD" }];
    expect(use(["trastuzumab", "pertuzumab"], failed).excluded).toBe(false);
    expect(use(["trastuzumab", "pertuzumab"], ...both).excluded).toBe(true);
  });
});

it("names each member that failed once for each way it failed", () => {
  const again = { therapies: ["trastuzumab"], stopReason: "progression" };
  const toxic = { therapies: ["trastuzumab"], stopReason: "toxicity" };
  const found = use(["trastuzumab", "docetaxel", "tucatinib"], failed, again, toxic).failures;
  expect(found.map((one) => [one.therapy, one.kind, one.because.code])).toEqual([
    ["trastuzumab", "progression", "prior.progressed"],
    ["trastuzumab", "toxicity", "prior.toxicity"],
    ["docetaxel", "progression", "prior.progressed"],
  ]);
  expect(found[0]?.because.params).toEqual({ therapy: "trastuzumab", regimen: "docetaxel + trastuzumab" });
});

it("takes toxicity before progression, in order of the terms", () => {
  const found = use(["trastuzumab"], {
    therapies: ["trastuzumab"],
    stopReason: "toxicity",
    progressed: true,
    toxicity: [{ term: "rash" }, { term: "fever", grade: 3 }],
  }).failures;
  expect(found.map((one) => [one.kind, one.because.params.toxicity])).toEqual([
    ["toxicity", "fever grade 3, rash"],
  ]);
});

it("names the toxicity a therapy was stopped for", () => {
  const stopped = {
    therapies: ["trastuzumab"],
    stopReason: "toxicity",
    toxicity: [{ term: "heart failure", grade: 3 }, { term: "rash" }],
  };
  const { excluded, failures } = use(["trastuzumab"], stopped);
  expect(excluded).toBe(true);
  expect(failures[0]?.because.text).toBe(
    "trastuzumab (given as trastuzumab) was stopped for toxicity: heart failure grade 3, rash",
  );
  expect(
    use(["trastuzumab"], { therapies: ["trastuzumab"], stopReason: "toxicity" }).failures[0]?.because.text,
  ).toMatch(/: not stated$/);
});
