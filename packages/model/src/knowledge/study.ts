import { z } from "zod";
import { partialDateSchema } from "../partial-date.ts";
import { citationSchema, provenance } from "./provenance.ts";

const value = z.union([z.number(), z.string()]).nullable();
/** What a source does not print may be left out of a file; it is null in the bundle, never zero. */
const maybeNumber = z.number().nullable().default(null);
const maybeText = z.string().nullable().default(null);
const pair = z.tuple([z.number(), z.number()]);

/** The comparator arm of the same contrast, where a source prints it. */
const controlArmSchema = z.strictObject({
  responders: z.number().optional(),
  n: z.number().optional(),
  percent: z.number().optional(),
  medianMonths: z.number().optional(),
  percentAtThreeYears: z.number().optional(),
});

/**
 * A denominator that was not seen: the only or the smallest one that reproduces the printed rate and
 * interval. Never shown as reported.
 */
const inferredSchema = z.strictObject({
  responders: z.number().optional(),
  n: z.number().optional(),
  nControl: z.number().optional(),
});

/** One figure a source prints about a study, kept as printed; data cuts stay separate. */
export const resultItemSchema = z.strictObject({
  field: z.string(),
  value: value.optional(),
  ci: pair.optional(),
  unit: z.string().optional(),
  group: z.string().optional(),
  /** further printed parts (p, hazard ratio, comparator ...), as recorded */
  more: z.record(z.string(), z.unknown()).optional(),
  ...provenance,
});

/**
 * Study x arm x population x outcome, in the shape that pooling needs. Units: percent 0-100, months.
 * A file leaves out what is not known: absent reads as null.
 */
export const outcomeSchema = z
  .strictObject({
    id: z.string(),
    year: maybeNumber,
    tumour: z.string().describe("OncoTree code, or SOLID for any solid tumour"),
    tumourWords: z.string(),
    setting: z.string(),
    line: z.string(),
    alteration: z.string(),
    allele: maybeText,
    regimen: z.array(z.string()).describe("therapy or class ids"),
    /** the regimen as recorded, where ids alone say less ("fulvestrant if HR+") */
    regimenWords: z.string().optional(),
    comparator: z.array(z.string()).nullable().default(null),
    /** the comparator as recorded, where ids alone say less ("placebo") */
    comparatorWords: z.string().optional(),
    population: maybeText,
    outcome: z.string(),
    responders: maybeNumber,
    n: maybeNumber,
    percent: maybeNumber,
    ciLow: maybeNumber,
    ciHigh: maybeNumber,
    ciLevel: maybeNumber,
    medianMonths: maybeNumber,
    medianCiLow: maybeNumber,
    medianCiHigh: maybeNumber,
    hr: maybeNumber,
    hrCiLow: maybeNumber,
    hrCiHigh: maybeNumber,
    p: z.union([z.number(), z.string()]).nullable().default(null),
    dataCut: maybeText,
    design: maybeText,
    assessor: maybeText,
    /** key of a group of shared patients; counted once */
    overlap: maybeText,
    /** true: the row to prefer within its group of shared patients; false: leave out of a pool; null: judge */
    pool: z.boolean().nullable().default(null),
    /** responders derived from a printed rate where only one integer fits */
    derived: z.boolean().default(false),
    /** percent is responders / n, not printed */
    percentComputed: z.boolean().optional(),
    /** n follows from other printed numbers */
    nComputed: z.boolean().optional(),
    confirmed: z.boolean().nullable().default(null),
    scope: maybeText,
    control: controlArmSchema.optional(),
    inferred: inferredSchema.optional(),
    /** enrolled, where the printed rate is not over this number */
    nEnrolled: z.number().optional(),
    nExperimental: z.number().optional(),
    /** randomised over all arms */
    nTotal: z.number().optional(),
    percentAtThreeYears: z.number().optional(),
    /** what counts as pathological complete response, e.g. "ypT0/is ypN0" */
    pcrDefinition: z.string().optional(),
    /** treatment network this contrast is a member of */
    network: z.string().optional(),
    /** printed parts that have no field above; `printedAs`: the words of sources that print the same figure differently */
    more: z.record(z.string(), z.unknown()).optional(),
    ...provenance,
  })
  .meta({ id: "Outcome" });
export type Outcome = z.infer<typeof outcomeSchema>;

export const studySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()).default([]),
    phase: z.union([z.number(), z.string()]).nullable().default(null),
    tumours: z.array(z.string()).describe("OncoTree codes, SOLID for any solid tumour"),
    tumourWords: z.string(),
    alteration: maybeText,
    drugWords: maybeText,
    regimens: z.array(z.array(z.string())).default([]),
    nct: z
      .string()
      .regex(/^NCT\d{8}$/)
      .nullable()
      .default(null),
    nctStatus: z.enum(["verified", "recalled"]).nullable().default(null),
    nctSources: z.array(citationSchema).default([]),
    /** identifiers of other registries: UMIN, ChiCTR, EudraCT, JMA */
    registryIds: z.array(z.string()).default([]),
    results: z.array(resultItemSchema).default([]),
    outcomes: z.array(outcomeSchema).default([]),
    started: partialDateSchema.optional(),
    note: z.string().optional(),
  })
  .meta({ id: "Study" });
export type Study = z.infer<typeof studySchema>;
export type ResultItem = z.infer<typeof resultItemSchema>;

/** A 2x2 table or accuracy figure of an imaging or laboratory test, as printed. Rates in percent, AUC 0-1. */
export const accuracySchema = z
  .strictObject({
    id: z.string(),
    study: z.string(),
    year: maybeNumber,
    tumour: z.string().describe("OncoTree code"),
    tumourWords: z.string(),
    target: z.string(),
    indexTest: z.string(),
    reference: z.string(),
    unit: z.string().describe("what is counted: patient or lesion"),
    set: z.string().describe("whole sample, training, validation or test"),
    n: maybeNumber,
    nPositive: maybeNumber,
    nNegative: maybeNumber,
    truePositive: maybeNumber,
    falsePositive: maybeNumber,
    falseNegative: maybeNumber,
    trueNegative: maybeNumber,
    sensitivity: maybeNumber,
    sensitivityCi: pair.optional(),
    specificity: maybeNumber,
    specificityCi: pair.optional(),
    auc: maybeNumber,
    aucCi: pair.optional(),
    cutoff: z.union([z.number(), z.string()]).optional(),
    pool: z.boolean(),
    /** cells of the table derived from printed rates */
    derived: z.boolean().default(false),
    ...provenance,
  })
  .meta({ id: "Accuracy" });

/** A prognostic effect of a marker, as printed. */
export const prognosticSchema = z
  .strictObject({
    id: z.string(),
    study: z.string(),
    year: maybeNumber,
    tumour: z.string().describe("OncoTree code"),
    tumourWords: z.string(),
    marker: z.string(),
    outcome: z.string(),
    measure: z.string().describe("HR or RR"),
    estimate: maybeNumber,
    ciLow: maybeNumber,
    ciHigh: maybeNumber,
    p: z.union([z.number(), z.string()]).optional(),
    n: maybeNumber,
    kStudies: maybeNumber,
    kind: z.enum(["meta-analysis", "study"]),
    design: z.string(),
    ...provenance,
  })
  .meta({ id: "Prognostic" });

/** The question of ours that a published pool answers: a rate of selected arms, or two treatments of a network. */
const publishedQuestionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("rate"),
    outcome: z.string().describe("ORR, DCR, CBR ..."),
    tumour: z.string().describe("OncoTree code, or SOLID"),
    population: z.string().describe("id of a study population"),
    members: z.array(z.string()).min(1).optional().describe("therapy or class ids; absent: any treatment"),
    partners: z.array(z.string()).default([]).describe("what may stand beside the members"),
    line: z.string().optional().describe("id of a study line; absent: any"),
  }),
  z.strictObject({
    kind: z.literal("network"),
    network: z.string().describe("id of a treatment network"),
    regimen: z.array(z.string()).min(1).describe("therapy ids of the treatment"),
    comparator: z.array(z.string()).min(1).describe("therapy ids of what it is compared with"),
  }),
]);
export type PublishedQuestion = z.infer<typeof publishedQuestionSchema>;

/**
 * A pooled result somebody published, to compare ours with. Untransformed proportions can leave 0-100:
 * such limits are kept as printed and noted.
 */
export const publishedPoolSchema = z
  .strictObject({
    id: z.string(),
    what: z.string(),
    measure: z.string(),
    estimate: maybeNumber,
    ciLow: maybeNumber,
    ciHigh: maybeNumber,
    kStudies: maybeNumber,
    n: maybeNumber,
    /** absent where nothing of ours answers it */
    question: publishedQuestionSchema.optional(),
    /** the last day of their literature search, where they print it */
    searchedTo: partialDateSchema.optional(),
    ...provenance,
  })
  .meta({ id: "PublishedPool" });
export type Accuracy = z.infer<typeof accuracySchema>;
export type Prognostic = z.infer<typeof prognosticSchema>;
export type PublishedPool = z.infer<typeof publishedPoolSchema>;
