import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { guidelines } from "../test/guidelines.ts";
import { hasNumbers, readCounts, short } from "./counts.ts";
import { tableOf } from "./guidelines.ts";

const reading = () => tableOf(guidelines, "reading");
const read = (count: object) => readCounts(count, reading(), "ISH");
const text = (code: string, params: Parameters<typeof message>[1]) => message(`flag.${code}`, params).text;
const codes = (count: object) => read(count).flags.map((flag) => flag.code);

describe("a count sheet", () => {
  it("gives means, the ratio of the means and what else was counted", () =>
    expect(read({ her2PerCell: 4.6, cep17PerCell: 2.3, cells: 20, percentCellsAmplified: 30 })).toEqual({
      copies: 4.6,
      cep17: 2.3,
      ratios: [2],
      cells: 20,
      percentCellsAmplified: 30,
      flags: [],
    }));
  it("is empty without numbers", () =>
    expect(read({ probe: "dual", call: "positive" })).toEqual({
      copies: undefined,
      cep17: undefined,
      ratios: [],
      cells: undefined,
      percentCellsAmplified: undefined,
      flags: [],
    }));
  it("may hold nothing but the cells counted", () => {
    expect(read({ cells: 40 })).toMatchObject({ cells: 40, ratios: [] });
    expect(codes({ cells: 3 })).toEqual(["too-few-cells"]);
  });
  it("gives no ratio without both means, or without any CEP17 signal", () => {
    expect(read({ her2PerCell: 4 }).ratios).toEqual([]);
    expect(read({ cep17PerCell: 2 }).ratios).toEqual([]);
    expect(read({ her2PerCell: 4, cep17PerCell: 0 }).ratios).toEqual([]);
    expect(read({ her2PerCell: 0, cep17PerCell: 2 }).ratios).toEqual([0]);
    expect(read({ her2PerCell: 1000, cep17PerCell: 1e-320 }).ratios).toEqual([]);
  });
  it("takes the binary noise out of a ratio, so that a threshold is met where the numbers meet it", () => {
    expect(0.6 / 0.2).toBeLessThan(3);
    expect(read({ her2PerCell: 0.6, cep17PerCell: 0.2 }).ratios).toEqual([3]);
  });
  it("keeps a stated ratio, first, beside the computed one where they differ at all", () => {
    expect(read({ ratio: 2.1, her2PerCell: 4, cep17PerCell: 2 }).ratios).toEqual([2.1, 2]);
    expect(read({ ratio: 2, her2PerCell: 4, cep17PerCell: 2 }).ratios).toEqual([2]);
  });
});

describe("a stated ratio", () => {
  it.each([
    [2.2, []],
    [2.21, ["ratio-mismatch"]],
    [1.8, []],
    [1.79, ["ratio-mismatch"]],
  ])("%f beside a computed 2 raises %j", (ratio, flags) =>
    expect(codes({ ratio, her2PerCell: 4, cep17PerCell: 2 })).toEqual(flags),
  );
  it("that differs is flagged with both numbers", () =>
    expect(read({ ratio: 3, her2PerCell: 4, cep17PerCell: 3 }).flags).toEqual([
      {
        code: "ratio-mismatch",
        severity: "warning",
        message: text("ratio-mismatch", { part: "ISH", stated: 3, computed: 1.33 }),
        inputs: { stated: 3, computed: 1.33333333333, her2: 4, cep17: 3 },
      },
    ]));
  it("of a tumour without HER2 signals is compared as well", () => {
    expect(codes({ ratio: 0, her2PerCell: 0, cep17PerCell: 2 })).toEqual([]);
    expect(codes({ ratio: 1, her2PerCell: 0, cep17PerCell: 2 })).toEqual(["ratio-mismatch"]);
  });
});

describe("totals over the counted cells", () => {
  it.each([
    [{ cep17PerCell: 10, cells: 20 }, []],
    [{ cep17PerCell: 10.1, cells: 20 }, ["totals-not-means"]],
    [{ her2PerCell: 50, cells: 20 }, []],
    [{ her2PerCell: 51, cells: 20 }, ["totals-not-means"]],
    [{ her2PerCell: 51, cep17PerCell: 3, cells: 20 }, []],
  ])("are told from means by what a mean can be: %j raises %j", (count, flags) =>
    expect(codes(count)).toEqual(flags),
  );
  it("are divided by the cells, and the ratio is that of the totals", () =>
    expect(read({ her2PerCell: 170, cep17PerCell: 55, cells: 30 })).toEqual({
      copies: 5.66666666667,
      cep17: 1.83333333333,
      ratios: [3.09090909091],
      cells: 30,
      percentCellsAmplified: undefined,
      flags: [
        {
          code: "totals-not-means",
          severity: "warning",
          message: text("totals-not-means", {
            part: "ISH",
            her2: 170,
            cep17: 55,
            cells: 30,
            her2Mean: 5.67,
            cep17Mean: 1.83,
          }),
          inputs: {
            copies: 170,
            cep17: 55,
            cells: 30,
            her2PerCell: 5.66666666667,
            cep17PerCell: 1.83333333333,
          },
        },
      ],
    }));
  it("may be those of HER2 alone", () => {
    const one = read({ her2PerCell: 120, cells: 20 });
    expect([one.copies, one.cep17]).toEqual([6, undefined]);
    expect(one.flags[0]?.message).toBe(
      text("totals-not-means", {
        part: "ISH",
        her2: 120,
        cep17: null,
        cells: 20,
        her2Mean: 6,
        cep17Mean: null,
      }),
    );
  });
  it("may be those of CEP17 alone", () => {
    const one = read({ cep17PerCell: 54, cells: 20 });
    expect([one.copies, one.cep17]).toEqual([undefined, 2.7]);
    expect(one.flags[0]?.message).toBe(
      text("totals-not-means", {
        part: "ISH",
        her2: null,
        cep17: 54,
        cells: 20,
        her2Mean: null,
        cep17Mean: 2.7,
      }),
    );
  });
  it.each([
    [{ her2PerCell: 114, cep17PerCell: 74 }, [1.54054054054]],
    [{ her2PerCell: 114, cep17PerCell: 74, cells: 1 }, [1.54054054054]],
    [{ her2PerCell: 114, cep17PerCell: 74, cells: 200 }, [1.54054054054]],
    [{ her2PerCell: 114 }, []],
  ])("without cells that fit are no means, and only the ratio remains: %j", (count, ratios) => {
    const one = read(count);
    expect([one.copies, one.cep17, one.ratios]).toEqual([undefined, undefined, ratios]);
    expect(one.flags.map((flag) => flag.code)).toContain("totals-not-means");
    expect(one.flags[0]?.message).toBe(
      text("totals-not-means.unusable", {
        part: "ISH",
        her2: 114,
        cep17: "cep17PerCell" in count ? 74 : null,
      }),
    );
  });
  it("without cells say so with the numbers given", () =>
    expect(read({ her2PerCell: 114, cep17PerCell: 74 }).flags).toEqual([
      {
        code: "totals-not-means",
        severity: "warning",
        message: text("totals-not-means.unusable", { part: "ISH", her2: 114, cep17: 74 }),
        inputs: { copies: 114, cep17: 74 },
      },
    ]));
});

describe("the number of cells", () => {
  it("is flagged below 20 with the part that was counted", () =>
    expect(readCounts({ ratio: 2, cells: 19 }, reading(), "recount").flags).toEqual([
      {
        code: "too-few-cells",
        severity: "warning",
        message: text("too-few-cells", { part: "recount", cells: 19 }),
        inputs: { cells: 19 },
      },
    ]));
  it("raises nothing where it is not given, or where no table sets the limits", () => {
    expect(codes({ ratio: 2 })).toEqual([]);
    expect(
      readCounts({ ratio: 5, her2PerCell: 99, cells: 1 }, tableOf({ tables: new Map() }, "reading"), "ISH"),
    ).toMatchObject({
      copies: 99,
      flags: [],
    });
  });
});

describe("numbers of a sheet", () => {
  it.each([["her2PerCell"], ["cep17PerCell"], ["ratio"], ["percentCellsAmplified"]])("include %s", (name) =>
    expect(hasNumbers({ [name]: 0 })).toBe(true),
  );
  it("are neither the cells, the probe nor the call", () =>
    expect(hasNumbers({ cells: 20, probe: "dual", call: "positive" })).toBe(false));
  it("are shown with two decimals", () => {
    expect(short(1.996)).toBe(2);
    expect(short(1.994)).toBe(1.99);
    expect(short(0.305)).toBe(0.31);
    expect(short(18.66, 1)).toBe(18.7);
    expect(short(undefined)).toBeNull();
  });
});
