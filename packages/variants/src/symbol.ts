import { plainPhrase, readCategory } from "./category.ts";
import { readProteinName } from "./protein-name.ts";

/** Abbreviations of reports in capitals, which are no genes. */
const NO_GENE =
  /^(?:IHC|FISH|ISH|CISH|SISH|DISH|NGS|PCR|EXON|EX|WT|MUT|AMP|DEL|INS|DUP|CNV|CNA|CNG|LOH|SNV|VUS|TM|TMD|ECD|TKD|TKI|ADC|CAR|MAB|JM|JMD|P95|D16|CTF|DNA|RNA|MRNA|GENE|TUMOU?R|CELLS?)\d*$/;

/**
 * Whether a word is written as symbols of genes are and names nothing else here: capitals and digits (`H3-3A`), no residue
 * (`L755S`), no phrase (`AMP`), no abbreviation of reports.
 */
export const isSymbolLike = (word: string): boolean =>
  /^[A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,4})?$/.test(word) &&
  !NO_GENE.test(word) &&
  readProteinName(word) === null &&
  readCategory(plainPhrase(word)) === null;
