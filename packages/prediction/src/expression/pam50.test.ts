import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";
import { spearman } from "./spearman.ts";

const centroids = {
  Her2: { ERBB2: 3, GRB7: 2, ESR1: 0, KRT5: 1 },
  LumA: { ERBB2: 0, GRB7: 1, ESR1: 3, KRT5: 2 },
};

describe("spearman", () => {
  it("is one for one order, minus one for its reverse, whatever the scale", () => {
    expect(spearman([1, 2, 3, 4], [10, 100, 1000, 1e4])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3, 4], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
  });
  // R 4.2: cor(c(1, 2, 2, 4, 5), c(3, 1, 4, 4, 2), method = "spearman")
  it("gives ties their mean rank", () => {
    expect(spearman([1, 2, 2, 4, 5], [3, 1, 4, 4, 2])).toBeCloseTo(-0.02631579, 7);
  });
});

describe("pam50-centroid", () => {
  it("names the centroid whose order is that of the sample", () => {
    const answer = ask("pam50-centroid", { expression: { ERBB2: 9, GRB7: 8, KRT5: 2, ESR1: 1 }, centroids });
    expect(answer).toMatchObject({
      values: { subtype: "Her2", genes: 4 },
      class: "Her2",
      codes: ["research-use"],
      wouldChange: [],
    });
    const { spearman: found, margin } = answer.values as { spearman: Record<string, number>; margin: number };
    expect(found.Her2).toBeCloseTo(1, 12);
    expect(found.LumA).toBeCloseTo(-1, 12);
    expect(margin).toBeCloseTo(2, 12);
  });
  it("takes a mixture of the centroids for a sample", () => {
    expect(ask("pam50-centroid", { weights: { Her2: 0, LumA: 1 }, centroids }).class).toBe("LumA");
    expect(ask("pam50-centroid", { weights: { Her2: 0.9, LumA: 0.1 }, centroids }).class).toBe("Her2");
    expect(ask("pam50-centroid", { weights: { Her2: 1 }, centroids }).values).toEqual(
      ask("pam50-centroid", { expression: centroids.Her2, centroids }).values,
    );
  });
  it("knows genes by their old names, in sample and centroids", () => {
    const old = { A: { CDCA1: 3, KNTC2: 2, ORC6L: 1 }, B: { NUF2: 1, NDC80: 2, ORC6: 3 } };
    const answer = ask("pam50-centroid", { expression: { NUF2: 5, KNTC2: 4, ORC6: 3 }, centroids: old });
    expect(answer).toMatchObject({ class: "A", values: { genes: 3 } });
  });
  it("goes on without genes that are missing, and names them", () => {
    const answer = ask("pam50-centroid", { expression: { ERBB2: 9, GRB7: 8, ESR1: 1 }, centroids });
    expect(answer).toMatchObject({
      values: { genes: 3 },
      codes: ["research-use", "missing-genes"],
      wouldChange: ["KRT5"],
    });
    expect(answer.warnings[1]?.text).toBe("not in the sample or not in every centroid: KRT5");
  });
  it("compares only the genes that every centroid has, and names each it left out", () => {
    const { KRT5: _, ...LumA } = centroids.LumA;
    const answer = ask("pam50-centroid", {
      expression: { ERBB2: 9, GRB7: 8, KRT5: 2, ESR1: 1, EGFR: 5 },
      centroids: { Her2: { ...centroids.Her2, MIA: 1 }, LumA },
    });
    expect(answer).toMatchObject({ class: "Her2", values: { genes: 3 }, wouldChange: ["KRT5", "MIA"] });
    expect(answer.values.spearman).toEqual({ Her2: 1, LumA: -1 });
    expect(answer.warnings[1]).toEqual({
      code: "missing-genes",
      params: { genes: "KRT5, MIA" },
      text: "not in the sample or not in every centroid: KRT5, MIA",
    });
  });
  it("classifies a sample of two values, which still has an order", () => {
    expect(
      ask("pam50-centroid", { expression: { ERBB2: 1, GRB7: 1, ESR1: 0, KRT5: 0 }, centroids }),
    ).toMatchObject({ class: "Her2", values: { genes: 4 }, error: null });
  });
  it("names the centroids there are when a weight is of another", () => {
    expect(ask("pam50-centroid", { weights: { Her2: 0.5, Basal: 0.5 }, centroids }).error).toEqual({
      code: "unknown-subtype",
      message: 'there is no centroid "Basal"',
      path: "weights.Basal",
      remedy: "use Her2, LumA",
    });
  });
  it("gives no class to a tie", () => {
    const twin = { A: centroids.Her2, B: centroids.Her2 };
    expect(ask("pam50-centroid", { expression: centroids.Her2, centroids: twin })).toMatchObject({
      values: { subtype: null, margin: 0 },
      class: null,
      codes: ["research-use", "tie"],
    });
  });
  it.each([
    [{ expression: { ERBB2: 1 }, centroids }, "too-few-genes"],
    [{ expression: { ERBB2: 1, GRB7: 1, ESR1: 1 }, centroids }, "too-few-genes"],
    [{ expression: { ERBB2: 1, GRB7: 2 }, centroids }, "too-few-genes"],
    [{ expression: centroids.Her2, centroids: { Her2: centroids.Her2 } }, "too-few-centroids"],
    [{ centroids }, "one-sample"],
    [{ expression: centroids.Her2, weights: { Her2: 1 }, centroids }, "one-sample"],
    [{ weights: { Basal: 1 }, centroids }, "unknown-subtype"],
    [{ expression: centroids.Her2 }, "missing-input"],
  ])("refuses %o: %s", (input, code) => {
    expect(ask("pam50-centroid", input).error?.code).toBe(code);
  });
});
