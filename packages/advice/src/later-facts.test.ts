import { caseVocabulary } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { reachable } from "./evaluate.ts";
import { laterFacts } from "./later-facts.ts";

const condition = (source: string) => {
  const parsed = parseCondition(source, caseVocabulary);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};
const could = (
  source: string,
  values: Record<string, Value>,
  received = false,
  setting?: "early" | "metastatic",
) =>
  reachable(
    [condition(source)],
    laterFacts(
      factsFrom({ ...values, ...(setting ? { setting } : {}) }, { received: () => received }),
      setting,
    ),
  );

describe("what could change with time", () => {
  it("a line that is still to come, never one that is past", () => {
    expect(could('received("platinum")', {})).toBe(true);
    expect(could('not(received("platinum"))', {}, true)).toBe(false);
    expect(could("linesMetastatic >= 2", { linesMetastatic: 0 })).toBe(true);
    expect(could("linesMetastatic = 0", { linesMetastatic: 1 })).toBe(false);
  });
  it("an extent of disease that goes forward, never back", () => {
    expect(could('setting = "metastatic"', {}, false, "early")).toBe(true);
    expect(could('setting = "early"', {}, false, "metastatic")).toBe(false);
  });
  it("not what was measured", () => {
    expect(could('ihcScore = "3+"', { ihcScore: "2+" })).toBe(false);
    expect(could('ras = "wild-type"', { ras: "mutant" })).toBe(false);
    expect(could('ihcScore = "3+"', {})).toBe(true);
  });
  it.each([
    'received("platinum")',
    'progressedOn("platinum")',
    'stoppedForToxicity("platinum")',
    'recurredWithin(6, "platinum")',
  ])("%s may come to be true, and once true stays so", (source) => {
    const name = source.slice(0, source.indexOf("("));
    const worlds = (value: boolean) => laterFacts(factsFrom({}, { [name]: () => value }), "metastatic");
    expect(reachable([condition(source)], worlds(false))).toBe(true);
    expect(reachable([condition(`not(${source})`)], worlds(false))).toBe(true);
    expect(reachable([condition(`not(${source})`)], worlds(true))).toBe(false);
  });
  it("not what sequencing found, nor that tissue was tested again", () => {
    const worlds = laterFacts(
      factsFrom({}, { altered: () => false, her2TestedAfter: () => false }),
      "metastatic",
    );
    expect(reachable([condition('altered("ERBB2", "mutation")')], worlds)).toBe(false);
    expect(reachable([condition('her2TestedAfter("platinum")')], worlds)).toBe(false);
  });
  it("a count by up to four more, and no count that nobody knows", () => {
    const worlds = laterFacts(
      factsFrom({ linesMetastatic: 1 }, { regimensWith: (what) => (what === "platinum" ? 0 : undefined) }),
      "metastatic",
    );
    const can = (source: string) => reachable([condition(source)], worlds);
    expect([can("linesMetastatic = 1"), can("linesMetastatic = 5"), can("linesMetastatic = 6")]).toEqual([
      true,
      true,
      false,
    ]);
    expect([can('regimensWith("platinum") = 4'), can('regimensWith("platinum") = 5')]).toEqual([true, false]);
    expect(worlds[4]?.call("regimensWith", ["taxane"])).toBeUndefined();
  });
  it.each(["noSatisfactoryAlternative", "residualInvasiveDisease"])(
    "%s may come to be stated, and once stated stands",
    (name) => {
      expect(could(name, { [name]: false })).toBe(true);
      expect(could(`not(${name})`, { [name]: true })).toBe(false);
    },
  );
  it.each(["her2Positive", "squamous"])("not %s, which was looked at", (name) => {
    expect(could(name, { [name]: false })).toBe(false);
  });
  it("months since a treatment and the grade of a toxicity, which nobody foresees", () => {
    const worlds = laterFacts(factsFrom({}, { monthsSince: () => 3, toxicityGrade: () => 2 }), "metastatic");
    expect(reachable([condition('monthsSince("platinum") >= 6')], worlds)).toBe(true);
    expect(reachable([condition('toxicityGrade("platinum", "ILD") = 0')], worlds)).toBe(true);
  });
  it("nothing of an extent of disease that nobody stated", () => {
    const worlds = laterFacts(factsFrom({ setting: "early" }), undefined);
    expect(worlds.map((one) => one.value("setting"))).toEqual(Array(5).fill(undefined));
  });
  it("asks for one world in which all parts hold", () => {
    const worlds = laterFacts(factsFrom({ linesMetastatic: 1, setting: "metastatic" }), "metastatic");
    expect(reachable([condition("linesMetastatic >= 2"), condition("linesMetastatic <= 1")], worlds)).toBe(
      false,
    );
  });
});
