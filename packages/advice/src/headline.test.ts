import type { Gap, Her2State, Option } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { alteration, reportedPositive, smallKnowledge, smallPatient } from "../test/small-knowledge.ts";
import { headlineOf, headlineParts } from "./headline.ts";
import type { Patient } from "./patient.ts";

const patient = (state: Partial<Her2State>, alterations: string[] = []): Patient => {
  const knowledge = smallKnowledge({
    alterations: [alteration("I655V", { function: { class: "benign polymorphism" } })],
  });
  const found = smallPatient({ ...reportedPositive, alterations }, knowledge);
  return {
    ...found,
    state: { ...found.state, flags: [], assessments: [], ihc: null, ish: null, ...state } as Her2State,
  };
};
const option = (name: string, part: Partial<Option> = {}) =>
  ({ name, tier: "1", kind: "standard", ...part }) as Option;
const texts = (one: Patient, options: Option[] = [], leading: Gap | null = null) =>
  headlineParts(one, options, leading).map((part) => part.text);
const ihc = (score: string) => ({ score, scoring: "breast-2018", computed: false });
const none = "No HER2-directed option follows from what is known.";

describe("the state", () => {
  const said = (state: Partial<Her2State>) => texts(patient(state))[0];
  it("stands with what it rests on", () => {
    expect(said({ status: "positive", ihc: ihc("3+") })).toBe("HER2-positive (IHC 3+).");
    expect(said({ status: "negative", ihc: ihc("2+"), ish: "negative", ishGroup: 5 })).toBe(
      "HER2-negative (IHC 2+, ISH negative, group 5).",
    );
    expect(said({ status: "equivocal", ihc: ihc("2+") })).toBe(
      "HER2 equivocal (IHC 2+): the guideline asks for a further test.",
    );
    expect(said({ status: "indeterminate" })).toBe("HER2 state cannot be decided (no IHC or ISH result).");
  });
  it("names the low eligibility of a negative tumour, and of no other", () => {
    const state = { ihc: ihc("1+"), eligibility: ["ihc-2+" as const, "her2-low" as const] };
    expect(said({ ...state, status: "negative" })).toBe("HER2-negative, eligible as HER2-low (IHC 1+).");
    expect(said({ status: "negative", ihc: ihc("0"), eligibility: ["her2-ultralow"] })).toBe(
      "HER2-negative, eligible as HER2-ultralow (IHC 0).",
    );
    expect(said({ ...state, status: "indeterminate" })).toBe("HER2 state cannot be decided (IHC 1+).");
    expect(said({ status: "negative", ihc: ihc("0"), eligibility: ["her2-null"] })).toBe(
      "HER2-negative (IHC 0).",
    );
  });
  it("that is only reported is called so; one with a result of its own, or undecided, is not", () => {
    const flags = [
      { code: "historic", severity: "note", message: "", inputs: {} },
      { code: "interpretation-only", severity: "warning", message: "", inputs: {} },
    ] as Her2State["flags"];
    expect(said({ status: "positive", flags })).toBe("HER2-positive as reported, without its basis.");
    expect(said({ status: "positive", flags, ihc: ihc("3+") })).toBe("HER2-positive (IHC 3+).");
    expect(said({ status: "positive", flags, ish: "positive" })).toBe("HER2-positive (ISH positive).");
    expect(said({ status: "indeterminate", flags })).toMatch(/cannot be decided/);
    expect(said({ status: "positive", flags: flags.slice(0, 1) })).toMatch(/no IHC or ISH result/);
  });
  it("is said kind by kind where the tumour's guideline keeps mutation apart", () => {
    const assessed = (axis: "overexpression" | "mutation" | "overall", id = "lung") => ({
      guideline: { id, edition: "" },
      axis,
      status: "negative" as const,
      rules: [],
    });
    const guideline = { id: "lung", edition: "" };
    const of = (...assessments: ReturnType<typeof assessed>[]) =>
      said({ guideline, assessments, status: "negative", ihc: ihc("0") });
    expect(of(assessed("overexpression"), assessed("overall", "agnostic"), assessed("mutation"))).toBe(
      "HER2 is read as separate things in this tumour: overexpression negative, mutation negative.",
    );
    for (const assessments of [
      [assessed("mutation")],
      [assessed("overexpression"), assessed("overall")],
      [assessed("overexpression"), assessed("mutation", "agnostic")],
    ])
      expect(of(...assessments)).toBe("HER2-negative (IHC 0).");
  });
});

describe("the alterations of ERBB2", () => {
  it("are named, a polymorphism as what it is; other genes and what could not be read are not", () => {
    const names = ["ERBB2 L755S", "ERBB2 I655V", "ERBB2 amplification", "PIK3CA H1047R", "ERBB2 Q755S"];
    expect(texts(patient({ status: "positive" }, names))[1]).toBe(
      "Found: ERBB2 amplification, ERBB2 I655V (common polymorphism, no therapy follows), ERBB2 L755S.",
    );
    expect(texts(patient({ status: "positive" }, ["PIK3CA H1047R"]))[1]).toBe(none);
  });
});

describe("the options", () => {
  const said = (...options: Option[]) => texts(patient({ status: "positive" }), options)[1];
  it("with a label met stand before all others, three by name", () => {
    expect(said(option("a"), option("b", { tier: "2" }))).toBe("Options with a label met: a.");
    expect(said(option("a"), option("b"), option("c"))).toBe("Options with a label met: a; b; c.");
    expect(said(option("a"), option("b"), option("c"), option("d"), option("e"))).toBe(
      "Options with a label met: a; b; c and 2 more.",
    );
  });
  it("are open, then of another jurisdiction, then investigational, or none", () => {
    const open = option("open", { tier: "2" });
    const elsewhere = option("elsewhere", { tier: "2", kind: "investigational" });
    const trial = option("trial", { tier: "3", kind: "investigational" });
    expect(said(trial, elsewhere, open)).toBe("No label is met yet; open, for want of information: open.");
    expect(said(trial, elsewhere)).toBe(
      "No label of the chosen jurisdictions is met; one of another jurisdiction is: elsewhere.",
    );
    expect(said(trial)).toBe("No label is met; investigational: trial.");
    expect(said()).toBe(none);
  });
});

it("ends with the test that would change most, and is one sentence after the other", () => {
  const parts = headlineParts(patient({ status: "positive", ihc: ihc("3+") }), [option("a")], {
    test: "HER2 ISH",
  } as Gap);
  expect(parts.at(-1)?.text).toBe("Most would change with: HER2 ISH.");
  expect(headlineOf(parts)).toMatchObject({
    code: "headline",
    text: "HER2-positive (IHC 3+). Options with a label met: a. Most would change with: HER2 ISH.",
  });
});
