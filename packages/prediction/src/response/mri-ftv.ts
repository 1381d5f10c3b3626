import { err, ok, type Result } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { type Answer, warning } from "../frame/prediction.ts";
import { type Complete, missingOf } from "../frame/required.ts";
import { type DynamicSeries, functionalTumourVolume } from "./functional-tumour-volume.ts";
import { phantom } from "./phantom.ts";

const triple = z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]);
const signal = z.array(z.number().min(0)).max(2_000_000);
const volume = z.number().min(0);
const parametersSchema = z.strictObject({
  percentile: z.number(),
  backgroundShare: z.number(),
  enhancement: z.number(),
  neighbours: z.int(),
  serBins: z.array(z.number()).min(2),
});
type Parameters = z.infer<typeof parametersSchema>;

const input = z.strictObject({
  ftv0_cc: z.number().positive().optional().describe("volume before treatment"),
  ftv1_cc: volume.optional().describe("volume at the first visit on treatment (three weeks)"),
  ftv2_cc: volume.optional().describe("volume at mid-treatment"),
  ftv3_cc: volume.optional().describe("volume before surgery"),
  recipe: z.string().optional().describe("a phantom in formulas, as in the worked examples"),
  dimensions: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]).optional(),
  voxel_mm: triple.optional(),
  pre: signal.optional().describe("signal before contrast, x fastest, then y, then z"),
  early: signal.optional().describe("signal at the early phase"),
  late: signal.optional().describe("signal at the late phase"),
  omit: z.array(z.boolean()).optional().describe("voxels to leave out"),
  bkg_pct: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("share of the percentile that is background; published 0.6"),
  pe_threshold: z.number().optional().describe("early enhancement, %; published 70"),
  min_neighbours: z.int().min(0).max(26).optional().describe("enhancing neighbours; published 4"),
});
type Input = z.infer<typeof input>;

/**
 * Functional tumour volume (cc) of a region of breast MRI, or its changes (percent) between visits whose
 * volumes are given.
 *
 * @source knowledge/scores/early-response.yaml
 */
export const mriFtv = defineModel<Input, Parameters>({
  id: "mri-ftv",
  input,
  parameters: parametersSchema,
  example: { ftv0_cc: 18.2, ftv1_cc: 11.1, ftv2_cc: 2.4 },
  evaluate: (given, { parameters }) =>
    given.recipe !== undefined || given.pre !== undefined ? measured(given, parameters) : changes(given),
});

const seriesOf = (given: Input): Result<DynamicSeries> => {
  if (given.recipe !== undefined) return phantom(given.recipe);
  const missing = missingOf("mri-ftv", given, ["dimensions", "voxel_mm", "pre", "early", "late"]);
  if (missing) return missing;
  const { dimensions, voxel_mm, pre, early, late, omit } = given as Complete<
    Input,
    "dimensions" | "voxel_mm" | "pre" | "early" | "late"
  >;
  const n = dimensions[0] * dimensions[1] * dimensions[2];
  for (const [field, list] of Object.entries({ pre, early, late, ...(omit === undefined ? {} : { omit }) }))
    if (list.length !== n)
      return err({
        code: "inconsistent-input",
        message: `${field} has ${list.length} voxels, the dimensions say ${n}`,
        path: field,
        remedy: "give one value for each voxel",
      });
  return ok({ dimensions, voxelMm: voxel_mm, pre, early, late, omit: omit ?? [] });
};

const measured = (given: Input, parameters: Parameters): Result<Answer> => {
  const series = seriesOf(given);
  if (!series.ok) return series;
  const found = functionalTumourVolume(series.value, {
    ...parameters,
    backgroundShare: given.bkg_pct ?? parameters.backgroundShare,
    enhancement: given.pe_threshold ?? parameters.enhancement,
    neighbours: given.min_neighbours ?? parameters.neighbours,
  });
  const published =
    (given.bkg_pct ?? parameters.backgroundShare) === parameters.backgroundShare &&
    (given.pe_threshold ?? parameters.enhancement) === parameters.enhancement &&
    (given.min_neighbours ?? parameters.neighbours) === parameters.neighbours;
  const edge = (value: number): string => (Number.isInteger(value) && value === 1 ? "1.0" : String(value));
  return ok({
    values: {
      background_threshold: found.backgroundThreshold,
      voxels: found.voxels,
      ftv_cc: found.cc,
      ser_bins: Object.fromEntries(
        found.serCounts.map((count, b) => [
          `${edge(parameters.serBins[b] as number)}-${edge(parameters.serBins[b + 1] as number)}`,
          count,
        ]),
      ),
    },
    warnings: [
      warning("research-use", "a measurement for research"),
      ...(published ? [] : [warning("own-settings", "the settings are not the published ones")]),
    ],
  });
};

const changes = (given: Input): Result<Answer> => {
  const missing = missingOf("mri-ftv", given, ["ftv0_cc"]);
  if (missing) return missing;
  const start = given.ftv0_cc as number;
  const later = (["ftv1_cc", "ftv2_cc", "ftv3_cc"] as const).flatMap((field, index) => {
    const now = given[field];
    return now === undefined ? [] : [[`dftv${index + 1}_pct`, (100 * (now - start)) / start] as const];
  });
  if (later.length === 0)
    return err({
      code: "missing-input",
      message: "mri-ftv lacks a volume on treatment",
      path: "ftv1_cc",
      remedy: "give ftv1_cc, ftv2_cc or ftv3_cc",
    });
  return ok({
    values: Object.fromEntries(later),
    warnings: [
      warning(
        "no-probability",
        "a probability of pCR is not given: the coefficients of the subtype models are not public",
      ),
    ],
  });
};
