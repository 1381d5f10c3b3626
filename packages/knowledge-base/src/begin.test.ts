import type { KnowledgeBundle, Source } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { earliestOf, withBegin } from "./begin.ts";

const source = (id: string, kind: Source["kind"], date?: string): [string, Source] => [
  id,
  { id, title: id, kind, language: "en", seen: "2026-11-21", ...(date === undefined ? {} : { date }) },
];
const sources = new Map([
  source("paper", "paper", "2013"),
  source("later paper", "paper", "2018-04-02"),
  source("review", "review", "2015-06"),
  source("copy of a label", "label", "2021-02-11"),
  source("undated", "label"),
]);
const from = (...ids: string[]) =>
  earliestOf(
    ids.map((one) => ({ source: one })),
    sources,
  );

describe("since when a thing can have been said", () => {
  it("is the day of the earliest paper", () => {
    expect(from("paper")).toBe("2013");
    expect(from("later paper", "paper", "review")).toBe("2013");
  });
  it("is by the day of what only repeats it, or where another source may be older", () => {
    expect(from("copy of a label")).toBe("../2021-02-11");
    expect(from("review", "later paper")).toBe("../2015-06");
    expect(from("paper", "undated")).toBe("../2013");
  });
  it("is not known without a date", () => {
    expect(from("undated")).toBeNull();
    expect(from()).toBeNull();
  });
});

describe("the bundle", () => {
  const bundle = (positions: string[][], more: object = {}) =>
    withBegin({
      sources: [...sources.values()],
      safety: [{ id: "s", sources: [{ source: "copy of a label" }], ...more }],
      mechanisms: [{ id: "m", facts: [{ id: "f", sources: [{ source: "paper" }], ...more }] }],
      conflicts: [
        { id: "c", positions: positions.map((ids) => ({ sources: ids.map((one) => ({ source: one })) })) },
      ],
    } as unknown as Pick<KnowledgeBundle, "sources" | "safety" | "mechanisms" | "conflicts">);
  const disagreement = (...positions: string[][]) => bundle(positions).conflicts[0]?.from;

  it("dates rules and facts by their sources, and lets their own day stand", () => {
    const { safety, mechanisms } = bundle([]);
    expect([safety[0]?.from, mechanisms[0]?.facts[0]?.from]).toEqual(["../2021-02-11", "2013"]);
    expect(bundle([], { from: "2001" }).safety[0]?.from).toBe("2001");
  });
  it("dates a disagreement by the last position taken", () => {
    expect(disagreement(["paper"], ["later paper"])).toBe("2018-04-02");
    expect(disagreement(["paper"], ["copy of a label"])).toBe("../2021-02-11");
    expect(disagreement(["paper"], [])).toBe("2013");
  });
  it("with a position that nobody dated begins no earlier than the last dated one", () => {
    expect(disagreement(["paper"], ["undated"])).toBe("2013-01-01/..");
    expect(disagreement(["undated"], ["undated"])).toBeUndefined();
  });
});
