import type { Message } from "@erbium/model";
import { z } from "zod";
import { warning } from "../frame/prediction.ts";

const yesNo = z.union([z.literal(0), z.literal(1)]);
const orUnknown = z.union([z.literal(0), z.literal(1), z.literal(9)]);

/** The inputs that both versions of PREDICT Breast read, coded as their program codes them. */
export const predictFields = {
  "age.start": z.number().min(25).max(95).describe("age at surgery, years"),
  screen: z
    .union([z.literal(0), z.literal(1), z.literal(2)])
    .describe("found by screening: 0 no, 1 yes, 2 unknown"),
  size: z.number().positive().max(500).describe("size of the invasive tumour, mm"),
  grade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(9)]).describe("1 to 3, 9 unknown"),
  nodes: z.int().min(0).describe("positive lymph nodes"),
  er: yesNo.describe("oestrogen receptor: 0 negative, 1 positive"),
  her2: orUnknown.describe("0 negative, 1 positive, 9 unknown"),
  ki67: orUnknown.describe("0 low, 1 high, 9 unknown"),
  generation: z
    .union([z.literal(0), z.literal(2), z.literal(3)])
    .describe("chemotherapy: 0 none, 2 or 3 its generation"),
  horm: yesNo.describe("hormone therapy"),
  traz: yesNo.describe("trastuzumab"),
  bis: yesNo.describe("bisphosphonate"),
} as const;

/** Coefficients of a marker with two states; unknown has none. */
export const markerSchema = z.strictObject({ positive: z.number(), negative: z.number() });

/** The coefficient of a marker coded 1, 0 or 9 (unknown: the average, zero). */
export const markerEffect = (state: 0 | 1 | 9, effect: z.infer<typeof markerSchema>): number =>
  state === 9 ? 0 : state === 1 ? effect.positive : effect.negative;

export const chemotherapySchema = z.strictObject({ second: z.number(), third: z.number() });

export const chemotherapyEffect = (
  generation: 0 | 2 | 3,
  effect: z.infer<typeof chemotherapySchema>,
): number => (generation === 0 ? 0 : generation === 2 ? effect.second : effect.third);

interface Coded {
  readonly screen: number;
  readonly grade: number;
  readonly er: 0 | 1;
  readonly her2: 0 | 1 | 9;
  readonly ki67: 0 | 1 | 9;
  readonly horm: 0 | 1;
  readonly traz: 0 | 1;
  readonly bis: 0 | 1;
  readonly pr?: 0 | 1 | 9;
  readonly "age.start": number;
}

/** What a reader of these survival figures must be told about this very input. */
export const predictWarnings = (input: Coded): Message[] => {
  const unknown = [
    ...(input.screen === 2 ? ["screen"] : []),
    ...(input.grade === 9 ? ["grade"] : []),
    ...(["her2", "ki67", "pr"] as const).filter((name) => input[name] === 9),
  ];
  return [
    ...(unknown.length > 0
      ? [
          warning("read-as-average", `${unknown.join(", ")} unknown: read as the average, not as negative`, {
            fields: unknown.join(", "),
          }),
        ]
      : []),
    ...(input.traz === 1 && input.her2 !== 1
      ? [warning("no-trastuzumab-effect", "trastuzumab has no effect here unless HER2 is positive")]
      : []),
    ...(input.horm === 1 && input.er === 0
      ? [warning("no-hormone-effect", "hormone therapy has no effect here in ER-negative disease")]
      : []),
    ...(input.bis === 1
      ? [warning("postmenopausal-only", "the effect of bisphosphonates is that of women after the menopause")]
      : []),
    ...(input["age.start"] > 75
      ? [
          warning(
            "less-calibrated-above-75",
            "above 75 years v2.2 was better calibrated than v3.1 in a registry",
          ),
        ]
      : []),
  ];
};
