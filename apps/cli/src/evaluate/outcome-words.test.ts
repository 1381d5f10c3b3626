import { describe, expect, it } from "vitest";
import { readOutcome } from "./outcome-words.ts";

const column = (cells: readonly string[]) => ({
  name: "y",
  cells,
  number: (cell: string) => Number(cell || NaN),
});
const read = (cells: readonly string[], positive?: string, timed?: boolean) => {
  const outcome = readOutcome(column(cells), positive, timed);
  if (!outcome.ok) return outcome.error.code;
  const { kind, classOf, missing, cases } = outcome.value;
  return { kind, cases, classes: cells.map((cell) => (missing(cell) ? null : classOf(cell))) };
};

describe("an outcome in words", () => {
  it.each([
    [["1", "0"]],
    [["1.0", "0"]],
    [["1:DECEASED", "0:LIVING"]],
    [["yes", "No"]],
    [["TRUE", "false"]],
    [["Positive", "negative"]],
    [["Responder", "non-responder"]],
    [["response", "no response"]],
    [["R", "NR"]],
    [["pCR", "no pCR"]],
    [["pCR", "RD"]],
    [["pCR", "Non-pCR"]],
    [["dead", "alive"]],
    [["mutated", "not mutated"]],
    [["HER2-low", "non HER2-low"]],
  ])("says by itself which value is the case: %j", ([one = "", other = ""]) => {
    const classes = [1, 0, 1, null];
    expect(read([one, other, one, ""])).toEqual({ kind: "two", cases: [one], classes });
    expect(read([other, one, other, "NA"])).toMatchObject({ classes: [0, 1, 0, null] });
  });
  it("takes what the user names against all others, whatever it says", () => {
    expect(read(["CR", "PR", "SD", ""], "CR,pr")).toMatchObject({
      cases: ["CR", "PR"],
      classes: [1, 1, 0, null],
    });
    expect(read(["1", "0"], "0")).toMatchObject({ classes: [0, 1] });
    expect(read(["1", "0"], "2")).toBe("unknown-value");
  });
  it.each([
    [["A", "B"], "unclear-outcome"],
    [["1", "2"], "unclear-outcome"],
    [["yes", "no", "unknown"], "unclear-outcome"],
    [["", "NA"], "no-outcome"],
    [["maybe", "maybe"], "one-outcome"],
    [Array.from({ length: 21 }, (_, at) => String(at)), "not-an-outcome"],
  ])("does not guess: %j", (cells, code) => {
    expect(read(cells)).toBe(code);
  });
  it("a missing value is no control: NR stays missing where nobody is called R", () => {
    expect(read(["yes", "no", "NR"])).toMatchObject({ classes: [1, 0, null] });
  });
  it("censored is without event only beside a time", () => {
    expect(read(["event", "censored"])).toBe("unclear-outcome");
    expect(read(["event", "censored"], undefined, true)).toMatchObject({ classes: [1, 0] });
  });
  it("more than two values are classes in the order of their numbers", () => {
    expect(read(["3", "1", "2", "10"])).toMatchObject({ kind: "more", classes: [2, 0, 1, 3] });
  });
});
