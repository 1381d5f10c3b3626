/** Bundles the command into dist/erbium.mjs, with what it reads beside it; the knowledge must have been compiled. */
import { cp } from "node:fs/promises";
import { build } from "rolldown";

await build({
  input: "apps/cli/src/main.ts",
  platform: "node",
  logLevel: "warn",
  output: {
    dir: "dist",
    entryFileNames: "erbium.mjs",
    chunkFileNames: "erbium-[name].mjs",
    banner: "#!/usr/bin/env node",
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
await cp("apps/cli/src/case-template.yaml", "dist/case-template.yaml");
await cp("apps/cli/fixtures", "dist/fixtures", { recursive: true });
