import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const of = (
  mean_her2: number,
  mean_cep17: number,
  ihc: number | null = null,
  recount_group: number | null = null,
) => ask("her2-ish-2018", { mean_her2, mean_cep17, ihc, recount_group });

describe("her2-ish-2018", () => {
  it.each([
    [8, 2, null, null, 1, "positive"],
    [4, 2, null, null, 1, "positive"],
    [3.9, 1.9, 1, null, 2, "negative_with_comment"],
    [3.9, 1.9, 2, null, 2, "recount_needed_blinded_20_cells"],
    [3.9, 1.9, 2, 2, 2, "negative_with_comment"],
    [3.9, 1.9, 3, null, 2, "positive"],
    [6, 3.5, 2, 3, 3, "positive"],
    [6, 3.5, 0, null, 3, "negative_with_comment"],
    [5, 3, 2, 4, 4, "negative_with_comment"],
    [5, 3, null, null, 4, "ihc_needed_same_tissue"],
    [5.999, 3, 2, 3, 4, "adjudicate_internal_procedure"],
    [3, 2, null, null, 5, "negative"],
  ])("%d HER2 and %d CEP17, IHC %s, recount %s: group %d, %s", (her2, cep17, ihc, recount, group, status) => {
    expect(of(her2, cep17, ihc, recount).values).toMatchObject({ group, status });
  });
  it.each([
    [4, 2.000001, 4],
    [4, 2, 1],
    [4, 1.999999, 1],
    [3.999999, 1.9, 2],
    [6, 3.1, 3],
    [5.999999, 3.1, 4],
  ])("the limits are those of the guideline: %d and %d are group %d", (her2, cep17, group) => {
    expect(of(her2, cep17, 2).values.group).toBe(group);
  });
  it("gives the ratio, the class and what is asked for", () => {
    expect(of(6, 2)).toMatchObject({ values: { ratio: 3 }, class: "group 1, positive", wouldChange: [] });
    expect(of(5, 3, 2)).toMatchObject({ class: "group 4, equivocal", wouldChange: ["blinded-recount"] });
    expect(of(5, 3, 1)).toMatchObject({ class: "group 4, negative", wouldChange: [] });
  });
  it("needs to be told that no IHC or recount was done, and a CEP17 above zero", () => {
    expect(ask("her2-ish-2018", { mean_her2: 5, mean_cep17: 3, ihc: null }).error?.path).toBe(
      "recount_group",
    );
    expect(of(5, 0).error?.path).toBe("mean_cep17");
  });
  it("reads an IHC score as pathologists write it", () => {
    const written = (ihc: unknown, recount_group: unknown) =>
      ask("her2-ish-2018", { mean_her2: 3.9, mean_cep17: 1.9, ihc, recount_group });
    expect(written("2+", "not done")).toEqual(of(3.9, 1.9, 2));
    expect(written("1+", "2")).toEqual(of(3.9, 1.9, 1, 2));
    expect(written("3+", null)).toEqual(of(3.9, 1.9, 3));
    expect(written("not done", null)).toEqual(of(3.9, 1.9));
    for (const ihc of ["4+", "0-1+", "unknown"]) expect(written(ihc, null).error?.path).toBe("ihc");
  });
});
