import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { err, ok, type Result } from "@erbium/model";

/** Where long results go: standard output, or a file that appears under its name only when it is whole. */
export interface Output {
  /** Writes blocks in their order, in one call of the system where it can be: the caller may be busy meanwhile. */
  readonly write: (blocks: readonly Uint8Array[]) => Promise<void>;
  /** Finishes: a file takes its name. */
  readonly commit: () => Promise<Result<string | null>>;
  /** Leaves nothing behind. */
  readonly abort: () => Promise<void>;
}

/** @param path  a file, or undefined for standard output */
export const openOutput = async (path: string | undefined): Promise<Result<Output>> =>
  path === undefined ? ok(standardOutput) : openFile(path);

const standardOutput: Output = {
  write: async (blocks) => {
    for (const block of blocks)
      await new Promise<void>((done) => {
        // called when the bytes have left: only then may the caller use them again
        process.stdout.write(block, () => done());
      });
  },
  commit: async () => ok(null),
  abort: async () => {},
};

const notWritable = (path: string, cause: unknown) =>
  err({
    code: "not-writable",
    path,
    message: `${path} cannot be written (${(cause as NodeJS.ErrnoException).code ?? String(cause)})`,
    remedy: "check that its folder exists, is writable and has room",
  });

/** Signals that end the run; SIGKILL can not be heard, and leaves the unfinished file under its hidden name. */
const STOPS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const openFile = async (path: string): Promise<Result<Output>> => {
  const target = resolve(path);
  const temporary = join(dirname(target), `.erbium-${process.pid}-${randomBytes(4).toString("hex")}`);
  let file: FileHandle;
  try {
    file = await open(temporary, "wx");
  } catch (cause) {
    return notWritable(path, cause);
  }
  const interrupted = (): void => {
    rmSync(temporary, { force: true });
    process.exit(130);
  };
  for (const signal of STOPS) process.once(signal, interrupted);
  const release = async (): Promise<void> => {
    for (const signal of STOPS) process.off(signal, interrupted);
    await file.close();
  };
  return ok({
    write: async (blocks) => {
      let { bytesWritten } = await file.writev([...blocks]);
      // the system may take less than all
      for (const block of blocks) {
        for (let at = bytesWritten; at < block.length; ) at += (await file.write(block, at)).bytesWritten;
        bytesWritten = Math.max(0, bytesWritten - block.length);
      }
    },
    commit: async () => {
      try {
        await release();
        await rename(temporary, target);
        return ok(target);
      } catch (cause) {
        await rm(temporary, { force: true });
        return notWritable(path, cause);
      }
    },
    abort: async () => {
      await release();
      await rm(temporary, { force: true });
    },
  });
};
