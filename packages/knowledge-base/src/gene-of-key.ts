/** The gene of a canonical alteration key: `ERBB2` of `ERBB2:p.L755S`. */
export const geneOfKey = (key: string | null): string | null => key?.split(":")[0] ?? null;
