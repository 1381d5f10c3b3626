import { describe, expect, it } from "vitest";
import { models } from "../../test/models.ts";
import { valuesInWords } from "./values-in-words.ts";

const worded = (id: string, input: object) => {
  const model = models.model(id);
  if (!model.ok) throw new Error(model.error.message);
  const answer = model.value.evaluate(input);
  if (!answer.ok) throw new Error(answer.error.message);
  return valuesInWords(model.value, answer.value);
};
const value = (id: string, input: object, name: string) =>
  worded(id, input).find((one) => one.name === name)?.value;

describe("values in words", () => {
  it("say of each value what it is, in the order of the model", () => {
    expect(worded("npi", { size_cm: 2.5, positive_nodes: 2, grade: 3 })).toEqual([
      { name: "node_stage", what: "1 to 3, of the nodes", value: "2" },
      { name: "npi", what: "the index", value: "5.5" },
      { name: "group", what: "its prognostic group", value: "poor" },
    ]);
  });
  it("have three digits, yes and no, and a word for what is not known", () => {
    expect(value("post-test", { pretest: 0.4, sensitivity: 0.66, specificity: 0.62 }, "lr_positive")).toBe(
      "1.74",
    );
    expect(value("post-test", { pretest: 0.4, sensitivity: 0.66, specificity: 1 }, "lr_positive")).toBe(
      "not known",
    );
    expect(value("allred", { percent: 33, intensity: 2 }, "positive")).toBe("yes");
    expect(value("allred", { percent: 0, intensity: 0 }, "positive")).toBe("no");
    expect(value("response-rates", { cr: 30, pr: 0, sd: 4001, pd: 0, ne: 0 }, "n")).toBe("4031");
  });
  it("are ranges where inputs are missing", () => {
    const open = { size_cm: 2.5, positive_nodes: 2 };
    expect(value("npi", open, "npi")).toBe("3.5 to 5.5");
    expect(value("npi", open, "group")).toBe("moderate or poor");
    expect(worded("npi", open).map((one) => one.name)).toEqual(["node_stage", "npi", "group"]);
  });
  it("hold a range that belongs to no single value", () => {
    expect(worded("pcr-likelihood", { prior: 0.5, her2_enriched: true }).at(-1)).toEqual({
      name: "pcr",
      what: "from one to the other",
      value: "0.639 to 0.639",
    });
  });
  it("show parts apart, and of the years every fifth", () => {
    const example = models.model("predict-breast-3.2");
    if (!example.ok) throw new Error();
    const all = worded("predict-breast-3.2", example.value.example as object);
    expect(all.find((one) => one.name === "surv_pct.s")).toMatchObject({
      what: expect.stringMatching(/^alive at the end of the year, %.*: surgery alone$/),
      value: "82.4 (year 5), 65 (year 10), 51.4 (year 15)",
    });
    expect(all.find((one) => one.name === "benefit_y10.t")?.value).toBe("3.7");
    expect(all.find((one) => one.name === "mi")?.value).toBe("0.775");
    expect(all.map((one) => one.name)).not.toContain("surv_pct");
  });
  it("list what has several, and name a part that nothing is said of by itself", () => {
    expect(value("recist-1.1", { sums: [100, 70, 80] }, "time_point")).toBe("PR, SD");
    const centroids = { A: { x: 1, y: 2, z: 3 }, B: { x: 3, y: 2, z: 1 } };
    expect(worded("pam50-centroid", { expression: { x: 1, y: 2, z: 3 }, centroids }).slice(0, 2)).toEqual([
      { name: "spearman.A", what: "correlation with each centroid: A", value: "1" },
      { name: "spearman.B", what: "correlation with each centroid: B", value: "-1" },
    ]);
  });
});
