import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { assemblyOption } from "./assembly-option.ts";

const read = (name: string): unknown => {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  command.addOption(assemblyOption("of the calls"));
  return command.parse(["--assembly", name], { from: "user" }).opts().assembly;
};

describe("--assembly", () => {
  it.each([
    ["GRCh37", "GRCh37"],
    ["hg19", "GRCh37"],
    ["b37", "GRCh37"],
    ["grch38", "GRCh38"],
    ["HG38", "GRCh38"],
  ])("%s is %s", (name, expected) => {
    expect(read(name)).toBe(expected);
  });
  it.each(["hg18", "GRCh36", "T2T", "", "constructor"])("refuses %j and says what it takes", (name) => {
    expect(() => read(name)).toThrow(/GRCh37 \(hg19, b37\) or GRCh38 \(hg38\)/);
  });
});
