import type { Alteration } from "@erbium/model";
import { severalAlterations } from "./change-of-gene.ts";
import { isSequenced, type SequencedGene } from "./coding-change.ts";
import type { GeneIndex } from "./gene-index.ts";
import { geneTable } from "./gene-table.ts";

const ALLELE = /^(.*?)\bc\.\s?\[([^[\]();]{1,400}(?:;[^[\]();]{1,100})+)\]$/;
const SUBSTITUTION = /:c\.(\d+)[ACGT]>([ACGT])$/;

/**
 * `c.[1798G>A;1799T>A]`: changes of one copy of the gene. Bases side by side, or of one codon, are one change (here
 * V600K, which neither of the two names); anything else is several alterations. Null: not such a name.
 *
 * @param read  reads a name of one change
 * @source HGVS nomenclature 21.1, alleles, and DNA delins: two changes in one codon are one delins
 */
export const readAllele = (
  name: string,
  text: string,
  read: (name: string) => Alteration,
  genes: GeneIndex,
): Alteration | null => {
  const [, head, list] = ALLELE.exec(text) ?? [];
  if (head === undefined || list === undefined) return null;
  const parts = list.split(";").map((part) => read(`${head}c.${part.replace(/^\s*c\./, "").trim()}`));
  const wrong = parts.find(({ error }) => error !== null);
  if (wrong !== undefined) return { ...wrong, input: name };
  const gene = genes.named(parts[0]?.gene ?? "");
  const joined = gene === null || !isSequenced(gene) ? null : joinedName(parts, gene);
  if (joined !== null) return { ...read(joined), input: name };
  const keys = [...new Set(parts.map(({ key }) => key ?? ""))];
  return keys.length === 1 && parts[0] !== undefined
    ? { ...parts[0], input: name }
    : severalAlterations(name, keys, gene?.symbol ?? null);
};

/** One delins for substitutions of which each is beside the next, or in its codon, in one exon; else null. */
const joinedName = (parts: readonly Alteration[], gene: SequencedGene): string | null => {
  const bases = new Map<number, string>();
  for (const { coding } of parts) {
    const [, position, base] = SUBSTITUTION.exec(coding ?? "") ?? [];
    if (position === undefined || base === undefined || bases.has(Number(position))) return null;
    bases.set(Number(position), base);
  }
  const positions = [...bases.keys()].sort((a, b) => a - b);
  const { exonOfBase } = geneTable(gene);
  const codon = (position: number): number => Math.ceil(position / 3);
  const near = positions.every((position, at) => {
    const next = positions[at + 1];
    if (next === undefined) return true;
    if (exonOfBase[position - 1] !== exonOfBase[next - 1]) return false;
    return next === position + 1 || codon(next) === codon(position);
  });
  const [first, last] = [positions[0], positions.at(-1)];
  if (!near || first === undefined || last === undefined || first === last) return null;
  let inserted = "";
  for (let at = first; at <= last; at += 1) inserted += bases.get(at) ?? gene.codingSequence[at - 1];
  return `${gene.symbol} c.${first}_${last}delins${inserted}`;
};
