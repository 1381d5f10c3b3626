import { z } from "zod";

const responses = ["iCR", "iPR", "iSD", "iUPD", "iCPD", "NE"] as const;
export type ImmuneResponse = (typeof responses)[number];

/** One visit of a course under immunotherapy: what the reader called it, or what was seen. */
export const stepSchema = z.strictObject({
  response: z.enum(responses).optional(),
  /** further growth of the target sum since the last visit, mm */
  target_growth: z.number().optional(),
  /** of the sum of new lesions that are measured, mm */
  new_lesion_growth: z.number().optional(),
  non_target_growth: z.boolean().optional(),
  /** new lesions at this visit, or more of them */
  more_new_lesions: z.boolean().optional(),
  /** of the target sum against baseline, % */
  from_baseline_pct: z.number().optional(),
  /** weeks since the last visit */
  weeks: z.number().min(0).optional(),
});
export type Step = z.infer<typeof stepSchema>;

const response = /^(i?)(CR|PR|SD|UPD|PD|CPD|NE)\b/i;
const allGone = /\b(?:all|every)\b.*\b(?:gone|disappeared|resolved)\b/i;
const less = /\b(?:falls?|fell|shrinks?|shrank|decreases?d?|smaller|below)\b/i;
const number = String.raw`([+-]?\d+(?:\.\d+)?)`;

/**
 * Reads a visit written in words: `iUPD(target +25 %)`, `target sum +6 mm at 6 wk`, `no change`,
 * `sum falls to -35 % of baseline`, `more new lesions`.
 *
 * @returns null when nothing in it says what was seen
 */
export const readStep = (text: string): Step | null => {
  const words = text.trim();
  const named = response.exec(words);
  const growth = (what: string): number | undefined => {
    const found = new RegExp(`${what}[^,;()]*?${number}\\s*mm`, "i").exec(words)?.[1];
    return found === undefined ? undefined : signed(found, words);
  };
  const newLesionGrowth = growth("new[- ]lesions?");
  const targetGrowth = newLesionGrowth === undefined ? (growth("(?:target|sum)") ?? growth("^")) : undefined;
  const [, percent, against] =
    new RegExp(`${number}\\s*%\\s*(of|from|below|against|versus|vs)?\\s*(?:the\\s+)?baseline`, "i").exec(
      words,
    ) ?? [];
  const weeks = /(?:at|after)\s+(\d+(?:\.\d+)?)\s*(?:wk|week)/i.exec(words)?.[1];
  // what remains once the measured ones are taken out may speak of more of them
  const beside = words.replace(new RegExp(`new[- ]lesions?[^,;()]*?${number}\\s*mm`, "i"), "");
  const denied = /\bno (?:more |further |additional )?new lesions?\b/i.test(words);
  const step: Step = {
    ...(named ? { response: nameOf(named[2] as string) } : allGone.test(words) ? { response: "iCR" } : {}),
    ...(targetGrowth === undefined ? {} : { target_growth: targetGrowth }),
    ...(newLesionGrowth === undefined ? {} : { new_lesion_growth: newLesionGrowth }),
    ...(/\bnon[- ]?target\b/i.test(words) && /(?:grow|increas|progress|larger|worse)/i.test(words)
      ? { non_target_growth: !/\bno\b/i.test(words) }
      : {}),
    ...(!denied && /\bnew[- ]lesions?\b/i.test(beside) ? { more_new_lesions: true } : {}),
    ...(percent === undefined ? {} : { from_baseline_pct: changeOf(percent, against, words) }),
  };
  const said =
    Object.keys(step).length > 0 ||
    /\b(?:no (?:further )?(?:change|growth|increase)|(?<!\bnot )(?:unchanged|stable))\b/i.test(words) ||
    denied;
  if (!said) return null;
  return weeks === undefined ? step : { ...step, weeks: Number(weeks) };
};

/** A number without a sign beside a word of shrinking is a fall. */
const signed = (number: string, words: string): number =>
  /^\d/.test(number) && less.test(words) ? -Number(number) : Number(number);

/** A percentage of the baseline is what is left of it, unless a sign says that it is the change. */
const changeOf = (percent: string, against: string | undefined, words: string): number =>
  against?.toLowerCase() === "of" && /^\d/.test(percent) ? Number(percent) - 100 : signed(percent, words);

const nameOf = (name: string): ImmuneResponse => {
  const upper = name.toUpperCase();
  if (upper === "NE") return "NE";
  return upper === "PD" ? "iUPD" : (`i${upper}` as ImmuneResponse);
};
