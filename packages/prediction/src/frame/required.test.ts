import { describe, expect, it } from "vitest";
import { missingOf } from "./required.ts";

describe("the inputs of one question of several", () => {
  it("are all there, or refused by the first that is not, with all that are needed", () => {
    expect(missingOf("model", { a: 0, b: false, c: "" }, ["a", "b", "c"])).toBeNull();
    expect(missingOf("model", { d: 1 }, [])).toBeNull();
    expect(missingOf("model", { b: 1, c: undefined }, ["a", "b", "c"])).toEqual({
      ok: false,
      error: {
        code: "missing-input",
        message: "model lacks a, c",
        path: "a",
        remedy: "give a, b, c; none has a default",
      },
    });
  });
});
