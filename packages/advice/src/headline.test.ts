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
  ({ name, tier: "1", kind: "standard", cautions: [], ...part }) as unknown as Option;
/** Code and parameters of each sentence; the words stand in the catalogue. */
const texts = (one: Patient, options: Option[] = [], leading: Gap | null = null) =>
  headlineParts(one, options, leading).map((part) => [part.code, ...Object.values(part.params)]);
const ihc = (score: string) => ({ score, scoring: "breast-2018", computed: false });
const none = ["headline.options-none"];

describe("the state", () => {
  const said = (state: Partial<Her2State>) => texts(patient(state))[0];
  it("stands with what it rests on", () => {
    expect(said({ status: "positive", ihc: ihc("3+") })).toEqual(["headline.positive", "IHC 3+"]);
    expect(said({ status: "negative", ihc: ihc("2+"), ish: "negative", ishGroup: 5 })).toEqual([
      "headline.negative",
      "IHC 2+, ISH negative, group 5",
    ]);
    expect(said({ status: "equivocal", ihc: ihc("2+") })).toEqual(["headline.equivocal", "IHC 2+"]);
    expect(said({ status: "indeterminate" })).toEqual(["headline.indeterminate", "no IHC or ISH result"]);
  });
  it("names the low eligibility of a negative tumour, and of no other", () => {
    const state = { ihc: ihc("1+"), eligibility: ["ihc-2+" as const, "her2-low" as const] };
    expect(said({ ...state, status: "negative" })).toEqual(["headline.low", "HER2-low", "IHC 1+"]);
    expect(said({ status: "negative", ihc: ihc("0"), eligibility: ["her2-ultralow"] })).toEqual([
      "headline.low",
      "HER2-ultralow",
      "IHC 0",
    ]);
    expect(said({ ...state, status: "indeterminate" })).toEqual(["headline.indeterminate", "IHC 1+"]);
    expect(said({ status: "negative", ihc: ihc("0"), eligibility: ["her2-null"] })).toEqual([
      "headline.negative",
      "IHC 0",
    ]);
  });
  it("that is only reported is called so; one with a result of its own, or undecided, is not", () => {
    const flags = [
      { code: "historic", severity: "note", message: "", inputs: {} },
      { code: "interpretation-only", severity: "warning", message: "", inputs: {} },
    ] as Her2State["flags"];
    expect(said({ status: "positive", flags })).toEqual(["headline.reported", "positive"]);
    expect(said({ status: "positive", flags, ihc: ihc("3+") })).toEqual(["headline.positive", "IHC 3+"]);
    expect(said({ status: "positive", flags, ish: "positive" })).toEqual([
      "headline.positive",
      "ISH positive",
    ]);
    expect(said({ status: "indeterminate", flags })).toEqual([
      "headline.indeterminate",
      "no IHC or ISH result",
    ]);
    expect(said({ status: "positive", flags: flags.slice(0, 1) })).toEqual([
      "headline.positive",
      "no IHC or ISH result",
    ]);
  });
  it("is said kind by kind where the tumour's guideline keeps mutation apart", () => {
    const assessed = (axis: "overexpression" | "mutation" | "overall", id = "lung") => ({
      guideline: { id, edition: "" },
      axis,
      status: "negative" as const,
      ihc: null,
      rules: [],
    });
    const guideline = { id: "lung", edition: "" };
    const of = (...assessments: ReturnType<typeof assessed>[]) =>
      said({ guideline, assessments, status: "negative", ihc: ihc("0") });
    expect(of(assessed("overexpression"), assessed("overall", "agnostic"), assessed("mutation"))).toEqual([
      "headline.kinds",
      "overexpression negative, mutation negative",
    ]);
    for (const assessments of [
      [assessed("mutation")],
      [assessed("overexpression"), assessed("overall")],
      [assessed("overexpression"), assessed("mutation", "agnostic")],
    ])
      expect(of(...assessments)).toEqual(["headline.negative", "IHC 0"]);
  });
});

it("says the share of cells where the score alone would have said more, and that an IHC gave no score", () => {
  const said = (measurement: object, state: Partial<Her2State>) => {
    const one = patient({ status: "negative", ...state });
    const tests = [{ measurement, state: one.state }];
    return texts({ ...one, tests, guiding: { index: 0 } } as unknown as Patient)[0]?.[1];
  };
  const stained = { ihc: { percentStained: 8 } };
  expect(said(stained, { ihc: ihc("3+") })).toBe("IHC 3+ in 8 % of cells");
  expect(said(stained, { ihc: ihc("2+"), ish: "negative" })).toBe("IHC 2+, ISH negative");
  expect(said(stained, { ihc: ihc("1+") })).toBe("IHC 1+");
  expect(said(stained, { ihc: ihc("3+"), status: "positive" })).toBe("IHC 3+");
  expect(said(stained, { status: "indeterminate" })).toBe("IHC without a score that counts");
  expect(said({}, { status: "indeterminate" })).toBe("no IHC or ISH result");
});

it("names a further guideline of the tumour that says the opposite, and no tumour-agnostic one", () => {
  const by = (axis: "overall" | "overexpression", status: Her2State["status"], id = "other") => ({
    guideline: { id, edition: "Other criteria" },
    axis,
    status,
    ihc: null,
    rules: [],
  });
  const said = (...assessments: ReturnType<typeof by>[]) =>
    texts(
      patient({ guideline: { id: "own", edition: "" }, status: "negative", ihc: ihc("3+"), assessments }),
    ).filter(([code]) => code === "headline.differs");
  expect(said(by("overall", "negative", "own"), by("overall", "positive"))).toEqual([
    ["headline.differs", "positive", "Other criteria"],
  ]);
  expect(said(by("overexpression", "positive"), by("overall", "indeterminate"))).toEqual([]);
});

describe("the alterations of ERBB2", () => {
  it("are named, a polymorphism as what it is; other genes and what could not be read are not", () => {
    const names = ["ERBB2 L755S", "ERBB2 I655V", "ERBB2 amplification", "PIK3CA H1047R", "ERBB2 Q755S"];
    expect(texts(patient({ status: "positive" }, names))[1]).toEqual([
      "headline.alterations",
      "ERBB2 amplification, ERBB2 I655V (common polymorphism, no therapy follows), ERBB2 L755S",
    ]);
    expect(texts(patient({ status: "positive" }, ["PIK3CA H1047R"]))[1]).toEqual(none);
  });
});

describe("the options", () => {
  const said = (...options: Option[]) => texts(patient({ status: "positive" }), options)[1];
  it("with a label met stand before all others, three by name", () => {
    expect(said(option("a"), option("b", { tier: "2" }))).toEqual(["headline.options-met", "a"]);
    expect(said(option("a"), option("b"), option("c"))).toEqual(["headline.options-met", "a; b; c"]);
    expect(said(option("a"), option("b"), option("c"), option("d"), option("e"))).toEqual([
      "headline.options-met",
      "a; b; c and 2 more",
    ]);
  });
  it("are open, then of another jurisdiction, then investigational, or none", () => {
    const open = option("open", { tier: "2" });
    const elsewhere = option("elsewhere", { tier: "2", kind: "investigational" });
    const trial = option("trial", { tier: "3", kind: "investigational" });
    expect(said(trial, elsewhere, open)).toEqual(["headline.options-open", "open"]);
    expect(said(trial, elsewhere)).toEqual(["headline.options-elsewhere", "elsewhere"]);
    expect(said(trial)).toEqual(["headline.options-investigational", "trial"]);
    expect(said()).toEqual(none);
  });
});

it("says on what subjects labels of the named options warn in this very patient", () => {
  const warns = (code: string, topic: string, severity: string) =>
    ({ code, topic, severity }) as unknown as Option["cautions"][number];
  const said = (...cautions: Option["cautions"]) =>
    texts(patient({ status: "positive" }), [option("a", { cautions }), option("b", { cautions: [] })]).at(-1);
  expect(
    said(
      warns("safety.x", "embryo-fetal", "caution"),
      warns("safety.y", "cardiac", "caution"),
      warns("safety.z", "cardiac", "stop"),
      warns("safety.w", "liver", "watch"),
      warns("safety.v", "brain metastases", "caution"),
      warns("mechanism.R1", "cardiac", "caution"),
    ),
  ).toEqual(["headline.cautions", "cardiac, embryo-fetal"]);
  expect(said(warns("safety.w", "liver", "watch"))?.[0]).toBe("headline.options-met");
});

it("ends with the test that would change most, and is one sentence after the other", () => {
  const parts = headlineParts(patient({ status: "positive", ihc: ihc("3+") }), [option("a")], {
    test: "HER2 ISH",
  } as Gap);
  expect(parts.at(-1)).toMatchObject({ code: "headline.gap", params: { test: "HER2 ISH" } });
  expect(headlineOf(parts).text).toBe(parts.map((one) => one.text).join(" "));
});
