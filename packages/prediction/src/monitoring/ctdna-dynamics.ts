import { err, ok, type Result } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { type Answer, type Interval, warning } from "../frame/prediction.ts";
import { settled } from "../frame/settled.ts";
import { detectionLimit95, detectionProbability, genomeEquivalents, ratioInterval } from "./ctdna-ratio.ts";

const percent = z.number().min(0).max(100).optional();
const nanograms = z.number().positive().max(1e6).optional();

const input = z.strictObject({
  vaf0_pct: percent.describe("variant allele fraction before, %"),
  vaf1_pct: percent.describe("the one now, %; 0 where it was not detected"),
  cfdna0_ng: nanograms.describe("cell-free DNA in the earlier test, ng"),
  cfdna1_ng: nanograms.describe("cell-free DNA in the later test, ng"),
  cfdna_ng: nanograms.describe("cell-free DNA in a test whose sensitivity is asked for, ng"),
  vaf_pct: percent.describe("variant allele fraction that it should find, %"),
  min_mutant_molecules: z.int().min(1).max(1000).optional().describe("molecules the test needs; else 1"),
  recovery: z
    .number()
    .gt(0)
    .max(1)
    .optional()
    .describe("share of the molecules that the test reads; else all"),
});
type Given = z.infer<typeof input>;

const parameters = z.strictObject({
  picogramsPerGenomeEquivalent: z.number().positive(),
  molecularResponseFalls: z.strictObject({ mr50: z.number(), mr90: z.number() }),
});
type Parameters = z.infer<typeof parameters>;

/**
 * Change of circulating tumour DNA between two samples, with the sampling error of the molecules where the
 * amounts of DNA are given; and how small a fraction a test of so much DNA can find.
 *
 * @source knowledge/scores/monitoring.yaml
 */
export const ctdnaDynamics = defineModel<Given, Parameters>({
  id: "ctdna-dynamics",
  input,
  parameters,
  example: { vaf0_pct: 4, vaf1_pct: 1, cfdna0_ng: 10, cfdna1_ng: 10 },
  evaluate: (given, { parameters: fixed }): Result<Answer> => {
    const parts: Answer[] = [];
    if (given.vaf0_pct !== undefined || given.vaf1_pct !== undefined) {
      const change = changeOf(given, fixed);
      if (!change.ok) return change;
      parts.push(change.value);
    }
    if (given.cfdna_ng !== undefined) parts.push(sensitivityOf(given, given.cfdna_ng, fixed));
    if (parts.length === 0)
      return err({
        code: "missing-input",
        message: "neither two variant allele fractions nor an amount of cell-free DNA is given",
        path: "vaf0_pct",
        remedy: "give vaf0_pct and vaf1_pct, or cfdna_ng with or without vaf_pct",
      });
    return ok({
      values: Object.assign({}, ...parts.map((part) => part.values)),
      class: parts[0]?.class ?? null,
      interval: parts[0]?.interval ?? null,
      warnings: parts.flatMap((part) => part.warnings ?? []),
      wouldChange: parts.flatMap((part) => part.wouldChange ?? []),
    });
  },
});

const changeOf = (given: Given, fixed: Parameters): Result<Answer> => {
  const { vaf0_pct: before, vaf1_pct: now } = given;
  const path = before === undefined ? "vaf0_pct" : "vaf1_pct";
  if (before === undefined || now === undefined)
    return err({
      code: "missing-input",
      message: `"${path}" is missing`,
      path,
      remedy: `give ${path}; it has no default`,
    });
  if (before === 0)
    return err({
      code: "no-baseline",
      message: "the earlier sample had no detectable fraction, so there is no ratio to it",
      path: "vaf0_pct",
      remedy: "compare with the last sample in which it was detected",
    });
  const cdr = settled(now / before);
  const { mr50, mr90 } = fixed.molecularResponseFalls;
  const cleared = now === 0;
  const within = intervalOf(given, before, now, fixed);
  const limit = given.cfdna1_ng === undefined ? null : limitPercent(given.cfdna1_ng, given.recovery, fixed);
  return ok({
    values: {
      cdr: now / before,
      change_pct: settled((100 * (now - before)) / before),
      mr50: cdr <= settled(1 - mr50),
      mr90: cdr <= settled(1 - mr90),
      cleared,
    },
    class: cleared ? "not detected" : cdr < 1 ? "fall" : cdr > 1 ? "rise" : "unchanged",
    interval: within,
    warnings: [
      warning("unconfirmed", "no source was seen for the classes of 50, 90 and 100 % fall"),
      ...(cleared
        ? [
            warning(
              "not-detected",
              limit === null
                ? "not detected is not absent: without the amount of DNA nobody can say how much would have been missed"
                : `not detected is not absent: below ${Number(limit.toPrecision(3))} % it is missed in more than 5 of 100 samples of this much DNA`,
            ),
          ]
        : []),
      ...(within === null
        ? [warning("no-sampling-error", "without the amounts of DNA the sampling error is not known")]
        : []),
      ...(includesOne(within)
        ? [
            warning(
              "within-sampling-error",
              "the sampling error of the molecules alone allows that nothing changed",
            ),
          ]
        : []),
    ],
    wouldChange: within === null ? ["cfdna0_ng", "cfdna1_ng"] : [],
  });
};

const includesOne = (interval: Readonly<Record<string, Interval>> | null): boolean => {
  const ratio = interval?.cdr;
  return ratio !== undefined && "low" in ratio && ratio.low <= 1 && ratio.high >= 1;
};

const limitPercent = (nanograms: number, recovery: number | undefined, fixed: Parameters): number =>
  100 * detectionLimit95(genomeEquivalents(nanograms, fixed.picogramsPerGenomeEquivalent) * (recovery ?? 1));

const intervalOf = (
  given: Given,
  before: number,
  now: number,
  fixed: Parameters,
): Readonly<Record<string, Interval>> | null => {
  const { cfdna0_ng, cfdna1_ng, recovery = 1 } = given;
  if (cfdna0_ng === undefined || cfdna1_ng === undefined) return null;
  const sample = (percentage: number, nanograms: number) => ({
    fraction: percentage / 100,
    equivalents: genomeEquivalents(nanograms, fixed.picogramsPerGenomeEquivalent) * recovery,
  });
  const found = ratioInterval(sample(before, cfdna0_ng), sample(now, cfdna1_ng));
  if (!found.ok) return null;
  const { low, high, convention } = found.value;
  return { cdr: { low, high: high ?? Number.MAX_VALUE, convention } };
};

const sensitivityOf = (given: Given, nanograms: number, fixed: Parameters): Answer => {
  const { vaf_pct, min_mutant_molecules: atLeast = 1, recovery = 1 } = given;
  const equivalents = genomeEquivalents(nanograms, fixed.picogramsPerGenomeEquivalent);
  const read = equivalents * recovery;
  if (vaf_pct === undefined) return { values: { vaf_pct_at_95: 100 * detectionLimit95(read) } };
  const mean = read * (vaf_pct / 100);
  return {
    values: {
      // the equivalents that the test reads, as the worked examples have it
      genome_equivalents: read,
      lambda_: mean,
      p_detect: detectionProbability(mean, atLeast),
    },
    wouldChange: ["cfdna_ng", "recovery"],
  };
};
