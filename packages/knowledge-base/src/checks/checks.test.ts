import { describe, expect, it } from "vitest";
import { tinyBundle } from "../../test/tiny-knowledge.ts";
import { contextOf } from "../compile.ts";
import { checks } from "./index.ts";

describe("all checks", () => {
  it.each(checks.map((check) => [check.name, check] as const))(
    "%s finds nothing in knowledge that is in order",
    (_, check) => {
      expect(check.run(contextOf(tinyBundle().bundle))).toEqual([]);
    },
  );
  it("have names of their own", () => {
    expect(new Set(checks.map((check) => check.name)).size).toBe(checks.length);
  });
});
