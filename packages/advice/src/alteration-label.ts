import type { Alteration } from "@erbium/model";
import { keyName } from "./key-name.ts";

/** "ERBB2 L755S", "ERBB2 exon 20 insertion"; what could not be read stays as it was written. */
export const alterationLabel = ({ gene, proteinShort, key, input }: Alteration): string =>
  gene === null || key === null ? input : `${gene} ${proteinShort ?? keyName(key)}`;
