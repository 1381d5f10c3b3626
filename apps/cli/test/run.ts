import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dirname, "../src/main.ts");
export const root = join(import.meta.dirname, "../../..");

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command from source as a user would, in the repository's root. */
export const erbium = (args: readonly string[], input?: string | Uint8Array): Run => {
  const run = spawnSync(process.execPath, [main, ...args], {
    cwd: root,
    input: input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 60_000,
    env: { ...process.env, ERBIUM_ORACLES: "" },
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
};

/** A folder that is gone afterwards. */
export const inFolder = <T>(work: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), "erbium-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
