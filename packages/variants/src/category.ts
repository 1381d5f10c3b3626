import type { Alteration, AlterationKind } from "@erbium/model";
import { classesOf } from "./classes.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";

/** An alteration that is named by what it is, not by a sequence: amplification, fusion, exon 20 insertion. */
export interface Category {
  /** what the key says after the gene */
  readonly named: string;
  readonly kind: AlterationKind;
  /** Sequence Ontology term, where the words fix one */
  readonly consequence?: string;
  readonly exon?: number;
  readonly lengthChange?: 1 | -1;
  readonly domain?: string;
  readonly aliases: readonly string[];
}

type Reader = (match: RegExpExecArray) => Category | null;

const MUTATION = "(?:mut(?:ation|ations|ated|ant)?|variants?|alterations?|changes?)";
const EXON = String.raw`(?:(?:exon|ex) ?(\d{1,2})|(\d{1,2})(?:th)? ?(?:exon|ex)|(\d{1,2}))`;
const exonOf = (match: RegExpExecArray): number => Number(match[1] ?? match[2] ?? match[3]);

const fixed =
  (named: string, kind: AlterationKind, aliases: readonly string[], rest: Partial<Category> = {}): Reader =>
  () => ({ named, kind, aliases, ...rest });

/**
 * The phrases, in order of trial. Each is matched against the whole of what is left of a name without its
 * gene: lower case, hyphens and slashes as blanks. To add a phrase, extend its row or add one.
 */
const phrases: readonly (readonly [string, Reader])[] = [
  [
    "(?:gene |high level |focal |copy number )*(?:amp|ampl|amplified|amplifications?)(?: positive)?",
    fixed("amplification", "copy-number", ["amp", "amplified"], { consequence: "transcript_amplification" }),
  ],
  [
    "(?:gene )?(?:copy number |copy |cn |low level )?(?:gain|gains|increase|increased copy number)|polysomy",
    fixed("gain", "copy-number", ["copy number gain"]),
  ],
  [
    "(?:gene )?(?:homozygous |deep |copy number |biallelic |whole gene )*(?:deletion|deleted|homdel|del)",
    fixed("deletion", "copy-number", ["homozygous deletion"], { consequence: "transcript_ablation" }),
  ],
  [
    "(?:protein |gene )?(?:over ?express(?:ion|ed|ing)?|high expression|expression high)(?: mutation)?",
    fixed("overexpression", "expression", ["overexpressed", "high expression"]),
  ],
  [
    "(?:loss of (?:protein )?expression|expression loss|ihc (?:loss|lost)|under ?expression|low expression)",
    fixed("loss-of-expression", "expression", ["loss of expression"]),
  ],
  ["(?:nuclear |protein |mrna )*expression", fixed("expression", "expression", [])],
  ["(?:serum|plasma) (?:levels?|ecd|her2)", fixed("serum-level", "expression", ["serum level"])],
  [
    "loss of function(?: mutations?)?|lof(?: mutations?)?|(?:inactivating|deleterious) mutations?",
    fixed("loss-of-function", "category", ["loss-of-function mutation"]),
  ],
  ["loss|lost|deficien(?:cy|t)|inactivation", fixed("loss", "category", ["lost"])],
  [
    "(?:ihc|immunohistochemistry)(?: score)?(?: of)? ?([0-3]) ?(\\+)?(?: overexpression)?|([123]) ?(\\+)(?: ihc| by ihc)?",
    (match) => {
      const score = match[1] ?? match[3] ?? "";
      const named = score === "0" ? "ihc-0" : `ihc-${score}+`;
      return { named, kind: "expression", aliases: [`IHC ${score === "0" ? "0" : `${score}+`}`] };
    },
  ],
  ["(?:expression )?ultra ?low(?: expression)?", fixed("her2-ultralow", "expression", ["HER2-ultralow"])],
  ["low", fixed("her2-low", "expression", ["HER2-low"])],
  ["zero|null|0", fixed("her2-zero", "expression", ["HER2-zero", "HER2-null"])],
  [
    "(?:f|d|c|s|da)?ish (?:positive|pos|amplified|\\+)|(?:f|d|c|s|da)?ish ?\\+",
    fixed("ish-positive", "copy-number", ["ISH positive"]),
  ],
  [
    "(?:f|d|c|s|da)?ish (?:negative|neg|not amplified|-)",
    fixed("ish-negative", "copy-number", ["ISH negative"]),
  ],
  [
    "not amplified|non amplified|(?:no|without) amplification|amplification (?:negative|not (?:detected|found))",
    fixed("not-amplified", "copy-number", ["not amplified", "no amplification"]),
  ],
  ["positive|pos|\\+", fixed("positive", "expression", ["positive"])],
  ["negative|neg", fixed("negative", "expression", ["negative"])],
  [
    "p ?95(?: ?(?:ctf|expression|positive|truncated|fragment))*|truncated(?: receptor)?|(?:611 ?)?ctf(?: ?611)?|carboxy? ?terminal fragments?",
    fixed("p95", "isoform", ["p95HER2", "truncated HER2"]),
  ],
  [
    `(?:${EXON} ?(?:skipping|skip|skipped|splice|splicing)(?: ${MUTATION})?)`,
    (match) => exonSkipping(exonOf(match)),
  ],
  // `del16` is the name of a form of HER2; elsewhere `del19` is a deletion inside an exon
  ["(?:d|delta) ?(?:exon ?|ex ?)?(\\d{1,2})", (match) => exonSkipping(Number(match[1]))],
  ["del ?(?:exon ?|ex ?)?16", () => exonSkipping(16)],
  ["del ?(?:exon ?|ex ?)?(\\d{1,2})", (match) => exonChange(exonOf(match), "deletion")],
  [
    "(?:variant ?v?|v) ?(iii|ii|iv|v)(?: mutation| deletion)?",
    (match) => ({
      named: `v${(match[1] ?? "").toUpperCase()}`,
      kind: "isoform",
      aliases: [],
    }),
  ],
  [
    `${EXON} ?(?:in ?frame )?(?:ins|insertions?|insdup|duplications?|dup)(?: (?:duplications?|dup))?(?: ${MUTATION})?`,
    (match) => exonChange(exonOf(match), "insertion"),
  ],
  [
    `(?:in ?frame )?(?:ins|insertions?|duplications?)(?: ${MUTATION})? (?:in |of )?${EXON}`,
    (match) => exonChange(exonOf(match), "insertion"),
  ],
  [
    `${EXON} ?(?:in ?frame )?(?:del|deletions?)(?: ${MUTATION})?`,
    (match) => exonChange(exonOf(match), "deletion"),
  ],
  [
    `(?:in ?frame )?(?:del|deletions?)(?: ${MUTATION})? (?:in |of )?${EXON}`,
    (match) => exonChange(exonOf(match), "deletion"),
  ],
  [
    `(?:exon|ex) ?(\\d{1,2}) ?(?:${MUTATION})|(\\d{1,2}) exon ${MUTATION}|${MUTATION} (?:in |of )exon (\\d{1,2})`,
    (match) => {
      const exon = exonOf(match);
      return { named: `exon-${exon}-mutation`, kind: "category", exon, aliases: [`exon ${exon} mutation`] };
    },
  ],
  [
    `non ?(?:tyrosine )?(?:kinase domain|t?kd) (?:activating )?${MUTATION}`,
    fixed("non-kinase-domain-mutation", "category", ["non-TKD mutation"]),
  ],
  [
    `(?:tyrosine )?kinase(?: domain)? (?:activating )?${MUTATION}|t?kd ${MUTATION}|${MUTATION} (?:in |of )(?:the )?(?:tyrosine )?kinase domain`,
    fixed("kinase-domain-mutation", "category", ["kinase domain mutation"], { domain: "kinase" }),
  ],
  [
    `(?:transmembrane|tm)(?: domain)? ${MUTATION}|tmd ${MUTATION}`,
    fixed("transmembrane-mutation", "category", ["transmembrane domain mutation"], {
      domain: "transmembrane",
    }),
  ],
  [
    `(?:juxtamembrane|jm)(?: domain)? ${MUTATION}|jmd ${MUTATION}`,
    fixed("juxtamembrane-mutation", "category", ["juxtamembrane domain mutation"], {
      domain: "juxtamembrane",
    }),
  ],
  [
    `(?:extracellular)(?: domain)? ${MUTATION}|ecd ${MUTATION}`,
    fixed("extracellular-mutation", "category", ["extracellular domain mutation"], {
      domain: "extracellular",
    }),
  ],
  [
    `(?:activating|gain of function)(?: ${MUTATION})|gain of function`,
    fixed("activating-mutation", "category", ["activating mutation"]),
  ],
  [
    `(?:oncogenic|pathogenic|likely pathogenic|likely oncogenic) ${MUTATION}`,
    fixed("oncogenic-mutation", "category", ["oncogenic mutation"]),
  ],
  [`(?:hot ?spot) ?(?:${MUTATION})?`, fixed("hotspot-mutation", "category", ["hotspot mutation"])],
  [
    `(?:truncating|truncation)(?: ${MUTATION})?`,
    fixed("truncating-mutation", "category", ["truncating mutation"]),
  ],
  [
    `splice(?: site)?(?: ${MUTATION})?`,
    fixed("splice-site-mutation", "category", ["splice site"], { consequence: "splice_site_variant" }),
  ],
  [
    `missense(?: ${MUTATION})?`,
    fixed("missense-mutation", "category", ["missense"], { consequence: "missense_variant" }),
  ],
  [
    `(?:nonsense|stop ?gain(?:ed)?)(?: ${MUTATION})?`,
    fixed("nonsense-mutation", "category", ["nonsense"], { consequence: "stop_gained" }),
  ],
  [
    `(?:frame ?shift)(?: ${MUTATION})?`,
    fixed("frameshift-mutation", "category", ["frameshift"], { consequence: "frameshift_variant" }),
  ],
  [
    "(?:in ?frame )(?:ins|insertions?)",
    fixed("in-frame-insertion", "category", [], { consequence: "inframe_insertion", lengthChange: 1 }),
  ],
  [
    "(?:in ?frame )(?:del|deletions?)",
    fixed("in-frame-deletion", "category", [], { consequence: "inframe_deletion", lengthChange: -1 }),
  ],
  [
    "wild ?type|wt|(?:no|without) mutations?(?: detected| found)?|not mutated|unmutated|non mutated|mutations? (?:negative|not (?:detected|found))|negative for mutations?",
    fixed("wild-type", "category", ["wild type", "WT"]),
  ],
  [
    `(?:any |somatic |gene )*(?:${MUTATION}|mutation positive)(?: positive)?`,
    fixed("mutation", "category", ["mutated", "mutant"]),
  ],
  [
    "(?:gene )?(?:fusions?|rearrange(?:ment|ments|d)|translocation)(?: positive)?",
    fixed("fusion", "fusion", ["rearrangement"], { consequence: "gene_fusion" }),
  ],
];

const exonSkipping = (exon: number): Category => ({
  named: `exon-${exon}-skipping`,
  kind: "isoform",
  consequence: "exon_loss_variant",
  exon,
  aliases: [`exon ${exon} skipping`, `del${exon}`, `d${exon}`],
});

const exonChange = (exon: number, what: "insertion" | "deletion"): Category => ({
  named: `exon-${exon}-${what}`,
  kind: "category",
  consequence: what === "insertion" ? "inframe_insertion" : "inframe_deletion",
  exon,
  lengthChange: what === "insertion" ? 1 : -1,
  aliases: [`exon ${exon} ${what}`, `ex${exon}${what.slice(0, 3)}`],
});

const compiled = phrases.map(([pattern, reader]) => ({ pattern: new RegExp(`^(?:${pattern})$`), reader }));

/** The category that a phrase names, or null. The phrase is what is left of a name without its gene. */
export const readCategory = (phrase: string): Category | null => {
  const remembered = memory.get(phrase);
  if (remembered !== undefined) return remembered;
  const category = matchPhrase(phrase);
  if (phrase.length <= LONGEST_REMEMBERED) {
    if (memory.size >= MOST_REMEMBERED) memory.clear();
    memory.set(phrase, category);
  }
  return category;
};

/** Phrases repeat from name to name, and trying all patterns takes long. */
const memory = new Map<string, Category | null>();
const MOST_REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 80;

/** A phrase in the spelling that is matched: lower case, separators as blanks. */
export const plainPhrase = (phrase: string): string =>
  phrase
    .toLowerCase()
    .replace(/[-_/,:.]+/g, " ")
    .replace(/\bgene\b/g, " ")
    .replace(/\bnon ?frame ?shift\b/g, "in frame")
    .replace(/\s+/g, " ")
    .trim();

const matchPhrase = (phrase: string): Category | null => {
  const text = plainPhrase(phrase);
  if (text === "" || text.length > 80) return null;
  for (const { pattern, reader } of compiled) {
    const match = pattern.exec(text);
    if (match !== null) return reader(match);
  }
  return null;
};

/** The alteration of a category. */
export const categoryAlteration = (
  input: string,
  gene: Pick<GeneModel, "symbol">,
  category: Category,
  genes: GeneIndex,
): Alteration => {
  const consequence = category.consequence ?? null;
  const isMutation = /(?:mutation|insertion)$|^exon-\d+-deletion$/.test(category.named);
  const classes = classesOf(
    {
      gene: gene.symbol,
      kind: category.kind,
      consequence,
      residues: null,
      domains: category.domain === undefined ? [] : [category.domain],
      exon: category.exon ?? null,
      lengthChange: category.lengthChange ?? null,
      named: category.named,
    },
    genes.classes,
  );
  const own = ownClass(category);
  const all = [...(isMutation && !classes.includes("mutation") ? ["mutation"] : []), ...classes];
  return {
    input,
    gene: gene.symbol,
    kind: category.kind,
    protein: null,
    proteinShort: null,
    coding: null,
    genomic: null,
    key: `${gene.symbol}:${category.named}`,
    aliases: category.aliases,
    exon: category.exon ?? null,
    domain: category.domain ?? null,
    classes: own === null || all.includes(own) ? all : [...all, own],
    consequence,
    error: null,
  };
};

/** The class that a category is by its own name, where no definition gives it. */
const ownClass = ({ named, domain }: Category): string | null => {
  if (domain !== undefined) return domain === "kinase" ? "kinase domain" : domain;
  if (/^exon-\d+-/.test(named)) return named.replace(/^exon-(\d+)-/, "exon $1 ");
  if (/-mutation$/.test(named))
    return /^(activating|oncogenic|hotspot)/.test(named)
      ? named.replace("-", " ")
      : named.replace("-mutation", "").replace("-", " ");
  return null;
};
