import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const bed = { d1_mm: 20, d2_mm: 15, cellularity_pct: 20, in_situ_pct: 5, positive_nodes: 2, d_met_mm: 6 };
/** A tumour bed without nodes whose index is what is asked for: 1.4 x (f x d)^0.17 = index. */
const withIndex = (index: number) => {
  const d = (index / 1.4) ** (1 / 0.17);
  return { d1_mm: d, d2_mm: d, cellularity_pct: 100, in_situ_pct: 0, positive_nodes: 0, d_met_mm: 0 };
};

describe("rcb", () => {
  it("adds the terms of the tumour bed and of the nodes", () => {
    const { values, class: named } = ask("rcb", bed);
    expect(named).toBe("RCB-II");
    expect(values.d_prim_mm).toBeCloseTo(17.320508075688775, 12);
    expect(values.f_inv).toBeCloseTo(0.19, 12);
    expect(values.term_primary).toBeCloseTo(1.7142393281840773, 12);
    expect(values.term_nodes).toBeCloseTo(1.4914276173897778, 12);
    expect(values.index).toBeCloseTo(3.205666945573855, 12);
    expect(values.rcb_class).toBe("RCB-II");
  });

  it.each([
    [1.36 - 1e-6, "RCB-I"],
    [1.36, "RCB-I"],
    [1.36 + 1e-6, "RCB-II"],
    [3.28 - 1e-6, "RCB-II"],
    [3.28, "RCB-II"],
    [3.28 + 1e-6, "RCB-III"],
  ])("an index of %d is %s: a cut-off belongs to the lower class", (index, named) => {
    expect(ask("rcb", withIndex(index))).toMatchObject({ class: named });
    expect(ask("rcb", withIndex(index)).values.index).toBeCloseTo(index, 9);
  });

  it.each([
    { ...bed, cellularity_pct: 0, positive_nodes: 0, d_met_mm: 0 },
    { ...bed, in_situ_pct: 100, positive_nodes: 0, d_met_mm: 0 },
    { ...bed, d1_mm: 0, d2_mm: 0, cellularity_pct: 0, positive_nodes: 0, d_met_mm: 0 },
    { ...bed, d2_mm: 0, cellularity_pct: 0, positive_nodes: 0, d_met_mm: 0 },
  ])("without invasive cancer it is RCB-0 whatever the bed measures", (input) => {
    expect(ask("rcb", input)).toMatchObject({ class: "RCB-0", values: { index: 0 } });
  });

  it.each([
    [{ positive_nodes: 0 }, "positive_nodes", "0 positive nodes and a largest deposit of 6 mm"],
    [{ d_met_mm: 0 }, "d_met_mm", "2 positive nodes and a largest deposit of 0 mm"],
  ])("refuses nodes and deposit that contradict each other: %o", (change, path, message) => {
    const { error } = ask("rcb", { ...bed, ...change });
    expect(error).toMatchObject({
      code: "inconsistent-input",
      path,
      remedy: "give both above zero, or both zero",
    });
    expect(error?.message).toContain(message);
  });

  it.each([
    [{ d1_mm: 0 }, "d1_mm", "a tumour bed of 0 x 15 mm with 20 % of cancer cells"],
    [{ d2_mm: 0 }, "d2_mm", "a tumour bed of 20 x 0 mm with 20 % of cancer cells"],
    [{ d2_mm: 0, in_situ_pct: undefined }, "d2_mm", "a tumour bed of 20 x 0 mm"],
  ])("does not take a diameter that was not measured for no cancer left: %o", (change, path, message) => {
    const { error } = ask("rcb", { ...bed, positive_nodes: 0, d_met_mm: 0, ...change });
    expect(error).toMatchObject({ code: "inconsistent-input", path });
    expect(error?.message).toContain(message);
  });

  it("without the share in situ gives what every share allows", () => {
    const { in_situ_pct: _, ...rest } = bed;
    const whole = ask("rcb", { ...bed, in_situ_pct: 0 }).values.index;
    const none = ask("rcb", { ...bed, in_situ_pct: 100 }).values.index;
    expect(ask("rcb", rest)).toMatchObject({
      values: { index: null, d_prim_mm: ask("rcb", bed).values.d_prim_mm },
      class: "RCB-II",
      interval: { index: { low: none, high: whole } },
      wouldChange: ["in_situ_pct"],
    });
    const wide = { ...rest, cellularity_pct: 100, positive_nodes: 0, d_met_mm: 0 };
    expect(ask("rcb", wide)).toMatchObject({
      class: null,
      interval: { class: { oneOf: ["RCB-0", "RCB-I", "RCB-II"] } },
    });
  });

  it("refuses half a node, more than all cells, and a tumour that was not treated", () => {
    expect(ask("rcb", { ...bed, positive_nodes: 1.5 }).error?.path).toBe("positive_nodes");
    expect(ask("rcb", { ...bed, cellularity_pct: 101 }).error?.path).toBe("cellularity_pct");
    expect(ask("rcb", { ...bed, patient: { treated: false } }).error).toMatchObject({
      code: "out-of-scope",
      path: "patient",
    });
    expect(ask("rcb", { ...bed, patient: { treated: true } }).error).toBeNull();
  });
});
