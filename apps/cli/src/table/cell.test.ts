import { describe, expect, it } from "vitest";
import {
  estimateWithInterval,
  eventsOfPatients,
  hasDecimalComma,
  intervalIn,
  isMissing,
  numberIn,
} from "./cell.ts";

describe("a number in a cell", () => {
  it.each([
    ["0.61", false, 0.61],
    ["0,61", true, 0.61],
    ["1.234,5", true, 1234.5],
    ["1,234", false, 1234],
    ["1,234.5", false, 1234.5],
    ["1 234", false, 1234],
    ["45%", false, 45],
    ["45,5 %", true, 45.5],
    ["\u22120.3", false, -0.3],
    ["\u20130.3", false, -0.3],
    ["1e-3", false, 0.001],
    ["12,3", false, Number.NaN],
    ["abc", false, Number.NaN],
    ["5/20", false, Number.NaN],
  ])("%j, decimal comma %s, is %d", (cell, comma, value) => {
    expect(numberIn(cell, comma)).toBe(value);
  });
  it.each(["", " ", "NA", "n/a", "N.A.", "NR", "-", ".", "?", "\u2014", "not reported"])(
    "%j is missing",
    (cell) => {
      expect(isMissing(cell)).toBe(true);
      expect(numberIn(cell, false)).toBeNaN();
    },
  );
  it.each(["0", "none at all", "Nara 2010"])("%j is not missing", (cell) => {
    expect(isMissing(cell)).toBe(false);
  });
});

describe("the decimal mark of a table", () => {
  it.each([
    [["0,61", "A"], true],
    [["0,61", "0.80"], false],
    [["0.61"], false],
    [["1,234", "0.5"], false],
    [["1.234", "0,5"], true],
    [["1.234,5"], true],
    [["45,5 %"], true],
    [["0,61 (0,45-0,83)"], true],
    [["0.61 (0.45, 0.83)"], false],
    [["2010", "Smith, 2010"], false],
    [[], false],
  ])("%j: comma %s", (cells, comma) => {
    expect(hasDecimalComma(cells)).toBe(comma);
  });
});

describe("several numbers in a cell", () => {
  it.each([
    ["0.61 (0.45-0.83)", ["0.61", "0.45", "0.83"]],
    ["0.61 [0.45; 0.83]", ["0.61", "0.45", "0.83"]],
    ["0.61 (0.45, 0.83)", ["0.61", "0.45", "0.83"]],
    ["0,61 (0,45 - 0,83)", ["0,61", "0,45", "0,83"]],
    ["0.61 (95% CI 0.45 to 0.83)", ["0.61", "0.45", "0.83"]],
    ["0.61 (95% CI: 0.45\u20130.83)", ["0.61", "0.45", "0.83"]],
    ["1.2 (-0.3 to 2.7)", ["1.2", "-0.3", "2.7"]],
    ["45% (31%-60%)", ["45%", "31%", "60%"]],
    ["0.61", null],
    ["0.61 (p = 0.03)", null],
    ["Smith (2010-2014)", null],
  ])("%j", (cell, parts) => {
    expect(estimateWithInterval(cell)).toEqual(parts);
  });
  it.each([
    ["0.45-0.83", ["0.45", "0.83"]],
    ["[0.45; 0.83]", ["0.45", "0.83"]],
    ["-0.3 to 2.7", ["-0.3", "2.7"]],
    ["0.45", null],
  ])("an interval, %j", (cell, parts) => {
    expect(intervalIn(cell)).toEqual(parts);
  });
  it.each([
    ["5/20", ["5", "20"]],
    ["5 of 20 (25 %)", ["5", "20"]],
    ["5 out of 20", ["5", "20"]],
    ["5.5/20", null],
    ["12/2010/3", null],
  ])("events of patients, %j", (cell, parts) => {
    expect(eventsOfPatients(cell)).toEqual(parts);
  });
});
