import { describe, expect, it } from "vitest";
import { readMeasurement } from "./read-measurement.ts";
import { rowFromColumns } from "./row-from-columns.ts";

const read = (row: unknown) => {
  const { measurement, flags } = readMeasurement(row);
  return { measurement, flags: flags.map((flag) => [flag.code, flag.inputs.field ?? null]) };
};

describe("reading a row field by field", () => {
  it("keeps what can be read and names what can not", () =>
    expect(
      read({
        id: 7,
        tumour: " BRCA ",
        ihc: { score: "5", percentStained: 140 },
        ish: { ratio: -1, her2PerCell: ">6", cells: 20.5 },
      }),
    ).toEqual({
      measurement: { id: "7", tumour: "BRCA", ihc: {}, ish: {} },
      flags: [
        ["non-numeric", "ish.her2PerCell"],
        ["unknown-value", "ihc.score"],
        ["impossible-value", "ihc.percentStained"],
        ["impossible-value", "ish.ratio"],
        ["impossible-value", "ish.cells"],
      ],
    }));
  it.each([
    ["2.2", 2.2],
    [" 2 ", 2],
    ["2e0", 2],
    [".5", 0.5],
  ])("reads the number %j", (ratio, value) =>
    expect(read({ ish: { ratio } })).toEqual({ measurement: { ish: { ratio: value } }, flags: [] }),
  );
  it.each(["2,2", "0x2", "about 2", "<4.0", "Infinity", "2 2"])("does not read %j as a number", (ratio) =>
    expect(read({ ish: { ratio } }).flags).toEqual([["non-numeric", "ish.ratio"]]),
  );
  it.each(["[Not Available]", "[Not Evaluated]", "NA", "n/a", "", "  ", "unknown", null])(
    "takes %j as missing",
    (ratio) => expect(read({ ish: { ratio } })).toEqual({ measurement: {}, flags: [] }),
  );
  it.each([
    ["3", "3+"],
    ["IHC 2+", "2+"],
    ["0+", "0"],
    [1, "1+"],
  ])("reads the score %j as %s", (score, value) =>
    expect(read({ ihc: { score } }).measurement.ihc?.score).toBe(value),
  );
  it("does not mind the case of closed words", () =>
    expect(
      read({
        specimen: "Biopsy",
        ish: { call: "Positive", recount: { probe: "DUAL" } },
        reported: "NEGATIVE",
      }).measurement,
    ).toEqual({
      specimen: "biopsy",
      ish: { call: "positive", recount: { probe: "dual" } },
      reported: "negative",
    }));
  it("reads truths and lists, also from text", () =>
    expect(
      read({
        ihc: { confirmed: "yes" },
        afterTherapy: "trastuzumab; pertuzumab",
        alterations: ["ERBB2 L755S"],
      }).measurement,
    ).toEqual({
      ihc: { confirmed: true },
      afterTherapy: ["trastuzumab", "pertuzumab"],
      alterations: ["ERBB2 L755S"],
    }));
  it.each([
    [{ ihc: { confirmed: "perhaps" } }, "ihc.confirmed"],
    [{ ihc: { confirmed: 2 } }, "ihc.confirmed"],
    [{ afterTherapy: 3 }, "afterTherapy"],
    [{ alterations: [{ nothing: 1 }] }, "alterations"],
    [{ ihc: "3+" }, "ihc"],
    [{ tumour: {} }, "tumour"],
    [{ date: "2026-02-30" }, "date"],
    [{ colour: "blue" }, "colour"],
    [{ ish: { recount: { rato: 2 } } }, "ish.recount.rato"],
  ])("leaves out %j and says which field", (row, field) =>
    expect(read(row).flags).toEqual([["unknown-value", field]]),
  );
  it.each([
    [null, 0],
    [undefined, 0],
    [[], 1],
    ["text", 1],
    [12, 1],
    [true, 1],
  ])("reads %j as an empty row", (row, flags) => {
    expect(read(row).measurement).toEqual({});
    expect(read(row).flags).toHaveLength(flags);
  });
  it("is not led astray by names of the language itself", () => {
    const hostile = JSON.parse(
      '{"__proto__": {"tumour": "BRCA"}, "constructor": 1, "ihc": {"__proto__": {"score": "3+"}}}',
    );
    expect(readMeasurement(hostile).measurement).toEqual({});
  });
  it("stays small on a row with very many or very deep fields", () => {
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`field${index}`, index]));
    expect(readMeasurement(wide).flags).toHaveLength(5);
    let deep: unknown = 1;
    for (let level = 0; level < 5000; level++) deep = { ihc: deep };
    expect(readMeasurement(deep).measurement).toEqual({});
    const message = readMeasurement({ ish: { ratio: "9".repeat(1e6) } }).flags[0]?.message ?? "";
    expect(message.length).toBeLessThan(200);
  });
});

describe("columns as dotted paths", () => {
  it("nests them", () =>
    expect(
      rowFromColumns({
        id: "a",
        "ihc.score": "2+",
        "ish.recount.ratio": "2.1",
        afterTherapy: "A; B;",
        site: " ",
      }),
    ).toEqual({
      id: "a",
      ihc: { score: "2+" },
      ish: { recount: { ratio: "2.1" } },
      afterTherapy: "A; B;",
    }));
  it("leaves out a column that runs through a value, or names of the language", () => {
    expect(rowFromColumns({ ihc: "3+", "ihc.score": "3+" })).toEqual({ ihc: "3+" });
    expect(rowFromColumns({ "__proto__.tumour": "x", "constructor.name": "y", "a.b.c.d.e": "z" })).toEqual(
      {},
    );
  });
});
