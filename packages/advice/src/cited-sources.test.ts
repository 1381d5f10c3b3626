import { expect, it } from "vitest";
import { imported, smallKnowledge, source } from "../test/small-knowledge.ts";
import { citedSources } from "./cited-sources.ts";

const knowledge = smallKnowledge(
  {
    sources: [
      source("with-url", { url: "https://example.org/label", doi: "10.1/x", language: "zh" }),
      source("with-doi", { doi: "10.1/x", pmid: "9" }),
      source("with-pmid", { pmid: "9", pmcid: "PMC9" }),
      source("with-pmcid", { pmcid: "PMC9", nct: "NCT00000009" }),
      source("with-nct", { nct: "NCT00000009" }),
      source("bare"),
      source("withdrawn", { retracted: { by: "its journal" } }),
    ],
  },
  imported({ id: "civic:EID1" }),
  imported({ id: "civic:EID2", blocked: "its paper is retracted" }),
);
const cited = (...ids: string[]) => citedSources([{ sources: ids.map((id) => ({ source: id })) }], knowledge);

it("numbers sources in the order of first use, however deep they stand, each once", () => {
  const parts = [
    [{ because: [{ sources: [{ source: "second" }] }] }],
    { sources: [{ source: "paper" }, { source: "second" }], text: "words", n: null },
    undefined,
  ];
  expect(citedSources(parts, knowledge).map((one) => [one.n, one.id])).toEqual([
    [1, "second"],
    [2, "paper"],
  ]);
});

it("reads a list of ids as well as citations, and nothing of a field that is no list", () => {
  expect(citedSources([{ sources: ["paper"] }, { sources: "paper" }], knowledge)).toMatchObject([
    { id: "paper", quotes: [] },
  ]);
});

it("gathers the words that were seen, each once, in their order", () => {
  const sources = [
    { source: "paper", quote: "one" },
    { source: "paper" },
    { source: "paper", quote: "two" },
    { source: "paper", quote: "one" },
  ];
  expect(citedSources([{ sources }], knowledge)[0]?.quotes).toEqual(["one", "two"]);
});

it.each([
  ["with-url", "https://example.org/label"],
  ["with-doi", "https://doi.org/10.1/x"],
  ["with-pmid", "https://pubmed.ncbi.nlm.nih.gov/9/"],
  ["with-pmcid", "https://pmc.ncbi.nlm.nih.gov/articles/PMC9/"],
  ["with-nct", "https://clinicaltrials.gov/study/NCT00000009"],
  ["bare", null],
])("the address of a source %s is %s", (id, address) => {
  expect(cited(id)[0]?.address).toBe(address);
});

it("carries title, language and a retraction", () => {
  expect(cited("with-url")[0]).toMatchObject({
    title: "Title of with-url",
    language: "zh",
    retracted: false,
  });
  expect(cited("withdrawn")[0]?.retracted).toBe(true);
});

it("describes an imported item by its own words", () => {
  expect(cited("civic:EID1", "civic:EID2")).toEqual([
    {
      id: "civic:EID1",
      n: 1,
      title: "civic EID1: ERBB2 L755S",
      address: "https://civicdb.org/evidence/1",
      language: "en",
      retracted: false,
      quote: null,
      quotes: [],
    },
    expect.objectContaining({ id: "civic:EID2", n: 2, retracted: true }),
  ]);
});
