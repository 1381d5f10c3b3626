import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

describe("npi", () => {
  it("is 0.2 x size + node stage + grade", () => {
    expect(ask("npi", { size_cm: 2.5, positive_nodes: 2, grade: 3 })).toMatchObject({
      values: { node_stage: 2, npi: 5.5, group: "poor" },
      class: "poor",
    });
  });

  it.each([
    [2.0, 0, 1, "excellent"],
    [2.0000001, 0, 1, "good"],
    [2.0, 0, 2, "good"],
    [2.0000001, 0, 2, "moderate"],
    [7.0, 0, 3, "moderate"],
    [7.0000001, 0, 3, "poor"],
  ])(
    "%d cm, %d nodes, grade %d is %s: the cut-offs belong to the lower group, without binary noise",
    (size_cm, positive_nodes, grade, group) => {
      expect(ask("npi", { size_cm, positive_nodes, grade }).class).toBe(group);
    },
  );

  it.each([
    [0, 1],
    [1, 2],
    [3, 2],
    [4, 3],
  ])("%d positive nodes are stage %d", (positive_nodes, node_stage) => {
    expect(ask("npi", { size_cm: 1, positive_nodes, grade: 1 }).values).toMatchObject({ node_stage });
  });

  it("reads millimetres as the same size", () => {
    expect(ask("npi", { size_mm: 20, positive_nodes: 0, grade: 2 }).values).toMatchObject({ npi: 3.4 });
  });

  it("gives an interval without a grade", () => {
    expect(ask("npi", { size_cm: 2, positive_nodes: 0 })).toMatchObject({
      values: { node_stage: 1, npi: null },
      class: null,
      interval: { npi: { low: 2.4, high: 4.4 }, class: { oneOf: ["excellent", "good", "moderate"] } },
      wouldChange: ["grade"],
    });
  });

  it("refuses a missing size, a fourth grade and an unknown field, each by name", () => {
    expect(ask("npi", { positive_nodes: 0, grade: 2 }).error).toMatchObject({
      code: "missing-input",
      path: "size_cm",
    });
    expect(ask("npi", { size_cm: 1, positive_nodes: 0, grade: 4 }).error).toMatchObject({
      code: "invalid-value",
      path: "grade",
    });
    expect(ask("npi", { size_cm: 1, positive_node: 0, grade: 2, positive_nodes: 0 }).error).toMatchObject({
      code: "unknown-field",
      remedy: 'did you mean "positive_nodes"?',
    });
  });
  it("reads the grade in Roman numbers, and no other word for it", () => {
    const of = (grade: unknown) => ask("npi", { size_cm: 2, positive_nodes: 0, grade });
    expect([of("I"), of("ii"), of("III")]).toEqual([of(1), of(2), of(3)]);
    for (const grade of ["IV", "high", "G3", 0, 4]) expect(of(grade).error?.path).toBe("grade");
  });
});
