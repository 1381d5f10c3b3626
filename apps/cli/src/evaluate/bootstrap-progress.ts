/** Milliseconds between two showings. */
const PAUSE = 500;

/** One line on a terminal that says how many samples are drawn; silent where nobody looks. */
export const bootstrapProgress = (): {
  readonly drawn: (count: number) => void;
  readonly end: () => void;
} => {
  if (!process.stderr.isTTY) return { drawn: () => {}, end: () => {} };
  let shown = Date.now();
  let written = false;
  return {
    drawn(count) {
      if (Date.now() - shown < PAUSE) return;
      shown = Date.now();
      written = true;
      process.stderr.write(`\rbootstrap: ${count} samples drawn`);
    },
    end() {
      if (written) process.stderr.write("\r\u001b[K");
    },
  };
};
