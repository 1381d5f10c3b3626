import { describe, expect, it } from "vitest";
import { assemblyNamed } from "./assembly-name.ts";

describe("the name of an assembly", () => {
  it.each([
    ["GRCh37", "GRCh37"],
    ["37", "GRCh37"],
    ["hg19", "GRCh37"],
    ["b37", "GRCh37"],
    ["grch38", "GRCh38"],
    ["38", "GRCh38"],
    ["HG38", "GRCh38"],
  ])("%s is %s", (name, expected) => {
    expect(assemblyNamed(name)).toEqual({ ok: true, value: expected });
  });
  it.each(["hg18", "GRCh36", "T2T", "", "constructor", "__proto__"])("%j is none", (name) => {
    expect(assemblyNamed(name)).toMatchObject({ ok: false, error: { code: "unknown-assembly" } });
  });
});
