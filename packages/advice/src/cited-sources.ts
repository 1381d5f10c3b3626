import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Cited, type CitedSource, unique } from "@erbium/model";

/** Every `sources` list inside a value, in reading order. */
const citations = (value: unknown): Cited[] => {
  if (Array.isArray(value)) return value.flatMap(citations);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, part]) =>
    field === "sources" && Array.isArray(part)
      ? part.map((one: string | Cited) => (typeof one === "string" ? { source: one } : one))
      : citations(part),
  );
};

/** Sources numbered in the order of first use over the parts as the report shows them, with the words that were seen. */
export const citedSources = (
  parts: readonly unknown[],
  knowledge: KnowledgeIndex,
): readonly CitedSource[] => {
  const quotes = new Map<string, string[]>();
  for (const { source, quote } of parts.flatMap(citations)) {
    const known = quotes.get(source) ?? [];
    if (quote !== undefined) known.push(quote);
    quotes.set(source, known);
  }
  return [...quotes].map(([id, said], index) => ({
    id,
    n: index + 1,
    ...described(id, knowledge),
    quote: said[0] ?? null,
    quotes: unique(said),
  }));
};

const described = (
  id: string,
  knowledge: KnowledgeIndex,
): Pick<CitedSource, "title" | "address" | "language" | "retracted"> => {
  const item = knowledge.imported.find((one) => one.id === id);
  if (item)
    return {
      title: `${item.id.replace(":", " ")}: ${item.profileWords}`,
      address: item.url,
      language: "en",
      retracted: item.blocked !== null,
    };
  const source = knowledge.source(id);
  const { url, doi, pmid, pmcid, nct } = source;
  const address =
    url ??
    (doi
      ? `https://doi.org/${doi}`
      : pmid
        ? `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`
        : pmcid
          ? `https://pmc.ncbi.nlm.nih.gov/articles/${pmcid}/`
          : nct
            ? `https://clinicaltrials.gov/study/${nct}`
            : null);
  return {
    title: source.title,
    address,
    language: source.language,
    retracted: source.retracted !== undefined,
  };
};
