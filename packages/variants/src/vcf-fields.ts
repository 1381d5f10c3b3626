/** Numbers of one VCF record for one alternate allele. */
export interface VcfNumbers {
  readonly vaf: number | null;
  readonly depth: number | null;
  readonly genotype: string | null;
}

/**
 * Allele fraction, depth and genotype of one alternate (from 0) of a record.
 * Fraction: sample fields AF, VAF, FA, FREQ (percent), AD; then INFO TVAF or VAF, and AF where DP4 shows
 * that it counts reads (LoFreq), since INFO AF elsewhere is a population's. Depth: DP; then INFO TDP, DP.
 */
export const vcfNumbers = (
  info: string,
  format: string | undefined,
  sample: string | undefined,
  alternate: number,
): VcfNumbers => {
  const keys = format?.split(":") ?? [];
  const values = sample?.split(":") ?? [];
  const field = (key: string): string | undefined => {
    const at = keys.indexOf(key);
    const value = at < 0 ? undefined : values[at];
    return value === undefined || value === "." || value === "" ? undefined : value;
  };
  const infoField = (key: string): string | undefined => new RegExp(`(?:^|;)${key}=([^;]*)`).exec(info)?.[1];
  const nth = (list: string | undefined): number | null => {
    if (list === undefined) return null;
    const parts = list.split(",");
    return number(parts.length === 1 ? parts[0] : parts[alternate]);
  };
  const allelic = (): number | null => {
    const counts = field("AD")?.split(",").map(Number);
    if (counts === undefined || counts.length < 2 || counts.some((one) => !Number.isFinite(one))) return null;
    const total = counts.reduce((sum, one) => sum + one, 0);
    const own = counts[alternate + 1];
    return total === 0 || own === undefined ? null : own / total;
  };
  const percent = (text: string | undefined): number | null => {
    const value = number(text?.split(",")[alternate]?.replace("%", ""));
    return value === null ? null : value / 100;
  };
  const vaf =
    nth(field("AF")) ??
    nth(field("VAF")) ??
    nth(field("FA")) ??
    percent(field("FREQ")) ??
    allelic() ??
    nth(infoField("TVAF")) ??
    nth(infoField("VAF")) ??
    (infoField("DP4") === undefined ? null : nth(infoField("AF")));
  return {
    vaf: vaf !== null && vaf >= 0 && vaf <= 1 ? vaf : null,
    depth: number(field("DP")) ?? number(infoField("TDP")) ?? number(infoField("DP")),
    genotype: field("GT") ?? null,
  };
};

/** Whether a genotype says that this alternate (from 0) is not carried; a missing one says nothing. */
export const notCarried = (genotype: string | null, alternate: number): boolean => {
  if (genotype === null) return false;
  const alleles = genotype.split(/[/|]/);
  return alleles.every((one) => /^\d+$/.test(one)) && !alleles.includes(String(alternate + 1));
};

const number = (text: string | undefined): number | null => {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};
