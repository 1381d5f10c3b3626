import type { Vocabulary } from "@erbium/model";
import { type Evaluation, parseCondition } from "./condition.ts";
import { factsFrom } from "./facts.ts";
import type { Value } from "./value.ts";

/** A small vocabulary for the tests of this room. */
export const words: Vocabulary = {
  names: {
    ratio: { type: "number", description: "HER2 signals / CEP17 signals" },
    copies: { type: "number", description: "mean HER2 signals per cell" },
    ihcScore: { type: "string", description: "IHC score", values: ["0", "1+", "2+", "3+"] },
    specimen: { type: "string", description: "kind of specimen", values: ["biopsy", "resection"] },
    note: { type: "string", description: "free text" },
    resectable: { type: "boolean", description: "can be resected" },
    pregnant: { type: "boolean", description: "pregnant" },
    sites: { type: "list", description: "sites of metastasis", values: ["brain", "liver", "lung"] },
    counts: { type: "list", description: "numbers of nothing stated" },
  },
  functions: {
    received: {
      params: [
        { name: "what", type: "string" },
        { name: "setting", type: "string", values: ["early", "metastatic"], optional: true },
      ],
      returns: "boolean",
      description: "the therapy was given",
    },
    grade: { params: [{ name: "of", type: "string" }], returns: "number", description: "highest grade" },
  },
};

export type Known = Readonly<Record<string, Value | undefined>>;

/** Evaluates a condition that must parse. */
export const evaluate = (
  source: string,
  known: Known = {},
  functions: Readonly<Record<string, (...args: Value[]) => Value | undefined>> = {},
): Evaluation => {
  const parsed = parseCondition(source, words);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.error.message}`);
  return parsed.value.evaluate(factsFrom(known, functions));
};

/** The refusal of a condition that must not parse. */
export const refusal = (source: string) => {
  const parsed = parseCondition(source, words);
  if (parsed.ok) throw new Error(`${source.slice(0, 100)} was accepted`);
  return parsed.error;
};
