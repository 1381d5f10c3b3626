import { type KnowledgeIndex, resolveTherapies } from "@erbium/knowledge-base";
import { type Claim, type ClaimRecord, claimSchema } from "@erbium/model";

type Names = Pick<KnowledgeIndex, "tumour" | "therapy" | "therapyIs" | "regimen">;

/** A record as a claim of the knowledge: names of tumours and therapies become ids where they are known. */
export const claimOfRecord = (record: ClaimRecord, names: Names): Claim => {
  const therapyWords = [record.therapy ?? []].flat();
  const tumour = record.tumour == null ? null : names.tumour(record.tumour);
  return claimSchema.parse({
    id: record.id,
    assertedBy: record.source ?? record.seed ?? "a source",
    attributedTo: { study: record.study ?? null, references: record.refs ?? [] },
    language: "en",
    quote: record.quote ?? "",
    place: {},
    type: record.claim_type,
    statement: record.statement_en,
    tumour: tumour?.ok === true ? tumour.value.id : null,
    tumourWords: record.tumour ?? null,
    population: record.population ?? null,
    alteration: record.alteration ?? null,
    ...(record.comparator == null ? {} : { comparedWith: record.comparator }),
    therapies: therapyWords.flatMap((name) => resolveTherapies(name, names) ?? [name.toLowerCase()]),
    therapyWords,
    outcome: record.outcome ?? null,
    value: record.value ?? null,
    valueLow: record.value_low ?? null,
    valueHigh: record.value_high ?? null,
    unit: record.unit ?? null,
    ciLow: record.ci_low ?? null,
    ciHigh: record.ci_high ?? null,
    n: record.n ?? null,
    direction: record.direction ?? null,
    core: true,
    status: "recalled",
  });
};
