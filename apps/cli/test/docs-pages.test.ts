import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder, root } from "./run.ts";

/** Pages with commands to try and pictures of what they draw, with how many of each they have at least. */
const pages = [
  { name: "evidence", commandsAtLeast: 11, picturesAtLeast: 6 },
  { name: "evaluate", commandsAtLeast: 8, picturesAtLeast: 4 },
];

describe.each(pages)("the page docs/$name", ({ name, commandsAtLeast, picturesAtLeast }) => {
  const page = readFileSync(join(root, `docs/${name}.md`), "utf8");
  /** Commands of the page as argument lists; those that read a file which does not ship are left out. */
  const commands = [...page.replace(/ \\\n\s*/g, " ").matchAll(/^npx --no erbium (.*)$/gm)]
    .map(([, line]) =>
      [...(line ?? "").matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ""),
    )
    .filter((args) => !args.some((arg) => /civic/.test(arg)));

  it("has commands to try, and pictures that are there", () => {
    expect(commands.length).toBeGreaterThanOrEqual(commandsAtLeast);
    const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? "");
    expect(pictures.length).toBeGreaterThanOrEqual(picturesAtLeast);
    for (const path of pictures) expect(existsSync(join(root, "docs", path)), path).toBe(true);
  });
  it.each(commands.map((args) => [args.join(" "), args] as const))("runs: erbium %s", (_, args) =>
    inFolder((folder) => {
      const placed = args.map((arg) => (arg.endsWith(".svg") ? join(folder, arg) : arg));
      const { code, out, err } = erbium(placed);
      expect(code, err).toBe(0);
      expect(out.length).toBeGreaterThan(0);
      for (const arg of placed.filter((one) => one.endsWith(".svg"))) {
        const shown = join(root, "docs", name, basename(arg));
        // the picture of the page is what its command draws
        if (existsSync(shown))
          expect(readFileSync(arg, "utf8") === readFileSync(shown, "utf8"), shown).toBe(true);
        else expect(existsSync(arg)).toBe(true);
      }
    }),
  );
});
