import { type Assembly, err, ok, type Refusal, type Result } from "@erbium/model";
import type { GeneIndex } from "./gene-index.ts";
import { knownBase, mapAt } from "./genomic-change.ts";

export const assemblies: readonly Assembly[] = ["GRCh37", "GRCh38"];

/** Reference bases of a file that are, and are not, those of the panel's coding sequences. */
interface BaseCount {
  agree: number;
  differ: number;
}

/** Collects what a file says about its assembly, by its header and by its reference bases. */
export interface AssemblyEvidence {
  readonly bases: Readonly<Record<Assembly, BaseCount>>;
  header: Assembly | null;
}

export const noEvidence = (): AssemblyEvidence => ({
  bases: { GRCh37: { agree: 0, differ: 0 }, GRCh38: { agree: 0, differ: 0 } },
  header: null,
});

/** Bases compared per record: a wrong assembly shows in the first few. */
const COMPARED = 50;

/** Counts the reference bases of one record on both assemblies. */
export const countBases = (
  evidence: AssemblyEvidence,
  genes: GeneIndex,
  chromosome: string,
  position: number,
  reference: string,
): void => {
  for (const assembly of assemblies) {
    const map = mapAt(genes, assembly, chromosome, position);
    if (map === null) continue;
    const count = evidence.bases[assembly];
    for (let at = 0; at < Math.min(reference.length, COMPARED); at += 1) {
      const known = knownBase(map, position + at);
      const given = reference[at]?.toUpperCase();
      if (known === null || given === undefined || !"ACGT".includes(given)) continue;
      if (known === given) count.agree += 1;
      else count.differ += 1;
    }
  }
};

/** Chromosome 1 and 17 have these lengths; a contig line that gives one tells the assembly. */
const lengths: Readonly<Record<string, Assembly>> = {
  "249250621": "GRCh37",
  "248956422": "GRCh38",
  "81195210": "GRCh37",
  "83257441": "GRCh38",
};

/** Whether a position of chromosome 1 or 17 lies beyond the end that it has on this assembly. */
export const beyondEnd = (assembly: Assembly, chromosome: string, position: number): boolean => {
  const [one, seventeen] = assembly === "GRCh37" ? [249_250_621, 81_195_210] : [248_956_422, 83_257_441];
  return (chromosome === "1" && position > one) || (chromosome === "17" && position > seventeen);
};

/** Assembly that a header line of a VCF names, or null. */
export const headerAssembly = (line: string): Assembly | null => {
  if (!/^##(?:reference|contig|assembly)/i.test(line)) return null;
  const length = /length=(\d+)/.exec(line)?.[1];
  const byLength = length === undefined ? undefined : lengths[length];
  if (byLength !== undefined) return byLength;
  if (/GRCh38|hg38|GCA_000001405\.1[5-9]|GCA_000001405\.2/i.test(line)) return "GRCh38";
  if (/GRCh37|hg19|b37|hs37d5/i.test(line)) return "GRCh37";
  return null;
};

/**
 * The assembly of a file.
 *
 * A stated one is refused where the reference bases contradict it, or none of them lies in its panel genes,
 * and the other assembly explains them better, or the header names the other. An unstated one is taken from the bases,
 * then from the header.
 */
export const decideAssembly = (stated: Assembly | null, evidence: AssemblyEvidence): Result<Assembly> => {
  const { bases, header } = evidence;
  if (stated !== null) {
    const other: Assembly = stated === "GRCh37" ? "GRCh38" : "GRCh37";
    const own = bases[stated];
    const contradicted = own.agree === 0 || own.differ > 0;
    if (contradicted && weight(bases[other]) > Math.max(0, weight(own)))
      return err(mismatch(stated, other, evidence));
    if (own.agree === 0 && header === other) return err(mismatch(stated, other, evidence));
    return ok(stated);
  }
  const [a, b] = [weight(bases.GRCh37), weight(bases.GRCh38)];
  if (a !== b && Math.max(a, b) > 0) return ok(a > b ? "GRCh37" : "GRCh38");
  if (header !== null) return ok(header);
  return err({
    code: "assembly-unknown",
    message: "the file does not say its assembly, and no reference base tells it",
    remedy: "state GRCh37 or GRCh38",
  });
};

/** How far the bases seen speak for an assembly; positive: for it. */
export const evidenceFor = (assembly: Assembly, { bases }: AssemblyEvidence): number =>
  weight(bases[assembly]);

/**
 * Log-likelihood ratio of "this assembly" against "any other place of the genome": a base of the right
 * assembly differs once in a thousand (errors, ambiguity), one of another place agrees once in four.
 */
const weight = ({ agree, differ }: BaseCount): number =>
  agree * Math.log(0.999 / 0.25) + differ * Math.log(0.001 / 0.75);

const mismatch = (stated: Assembly, other: Assembly, { bases, header }: AssemblyEvidence): Refusal => ({
  code: "assembly-mismatch",
  message: `the file is not on ${stated}: of ${bases[stated].agree + bases[stated].differ} reference bases in panel genes ${bases[stated].agree} agree with ${stated}; on ${other} ${bases[other].agree} of ${bases[other].agree + bases[other].differ}${header === other ? `; its header names ${other}` : ""}`,
  remedy: `state ${other}, or give the file of the right assembly`,
});
