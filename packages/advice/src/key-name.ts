/** What a canonical key says after its gene, whatever the hyphens: `exon 20 insertion` of `ERBB2:exon-20-insertion`. */
export const keyName = (key: string | null): string | null => {
  const name = key?.slice(key.indexOf(":") + 1) ?? null;
  return name === null || name.startsWith("p.") ? name : plainName(name);
};

/** A class or category name without hyphens and in lower case. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[-\s]+/g, " ")
    .trim();
