import { type Assembly, err, type Message, ok, type Result } from "@erbium/model";
import { assemblies, countBases, decideAssembly, noEvidence } from "../assembly-evidence.ts";
import { textOf } from "../bytes.ts";
import { type Call, type CallFile, type Chunks, type ReadOptions, warning } from "../call-file.ts";
import type { GeneIndex } from "../gene-index.ts";
import { fromCall } from "../genomic-change.ts";
import { spanTouching } from "../panel-spans.ts";
import { eachLine } from "../text-lines.ts";
import { alleleFraction, readDepth } from "./sample-numbers.ts";
import { type StructuralFinding, structuralAlterations } from "./structural.ts";
import { type VcfAllele, type VcfCounts, vcfReader } from "./vcf-reader.ts";

/**
 * Reads the calls of a VCF that lie in panel genes.
 *
 * Plain, gzip or bgzip; one pass, one line in memory. Lines outside panel genes are only counted. Several
 * alternates are several calls; alternates that the sample's genotype does not carry are left out and counted,
 * and so are symbolic alleles and breakends that say nothing certain of a gene.
 *
 * @param assembly  as stated by the user, checked against reference bases; null: found from them
 * @returns the calls, or a refusal: not a VCF, damaged, or of another assembly than stated
 */
export const readVcf = async (
  chunks: Chunks,
  assembly: Assembly | null,
  genes: GeneIndex,
  options: ReadOptions = {},
): Promise<Result<CallFile>> => {
  const evidence = noEvidence();
  const calls: Record<Assembly, Call[]> = { GRCh37: [], GRCh38: [] };
  const structural = new Set<string>();
  const findings = structuralAlterations(genes);
  let counted = -1;
  const reader = vcfReader(genes, () => assemblies, options.sample, {
    bases: (allele, one) => {
      const call = sequenceCall(allele);
      if (!/^[ACGTN]+$/i.test(call.reference) || !/^[ACGT]+$/i.test(call.alternate)) {
        structural.add(`${allele.line}:${allele.alternate}`);
        return null;
      }
      if (counted !== allele.line)
        countBases(evidence, genes, call.chromosome, call.position, call.reference);
      counted = allele.line;
      if (assembly !== null && one !== assembly) return null;
      const alteration = fromCall({ assembly: one, ...call }, genes);
      if (alteration !== null) calls[one].push({ alteration, ...callNumbers(allele) });
      return null;
    },
    structural: (allele, one) => {
      if (assembly !== null && one !== assembly) return null;
      const found = findings(allele, one).filter(isCertain);
      for (const { alteration } of found) calls[one].push({ alteration, ...callNumbers(allele) });
      if (
        found.length === 0 &&
        spanTouching(allele.chromosome, one, allele.position, allele.position) !== null
      )
        structural.add(`${allele.line}:${allele.alternate}`);
      return null;
    },
  });
  const lines = await eachLine(chunks, reader.line, options.longestLine);
  if (!lines.ok) return lines;
  const refusal = reader.end(lines.value);
  if (refusal !== null) return err(refusal);
  evidence.header = reader.headerAssembly();
  const decided = decideAssembly(assembly, evidence);
  if (!decided.ok) return decided;
  const found = calls[decided.value];
  const { differ } = evidence.bases[decided.value];
  return ok({
    records: reader.counts.records,
    calls: found,
    assembly: decided.value,
    sample: reader.samples()[0]?.name ?? null,
    warnings: warningsOf(reader.counts, found.length, structural.size, differ),
  });
};

/** A break whose partner is not known, or that joins no product, is for the eyes of a person, not for a report. */
const isCertain = ({ alteration }: StructuralFinding): boolean =>
  alteration.kind !== "fusion" || /^[^?]+::[^?]+$/.test(alteration.aliases[0] ?? "");

/** An allele of bases as strings. */
const sequenceCall = (allele: VcfAllele) => ({
  chromosome: allele.chromosome.name,
  position: allele.position,
  reference: textOf(allele.bytes, allele.referenceFrom, allele.referenceTo),
  alternate: textOf(allele.bytes, allele.alternateFrom, allele.alternateTo),
});

/** What the record says of the call beside its bases. */
const callNumbers = (allele: VcfAllele): Omit<Call, "alteration"> => {
  const { bytes, fields, infoFrom, infoTo, filterFrom, filterTo } = allele;
  const vaf = alleleFraction(fields, bytes, infoFrom, infoTo, allele.alternate, () => sequenceCall(allele));
  const depth = readDepth(fields, bytes, infoFrom, infoTo);
  const filter = textOf(bytes, filterFrom, filterTo);
  return {
    vaf: Number.isNaN(vaf) ? null : vaf,
    depth: Number.isNaN(depth) ? null : depth,
    genotype: fields.text("GT"),
    filter: filter === "." || filter === "" ? null : filter,
    sample: allele.sample,
    line: allele.line,
  };
};

const warningsOf = (counts: VcfCounts, found: number, symbolic: number, differ: number): Message[] => {
  const { records, absent } = counts;
  const warnings: Message[] = [];
  if (found === 0)
    warnings.push(
      warning(
        "no-panel-call",
        `none of ${records} records lies in a panel gene; the assembly could not be checked`,
        { records },
      ),
    );
  if (symbolic > 0)
    warnings.push(
      warning(
        "symbolic-alleles",
        `${symbolic} symbolic alleles or breakends in panel genes were not read; structural changes that say more must be given by name`,
        { count: symbolic },
      ),
    );
  if (absent > 0)
    warnings.push(
      warning("not-carried", `${absent} alternates in panel genes are not in the genotype of the sample`, {
        count: absent,
      }),
    );
  if (differ > 0)
    warnings.push(
      warning("reference-bases-differ", `${differ} reference bases are not those of the panel's genes`, {
        count: differ,
      }),
    );
  return warnings;
};
