import type { Assertion } from "./assertion.ts";
import { contentStems } from "./content-stems.ts";

type Words = readonly (readonly [name: string, pattern: RegExp])[];

/** Endpoints that go before others, whose words they may hold ("duration of response"). */
const special: Words = [
  ["pathological complete response", /\bt?pCR\b|pathologic\w* complete/i],
  ["quality of life", /quality of life|\bH?R?QoL\b|patient-reported|\bEORTC\b|\bFACT-/i],
  ["duration of response", /\bDo?R\b|duration of (?:the )?(?:\w+ )?response|response duration/i],
  ["time to response", /time to (?:the )?(?:first )?response/i],
];
const general: Words = [
  [
    "response",
    /\b[ci]?(?:ORR|RR|DCR|CBR|PR|CR)\b|respon|regression|shrinkage|clinical benefit|disease control/i,
  ],
  ["overall survival", /\bOS\b|overall survival|mortality|death/i],
  [
    "time to progression or recurrence",
    /\b(?:PFS|TTP|TTF|DFS|RFS|EFS|iDFS)\b|progression|recurrence|relapse|(?:disease|event|invasive)[- \w]*-free/i,
  ],
];
const inTheBrain = /intracranial|\bCNS\b|\bbrain\b|cerebral/i;
/** Words for what a therapy does without saying how it was measured. */
const effect = new Set(
  contentStems(
    "activity active efficacy effective benefit effect response sensitive sensitivity resistance gain outcome",
  ),
);

/** Endpoints of one name whose numbers are of different things. */
const kinds: Words = [
  ["disease control", /\bDCR\b|disease control/i],
  ["clinical benefit", /\bCBR\b|clinical benefit/i],
  ["complete response", /(?<!p)\bCR\b|(?<!pathological )(?<!pathologic )complete (?:response|remission)/i],
  ["partial response", /\bPR\b|partial (?:response|remission)/i],
  ["recurrence", /\bi?(?:DFS|RFS|EFS|DDFS)\b|recurrence|relapse|(?:disease|event|invasive)[- \w]*-free/i],
];

/**
 * What a therapy's effect was measured by: the endpoints that the outcome names, else those of the statement where
 * the outcome is something of its own, else the content words of that outcome; nothing where it only says that there
 * was an effect. Responses in the brain are apart from those of the whole body.
 */
export const endpointOf = (
  { outcome, population, statement }: Assertion,
  therapy: boolean,
): ReadonlySet<string> => {
  if (outcome === null) return new Set();
  const named = namedIn(outcome);
  if (named.length > 0)
    return new Set(
      named.map((one) =>
        inTheBrain.test(one === "response" ? `${outcome} ${population ?? ""}` : outcome)
          ? `intracranial ${one}`
          : one,
      ),
    );
  if (!therapy) return new Set();
  const own = contentStems(outcome.replace(inTheBrain, "")).filter((stem) => !effect.has(stem));
  if (own.length === 0) return new Set(inTheBrain.test(outcome) ? ["intracranial response"] : []);
  const stated = namedIn(statement);
  return new Set(stated.length > 0 ? stated : own);
};

/** Which number of an endpoint it is: control of a disease is no response. */
export const kindOfEndpoint = (outcome: string): string =>
  kinds.find(([, pattern]) => pattern.test(outcome))?.[0] ?? "";

const namedIn = (words: string): string[] => {
  const one = special.find(([, pattern]) => pattern.test(words));
  return one !== undefined
    ? [one[0]]
    : general.flatMap(([name, pattern]) => (pattern.test(words) ? [name] : []));
};
