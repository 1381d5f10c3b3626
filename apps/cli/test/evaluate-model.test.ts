import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder, root } from "./run.ts";

const file = "examples/evaluate/response-simulated.csv";
const covariates = "size_cm,receptor,ihc,tils";
const evaluate = (args: readonly string[], input?: string) => erbium(["evaluate", ...args], input);
const json = (args: readonly string[], input?: string) => {
  const { out, err, code } = evaluate([...args, "--json"], input);
  expect(code, err).toBe(0);
  return { result: JSON.parse(out), err };
};
const near = (value: number) => expect.closeTo(value, 6);

describe("erbium evaluate --covariates", () => {
  // f <- glm(y ~ size_cm + receptor + ihc + tils, binomial); summary(f); exp(confint.default(f)); with receptor and
  // ihc turned the other way where R takes another first level (its collation puts HR- before HR+)
  it("fits the logistic model of R's glm, words as groups against the first", () => {
    const { result, err } = json([file, "--outcome", "pcr", "--covariates", covariates, "--bootstrap", "0"]);
    expect(err).toContain("receptor as groups: HR- against HR+");
    expect(err).toContain("left out for want of a value: tils 4");
    expect(result.patients).toMatchObject({ evaluated: 236, leftOut: [{ column: "tils", patients: 4 }] });
    const [size, receptor, ihc, tils] = result.terms;
    expect(size).toMatchObject({
      logOdds: near(-0.2485530573383),
      standardError: near(0.1149870845658),
      p: near(0.0306510508141),
      oddsRatio: { low: near(0.622554812834), high: near(0.977084137037) },
    });
    expect(receptor.level).toEqual({ group: "HR-", against: "HR+" });
    expect(receptor.logOdds).toBeCloseTo(1.3849442622774, 6);
    expect(receptor.oddsRatio.high).toBeCloseTo(1 / 0.139857328852, 5);
    expect(ihc.oddsRatio.low).toBeCloseTo(1.482585012526, 6);
    expect(tils.p).toBeCloseTo(0.00480047716735, 8);
    expect(result.likelihoodRatio.statistic).toBeCloseTo(44.0069043521, 6);
    expect(result.apparent.auc.estimate).toBeCloseTo(0.739639446, 8);
    expect(result.apparent.calibration.brier).toBeCloseTo(0.206433757373, 8);
    expect(result.apparent.calibration.hosmerLemeshow.degreesOfFreedom).toBe(8);
    expect(result.validation).toBeNull();
  });

  it("corrects for optimism by the bootstrap, the same for the same seed", () => {
    const args = [file, "--outcome", "pcr", "--covariates", covariates, "--bootstrap", "40"];
    const { validation } = json(args).result;
    expect(validation).toMatchObject({ samples: 40, drawn: 40, seed: 1 });
    expect(validation.apparent.concordance).toBeCloseTo(0.739639446, 8);
    expect(validation.optimism.concordance).toBeGreaterThan(0);
    expect(validation.corrected.slope).toBeLessThan(1);
    expect(json(args).result.validation).toEqual(validation);
    expect(json([...args, "--seed", "2"]).result.validation.optimism).not.toEqual(validation.optimism);
  });

  // rms: f <- lrm(y ~ size_cm + receptor + ihc + tils, x = TRUE, y = TRUE); validate(f, B = 2000): Dxy optimism 0.0283,
  // slope 0.9343, B 0.2151; nomogram(f, size_cm = 1:6, tils = seq(0, 60, 10), fun = plogis)
  it("agrees with rms on the optimism, within the noise of a bootstrap, and on the points of the nomogram", () =>
    inFolder((folder) => {
      const svg = join(folder, "nomogram.svg");
      const args = [
        file,
        "--outcome",
        "pcr",
        "--covariates",
        covariates,
        "--bootstrap",
        "400",
        "--plot",
        svg,
      ];
      const { validation } = json(args).result;
      expect(Math.abs(validation.optimism.concordance - 0.0283 / 2)).toBeLessThan(0.005);
      expect(Math.abs(validation.corrected.slope - 0.9343)).toBeLessThan(0.025);
      expect(Math.abs(validation.corrected.brier - 0.2151)).toBeLessThan(0.002);
      const said = /<desc[^>]*>([^<]*)/.exec(readFileSync(svg, "utf8"))?.[1] ?? "";
      const scale = (name: string): number[] =>
        [...(new RegExp(`${name}: ([^;]*)`).exec(said)?.[1] ?? "").matchAll(/= ([\d.]+)/g)].map(
          ([, points]) => Math.round(Number(points)),
        );
      expect(scale("size_cm")).toEqual([70, 56, 42, 28, 14, 0]);
      expect(scale("receptor")).toEqual([0, 78]);
      expect(scale("ihc")).toEqual([0, 56]);
      expect(scale("tils")).toEqual([0, 17, 33, 50, 67, 83, 100]);
      expect(scale("Probability of pCR \\(pcr\\)").slice(1)).toEqual([66, 97, 122, 145, 167, 192, 223, 268]);
    }));

  it("does not depend on the order of the rows", () => {
    const [heading = "", ...rows] = readFileSync(join(root, file), "utf8").trim().split("\n");
    const args = ["-", "--outcome", "pcr", "--covariates", covariates, "--bootstrap", "0"];
    const given = evaluate(args, [heading, ...rows].join("\n"));
    expect(given.code).toBe(0);
    expect(evaluate(args, [heading, ...rows.reverse()].join("\n"))).toEqual(given);
  });

  const separated = "y,x,g\n1,5,a\n1,6,b\n1,7,a\n0,1,b\n0,2,a\n0,3,b\n1,8,a\n0,2,b\n";
  it("names what separates and proposes Firth's penalty, which answers", () => {
    const plain = evaluate(["-", "--outcome", "y", "--covariates", "x,g"], separated);
    expect([plain.code, plain.out]).toEqual([1, ""]);
    expect(plain.err).toContain("x parts cases from controls");
    expect(plain.err).toContain("--firth");
    const { result } = json(["-", "--outcome", "y", "--covariates", "x,g", "--firth"], separated);
    for (const { oddsRatio } of result.terms) {
      expect(oddsRatio.low).toBeGreaterThan(0);
      expect(oddsRatio.low).toBeLessThan(oddsRatio.estimate);
      expect(oddsRatio.estimate).toBeLessThan(oddsRatio.high);
    }
    expect(result.notes.join()).toContain("4 patients of the rarer outcome for 2 coefficients");
  });

  it("draws a nomogram, and the other figures with the word apparent", () =>
    inFolder((folder) => {
      const draw = (figure: string) => {
        const svg = join(folder, `${figure}.svg`);
        const args = [file, "--outcome", "pcr", "--covariates", covariates, "--bootstrap", "5"];
        expect(evaluate([...args, "--plot", svg, "--figure", figure]).code).toBe(0);
        return readFileSync(svg, "utf8");
      };
      expect(draw("nomogram")).toContain("Total points");
      expect(draw("roc")).toContain("apparent");
      expect(draw("calibration")).toContain("apparent");
      expect(draw("decision-curve")).toContain("apparent");
    }));

  it.each([
    ["a column that is not there", ["--covariates", "sizes_cm"], "did you mean size_cm?"],
    ["the outcome among them", ["--covariates", "tils,pcr"], "pcr is the outcome"],
    ["names in place of groups", ["--covariates", "patient"], "240 different words"],
  ])("refuses %s, and writes nothing", (_, args, words) =>
    inFolder((folder) => {
      const svg = join(folder, "nomogram.svg");
      const run = evaluate([file, "--outcome", "pcr", ...args, "--plot", svg]);
      expect([run.code, run.out, existsSync(svg)]).toEqual([1, "", false]);
      expect(run.err).toContain(words);
    }),
  );
  it.each([
    ["a covariate without variation", "y,x\n1,2\n0,2\n1,2\n", "2 in all patients"],
    ["a word among numbers", "y,x\n1,2\n0,3\n1,<1\n0,5\n", 'row 3: "<1"'],
    [
      "one that repeats another",
      "y,x,z\n1,2,4\n0,3,6\n1,4,8\n0,1,2\n1,3,6\n",
      "z says nothing that the other",
    ],
    ["patients of one kind", "y,x\n1,2\n1,3\n", "all 2 patients are cases"],
    ["an outcome of three values", "y,x\n1,2\n2,3\n3,3\n", "--positive VALUE"],
  ])("refuses %s", (_, table, words) => {
    const run = evaluate(["-", "--outcome", "y", "--covariates", words.startsWith("z") ? "x,z" : "x"], table);
    expect([run.code, run.out]).toEqual([1, ""]);
    expect(run.err).toContain(words);
  });
  it.each([
    [["--scores", "risk"], "does not go with --covariates"],
    [["--bootstrap", "1.5"], "--bootstrap is a number of samples"],
    [["--seed", "x"], "--seed is a whole number"],
  ])("wrong usage: %s", (args, words) => {
    const run = evaluate([file, "--covariates", "tils", ...args]);
    expect(run.code).toBe(2);
    expect(run.err).toContain(words);
  });
});
