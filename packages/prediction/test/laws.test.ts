import fc from "fast-check";
import { describe, it } from "vitest";
import { ask } from "./models.ts";

const number = (model: string, input: object, value: string): number =>
  ask(model, input).values[value] as number;
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const mm = fc.double({ min: 0.1, max: 200, noNaN: true });
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));

describe("laws", () => {
  it("residual burden grows with size, cells and nodes, shrinks with the share in situ", () =>
    fc.assert(
      fc.property(
        mm,
        mm,
        percent,
        percent,
        fc.integer({ min: 1, max: 20 }),
        mm,
        mm,
        (d1, d2, cells, insitu, nodes, met, more) => {
          const input = {
            d1_mm: d1,
            d2_mm: d2,
            cellularity_pct: cells,
            in_situ_pct: insitu,
            positive_nodes: nodes,
            d_met_mm: met,
          };
          const index = (change: object) => number("rcb", { ...input, ...change }, "index");
          const here = index({});
          return (
            index({ d1_mm: d1 + more }) >= here &&
            index({ cellularity_pct: Math.min(100, cells + more) }) >= here &&
            index({ in_situ_pct: Math.min(100, insitu + more) }) <= here &&
            index({ positive_nodes: nodes + 1 }) >= here &&
            index({ d_met_mm: met + more }) >= here &&
            near(index({ d1_mm: d2, d2_mm: d1 }), here)
          );
        },
      ),
      { numRuns: 200 },
    ));

  it("residual burden written in logarithms is the same", () =>
    fc.assert(
      fc.property(
        mm,
        mm,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 20 }),
        mm,
        (d1, d2, cells, nodes, met) => {
          const index = number(
            "rcb",
            {
              d1_mm: d1,
              d2_mm: d2,
              cellularity_pct: cells,
              in_situ_pct: 0,
              positive_nodes: nodes,
              d_met_mm: met,
            },
            "index",
          );
          const bed = Math.exp(0.17 * (Math.log(cells / 100) + (Math.log(d1) + Math.log(d2)) / 2));
          const glands = Math.exp(0.17 * (Math.log(4) + Math.log1p(-(0.75 ** nodes)) + Math.log(met)));
          return near(index, 1.4 * bed + glands);
        },
      ),
      { numRuns: 200 },
    ));

  it("the H-score is 100 times the mean intensity of all cells", () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1, 2, 3), { minLength: 1, maxLength: 400 }), (cells) => {
        const share = (intensity: number) =>
          (100 * cells.filter((one) => one === intensity).length) / cells.length;
        const value = number("h-score", { p1: share(1), p2: share(2), p3: share(3) }, "value");
        return near(value, (100 * cells.reduce((sum: number, one) => sum + one, 0)) / cells.length);
      }),
      { numRuns: 200 },
    ));

  it("no unit changes an answer: mm or cm, percent or share", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 0, max: 10 }),
        fc.constantFrom(1, 2, 3),
        (size, nodes, grade) => {
          const a = ask("npi", { size_mm: size, positive_nodes: nodes, grade });
          const b = ask("npi", { size_cm: size / 10, positive_nodes: nodes, grade });
          return JSON.stringify(a) === JSON.stringify(b);
        },
      ),
      { numRuns: 200 },
    ));

  it("a target response depends on ratios and on 5 mm: larger lesions in proportion respond alike unless they progress", () =>
    fc.assert(
      fc.property(
        mm,
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (baseline, low, now) => {
          const nadir = baseline * low;
          const at = (scale: number) =>
            ask("recist-1.1", {
              baseline: baseline * scale,
              nadir: nadir * scale,
              current: baseline * now * scale,
              all_target_gone: false,
            }).class;
          const [small, large] = [at(1), at(10)];
          return small === large || large === "PD";
        },
      ),
      { numRuns: 300 },
    ));

  it("a missing input gives an interval that holds every answer it could have had", () =>
    fc.assert(
      fc.property(
        fc.constantFrom("I", "IIA", "IIB", "IIIA", "IIIB", "IIIC"),
        fc.constantFrom("0", "I", "IIA", "IIB", "IIIA", "IIIB", "IIIC"),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom("amplified", "low", "zero"),
        fc.subarray(["clinical_stage", "pathologic_stage", "er_positive", "nuclear_grade_3", "her2"], {
          minLength: 1,
        }),
        (clinical_stage, pathologic_stage, er_positive, nuclear_grade_3, her2, gone) => {
          const whole = { clinical_stage, pathologic_stage, er_positive, nuclear_grade_3, her2 };
          const known = ask("cps-eg", whole).values;
          const part = ask(
            "cps-eg",
            Object.fromEntries(Object.entries(whole).filter(([name]) => !gone.includes(name))),
          );
          return Object.entries(known).every(([name, value]) => {
            const held = part.interval?.[name];
            if (held === undefined) return part.values[name] === value;
            return "low" in held && held.low <= (value as number) && (value as number) <= held.high;
          });
        },
      ),
      { numRuns: 200 },
    ));

  it("survival falls with years, and no treatment that works takes it away", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 80 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom(1, 2, 3, 9),
        fc.constantFrom(0, 1),
        fc.constantFrom(0, 1, 9),
        (age, size, nodes, grade, er, her2) => {
          const { surv_pct } = ask("predict-breast-3.2", {
            "age.start": age,
            screen: 0,
            size,
            grade,
            nodes,
            er,
            her2,
            ki67: 9,
            pr: 9,
            generation: 0,
            horm: er,
            traz: her2 === 1 ? 1 : 0,
            bis: 0,
            radio: 0,
            "heart.gy": 0,
            smoker: 0,
          }).values as { surv_pct: Record<string, number[]> };
          const falls = (curve: number[]) =>
            curve.every((value, year) => year === 0 || value <= (curve[year - 1] as number));
          return (
            Object.values(surv_pct).every(falls) &&
            (surv_pct.rhct as number[]).every((value, year) => value >= (surv_pct.s as number[])[year]!)
          );
        },
      ),
      { numRuns: 100 },
    ));

  it("a positive test multiplies the odds by its likelihood ratio", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (pretest, sensitivity, specificity) => {
          const once = ask("post-test", { pretest, sensitivity, specificity }).values as Record<
            string,
            number
          >;
          const odds = (p: number) => p / (1 - p);
          const ratio = odds(once.after_positive as number) / odds(pretest);
          return Math.abs(Math.log(ratio / (once.lr_positive as number))) < 1e-6;
        },
      ),
      { numRuns: 200 },
    ));

  it("a positive test is Bayes' theorem by counting patients", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (sick, well, sensitivity, specificity) => {
          const { after_positive, after_negative } = ask("post-test", {
            pretest: sick / (sick + well),
            sensitivity,
            specificity,
          }).values as Record<string, number>;
          const [truePositive, falsePositive] = [sick * sensitivity, well * (1 - specificity)];
          const [falseNegative, trueNegative] = [sick - truePositive, well - falsePositive];
          return (
            near(after_positive as number, truePositive / (truePositive + falsePositive)) &&
            near(after_negative as number, falseNegative / (falseNegative + trueNegative))
          );
        },
      ),
      { numRuns: 200 },
    ));

  it("Magee: each equation rises with grade, size and Ki-67, falls with the receptors, and bends nowhere", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 8 }),
        fc.double({ min: 1, max: 150, noNaN: true }),
        fc.double({ min: 0, max: 150, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (nottingham_score, er_h, pr_h, size_cm, ki67_pct) => {
          const input = { nottingham_score, er_h, pr_h, her2: "neg", size_cm, ki67_pct, mitosis_score: 1 };
          const at = (change: object) => {
            const { me1, me2, me3 } = ask("magee", { ...input, ...change }).values as Record<string, number>;
            return [me1, me2, me3] as number[];
          };
          const here = at({});
          const each = (change: object, holds: (now: number, before: number) => boolean) =>
            at(change).every((now, i) => holds(now, here[i] as number));
          const rises = (now: number, before: number) => now >= before;
          const falls = (now: number, before: number) => now < before;
          const double = at({ er_h: er_h * 2 });
          const triple = at({ er_h: er_h * 3 });
          return (
            each({ nottingham_score: nottingham_score + 1 }, rises) &&
            each({ size_cm: size_cm + 1 }, rises) &&
            each({ ki67_pct: ki67_pct + 10 }, rises) &&
            each({ er_h: er_h + 10 }, falls) &&
            each({ pr_h: pr_h + 10 }, falls) &&
            (er_h * 3 > 300 ||
              triple.every((now, i) =>
                near(now - (double[i] as number), (double[i] as number) - (here[i] as number)),
              ))
          );
        },
      ),
      { numRuns: 200 },
    ));

  it("PREDICT: survival falls with nodes, size and grade, and a unit changes nothing", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 80 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom(1, 2),
        fc.constantFrom(0, 1),
        (age, size, nodes, grade, er) => {
          const input = {
            "age.start": age,
            screen: 0,
            size,
            grade,
            nodes,
            er,
            her2: 9,
            ki67: 9,
            generation: 0,
            horm: 0,
            traz: 0,
            bis: 0,
          };
          const at10 = (change: object) =>
            (
              ask("predict-breast-2.2", { ...input, ...change }).values.survival_pct_surgery_only as number[]
            )[9] as number;
          const { size: _, ...unsized } = input;
          return (
            at10({ nodes: nodes + 1 }) < at10({}) &&
            at10({ size: size + 1 }) < at10({}) &&
            at10({ grade: grade + 1 }) <= at10({}) &&
            JSON.stringify(ask("predict-breast-2.2", { ...unsized, size_cm: size / 10 })) ===
              JSON.stringify(ask("predict-breast-2.2", input))
          );
        },
      ),
      { numRuns: 100 },
    ));

  it("a combined score is never below the proportion score of the same cells, and ends at 100", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 3000 }),
        (viable_tumour_cells, share, pos_lymph_macrophage) => {
          const pos_tumour = Math.floor(viable_tumour_cells * share);
          const { tps_pct, cps } = ask("pdl1", { viable_tumour_cells, pos_tumour, pos_lymph_macrophage })
            .values as {
            tps_pct: number;
            cps: number;
          };
          return cps >= tps_pct && cps <= 100;
        },
      ),
      { numRuns: 200 },
    ));

  it("an Allred total never falls when more cells stain or when they stain more", () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 99, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, 2),
        (percent, more, intensity) => {
          const total = (change: object) => number("allred", { percent, intensity, ...change }, "total");
          return (
            total({ percent: percent + more }) >= total({}) && total({ intensity: intensity + 1 }) > total({})
          );
        },
      ),
      { numRuns: 200 },
    ));

  it("a course is read visit by visit: what comes later changes no earlier response", () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 120 }),
        (later, baseline) => {
          const sums = [baseline, ...later];
          const responses = (upTo: number) =>
            ask("recist-1.1", { sums: sums.slice(0, upTo) }).values.time_point as string[];
          const all = responses(sums.length);
          return later.every(
            (_, i) => JSON.stringify(responses(i + 2)) === JSON.stringify(all.slice(0, i + 1)),
          );
        },
      ),
      { numRuns: 200 },
    ));

  it("another spelling of an input changes no answer", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        fc.integer({ min: 0, max: 10 }),
        fc.constantFrom([1, "I"], [2, "ii"], [3, "3"]),
        fc.constantFrom("size_mm", "SIZE_MM", "sizeMm", "size-mm"),
        (size, positive_nodes, [grade, word], name) =>
          JSON.stringify(ask("npi", { size_mm: size, positive_nodes, grade })) ===
          JSON.stringify(
            ask("npi", { [name]: String(size), Positive_Nodes: String(positive_nodes), grade: word }),
          ),
      ),
      { numRuns: 200 },
    ));

  it("no input makes a model throw", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(
          "rcb",
          "npi",
          "magee",
          "recist-1.1",
          "irecist",
          "percist-1.0",
          "pdl1",
          "mri-ftv",
          "pam50-centroid",
          "post-test",
          "pcr-likelihood",
          "response-rates",
        ),
        fc.jsonValue(),
        (model, input) => {
          ask(model, input);
          return true;
        },
      ),
      { numRuns: 500 },
    ));
});
