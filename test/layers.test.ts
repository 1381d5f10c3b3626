import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";

/** Which room may import which: the architecture as a list. An exception carries its reason. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  rules: ["model"],
  numerics: ["model"],
  variants: ["model", "rules"],
  status: ["model", "rules"],
  "knowledge-base": ["model", "rules", "variants"],
  stats: ["model", "numerics"],
  synthesis: ["model", "stats", "knowledge-base"],
  prediction: ["model", "rules", "numerics", "knowledge-base"],
  advice: ["model", "rules", "variants", "status", "knowledge-base", "synthesis", "prediction"],
  figures: [],
  report: ["model", "advice", "figures"],
};
const exceptions: readonly { from: string; to: string; reason: string }[] = [
  {
    from: "advice",
    to: "numerics",
    reason: "exact intervals of single-study figures, until the room synthesis hands over pooled ones",
  },
  { from: "prediction", to: "synthesis", reason: "levels of certainty have one implementation" },
  { from: "prediction", to: "stats", reason: "the probability after a test has one implementation" },
];
/** What a pure room may not reach: the file system, the network, processes, the clock of the machine. */
const impure =
  /^(node:)?(fs|fs\/promises|net|http|https|http2|dns|dgram|tls|child_process|worker_threads|cluster|os|process|path|url)$/;

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => /\.ts$/.test(name) && !/(^|[\\/])(node_modules|test|fixtures)[\\/]|\.test\.ts$/.test(name),
    )
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());

const importsOf = (root: string): Import[] =>
  readdirSync(join(root, "packages")).flatMap((room) =>
    sources(join(root, "packages", room, "src")).flatMap((file) => {
      const text = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
      return [
        ...text.matchAll(
          /(?:^|[\s;}])(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']/g,
        ),
      ].map((match) => ({
        file: relative(root, file).split(sep).join("/"),
        room,
        target: match[1] ?? match[2] ?? "",
      }));
    }),
  );

const violations = (imports: readonly Import[]): string[] =>
  imports.flatMap(({ file, room, target }) => {
    if (impure.test(target)) return [`${file} reaches ${target}: rooms are pure`];
    if (target.startsWith(".")) {
      const inside = join("packages", room, "src");
      const reached = join(file, "..", target);
      if (!reached.startsWith(inside)) return [`${file} reaches over its wall to ${target}`];
      return /(^|\/)index\.ts$/.test(target) && reached === join(inside, "index.ts")
        ? [`${file} imports its own room's index`]
        : [];
    }
    const other = /^@erbium\/([^/]+)(\/.*)?$/.exec(target);
    if (!other) return [];
    if (other[2]) return [`${file} reaches into ${target}: only a room's index is public`];
    const to = other[1] ?? "";
    const fine = allowed[room]?.includes(to) || exceptions.some((one) => one.from === room && one.to === to);
    return fine ? [] : [`${file}: ${room} may not import ${to}`];
  });

describe("layers", () => {
  const root = join(import.meta.dirname, "..");
  const imports = importsOf(root);

  it("lists every room", () => {
    expect(readdirSync(join(root, "packages")).sort()).toEqual(Object.keys(allowed).sort());
  });

  it("saw the modules", () => {
    expect(new Set(imports.map((one) => one.file)).size).toBeGreaterThan(40);
    expect(imports.some((one) => one.room === "advice" && one.target === "@erbium/status")).toBe(true);
  });

  it("holds", () => {
    expect(violations(imports)).toEqual([]);
  });

  it("needs each of its exceptions", () => {
    for (const { from, to } of exceptions)
      expect(imports.some((one) => one.room === from && one.target === `@erbium/${to}`)).toBe(true);
  });

  it.each([
    ['import { x } from "@erbium/advice";', "rules may not import advice"],
    ['import type { x } from "@erbium/model/src/truth.ts";', "only a room's index is public"],
    ['export * from "../../model/src/truth.ts";', "over its wall"],
    ['import { readFileSync } from "node:fs";', "rooms are pure"],
    ['const late = () => import("@erbium/report");', "rules may not import report"],
  ])("finds the planted violation %s", (line, complaint) => {
    const planted = mkdtempSync(join(tmpdir(), "erbium-layers-"));
    try {
      mkdirSync(join(planted, "packages/rules/src"), { recursive: true });
      writeFileSync(join(planted, "packages/rules/src/planted.ts"), `${line}\n`);
      expect(violations(importsOf(planted)).join()).toContain(complaint);
    } finally {
      rmSync(planted, { recursive: true });
    }
  });
});
