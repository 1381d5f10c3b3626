import { describe, expect, it } from "vitest";
import { z } from "zod";
import { respelled } from "./spelling.ts";

const coded = z
  .union([z.literal(0), z.literal(1), z.literal(9)])
  .meta({ words: { no: 0, yes: 1, "not known": 9 } });
const stages = z.enum(["0", "I", "IIA", "NONCR_NONPD"]);
const answer = z.union([z.literal(0), z.literal(1), z.boolean(), z.literal("ANY")]);

describe("another spelling of a value", () => {
  it.each([
    ["2.5", 2.5, z.number()],
    [" -1e3 ", -1000, z.number()],
    ["007", 7, z.int()],
    ["+4", 4, z.number().optional()],
    ["Yes", true, z.boolean()],
    ["y", true, z.boolean()],
    ["TRUE", true, z.boolean()],
    ["no", false, z.boolean()],
    ["N", false, z.boolean()],
    ["false", false, z.boolean()],
    [1, true, z.boolean()],
    [0, false, z.boolean()],
    ["1", true, z.boolean()],
    ["0", false, z.boolean().optional()],
    ["iia", "IIA", stages],
    ["II-A", "IIA", stages],
    [0, "0", stages],
    ["non-CR/non-PD", "NONCR_NONPD", stages],
    ["i", "I", stages.optional()],
    ["Yes", 1, coded],
    ["not_known", 9, coded],
    [true, 1, coded],
    [false, 0, coded],
    ["9", 9, coded],
    ["no", 0, coded.optional()],
    ["any", "ANY", answer],
    ["yes", true, answer],
    [["1", 2, "3.5"], [1, 2, 3.5], z.array(z.number())],
    [["iia", "I"], ["IIA", "I"], z.array(stages)],
    [[1, "no"], [true, false], z.array(z.boolean()).optional()],
  ])("%j is read as %j", (given, meant, field) => {
    expect(respelled(field, given)).toEqual(meant);
  });

  it.each([
    ["2,5", z.number()],
    ["2.5 cm", z.number()],
    [".5.5", z.number()],
    ["1e", z.number()],
    ["", z.number()],
    ["  ", z.number()],
    [true, z.number()],
    ["2", z.number().max(1)],
    ["2.5", z.int()],
    [2, z.boolean()],
    ["2", z.boolean()],
    ["perhaps", z.boolean()],
    ["constructor", z.boolean()],
    ["II", stages],
    ["-", stages],
    [7, stages],
    [2, coded],
    ["maybe", coded],
    [true, stages],
    ["1", z.array(z.number())],
    [["1", 2, "x"], z.array(z.number())],
    [["1"], z.array(z.number()).min(2)],
    [["a", "b"], z.tuple([z.number(), z.number()])],
    [{ a: "1" }, z.record(z.string(), z.number())],
  ])("%j is not guessed at", (given, field) => {
    expect(respelled(field, given)).toBe(given);
  });

  it("is not looked for where the field takes the value as it is", () => {
    expect(respelled(z.string(), "2.5")).toBe("2.5");
    expect(respelled(z.union([z.string(), z.number()]), "2.5")).toBe("2.5");
    expect(respelled(z.number().nullable(), null)).toBeNull();
    expect(respelled(answer, 1)).toBe(1);
  });

  it("may not be one of two things", () => {
    expect(respelled(z.enum(["A-B", "AB"]), "a_b")).toBe("a_b");
    expect(respelled(z.enum(["A-B", "AC"]), "a_b")).toBe("A-B");
  });

  it("of nothing is nothing only where the field may be left out", () => {
    expect(respelled(z.number().optional(), null)).toBeUndefined();
    expect(respelled(z.number(), null)).toBeNull();
  });
});
