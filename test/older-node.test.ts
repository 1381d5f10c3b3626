import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** The Node of the machine itself, if it is another than the one that comes with the install. */
const outside = (process.env.PATH ?? "")
  .split(delimiter)
  .filter((folder) => folder !== "" && !folder.includes("node_modules"))
  .map((folder) => join(folder, "node"))
  .find(existsSync);
const version =
  outside === undefined ? "none" : execFileSync(outside, ["--version"], { encoding: "utf8" }).trim();

/** Users type `node dist/erbium.mjs`, and get whatever Node they have; the package promises 20 or newer. */
describe.skipIf(outside === undefined || Number(/^v(\d+)/.exec(version)?.[1]) < 20)(
  `on Node ${version}`,
  () => {
    const run = (...words: string[]): string =>
      execFileSync(outside ?? "node", [join(root, "dist", "erbium.mjs"), ...words], { encoding: "utf8" });
    it("reads a name", () => {
      expect(run("variant", "HER2YVMA", "--json")).toContain("ERBB2:p.Y772_A775dup");
    });
    it("writes a report of a case", () => {
      expect(run("report", join(root, "examples", "08-nsclc-yvma.yaml"), "--json")).toContain("zongertinib");
    });
    it("knows its knowledge", () => {
      expect(run("verify", "knowledge")).toMatch(/ 0 failed/);
    });
  },
);
