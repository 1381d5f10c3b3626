import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("the published schemas are those of the code", () => {
  const run = spawnSync(process.execPath, ["scripts/schemas.ts", "--check"], {
    cwd: join(import.meta.dirname, ".."),
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
});
