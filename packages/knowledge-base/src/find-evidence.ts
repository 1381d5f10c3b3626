import type { FactStatus } from "@erbium/model";
import { canonical } from "@erbium/variants";
import { geneOfKey } from "./gene-of-key.ts";
import { inForce } from "./in-force.ts";
import type { KnowledgeIndex } from "./open.ts";

/** The question of `erbium evidence`; every field that is given must fit. */
export interface EvidenceQuery {
  /** words that must all occur, in any order */
  readonly text?: string;
  readonly gene?: string;
  /** OncoTree code */
  readonly tumour?: string;
  /** therapy or class id */
  readonly therapy?: string;
  /** canonical alteration key */
  readonly alteration?: string;
  /** level of the item: CIViC's A-E, a statement's kind, a claim's certainty, an outcome's design, an approval's state */
  readonly level?: string;
  /** source id, NCT number or PubMed id */
  readonly source?: string;
}

/** One thing that is known, in a shape common to all kinds. */
export interface EvidenceHit {
  readonly kind: "statement" | "claim" | "outcome" | "approval" | "imported";
  readonly id: string;
  readonly text: string;
  readonly keys: readonly string[];
  readonly genes: readonly string[];
  readonly tumours: readonly string[];
  readonly therapies: readonly string[];
  readonly level: string | null;
  readonly status: FactStatus | "accepted" | "submitted" | "rejected";
  /** source ids; for an imported item, its citation */
  readonly sources: readonly string[];
  /** how the sources can be found: ids, NCT, PubMed */
  readonly identifiers: readonly string[];
  readonly url: string | null;
}

/**
 * Everything known that fits the query, over statements, claims, outcomes, approvals and imported items, in
 * that order. A tumour fits when it is the one asked, below it or above it; an item of no tumour does not.
 */
export const findEvidence = (index: KnowledgeIndex, query: EvidenceQuery): EvidenceHit[] => {
  const words = query.text?.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  const { gene, tumour, therapy, alteration, level, source } = query;
  const hits: EvidenceHit[] = [];
  for (const hit of everyHit(index)) {
    if (alteration !== undefined && !hit.keys.includes(alteration)) continue;
    if (gene !== undefined && !hit.genes.includes(gene)) continue;
    if (level !== undefined && hit.level?.toLowerCase() !== level.toLowerCase()) continue;
    if (source !== undefined && !hit.identifiers.includes(source)) continue;
    if (
      tumour !== undefined &&
      !hit.tumours.some((one) => index.tumourIs(one, tumour) || index.tumourIs(tumour, one))
    )
      continue;
    if (therapy !== undefined && !hit.therapies.some((one) => index.therapyIs(one, therapy))) continue;
    if (words.length > 0) {
      const text = [hit.text, ...hit.keys, ...hit.genes, ...hit.tumours, ...hit.therapies, ...hit.identifiers]
        .join(" ")
        .toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
    }
    hits.push(hit);
  }
  return hits;
};

const given = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== null && value !== undefined)),
];

/** Panel genes that words name, by symbol or alias. */
const genesIn = (index: KnowledgeIndex, words: string | null): string[] =>
  given((words?.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => index.genes.named(word)?.symbol));

function* everyHit(index: KnowledgeIndex): Generator<EvidenceHit> {
  const cited = (ids: readonly string[]) => {
    const sources = given(ids).map((id) => index.source(id));
    return {
      sources: sources.map((one) => one.id),
      identifiers: given(sources.flatMap((one) => [one.id, one.nct, one.pmid, one.pmcid, one.doi])),
      url: sources[0]?.url ?? null,
    };
  };
  for (const record of index.alterations)
    for (const one of record.statements)
      yield {
        kind: "statement",
        id: one.id,
        text: `${record.words}: ${one.text}`,
        keys: [record.key, ...(one.together ?? [])],
        genes: [record.gene],
        tumours: given([one.tumour]),
        therapies: one.therapies,
        level: one.kind,
        status: one.status,
        ...cited(one.sources.map((citation) => citation.source)),
      };
  for (const one of index.claimsFor({})) {
    const found = cited([one.assertedBy]);
    yield {
      kind: "claim",
      id: one.id,
      text: one.statement,
      keys: given([one.alterationKey]),
      genes: given([geneOfKey(one.alterationKey), ...genesIn(index, one.alteration)]),
      tumours: given([one.tumour]),
      therapies: one.therapies,
      level: one.certainty,
      status: one.status,
      ...found,
      identifiers: given([...found.identifiers, one.attributedTo.nct]),
    };
  }
  for (const { study, row } of index.outcomes) {
    const found = cited(row.sources.map((citation) => citation.source));
    const figure =
      row.percent !== null
        ? `${row.percent} %`
        : row.medianMonths !== null
          ? `${row.medianMonths} months`
          : row.hr !== null
            ? `HR ${row.hr}`
            : "";
    yield {
      kind: "outcome",
      id: row.id,
      text: `${study.name}, ${row.tumourWords}, ${row.alteration}: ${row.outcome} ${figure}`.trim(),
      keys: row.allele === null ? [] : given([canonical(row.allele, index.genes).key]),
      genes: genesIn(index, `${row.alteration} ${row.allele ?? ""}`),
      tumours: [row.tumour],
      therapies: row.regimen,
      level: row.design,
      status: row.status,
      ...found,
      identifiers: given([...found.identifiers, study.nct]),
    };
  }
  for (const { row } of index.approvals)
    yield {
      kind: "approval",
      id: row.id,
      text: `${row.agency}: ${row.words.drug}, ${row.words.indication}, ${row.words.biomarker}, ${row.words.line} (${row.state}; in force ${index.asOf}: ${inForce(row, index.asOf)})`,
      keys: [],
      genes: genesIn(index, row.words.biomarker),
      tumours: row.tumours.length === 0 ? ["SOLID"] : row.tumours,
      therapies: row.regimen,
      level: row.state,
      status: row.status,
      ...cited(row.sources.map((citation) => citation.source)),
    };
  for (const one of index.imported)
    if (one.blocked === null)
      yield {
        kind: "imported",
        id: one.id,
        text: `${one.profileWords}, ${one.disease ?? "any disease"}: ${one.effect}${one.therapies.length ? ` to ${one.therapies.map((each) => each.name).join(" + ")}` : ""}`,
        keys: one.keys,
        genes: one.genes,
        tumours: given([one.tumour]),
        therapies: given(one.therapies.map((each) => each.id)),
        level: one.level,
        status: one.status,
        sources: [`${one.citation.type} ${one.citation.id}`],
        identifiers: given([one.citation.id, one.citation.pmid]),
        url: one.url,
      };
}
