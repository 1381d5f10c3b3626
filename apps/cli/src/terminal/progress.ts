/** Milliseconds between two showings. */
const PAUSE = 500;

/** One line on a terminal that says how much of a long input has been read; silent where nobody looks. */
export const progressLine = (
  path: string,
): { readonly read: (bytes: number) => void; readonly end: () => void } => {
  if (!process.stderr.isTTY) return { read: () => {}, end: () => {} };
  let total = 0;
  let shown = Date.now();
  let written = false;
  return {
    read: (bytes) => {
      total += bytes;
      if (Date.now() - shown < PAUSE) return;
      shown = Date.now();
      written = true;
      process.stderr.write(`\r${path}: ${Math.round(total / 1e6)} MB of text read`);
    },
    end: () => {
      if (written) process.stderr.write("\r\u001b[K");
    },
  };
};
