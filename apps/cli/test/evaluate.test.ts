import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder, root } from "./run.ts";

const file = "examples/evaluate/response-simulated.csv";
const evaluate = (args: readonly string[], input?: string) => erbium(["evaluate", ...args], input);
const json = (args: readonly string[], input?: string) => {
  const { out, err, code } = evaluate([...args, "--json"], input);
  expect(code, err).toBe(0);
  return { result: JSON.parse(out), err };
};

/** The table with its rows turned round, and with a monotone change of a score. */
const lines = readFileSync(join(root, file), "utf8").trim().split("\n");
const heading = lines[0] ?? "";
const turned = [heading, ...lines.slice(1).reverse()].join("\n");
const cubed = [
  `${heading},risk_cubed`,
  ...lines.slice(1).map((line) => `${line},${(10 * Number(line.split(",")[7])) ** 3}`),
].join("\n");

describe("erbium evaluate: curves", () => {
  // pROC 1.18: e <- d[complete.cases(d), ]; ci.auc(roc(y, risk, direction = "<")); roc.test(a, b, method = "delong")
  it("gives areas with DeLong's interval and paired tests as pROC does", () => {
    const { result, err } = json([file, "--outcome", "pcr", "--scores", "risk,older_risk,tils"]);
    expect(err).toContain("case = pCR; control = no pCR");
    expect(result.patients).toEqual({
      inTable: 240,
      evaluated: 236,
      leftOut: [{ column: "tils", patients: 4 }],
    });
    const [a, b, c] = result.paired;
    expect([a.statistic, a.p, a.low, a.high]).toEqual([
      expect.closeTo(1.12826011356, 9),
      expect.closeTo(0.259210083153, 9),
      expect.closeTo(-0.0304170223956, 9),
      expect.closeTo(0.112942340215, 9),
    ]);
    expect(b.p).toBeCloseTo(0.0034343172108, 9);
    expect(c.p).toBeCloseTo(0.0841774599489, 9);
    // p.adjust(c(...), "holm")
    expect([a.adjustedP, b.adjustedP, c.adjustedP]).toEqual([
      expect.closeTo(0.2592100831527, 9),
      expect.closeTo(0.0103029516324, 9),
      expect.closeTo(0.1683549198979, 9),
    ]);
  });

  // coords(r, "best"); auc(r, partial.auc = c(1, 0.8), partial.auc.correct = TRUE); binom.test(75, 118), (75, 119)
  it("gives the best threshold, one that is asked for with exact intervals, and a partial area", () => {
    const { result } = json([
      ...[file, "--outcome", "pcr", "--scores", "risk"],
      ...["--threshold", "0.5", "--partial", "0.8-1"],
    ]);
    const [score] = result.strata[0].scores;
    expect(score.interval.low).toBeCloseTo(0.643059005, 8);
    expect(score.interval.high).toBeCloseTo(0.77288987, 8);
    expect(score.partial.area).toBeCloseTo(0.0625312587, 9);
    expect(score.partial.standardised).toBeCloseTo(0.618142385, 8);
    expect(score.best).toHaveLength(1);
    expect(score.best[0]).toMatchObject({ threshold: 0.628, positive: ">=" });
    expect(score.best[0].positivePredictiveValue.estimate).toBeCloseTo(0.724137931034, 9);
    expect(score.asked).toMatchObject({
      truePositives: 75,
      falsePositives: 44,
      falseNegatives: 43,
      trueNegatives: 78,
    });
    expect(score.asked.sensitivity.low).toBeCloseTo(0.541981067615, 9);
    expect(score.asked.positivePredictiveValue.high).toBeCloseTo(0.716919023887, 9);
    expect(result.notes.join()).toContain("in others it does worse");
  });

  // roc.test(roc(y[HR-], ...), roc(y[HR+], ...)): D = 0.9137, df = 216.00, p = 0.3619
  it("sets groups apart and compares them by unpaired tests", () => {
    const { result } = json([file, "--outcome", "pcr", "--scores", "risk", "--group", "receptor"]);
    expect(result.strata.map(({ group }: { group: string }) => group)).toEqual(["HR+", "HR-"]);
    const [one] = result.unpaired;
    expect(one.statistic).toBeCloseTo(-0.913713040052, 9);
    expect(one.p).toBeCloseTo(0.361886444878, 9);
  });

  it("does not depend on the order of the rows, and an area not on a monotone change of its score", () => {
    const args = ["-", "--outcome", "pcr", "--scores", "risk,tils", "--group", "receptor"];
    const given = evaluate(args, lines.join("\n"));
    expect(given.code).toBe(0);
    expect(evaluate(args, turned)).toEqual(given);
    const { result: both } = json(["-", "--outcome", "pcr", "--scores", "risk,risk_cubed"], cubed);
    const [one, other] = both.strata[0].scores;
    expect(other.interval).toEqual(one.interval);
    expect(both.paired[0]).toMatchObject({ difference: 0, p: 1 });
  });

  it("counts a score of which lower values speak for the outcome from the other side", () => {
    const args = ["-", "--outcome", "y", "--scores", "x"];
    const table = "y,x\n1,1\n1,2\n0,2\n1,3\n0,4\n0,5\n";
    const higher = json(args, table).result.strata[0].scores[0];
    const lower = json([...args, "--lower-is-positive", "x"], table).result.strata[0].scores[0];
    expect(higher.auc + lower.auc).toBeCloseTo(1, 12);
    expect(higher.notes.join()).toContain("lower values speak for the outcome");
    expect(lower.best[0]).toMatchObject({ positive: "<=", threshold: 3.5, falsePositives: 1 });
  });

  // multiclass.roc(c(1,1,1,2,2,2,2,3,3,3), c(1,2,4,3,2,5,6,5,8,7)): 0.8889
  it("gives Hand and Till's area of more than two classes", () => {
    const table = "grade,x\n1,1\n1,2\n1,4\n2,3\n2,2\n2,5\n2,6\n3,5\n3,8\n3,7\n";
    const { result } = json(["-", "--outcome", "grade", "--scores", "x"], table);
    expect(result.scores[0].auc).toBeCloseTo(0.888888889, 8);
    const { result: rest } = json(["-", "--outcome", "grade", "--scores", "x", "--positive", "3"], table);
    expect(rest.strata[0]).toMatchObject({ patients: 10, cases: 3 });
  });

  it("draws the curves, and a figure without room is refused before anything is written", () =>
    inFolder((folder) => {
      const svg = join(folder, "roc.svg");
      const args = [file, "--outcome", "pcr", "--scores", "risk", "--plot", svg];
      expect(evaluate(args).code).toBe(0);
      expect(readFileSync(svg, "utf8")).toContain("AUC 0.71 (0.64-0.77)");
      const many = join(folder, "many.svg");
      const table = join(folder, "many.csv");
      const names = Array.from({ length: 9 }, (_, at) => `s${at}`);
      const rows = [0, 1, 1, 0].map((y, at) => [y, ...names.map((_, k) => ((at + 1) * (k + 2)) % 11)]);
      writeFileSync(table, [["y", ...names], ...rows].map((row) => row.join(",")).join("\n"));
      const run = evaluate([table, "--plot", many]);
      expect(run.code).toBe(1);
      expect(run.out).toBe("");
      expect(run.err).toContain("can not be told apart");
      expect(existsSync(many)).toBe(false);
    }));
});

describe("erbium evaluate reads", () => {
  const rows = [
    ["pCR", 0.5],
    ["no pCR", 0.25],
    ["pCR", 1.5],
    ["no pCR", 0.75],
    ["", 2.5],
  ] as const;
  const plain = ["y,s", ...rows.map(([y, s]) => `${y},${s}`)].join("\n");
  const records = rows.map(([y, s]) => ({ y: y === "" ? null : y, s }));
  it.each([
    [
      "semicolons, decimal commas, quotes, a byte order mark",
      `\ufeff"y";"s"\r\n${rows.map(([y, s]) => `"${y}";"${String(s).replace(".", ",")}"\r\n`).join("")}`,
    ],
    ["tabs", plain.replaceAll(",", "\t")],
    ["JSON", JSON.stringify(records)],
    ["JSON by columns", JSON.stringify({ y: records.map(({ y }) => y), s: records.map(({ s }) => s) })],
    ["JSON Lines", records.map((record) => JSON.stringify(record)).join("\n")],
  ])("the same patients from %s", (_, text) => {
    const args = ["-", "--outcome", "y", "--scores", "s"];
    const given = evaluate(args, plain);
    expect(given.err).toContain("4 of 5 patients; left out for want of a value: y 1");
    const other = evaluate(args, text);
    expect(other.out).toBe(given.out);
    expect(other.err).toContain("4 of 5 patients");
  });
});

describe("erbium evaluate refuses", () => {
  const rows = (head: string, ...cells: string[]) => [head, ...cells].join("\n");
  it.each([
    ["a column that is not there", rows("y,score", "1,2"), ["--scores", "scor"], "did you mean score?"],
    ["patients of one kind", rows("y,score", "1,2", "1,3"), [], "all 2 patients are cases"],
    ["no cases", rows("y,score", "no,2", "no,3"), [], "all 2 patients are controls"],
    [
      "a score without variation",
      rows("y,score", "1,2", "0,2"),
      ["--scores", "score"],
      "the same value, 2, in all 2 patients",
    ],
    ["a score of words", rows("y,score", "1,high", "0,low"), ["--scores", "score"], "holds words"],
    ["one word among numbers", rows("y,score", "1,2", "0,<1"), ["--scores", "score"], 'row 2: "<1"'],
    ["words that do not say which is the case", rows("y,s", "A,2", "B,1"), [], "--positive"],
    ["1 and 2, which do not say it either", rows("y,s", "1,2", "2,1"), [], "--positive"],
    ["a value nobody has", rows("y,s", "A,2", "B,1"), ["--positive", "C"], "A (1), B (1)"],
    ["known words beside unknown ones", rows("y,s", "yes,2", "no,1", "maybe,3"), [], "maybe (1)"],
    ["a word in a column that was guessed", rows("y,s", "1,2", "0,1", "1,<1"), [], 'row 3: "<1"'],
    ["a threshold of no score", rows("y,s", "1,2", "0,1"), ["--threshold", "t=1"], "none of the scores"],
    ["a threshold of classes", rows("y,s", "1,2", "2,1", "3,3"), ["--threshold", "1"], "--positive VALUE"],
    [
      "net benefit without a probability",
      rows("y,s", "1,2", "0,1"),
      ["--net-benefit-at", "0.2"],
      "no score is",
    ],
    ["a time before the start", rows("y,s,t", "1,2,3", "0,1,-1"), ["--time", "t"], "row 2: the time -1"],
    ["a table without patients", "y,s\n", [], "no patients"],
    ["patients who lack something", rows("y,s", "1,", "0,NA"), ["--scores", "s"], "missing: s 2"],
  ])("%s", (_, table, args, words) => {
    const run = evaluate(["-", "--outcome", "y", ...args], table);
    expect([run.code, run.out]).toEqual([1, ""]);
    expect(run.err).toContain(words);
  });

  it.each([
    [["--level", "95"], "--level is a share"],
    [["--partial", "0.8"], "--partial is a stretch"],
    [["--threshold", "score"], "--threshold is a number"],
    [["--figure", "roc"], "--plot FILE.svg"],
    [["--plot", "roc.png"], "ends in .svg"],
    [["--plot", "a.svg", "--figure", "forest"], "choose roc"],
  ])("wrong usage: %s", (args, words) => {
    const run = evaluate([file, ...args]);
    expect(run.code).toBe(2);
    expect(run.err).toContain(words);
  });
});
