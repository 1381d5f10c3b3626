import { describe, expect, it } from "vitest";
import { answerOf } from "./answer.ts";
import { assertion } from "./assertion.fixture.ts";
import type { Assertion } from "./assertion.ts";
import type { Topic } from "./topic.ts";

const answer = (kind: Topic["kind"], part: Partial<Assertion>, topic: Partial<Topic> = {}) =>
  answerOf(assertion(part), { key: "k", title: "t", pole: 1, phrase: "", extent: false, kind, ...topic });
const hazard = (low: number, high: number, unit = "HR") => ({
  low: 0.8,
  high: 0.8,
  unit,
  interval: { low, high },
});

describe("the answer to a topic", () => {
  it.each([
    ["positive", "for"],
    ["better", "for"],
    ["sensitive", "for"],
    ["negative", "against"],
    ["worse", "against"],
    ["resistant", "against"],
    ["no_benefit", "against"],
    ["contradictory", "open"],
    ["none", null],
    [null, null],
  ])("is the direction %s as recorded: %s", (direction, said) => {
    expect(answer("therapy", { direction })).toBe(said);
  });
  it("is turned round by the opposite pole, and by less of an extent", () => {
    expect(answer("association", { direction: "positive" }, { pole: -1 })).toBe("against");
    expect(answer("association", { direction: "negative" }, { pole: -1 })).toBe("for");
    expect(answer("association", { direction: "better" }, { extent: true })).toBe("against");
    expect(answer("association", { direction: "worse" }, { extent: true })).toBe("for");
    expect(answer("association", { direction: "positive" }, { extent: true })).toBe("for");
  });
  it("is turned round by a low level of HER2 where that is no therapy and no category", () => {
    const low = { direction: "better", alteration: "ERBB2 mRNA low" };
    expect(answer("prognosis", low)).toBe("against");
    expect(answer("prognosis", { ...low, alteration: "ERBB2 negative" })).toBe("against");
    expect(answer("therapy", low)).toBe("for");
    expect(answer("prognosis", { ...low, subject: "HER2-low" })).toBe("for");
    expect(answer("prognosis", { ...low, alteration: "ERBB2 high" })).toBe("for");
  });
  it.each([
    [0.5, 0.99, "for"],
    [0.5, 1, "no effect"],
    [1, 1.5, "no effect"],
    [1.01, 1.5, "against"],
  ])("is that of a hazard ratio by its interval: %d to %d, %s", (low, high, said) => {
    expect(answer("therapy", hazard(low, high))).toBe(said);
    expect(answer("association", hazard(low, high))).toBeNull();
  });
  it("reads a hazard ratio by unit, else by outcome, and needs its interval", () => {
    expect(answer("prognosis", { ...hazard(0.5, 0.9), unit: null, outcome: "HR" })).toBe("for");
    expect(answer("prognosis", hazard(0.5, 0.9, "months"))).toBeNull();
    expect(answer("prognosis", { ...hazard(0.5, 0.9), interval: null })).toBeNull();
    expect(answer("prognosis", { ...hazard(0.5, 0.9), alteration: "ERBB2 low" })).toBe("against");
  });
  it("is open where the statement leaves it so, whatever its direction", () => {
    for (const statement of [
      "its role remains unclear",
      "further study is needed",
      "results were inconclusive",
    ])
      expect(answer("therapy", { direction: "better", statement })).toBe("open");
  });
  it.each([
    ["survival was the same", "no effect"],
    ["they answered equally well", "no effect"],
    ["no difference was seen", "no effect"],
    ["irrespective of HER2", "no effect"],
    ["no studies have looked at it", null],
    ["median 5 months", null],
  ])("without a direction is what the words deny: %s, %s", (statement, said) => {
    expect(answer("therapy", { statement })).toBe(said);
  });
  it("of a property is what its own clause affirms or denies", () => {
    const kinase = { phrase: "kinase activity" };
    const functional = (statement: string) => ({ type: "functional", statement });
    expect(answer("association", functional("raises kinase activity"), kinase)).toBe("for");
    expect(answer("association", functional("no kinase activity"), kinase)).toBe("against");
    expect(answer("association", functional("has kinase activity, no ligand"), kinase)).toBe("for");
    expect(answer("association", functional("has no ligand but kinase activity"), kinase)).toBe("for");
    expect(answer("association", functional("no kinase activity"), { ...kinase, pole: -1 })).toBe("for");
  });
  it.each([
    ["a predictive marker", "predictive"],
    ["a prognostic factor", "prognostic"],
    ["predictive and prognostic", "predictive and prognostic"],
    ["prediction only", "predictive"],
    ["no predictive value", "no effect"],
    ["comparable prognosis", "no effect"],
    ["a marker", null],
  ])("to what a marker is good for: %s, %s", (statement, said) => {
    expect(answer("role", { statement })).toBe(said);
  });
  it("to a harm is that it comes, is spared, or does not come", () => {
    expect(answer("harm", { direction: "worse" })).toBe("for");
    expect(answer("harm", { direction: "positive" })).toBe("for");
    expect(answer("harm", { direction: "better" })).toBe("against");
    expect(answer("harm", { direction: "negative" })).toBe("against");
    expect(answer("harm", { statement: "was not seen" })).toBe("no effect");
    expect(answer("harm", { statement: "was comparable" })).toBe("no effect");
    expect(answer("harm", { statement: "was not seen", low: 1 })).toBeNull();
    expect(answer("harm", { statement: "in 3 %" })).toBeNull();
  });
  it("is none of a share, of a value that is set, or of an agreement in numbers alone", () => {
    expect(answer("frequency", { direction: "positive" })).toBeNull();
    expect(answer("fixed value", { direction: "positive", statement: "unclear" })).toBeNull();
    expect(answer("agreement", { low: 90, statement: "no difference" })).toBeNull();
    expect(answer("agreement", { low: 90, direction: "negative" })).toBe("against");
    expect(answer("agreement", { statement: "no difference" })).toBe("no effect");
  });
});
