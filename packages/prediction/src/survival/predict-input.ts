import type { Message } from "@erbium/model";
import { z } from "zod";
import { warning } from "../frame/prediction.ts";

export const yesNo = (description: string, words: Words = { no: 0, yes: 1 }) =>
  z.union([z.literal(0), z.literal(1)]).meta({ description, words });
const orUnknown = (description: string, words: Words) =>
  z.union([z.literal(0), z.literal(1), z.literal(9)]).meta({ description, words: { ...words, unknown: 9 } });

/** Words that may stand for a code. */
type Words = Readonly<Record<string, number>>;
const receptor: Words = { negative: 0, positive: 1 };

/** A receptor coded 0, 1 or 9. */
export const receptorOrUnknown = (description: string) => orUnknown(description, receptor);

/** The inputs that both versions of PREDICT Breast read, coded as their program codes them. */
export const predictFields = {
  "age.start": z.number().min(25).max(95).describe("age at surgery, years"),
  screen: z.union([z.literal(0), z.literal(1), z.literal(2)]).meta({
    description: "found by screening: 0 no, 1 yes, 2 unknown",
    words: { no: 0, yes: 1, unknown: 2 },
  }),
  size: z.number().positive().max(500).meta({ description: "size of the invasive tumour, mm", unit: "mm" }),
  grade: z
    .union([z.literal(1), z.literal(2), z.literal(3), z.literal(9)])
    .meta({ description: "1 to 3, 9 unknown", words: { I: 1, II: 2, III: 3, unknown: 9 } }),
  nodes: z.int().min(0).describe("positive lymph nodes"),
  er: yesNo("oestrogen receptor: 0 negative, 1 positive", receptor),
  her2: receptorOrUnknown("0 negative, 1 positive, 9 unknown"),
  ki67: orUnknown("0 low, 1 high, 9 unknown", { low: 0, high: 1 }),
  generation: z.union([z.literal(0), z.literal(2), z.literal(3)]).meta({
    description: "chemotherapy: 0 none, 2 or 3 its generation",
    words: { none: 0, second: 2, third: 3 },
  }),
  horm: yesNo("hormone therapy"),
  traz: yesNo("trastuzumab"),
  bis: yesNo("bisphosphonate"),
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
