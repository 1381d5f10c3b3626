import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { compileBundle } from "../src/compile.ts";
import type { KnowledgeFile } from "../src/read-file.ts";

/**
 * `npm run knowledge`: compiles knowledge/ into dist/knowledge.json. Does nothing when neither the
 * knowledge nor the code that reads it has changed (`--force` builds anyway, `--quiet` hides warnings).
 */
const root = join(import.meta.dirname, "../../..");
const target = join(root, "dist/knowledge.json");
const stamp = join(root, "dist/knowledge.stamp");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const filesUnder = (folder: string, ending: RegExp): KnowledgeFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join("/"), text: readFileSync(path, "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

const write = (path: string, text: string): void => {
  mkdirSync(join(path, ".."), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
};

const files = filesUnder(join(root, "knowledge"), /\.(?:yaml|json)$/);
const code = ["model", "rules", "variants", "knowledge-base"].flatMap((room) =>
  filesUnder(join(root, "packages", room, "src"), /(?<!\.test)\.ts$/),
);
const inputs = sha256(JSON.stringify([files, code]));
const force = process.argv.includes("--force");

if (!force && existsSync(target) && existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) {
  process.stderr.write("knowledge: nothing changed\n");
} else {
  const compiled = compileBundle(files, sha256);
  if (!compiled.ok) {
    for (const { message, remedy } of compiled.error) process.stderr.write(`error: ${message} ${remedy}\n`);
    process.stderr.write(`knowledge: ${compiled.error.length} errors, nothing written\n`);
    process.exitCode = 1;
  } else {
    const { bundle, warnings, blocked } = compiled.value;
    if (!process.argv.includes("--quiet"))
      for (const { message } of warnings) process.stderr.write(`warning: ${message}\n`);
    write(target, `${JSON.stringify(bundle)}\n`);
    write(stamp, inputs);
    process.stderr.write(
      `knowledge: version ${bundle.version}, ${bundle.hash}, ${warnings.length} warnings, ${blocked.length} blocked\n`,
    );
  }
}
