import type { Alteration } from "@erbium/model";
import { refused } from "./alteration.ts";

/** Identifiers of databases, which only their tables can turn into a change. */
const IDENTIFIERS: readonly (readonly [RegExp, string])[] = [
  [/^rs\d{1,12}$/i, "dbSNP"],
  [/^COS[MVN]\d{1,12}$/i, "COSMIC"],
  [/^CA\d{4,15}$/, "the ClinGen allele registry"],
  [/^(?:[VSR]CV\d{1,12}(?:\.\d+)?|ClinVar:?\s?\d{1,12})$/i, "ClinVar"],
  [/^ga4gh:VA\.[\w-]{1,40}$/, "GA4GH VRS"],
];

/** The refusal of an identifier, alone or behind its gene; null: the text is none. */
export const readIdentifier = (name: string, text: string, gene: string | null = null): Alteration | null => {
  const source = IDENTIFIERS.find(([pattern]) => pattern.test(text))?.[1];
  if (source !== undefined)
    return refused(
      name,
      {
        code: "unparsable",
        message: `${text} is an identifier of ${source}, and no table of them is carried here`,
        suggestion: "give the change that it stands for",
      },
      gene,
    );
  const record = /^((?:NG|NT|NW|CM|LRG)_?\d{1,12}(?:\.\d{1,3})?):g\./i.exec(text)?.[1];
  return record === undefined
    ? null
    : refused(name, {
        code: "unparsable",
        message: `${record} is a record with positions of its own, which is not carried here`,
        suggestion: "give the change on NC_, as chr17:g. with the assembly, or on the transcript",
      });
};
