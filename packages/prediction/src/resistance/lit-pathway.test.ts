import type { Pathway } from "@erbium/model";
import { type Facts, factsFrom } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { lightPathway, pathwayView } from "./lit-pathway.ts";

const pathway = bundle.pathways.find(({ id }) => id === "her2") as Pathway;

/** Facts in which these alterations are there, those are not, and nothing else is known. */
const altered = (present: readonly string[], absent: readonly string[] = []): Facts =>
  factsFrom(
    {},
    {
      altered: (gene, what) => {
        const name = `${gene} ${what}`;
        return present.includes(name) ? true : absent.includes(name) ? false : undefined;
      },
    },
  );
const inBreast = (code: string): boolean => code === "BRCA";
const node = (facts: Facts, id: string, isOfTumour = inBreast) =>
  lightPathway(pathway, facts, isOfTumour).find((one) => one.node.id === id);

describe("the pathway", () => {
  it.each([
    ["pi3k", "PIK3CA mutation"],
    ["pten", "PTEN loss"],
    ["p95", "ERBB2 p95"],
    ["delta16", "ERBB2 exon 16 skipping"],
    ["her3", "ERBB3 mutation"],
    ["met", "MET amplification"],
    ["egfr", "EGFR amplification"],
    ["ras", "NRAS mutation"],
    ["her2-mutant", "ERBB2 mutation"],
  ])(
    "lights %s where there is %s, leaves it unknown where nobody looked, dark only where somebody did",
    (id, what) => {
      expect(node(altered([what]), id)?.lit).toBe("met");
      expect(node(altered([]), id)?.lit).toBe("unknown");
      const others = ["KRAS mutation", "NRAS mutation", "HRAS mutation", what];
      expect(node(altered([], others), id)?.lit).toBe("not met");
    },
  );

  it("names what would tell", () => {
    expect(node(altered([]), "pi3k")?.missing).toEqual(['altered("PIK3CA", "mutation")']);
    expect(node(altered(["PIK3CA mutation"]), "pi3k")?.missing).toEqual([]);
  });

  it("cannot be lit at a step that no finding of a case tells", () => {
    expect(node(altered([]), "igf1r")).toMatchObject({ lit: null, missing: [] });
  });

  it("says of a therapy only what was seen in this tumour", () => {
    const facts = altered(["PIK3CA mutation"]);
    expect(node(facts, "pi3k")?.bearings.map((one) => [one.therapy, one.effect])).toEqual([
      ["trastuzumab", "weakens"],
      ["lapatinib", "weakens"],
      ["trastuzumab emtansine", "unaffected"],
      ["pyrotinib", "unaffected"],
    ]);
    expect(node(facts, "pi3k", () => false)?.bearings).toEqual([]);
  });

  it("holds everywhere where no tumour is named, and in any one of those that are", () => {
    const source = pathway.nodes.find(({ id }) => id === "pi3k");
    const bearing = source?.bearings[0];
    if (source === undefined || bearing === undefined) throw new Error("nothing to copy");
    const of = (...tumours: string[]) =>
      lightPathway(
        { ...pathway, nodes: [{ ...source, bearings: [{ ...bearing, tumours }] }] },
        altered([]),
        inBreast,
      )[0]?.bearings;
    expect(of()).toHaveLength(1);
    expect(of("BRCA", "STAD")).toHaveLength(1);
    expect(of("STAD")).toEqual([]);
  });

  it("names the step whose condition does not parse", () => {
    const broken = { ...(pathway.nodes[0] as (typeof pathway.nodes)[number]), id: "broken", lit: "altered(" };
    expect(() => lightPathway({ ...pathway, nodes: [broken] }, altered([]), inBreast)).toThrow(
      "the node broken does not parse",
    );
  });

  it("draws a line as confirmed where its status is not recalled, and as open where it is", () => {
    const [edge] = pathway.edges;
    if (edge === undefined) throw new Error("nothing to copy");
    const drawn = pathwayView(
      {
        ...pathway,
        edges: [
          { ...edge, status: "recalled" },
          { ...edge, status: "verified" },
        ],
      },
      [],
    );
    expect(drawn.edges.map(({ confirmed }) => confirmed)).toEqual([false, true]);
  });

  it("is drawn whole: every line joins two steps, every step has its lane", () => {
    const view = pathwayView(pathway, lightPathway(pathway, altered([]), inBreast));
    const ids = new Set(view.nodes.map((one) => one.id));
    for (const { from, to } of view.edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
    expect(view.nodes).toHaveLength(pathway.nodes.length);
    expect(view.edges.some((edge) => !edge.confirmed)).toBe(true);
  });

  it("rests on topics that the knowledge has, and on a source wherever it says something of a therapy", () => {
    const topics = new Set(bundle.mechanisms.map(({ id }) => id));
    for (const { id, mechanisms, bearings } of pathway.nodes) {
      expect([id, mechanisms.filter((topic) => !topics.has(topic))]).toEqual([id, []]);
      for (const bearing of bearings)
        expect([id, bearing.therapy, bearing.sources.length > 0]).toEqual([id, bearing.therapy, true]);
    }
  });
});
