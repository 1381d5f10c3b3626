import { err, ok, type Result } from "@erbium/model";
import type { ObservedEvent } from "./observed-event.ts";

interface Phrase {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => ObservedEvent;
}

const number = "(\\d+(?:\\.\\d+)?)";
const is = "\\s*(?:of|=|is|at|to)?\\s*";
/** A length of time with its sign: "more than 2 days" is a moment longer than 2, "at least 5" is 5. */
const days = (sign: string | undefined, value: string | undefined, unit: string | undefined): number => {
  const exact = Number(value) * (/^w/i.test(unit ?? "") ? 7 : 1);
  if (/^(?:>|over|more|longer)/i.test(sign ?? "") && sign !== ">=") return exact + MOMENT;
  return /^(?:<|under|less|fewer)/i.test(sign ?? "") && sign !== "<=" ? exact - MOMENT : exact;
};
const MOMENT = 1e-6;
const sign = "(>=|<=|>|<|(?:more|longer|less|fewer) than|over|under|at least|at most)?";
const span = `${sign}\\s*${number}\\s*(d|days?|wk?|weeks?)\\b`;
/** What lung disease makes itself felt by; only after "with" or "without", since alone it names a reaction. */
const complaint =
  "(?:respiratory\\s+)?symptoms|cough(?:ing)?|dyspno?ea|shortness of breath|breathless(?:ness)?|hypox(?:ia|aemia|emia)";

/** Longer readings come first: what one phrase has read is gone for those after it, and goes before what they say. */
const phrases: readonly Phrase[] = [
  {
    pattern: new RegExp(
      `\\bnot\\s+(?:yet\\s+)?(?:recovered|resolved)(?:\\s+(?:in|after|within|for)\\s+${span})?`,
      "i",
    ),
    read: ([, size, count, unit]) => ({
      resolved: false,
      ...(count === undefined ? {} : { holdDays: days(size, count, unit) }),
    }),
  },
  {
    pattern: new RegExp(
      `\\b(?:recovered|resolved)\\s+(?:(?:in|after|within)?\\s*${span}|(?:on|by|at)?\\s*day\\s*${sign}\\s*${number})`,
      "i",
    ),
    read: ([, size, count, unit, bound, day]) => ({
      resolved: true,
      daysToResolution: day === undefined ? days(size, count, unit) : days(bound, day, "day"),
    }),
  },
  { pattern: /\b(?:recovered|resolved)\b/i, read: () => ({ resolved: true }) },
  {
    pattern: /\bchild[- ]?pugh\s*(?:class\s*)?([abc])\b/i,
    read: ([, letter]) => ({ childPugh: String(letter).toUpperCase() }),
  },
  {
    pattern: new RegExp(`\\b(?:held|hold|interrupted|interruption)\\s+(?:for\\s+)?${span}`, "i"),
    read: ([, size, count, unit]) => ({ holdDays: days(size, count, unit) }),
  },
  {
    pattern: new RegExp(`(?:\\b(?:for|lasting|lasts|lasted)\\s+)?${span}`, "i"),
    read: ([, size, count, unit]) => ({ durationDays: days(size, count, unit) }),
  },
  {
    pattern:
      /\b(?:recurs?|recurred|recurrence|again)\s+(?:after|despite|in spite of)\s+(?:a\s+|one\s+)?(?:dose\s+)?reduction\b/i,
    read: () => ({ recurredAfterReduction: true }),
  },
  {
    pattern: /\b(?:recurs?|recurred|recurrence)\b(?:\s+after\s+(?:a\s+|the\s+)?(?:hold|interruption))?/i,
    read: () => ({ recurredAfterHold: true }),
  },
  {
    pattern:
      /\b(?:needs?|needed|requires?|any)\s+(?:a\s+)?(?:further\s+)?(?:dose\s+)?reduction\b|\b(?:further\s+)?(?:dose\s+)?reduction\s+(?:is\s+)?needed\b/i,
    read: () => ({ reductionNeeded: true }),
  },
  {
    pattern: new RegExp(
      `\\b(?:asymptomatic|(?:no|without)\\s+(?:${complaint})|denies\\s+(?:${complaint}))\\b`,
      "i",
    ),
    read: () => ({ symptoms: false }),
  },
  {
    pattern: new RegExp(`\\b(?:symptomatic|with\\s+(?:${complaint}))\\b`, "i"),
    read: () => ({ symptoms: true }),
  },
  {
    pattern: /\b(?:no|without)\s+(?:an?\s+)?anti-?diarrh(?:o?ea|o?eal)s?(?:\s+(?:treatment|agent|therapy))?/i,
    read: () => ({ antidiarrhoeal: false }),
  },
  {
    pattern:
      /\b(?:on|with|despite)\s+(?:an?\s+)?anti-?diarrh(?:o?ea|o?eal)s?(?:\s+(?:treatment|agent|therapy))?/i,
    read: () => ({ antidiarrhoeal: true }),
  },
  {
    pattern: /\b(?:uncomplicated|without complications?)\b/i,
    read: () => ({ complicated: false }),
  },
  {
    pattern: /\b(?:complicated|with complicated features)\b/i,
    read: () => ({ complicated: true }),
  },
  {
    pattern: /\b(?:g|gr|grade)\s*([0-5])\b/i,
    read: ([, grade]) => ({ grade: Number(grade) }),
  },
  {
    pattern: /\b(?:febrile neutropenia|neutropenic fever|fever with neutropenia)\b/i,
    read: () => ({ toxicity: "febrile neutropenia" }),
  },
  {
    pattern: new RegExp(`\\b(?:anc|neutrophils?(?: count)?)${is}${number}`, "i"),
    read: ([, count]) => ({ toxicity: "neutropenia", neutrophils: Number(count) }),
  },
  {
    pattern: new RegExp(`\\b(?:platelets?(?: count)?|plt)${is}${number}`, "i"),
    read: ([, count]) => ({ toxicity: "thrombocytopenia", platelets: Number(count) }),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:alt|ast|transaminases?)(?:\\s*(?:\\/|or|and)\\s*(?:alt|ast))?)${is}${number}\\s*(?:x|×|times)\\s*(?:the\\s+)?(?:uln)?`,
      "i",
    ),
    read: ([, times]) => ({ toxicity: "hepatotoxicity", transaminasesTimesUln: Number(times) }),
  },
  {
    pattern: new RegExp(`\\bbilirubin${is}${number}\\s*(?:x|×|times)\\s*(?:the\\s+)?(?:uln)?`, "i"),
    read: ([, times]) => ({ toxicity: "hepatotoxicity", bilirubinTimesUln: Number(times) }),
  },
  ...(
    [
      ["ILD", /\b(?:ild|pneumonitis|interstitial lung disease)(?:\s*\/\s*(?:pneumonitis|ild))?/i],
      ["neutropenia", /\bneutropenia\b/i],
      ["thrombocytopenia", /\bthrombocytopenia\b/i],
      ["diarrhoea", /\bdiarrh(?:o?ea)\b/i],
      ["hepatotoxicity", /\b(?:hepatotoxicity|alt|ast|transaminases?|bilirubin|liver)\b/i],
      ["nodular regenerative hyperplasia", /\b(?:nodular regenerative hyperplasia|nrh)\b/i],
      ["neuropathy", /\b(?:peripheral\s+)?neuropathy\b/i],
      ["other", /\b(?:adverse (?:event|reaction)|ae|toxicity)\b/i],
    ] as const
  ).map(([toxicity, pattern]) => ({
    pattern,
    read: () => ({ toxicity }),
  })),
];

/** Words that carry nothing once the phrases are read. */
const filler =
  /\b(?:and|or|the|a|an|of|in|at|on|with|then|is|was|uln|after|mg|kg|x|10\^9|10\^9\/l|l|times)\b/gi;

const aName = /^\p{L}[\p{L} -]*$/u;

const isNamed = (toxicity: ObservedEvent["toxicity"]): boolean =>
  typeof toxicity === "string" && toxicity !== "other";

/** Two reactions in one event, of which a table could answer only one. A fever belongs to its neutropenia. */
const contradict = (one: ObservedEvent["toxicity"], other: ObservedEvent["toxicity"]): boolean =>
  isNamed(one) &&
  isNamed(other) &&
  one !== other &&
  !(one === "neutropenia" && other === "febrile neutropenia");

/**
 * Reads a short description of an adverse reaction, such as "ILD G1 resolved day 20", "platelets 20" or
 * "diarrhoea G3 on antidiarrhoeal". One word that is left over beside a grade is taken as the name of the
 * reaction; anything else that is left over refuses the whole, since an unread word could change the answer.
 */
export const readEvent = (text: string): Result<ObservedEvent> => {
  let found: ObservedEvent = {};
  let rest = text.replaceAll("≥", ">=").replaceAll("≤", "<=");
  for (const { pattern, read } of phrases) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const said = read(match);
    if (contradict(said.toxicity, found.toxicity)) return notRead(text, match[0]);
    found = { ...said, ...found };
    rest = `${rest.slice(0, match.index)} ; ${rest.slice(match.index + match[0].length)}`;
  }
  const left = rest
    .replace(filler, " ")
    .split(/[;,.()]+/)
    .map((part) => part.trim().replace(/\s+/g, " "))
    .filter((part) => part !== "");
  const [name] = left;
  const { toxicity } = found;
  if (left.length === 1 && aName.test(String(name)) && found.grade !== undefined && !isNamed(toxicity))
    return ok({ ...found, toxicity: "other" });
  if (left.length > 0) return notRead(text, left.join(", "));
  return Object.keys(found).length === 0 ? notRead(text, text) : ok(found);
};

const notRead = (text: string, part: string): Result<never> =>
  err({
    code: "unread-event",
    message: `"${part}" in the event "${text.slice(0, 200)}" is not understood`,
    path: "event",
    remedy:
      'write it as "ILD G1 resolved day 20", "ANC 0.7", "diarrhoea G3 on antidiarrhoeal", "ALT 6 x ULN", "held 10 days" or "needs reduction", or give toxicity, grade and the other fields by name',
  });
