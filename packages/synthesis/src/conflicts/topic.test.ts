import type { ClaimTopic } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { knowledge } from "../../test/compiled.ts";
import { assertion } from "./assertion.fixture.ts";
import type { Assertion } from "./assertion.ts";
import { agentsOf, topicsOf } from "./topic.ts";
import { TopicLexicon } from "./topic-lexicon.ts";

const topic = (id: string, words: string[], change: Partial<ClaimTopic> = {}): ClaimTopic =>
  ({
    id,
    title: `the ${id}`,
    words,
    opposite: [],
    extent: false,
    adverse: false,
    general: false,
    ...change,
  }) as ClaimTopic;
const lexicon = new TopicLexicon([
  topic("nodes", ["lymph node", "node"], { opposite: ["fewer nodes"], extent: true }),
  topic("drivers", ["co-occurrence"], { general: true }),
  topic("egfr", ["egfr mutation"]),
  topic("rash", ["rash"], { adverse: true }),
  topic("marker-role", ["marker"]),
]);
const topics = (part: Partial<Assertion>) => topicsOf(assertion(part), lexicon, knowledge);
const keys = (part: Partial<Assertion>) => topics(part).map(({ key }) => key);
const share = { low: 5, high: 5, unit: "%" };

describe("what an assertion asks", () => {
  it("is a value that is set: a cut-off, a bound of a definition, a day", () => {
    expect(topics({ outcome: "ratio cut-off", low: 2, high: 2 })).toEqual([
      {
        key: "value cutoff ratio",
        title: "ratio cut-off",
        kind: "fixed value",
        stems: ["cutoff", "ratio"],
        pole: 1,
        extent: false,
        phrase: "",
      },
    ]);
    expect(
      keys({ outcome: "FDA approval", unit: "date", low: 20200101, high: 20200101, therapies: ["b", "a"] }),
    ).toEqual(["value a b approv fda"]);
    expect(keys({ type: "definition", outcome: "maximum of cells", low: 10, high: 10 })).toEqual([
      "value ceil cell cutoff",
    ]);
    expect(keys({ type: "prevalence", outcome: "maximum of cells", ...share })).not.toContain(
      "value ceil cell cutoff",
    );
    expect(keys({ type: "definition", outcome: "ratio cut-off" })).toEqual([]);
  });
  it("is an agreement, read in the statement only of tests and definitions, never of images", () => {
    const agree = { outcome: null, statement: "IHC and FISH agree" };
    expect(keys({ ...agree, type: "testing_method" })).toEqual(["agreement IHC ISH"]);
    expect(keys({ ...agree, type: "definition" })).toEqual(["agreement IHC ISH"]);
    expect(keys({ ...agree, type: "biomarker_effect" })).not.toContain("agreement IHC ISH");
    expect(keys({ type: "diagnostic_imaging", outcome: "IHC-FISH concordance" })).not.toContain(
      "agreement IHC ISH",
    );
  });
  it("is nothing where it says how well a model performs", () => {
    expect(topics({ outcome: "AUC", statement: "lymph node" })).toEqual([]);
    expect(topics({ outcome: "sensitivity", statement: "lymph node" })).toEqual([]);
  });
  it("is a harm of each agent, in listed words, else in its own where it is said to be one", () => {
    const under = { therapies: ["neratinib"], type: "trial_result" };
    expect(topics({ ...under, outcome: "rash grade 3" })).toMatchObject([
      {
        key: "harm neratinib rash",
        kind: "harm",
        therapy: "neratinib",
        title: expect.stringContaining("the rash under"),
      },
    ]);
    expect(keys({ ...under, type: "adverse_event", outcome: "hiccups" })).toEqual([
      "harm neratinib harm hiccup",
    ]);
    expect(keys({ ...under, type: "adverse_event", outcome: null, statement: "a rash came" })).toEqual([
      "harm neratinib rash",
    ]);
    expect(keys({ ...under, type: "adverse_event", outcome: "rate" })).toEqual([]);
    expect(keys({ type: "adverse_event", outcome: "rash" })).toEqual([]);
    expect(keys({ ...under, outcome: "hiccups" })).toEqual(["therapy neratinib"]);
  });
  it("is a frequency: of the alteration, or of what its outcome names beside it; percent alone", () => {
    expect(keys({ type: "prevalence", outcome: null, ...share })).toEqual(["frequency her2 status"]);
    expect(keys({ type: "prevalence", outcome: "frequency", ...share, assay: "ish" })).toEqual([
      "frequency ish",
    ]);
    expect(topics({ type: "prevalence", outcome: "lymph node", ...share })).toMatchObject([
      { key: "frequency nodes", title: "frequency of the nodes", kind: "frequency" },
    ]);
    expect(topics({ type: "prevalence", outcome: "heterogeneity", ...share })).toMatchObject([
      { key: "frequency about heteroge", title: "frequency of heterogeneity", stems: ["heteroge"] },
    ]);
    expect(keys({ type: "biomarker_effect", outcome: "frequency", ...share })).toEqual([
      "frequency her2 status",
    ]);
    expect(keys({ type: "prevalence", direction: "none", statement: "lymph node" })).toEqual([]);
    expect(keys({ type: "prevalence", outcome: null, low: 5, high: 5, unit: "months" })).toEqual([]);
  });
  it("is the effect of each directed agent, and the role as a marker", () => {
    expect(keys({ type: "trial_result", therapies: ["neratinib", "lapatinib"] })).toEqual([
      "therapy neratinib",
      "therapy lapatinib",
    ]);
    expect(
      keys({ type: "trial_result", therapies: ["neratinib"], statement: "a marker of benefit" }),
    ).toEqual(["therapy neratinib", "marker-role"]);
  });
  it("is not that a drug blocks a protein", () => {
    const blocks = { type: "functional", therapies: ["neratinib"] };
    expect(keys({ ...blocks, direction: "positive" })).toEqual([]);
    expect(keys({ ...blocks, direction: "positive", statement: "a marker" })).toEqual(["marker-role"]);
    for (const direction of ["sensitive", "resistant", "no_benefit"])
      expect(keys({ ...blocks, direction })).toEqual(["therapy neratinib"]);
    expect(keys({ type: "functional", direction: "positive", outcome: "lymph node" })).toEqual(["nodes"]);
  });
  it("is prognosis where the type or the outcome says so", () => {
    expect(topics({ type: "prognostic" })).toMatchObject([
      { key: "prognosis", title: "prognosis", kind: "prognosis" },
    ]);
    for (const outcome of ["OS", "PFS", "HR", "overall survival"])
      expect(keys({ outcome })).toEqual(["prognosis"]);
    expect(keys({ outcome: "OS", statement: "a marker" })).toEqual(["prognosis", "marker-role"]);
    expect(keys({ outcome: "lymph node" })).toEqual(["nodes"]);
  });
  it("is what outcome and comparator name; the statement only where these say nothing of it", () => {
    expect(keys({ outcome: "lymph node", comparator: "EGFR mutation" })).toEqual(["nodes", "egfr"]);
    expect(keys({ outcome: "correlation", statement: "with lymph node and lymph nodes" })).toEqual(["nodes"]);
    expect(keys({ outcome: null, statement: "EGFR mutation" })).toEqual(["egfr"]);
    expect(keys({ outcome: "lymph node", statement: "EGFR mutation" })).toEqual(["nodes"]);
    expect(keys({ outcome: "Ki-67 index", statement: "EGFR mutation, a marker" })).toEqual([
      "about ki67",
      "marker-role",
    ]);
    expect(topics({ outcome: "association: Ki-67" })[0]?.title).toBe("Ki-67");
  });
  it("gives way to anything named where it is general", () => {
    expect(keys({ outcome: "co-occurrence", statement: "of EGFR mutation" })).toEqual(["egfr"]);
    expect(keys({ outcome: "co-occurrence", statement: "a marker" })).toEqual(["drivers"]);
    expect(keys({ outcome: "co-occurrence with EGFR mutation" })).toEqual(["egfr"]);
  });
  it("of a definition is what its outcome names", () => {
    expect(keys({ type: "definition", outcome: "lymph node" })).toEqual(["nodes"]);
    expect(keys({ type: "testing_method", outcome: null, statement: "lymph node" })).toEqual([]);
  });
});

describe("the agents of an assertion", () => {
  it("are the directed ones; chemotherapy where nothing else is given", () => {
    const agents = (...therapies: string[]) => agentsOf(assertion({ therapies }), knowledge);
    expect(agents("trastuzumab", "cisplatin", "radiotherapy")).toEqual(["trastuzumab"]);
    expect(agents("cisplatin", "radiotherapy")).toEqual(["chemotherapy"]);
  });
});
