import { randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { err, ok, type Result } from "@erbium/model";

/** Writes a whole file under a temporary name in the same folder and renames it: never half-written. */
export const writeWhole = async (path: string, content: string | Uint8Array): Promise<Result<string>> => {
  const target = resolve(path);
  const temporary = join(dirname(target), `.erbium-${process.pid}-${randomBytes(4).toString("hex")}`);
  try {
    await writeFile(temporary, content, { flag: "wx" });
    await rename(temporary, target);
    return ok(target);
  } catch (cause) {
    await rm(temporary, { force: true });
    return err({
      code: "not-writable",
      path,
      message: `${path} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`,
      remedy: "check that its folder exists and is writable",
    });
  }
};
