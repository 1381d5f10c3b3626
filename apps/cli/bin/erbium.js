#!/usr/bin/env node
// Runs the command from source. The source needs Node 24 (type stripping); where this Node is older, the
// one that `npm ci` pinned in node_modules takes over.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("../src/main.ts", import.meta.url);
if (Number(process.versions.node.split(".")[0]) >= 24) {
  await import(main.href);
} else {
  const pinned = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));
  if (!existsSync(pinned)) {
    console.error(
      `erbium needs Node 24; this is ${process.version}. Run "npm ci" in the checkout, which installs it.`,
    );
    process.exit(1);
  }
  const run = spawnSync(pinned, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: "inherit" });
  process.exit(run.status ?? 1);
}
