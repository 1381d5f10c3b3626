import { expect, it } from "vitest";
import { keyName, plainName } from "./key-name.ts";

it.each([
  ["ERBB2:exon-20-insertion", "exon 20 insertion"],
  ["ERBB2:Amplification", "amplification"],
  ["ERBB2:p.L755S", "p.L755S"],
  ["ERBB2:p95", "p95"],
  [null, null],
])("the name of %s is %s", (key, name) => {
  expect(keyName(key)).toBe(name);
});

it("a plain name has no hyphens, capitals or needless spaces", () => {
  expect(plainName(" Exon-20  Insertion ")).toBe("exon 20 insertion");
  expect(plainName("in-frame--deletion")).toBe("in frame deletion");
});
