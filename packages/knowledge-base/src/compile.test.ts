import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  compileTiny,
  filesOf,
  knowledgeFolder,
  realFiles,
  sha256,
  tinyBundle,
  tinyItems,
} from "../test/tiny-knowledge.ts";
import { bundleHash } from "./bundle-hash.ts";
import { compileBundle } from "./compile.ts";
import { verifyKnowledge } from "./verify.ts";

const refusals = (compiled: ReturnType<typeof compileBundle>) => (compiled.ok ? [] : compiled.error);

describe("compiling knowledge", () => {
  it("gives the same bundle whatever the order of files and items", () => {
    const items = tinyItems();
    for (const list of Object.values(items)) list.reverse();
    const other = compileBundle(filesOf(items).reverse(), sha256);
    expect(other.ok && other.value.bundle.hash).toBe(tinyBundle().bundle.hash);
  });
  it("hashes the content, not the version", () => {
    const { bundle } = tinyBundle();
    expect(bundle.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(bundleHash({ ...bundle, version: "2027.01.01" }, sha256)).toBe(bundle.hash);
    expect(bundleHash({ ...bundle, sources: [] }, sha256)).not.toBe(bundle.hash);
    expect(
      tinyBundle((all) => Object.assign(all.statements![0]!, { text: "Another." })).bundle.hash,
    ).not.toBe(bundle.hash);
  });
  it("takes a source that two files cite in the same words as one, and refuses one that differs", () => {
    const twice = (title: string) =>
      compileBundle(
        [
          ...filesOf(tinyItems()),
          {
            path: "sources/more.yaml",
            text: `kind: sources\ntopic: more\nasOf: "2026"\nlanguage: en\nitems:\n  - { title: ${title}, id: paper, kind: paper, pmid: "12345", language: en, seen: "2026-11-21" }\n`,
          },
        ],
        sha256,
      );
    expect(twice("A paper").ok).toBe(true);
    expect(refusals(twice("Another paper"))).toMatchObject([
      {
        code: "knowledge-unique-ids",
        message: expect.stringContaining("sources/more.yaml, sources/tiny.yaml"),
      },
    ]);
  });
  it("names file, item and field of what the schema refuses, all at once", () => {
    const found = refusals(
      compileTiny((items) => {
        Object.assign(items.approvals![0]!, { agency: "XYZ" });
        Object.assign(items.claims![0]!, { quote: 5 });
      }),
    ).filter((one) => one.code === "knowledge-schema");
    expect(found.map((one) => one.path)).toEqual([
      "approvals/tiny.yaml#A1.agency",
      "claims/tiny.yaml#c1.quote",
    ]);
  });
  it("names file, item and field of what a check finds", () => {
    const found = refusals(
      compileTiny((items) => Object.assign(items.approvals![0]!, { requires: { biomarker: "her2Postive" } })),
    );
    expect(found).toMatchObject([
      { code: "knowledge-conditions", path: "approvals/tiny.yaml#A1.requires.biomarker" },
      { code: "knowledge-biomarker-condition" },
    ]);
  });
  it.each([
    ["an alias bomb", "a: &a [x, x]\nb: &b [*a, *a]\nitems: [*b, *b]", "knowledge-unreadable"],
    ["broken YAML", "kind: [", "knowledge-unreadable"],
    ["a file without a head", "- a", "knowledge-head"],
    ["an unknown kind", 'kind: opinions\ntopic: x\nasOf: "2026"\nlanguage: en\nitems: []', "knowledge-head"],
    [
      "a day that does not exist",
      'kind: sources\ntopic: x\nasOf: "2026-02-30"\nlanguage: en\nitems: []',
      "knowledge-head",
    ],
  ])("refuses %s and names the file", (_, text, code) => {
    const found = refusals(
      compileBundle([...filesOf(tinyItems()), { path: "claims/odd.yaml", text }], sha256),
    );
    expect(found.map((one) => one.code)).toEqual(expect.arrayContaining([code]));
    expect(found.every((one) => one.path?.startsWith("claims/odd.yaml"))).toBe(true);
  });
  it("refuses knowledge without a version", () => {
    const files = filesOf(tinyItems()).filter((file) => file.path !== "version.yaml");
    expect(refusals(compileBundle(files, sha256))).toMatchObject([{ code: "knowledge-version" }]);
  });
});

describe("verifying a bundle", () => {
  it("passes one that is in order", () => {
    const cases = verifyKnowledge(tinyBundle().bundle, sha256);
    expect(cases.filter((one) => one.status !== "passed")).toEqual([]);
    expect(cases.length).toBeGreaterThan(15);
  });
  it("fails one whose content was changed after it was built", () => {
    const { bundle } = tinyBundle();
    const cases = verifyKnowledge({ ...bundle, sources: [] }, sha256);
    expect(cases.filter((one) => one.status === "failed").map((one) => one.name)).toEqual([
      "knowledge/references",
      "knowledge/hash",
    ]);
  });
});

describe("the knowledge of this repository", () => {
  it("compiles without an error", { timeout: 60_000 }, () => {
    expect(refusals(compileBundle(realFiles(), sha256)).map((one) => one.message)).toEqual([]);
  });
  it("is what dist/knowledge.json was built from; otherwise run `npm run knowledge`", {
    timeout: 60_000,
  }, () => {
    const built = join(knowledgeFolder, "../dist/knowledge.json");
    expect(existsSync(built)).toBe(true);
    const compiled = compileBundle(realFiles(), sha256);
    const bundle = JSON.parse(readFileSync(built, "utf8")) as { hash: string; version: string };
    expect([bundle.hash, bundle.version]).toEqual(
      compiled.ok ? [compiled.value.bundle.hash, compiled.value.bundle.version] : [],
    );
  });
});
