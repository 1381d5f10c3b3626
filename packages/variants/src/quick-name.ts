import type { Alteration } from "@erbium/model";
import { readPhrase, readProtein } from "./change-of-gene.ts";
import { isSequenced } from "./coding-change.ts";
import { readCodingName } from "./coding-name.ts";
import { resolveCoding } from "./coding-resolve.ts";
import type { GeneIndex, NamedGene } from "./gene-index.ts";
import { canonicalAccession } from "./genomic-name.ts";
import { scanProteinName } from "./name-scanner.ts";

/**
 * The short way for names built as most are: one gene or accession, one separator, one change
 * (`ERBB2 L755S`, `NM_004448.4:c.2264T>C`, `NC_000017.11:g.39723967T>C`, `HER2 amplification`). It says what
 * the long way of `canonical.ts` says (a test holds them equal), without trying what such a name cannot be.
 *
 * @returns null where the name is not of that build: take the long way
 */
export const quickReading = (name: string, genes: GeneIndex): Alteration | null => {
  const at = separator(name);
  if (at < 1) return null;
  const head = name.slice(0, at);
  const from = at + 1;
  const first = name.charCodeAt(from);
  const second = name.charCodeAt(from + 1);
  if (first === LOWER_G && second === DOT)
    return head.startsWith("NC_") ? canonicalAccession(name, head, name.slice(from + 2), genes) : null;
  const found = headOf(head, genes);
  if (found === null) return null;
  const { gene, numbering } = found;
  if (!isSequenced(gene)) return null;
  if (first === LOWER_C && second === DOT) {
    const coding = readCodingName(name.slice(from));
    return coding === null ? null : resolveCoding(name, coding, gene, numbering, genes);
  }
  const dotted = first === LOWER_P && second === DOT;
  const bracketed = dotted && name.charCodeAt(from + 2) === OPEN && name.endsWith(")");
  const protein = scanProteinName(
    bracketed ? name.slice(0, -1) : name,
    from + (dotted ? 2 : 0) + (bracketed ? 1 : 0),
  );
  if (protein !== null) return readProtein(name, protein, gene, numbering, genes);
  // a letter and a number may be a residue as well as an exon left out (`D16`)
  const residueOrExon = second >= DIGIT_0 && second <= DIGIT_9;
  return dotted || numbering !== null || residueOrExon || name.charCodeAt(at) === COLON
    ? null
    : readPhrase(name, gene, name.slice(from), genes);
};

const [SPACE, OPEN, DOT, COLON, DIGIT_0, DIGIT_9, LOWER_C, LOWER_G, LOWER_P] = Array.from(
  " (.:09cgp",
  (one) => one.charCodeAt(0),
) as [number, number, number, number, number, number, number, number, number];

/** Characters of plain names beside letters and digits; `,` `;` `&` `/` and quotes need the long way. */
const PLAIN = new Uint8Array(128);
for (const one of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._>*=+-() :")
  PLAIN[one.charCodeAt(0)] = 1;

/** Place of the first blank or colon; -1 where the name holds anything unusual. */
const separator = (name: string): number => {
  let found = -1;
  let before = SPACE;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (PLAIN[code] !== 1) return -1;
    if (code === SPACE || code === COLON) {
      // two blanks together, a blank at the front, or a colon further on
      if (before === SPACE || before === COLON || (code === COLON && found >= 0)) return -1;
      if (found < 0) found = at;
    }
    before = code;
  }
  return before === SPACE || before === COLON ? -1 : found;
};

const heads = new WeakMap<GeneIndex, Map<string, NamedGene | null>>();
const MOST_REMEMBERED = 20_000;

const headOf = (head: string, genes: GeneIndex): NamedGene | null => {
  let known = heads.get(genes);
  if (known === undefined) {
    known = new Map();
    heads.set(genes, known);
  }
  const remembered = known.get(head);
  if (remembered !== undefined) return remembered;
  const found = findHead(head, genes);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(head, found);
  return found;
};

const findHead = (head: string, genes: GeneIndex): NamedGene | null => {
  if (/^(?:[NX][MP]_\d{3,12}|ENS[TP]\d{5,15})(?:\.\d{1,3})?$/.test(head)) return genes.accession(head);
  const gene = /^[A-Za-z][A-Za-z0-9]*$/.test(head) ? genes.named(head) : null;
  return gene === null ? null : { gene, numbering: null };
};
