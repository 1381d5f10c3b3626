import type { Flag } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { unknownValue } from "./left-out.ts";
import { readMeasurement } from "./read-measurement.ts";
import { isMissing, readIhcScore, readList, readNumber, readText, readTruth } from "./read-value.ts";
import { put, rowFromColumns } from "./row-from-columns.ts";

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

describe("one value", () => {
  it.each([
    ["+2", 2],
    ["-0.5", -0.5],
    ["2.", 2],
    ["1.5E+2", 150],
    ["1e-3", 0.001],
    ["1e-12", 1e-12],
    [".25", 0.25],
    ["0.125", 0.125],
    ["123456789012345", 123456789012345],
  ])("%j is the number %f", (value, number) => {
    const flags: Flag[] = [];
    expect(readNumber(value, "ish.ratio", flags)).toBe(number);
    expect(flags).toEqual([]);
  });
  it.each([
    ["x2"],
    ["2x"],
    ["--2"],
    ["."],
    ["e5"],
    ["2e"],
    ["2e1000"],
    ["1234567890123456"],
    ["0.1234567890123456"],
    [".1234567890123456"],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [true],
    [[2]],
    [{}],
  ])("%j is no number", (value) => {
    const flags: Flag[] = [];
    expect(readNumber(value, "ish.ratio", flags)).toBeUndefined();
    expect(flags.map((flag) => [flag.code, flag.inputs.field])).toEqual([["non-numeric", "ish.ratio"]]);
  });
  it.each(["n/a", "NaN", "null", "None given", "UNKNOWN", "-", ".", "?", "not done", "Not tested"])(
    "%j says that nothing is there",
    (word) => expect(isMissing(word)).toBe(true),
  );
  it.each([
    [`[${"x".repeat(40)}]`, true],
    [`[${"x".repeat(41)}]`, false],
    [" [Unknown] ", true],
    ["x[Unknown]", false],
    ["[Unknown]x", false],
    ["[a]b]", false],
    ["0", false],
    [0, false],
    [false, false],
    [[], false],
  ])("%j is missing: %s", (value, missing) => expect(isMissing(value)).toBe(missing));
  it.each([
    [" BRCA ", "BRCA", []],
    [12, "12", []],
    [Number.NaN, undefined, ["unknown-value"]],
    [true, undefined, ["unknown-value"]],
    [["BRCA"], undefined, ["unknown-value"]],
  ])("the text of %j is %j", (value, text, codes) => {
    const flags: Flag[] = [];
    expect(readText(value, "tumour", flags)).toBe(text);
    expect(flags.map((flag) => flag.code)).toEqual(codes);
  });
  it.each([
    ["0", "0"],
    ["0+", "0"],
    ["1", "1+"],
    [" 2 + ", "2+"],
    ["ihc3+", "3+"],
    ["IHC  3", "3+"],
    [3, "3+"],
    ["4+", "4+"],
    ["score 3+", "score 3+"],
    ["3+ or 2+", "3+ or 2+"],
    ["3++", "3++"],
  ])("the score %j is read as %j", (value, score) =>
    expect(readIhcScore(value, "ihc.score", [])).toBe(score),
  );
  it("of another kind is no score", () => {
    const flags: Flag[] = [];
    expect(readIhcScore({ score: 3 }, "ihc.score", flags)).toBeUndefined();
    expect(flags).toEqual([unknownValue("ihc.score", { score: 3 })]);
  });
  it.each([
    [true, true],
    ["true", true],
    [" Yes ", true],
    ["1", true],
    [false, false],
    ["FALSE", false],
    [" no ", false],
    ["0", false],
    ["yes, once", undefined],
    ["oh yes", undefined],
    ["no comment", undefined],
    ["unclear: no", undefined],
    [1, undefined],
  ])("%j is the truth %j", (value, truth) => {
    const flags: Flag[] = [];
    expect(readTruth(value, "ihc.confirmed", flags)).toBe(truth);
    expect(flags.map((flag) => flag.code)).toEqual(truth === undefined ? ["unknown-value"] : []);
  });
  it("that is a list keeps at most a thousand members", () => {
    expect(readList(Array(1001).fill("A"), "afterTherapy", [])).toHaveLength(1000);
    expect(readList(Array(1001).fill("A").join(";"), "afterTherapy", [])).toHaveLength(1000);
    expect(readList(" A ; B;; C", "afterTherapy", [])).toEqual(["A", "B", "C"]);
  });
});

describe("a row that is read", () => {
  it("takes the words of every closed field in any case", () => {
    const row = {
      specimen: "Resection",
      reported: "Equivocal",
      ihc: {
        scoring: "HERACLES",
        intensity: "Strong",
        pattern: "Basolateral",
        membraneStaining: "Faint-Partial",
      },
      ish: { probe: "Single", call: "Negative", recount: { probe: "Dual", call: "POSITIVE" } },
    };
    expect(read(row)).toEqual({
      measurement: JSON.parse(
        JSON.stringify(row).toLowerCase().replaceAll("membranestaining", "membraneStaining"),
      ),
      flags: [],
    });
  });
  it("keeps names, sites and dates as they are written", () => {
    const row = { id: "P-1", sample: "S 2", site: "Liver", date: "2026-03", ihc: { clone: "4B5" } };
    expect(read(row)).toEqual({ measurement: row, flags: [] });
  });
  it("leaves out every member of a list with a bad one, and nothing else", () =>
    expect(
      read({
        site: "liver",
        afterTherapy: ["trastuzumab", 7],
        alterations: ["ERBB2 L755S", { name: "x", vaf: 2 }],
      }),
    ).toEqual({
      measurement: { site: "liver" },
      flags: [
        ["unknown-value", "afterTherapy"],
        ["unknown-value", "alterations"],
      ],
    }));
  it("leaves out a bad leaf of a recount, and keeps its neighbours", () =>
    expect(read({ ish: { ratio: 2, recount: { ratio: 1.5, her2PerCell: -4, call: "perhaps" } } })).toEqual({
      measurement: { ish: { ratio: 2, recount: { ratio: 1.5 } } },
      flags: [
        ["impossible-value", "ish.recount.her2PerCell"],
        ["unknown-value", "ish.recount.call"],
      ],
    }));
  it("has no empty parts", () =>
    expect(read({ ihc: { score: "NA" }, ish: {}, serum: "unknown" })).toEqual({
      measurement: {},
      flags: [],
    }));
  it("names the whole row where it is none, and five unknown fields of each part", () => {
    expect(read("text").flags).toEqual([["unknown-value", "row"]]);
    expect(read("NA").flags).toEqual([]);
    const six = { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 };
    expect(read({ ...six, ihc: six }).flags.map(([, field]) => field)).toEqual([
      ..."abcde",
      ..."abcde".split("").map((name) => `ihc.${name}`),
    ]);
  });
});

describe("a path of columns", () => {
  it("may be four names deep, with blanks around it", () => {
    expect(rowFromColumns({ " a.b.c.d ": " x " })).toEqual({ a: { b: { c: { d: "x" } } } });
    expect(rowFromColumns({ "a.b.c.d.e": "x" })).toEqual({});
  });
  it("does not run through names of the language, wherever they stand", () => {
    for (const name of ["__proto__", "constructor", "prototype"])
      for (const path of [name, `${name}.x`, `ihc.${name}`, `ihc.${name}.x`])
        expect(Object.keys(rowFromColumns({ [path]: "x" }) as object), path).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
  it("fills several fields of one part, and keeps a value that stands where a part should", () => {
    const row = {};
    put(row, "ihc.score", "3+");
    put(row, "ihc.clone", "4B5");
    put(row, "ihc.score.x", 1);
    expect(row).toEqual({ ihc: { score: "3+", clone: "4B5" } });
  });
});
