import { type Figure, standalone } from "@erbium/figures";
import { ok, type Result } from "@erbium/model";
import { writeWhole } from "./write-file.ts";

/** What is wrong with the name of a figure's file; null where nothing is. */
export const figureNameError = (path: string | undefined): string | null =>
  path === undefined || path.endsWith(".svg") ? null : "--plot writes SVG: give a name that ends in .svg";

/** Writes a figure as a file of its own, whole or not at all, and says where on standard error. */
export const writeFigure = async (path: string, figure: Figure): Promise<Result<null>> => {
  const written = await writeWhole(path, standalone(figure));
  if (!written.ok) return written;
  process.stderr.write(`Plot: ${written.value}\n`);
  return ok(null);
};
