import { err, ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { warning } from "../frame/prediction.ts";
import { spearman } from "./spearman.ts";

const profile = z.record(z.string(), z.number());

/**
 * Intrinsic subtype by the nearest centroid: Spearman correlation of a sample with each centroid that the
 * user supplies. A sample is expression by gene, or a mixture of the centroids by weight.
 *
 * @source knowledge/scores/classes.yaml
 */
export const pam50 = defineModel({
  id: "pam50-centroid",
  input: z.strictObject({
    expression: profile.optional().describe("normalised and centred expression by gene symbol"),
    weights: profile.optional().describe("instead of expression: a mixture of the centroids"),
    centroids: z.record(z.string(), profile).describe("by subtype, then by gene symbol"),
  }),
  parameters: z.strictObject({ aliases: z.record(z.string(), z.string()) }),
  example: {
    expression: { ERBB2: 2.1, GRB7: 1.8, ESR1: -1.2, KRT5: -0.3 },
    centroids: {
      Her2: { ERBB2: 1.5, GRB7: 1.4, ESR1: -1, KRT5: -0.4 },
      LumA: { ERBB2: -0.3, GRB7: -0.4, ESR1: 1.2, KRT5: 0 },
    },
  },
  evaluate: ({ expression, weights, centroids }, { parameters: { aliases } }) => {
    const current = (values: Readonly<Record<string, number>>): Record<string, number> =>
      Object.fromEntries(Object.entries(values).map(([gene, value]) => [aliases[gene] ?? gene, value]));
    const named = Object.entries(centroids).map(([subtype, values]) => [subtype, current(values)] as const);
    if (named.length < 2)
      return err({
        code: "too-few-centroids",
        message: `${named.length} centroid is nothing to choose from`,
        path: "centroids",
        remedy: "give a centroid for each subtype",
      });
    if ((expression === undefined) === (weights === undefined))
      return err({
        code: "one-sample",
        message: "give either expression or weights",
        path: "expression",
        remedy: "expression by gene, or weights by subtype",
      });
    const stranger = Object.keys(weights ?? {}).find((subtype) => !Object.hasOwn(centroids, subtype));
    if (stranger !== undefined)
      return err({
        code: "unknown-subtype",
        message: `there is no centroid "${stranger}"`,
        path: `weights.${stranger}`,
        remedy: `use ${Object.keys(centroids).join(", ")}`,
      });
    const all = [...new Set(named.flatMap(([, values]) => Object.keys(values)))];
    const sample =
      expression === undefined
        ? Object.fromEntries(
            all.map((gene) => [
              gene,
              named.reduce(
                (sum, [subtype, values]) => sum + (weights?.[subtype] ?? 0) * (values[gene] ?? 0),
                0,
              ),
            ]),
          )
        : current(expression);
    const genes = all.filter(
      (gene) => sample[gene] !== undefined && named.every(([, values]) => values[gene] !== undefined),
    );
    const absent = all.filter((gene) => !genes.includes(gene));
    const values = genes.map((gene) => sample[gene] as number);
    if (genes.length < 3 || new Set(values).size < 2)
      return err({
        code: "too-few-genes",
        message: `${genes.length} genes are shared by sample and centroids, or all have one value`,
        path: "expression",
        remedy: "give the genes of the centroids",
      });
    const correlations = Object.fromEntries(
      named.map(([subtype, centroid]) => [
        subtype,
        spearman(
          values,
          genes.map((gene) => centroid[gene] as number),
        ),
      ]),
    );
    const ranked = Object.entries(correlations).toSorted(([, a], [, b]) => b - a);
    const [best, second] = [ranked[0] as [string, number], ranked[1] as [string, number]];
    const tie = best[1] === second[1];
    return ok({
      values: {
        spearman: correlations,
        subtype: tie ? null : best[0],
        margin: best[1] - second[1],
        genes: genes.length,
      },
      class: tie ? null : best[0],
      warnings: [
        warning("research-use", "a class for research: not the validated assay, and centring decides it"),
        ...(absent.length > 0
          ? [
              warning("missing-genes", `not in the sample or not in every centroid: ${absent.join(", ")}`, {
                genes: absent.join(", "),
              }),
            ]
          : []),
        ...(tie ? [warning("tie", `${best[0]} and ${second[0]} correlate equally`)] : []),
      ],
      wouldChange: absent,
    });
  },
});
