import type { Assembly, Refusal } from "@erbium/model";
import { beyondEnd } from "../assembly-evidence.ts";
import { chromosomeName, transcriptMap } from "../coordinates.ts";
import { copyNumberAlteration, judgeCopies, type MeasuredCopies } from "../copy-number/copy-number.ts";
import { canBeCopies, canBeLog2, copiesFromCount, copiesFromLog2 } from "../copy-number/segment-copies.ts";
import type { GeneModel } from "../gene-model.ts";
import { badCell, columnOf, namedCall, type TableContext, type TableLayout } from "./layout.ts";

interface Segment extends Pick<MeasuredCopies, "copies" | "low" | "high"> {
  readonly chromosome: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/**
 * Centromere of chromosome 17, first and last base: the reference that CEP17 probes count.
 *
 * @source UCSC: gap table of hg19, centromeres table of hg38
 */
const CENTROMERE_17: Readonly<Record<Assembly, readonly [number, number]>> = {
  GRCh37: [22_263_006, 25_263_006],
  GRCh38: [22_813_679, 26_885_980],
};

const START = ["locstart", "start", "chromstart", "startposition"];
const END = ["locend", "end", "chromend", "endposition"];
const LOG2 = ["segmean", "log2", "segmentmean", "logr", "log2ratio"];
const COUNT = ["totalcn", "copynumber", "cn", "tcn", "totalcopynumber"];

/**
 * Copy number segments: `.seg` (ID, chrom, loc.start, loc.end, num.mark, seg.mean as log2 ratio) and counts per
 * allele or in all, as PCGR reads them (Chromosome, Start, End, nMajor, nMinor). A gene has the copies of the
 * segment that holds most of it, with the interval of all that touch it.
 */
export const segmentTable: TableLayout = {
  id: "segments",
  fits: (columns) =>
    columnOf(columns, "chrom", "chromosome", "chr") >= 0 &&
    columnOf(columns, ...START) >= 0 &&
    columnOf(columns, ...END) >= 0 &&
    (columnOf(columns, ...LOG2) >= 0 || columns.includes("nmajor") || columnOf(columns, ...COUNT) >= 0),
  open: (columns, _, context) => {
    const sampleAt = columnOf(columns, "id", "sample", "sampleid", "tumorsamplebarcode");
    const chromosomeAt = columnOf(columns, "chrom", "chromosome", "chr");
    const [startAt, endAt] = [columnOf(columns, ...START), columnOf(columns, ...END)];
    const [majorAt, minorAt] = [columns.indexOf("nmajor"), columns.indexOf("nminor")];
    const [log2At, countAt] = [columnOf(columns, ...LOG2), columnOf(columns, ...COUNT)];
    const done = new Set<string>();
    let sample: string | null = null;
    let segments: Segment[] = [];

    const number = (cells: readonly string[], at: number): number => {
      const text = (cells[at] ?? "").trim();
      return text === "" ? Number.NaN : Number(text);
    };
    /** The copies that a row says, null where it says none, or the column whose number cannot be one. */
    const measured = (
      cells: readonly string[],
    ): Pick<MeasuredCopies, "copies" | "low" | "high"> | { readonly wrongColumn: number } | null => {
      const rules = context.genes.copyNumber;
      if (majorAt < 0 && countAt < 0) {
        const log2 = number(cells, log2At);
        if (!Number.isFinite(log2)) return null;
        return canBeLog2(log2)
          ? copiesFromLog2(log2, context.purity, context.ploidy, rules)
          : { wrongColumn: log2At };
      }
      const columns = majorAt < 0 ? [countAt] : [majorAt, minorAt].filter((at) => at >= 0);
      const counts = columns.map((at) => number(cells, at));
      if (counts.some((count) => !Number.isFinite(count))) return null;
      const wrong = counts.findIndex((count) => !canBeCopies(count));
      if (wrong >= 0) return { wrongColumn: columns[wrong] ?? 0 };
      return copiesFromCount(
        counts.reduce((sum, count) => sum + count, 0),
        rules,
      );
    };
    const flush = (): void => {
      if (segments.length > 0) putSample(context, sample, segments);
      segments = [];
    };
    return {
      row: (cells, line): Refusal | null => {
        if (context.assembly === null)
          return {
            code: "assembly-unknown",
            message: "segments have coordinates, but nothing in them tells the assembly",
            path: `${line}:${chromosomeAt + 1}`,
            remedy: "state --assembly GRCh37 or GRCh38",
          };
        const name = sampleAt < 0 ? null : cells[sampleAt]?.trim() || null;
        if (context.sample !== undefined && name !== context.sample) return null;
        if (name !== sample) {
          flush();
          if (sample !== null) done.add(sample);
          if (name !== null && done.has(name))
            return badCell(line, sampleAt, `the segments of "${name}" do not stand together`);
          sample = name;
        }
        const [from, to] = [number(cells, startAt), number(cells, endAt)];
        if (!Number.isInteger(from) || from < 0)
          return badCell(line, startAt, `"${cells[startAt]}" is no position`);
        if (!Number.isInteger(to) || to < from)
          return badCell(line, endAt, `"${cells[endAt]}" is no end of a segment that begins at ${from}`);
        const chromosome = chromosomeName(cells[chromosomeAt] ?? "");
        if (beyondEnd(context.assembly, chromosome, to))
          return {
            code: "assembly-mismatch",
            message: `the file is not on ${context.assembly}: a segment of chromosome ${chromosome} ends at ${to}, beyond its end there`,
            path: `${line}:${endAt + 1}`,
            remedy: `state ${context.assembly === "GRCh37" ? "GRCh38" : "GRCh37"}, or give the file of the right assembly`,
          };
        if (context.genes.onChromosome(chromosome).length === 0) return null;
        const copies = measured(cells);
        if (copies !== null && "wrongColumn" in copies)
          return badCell(
            line,
            copies.wrongColumn,
            `"${(cells[copies.wrongColumn] ?? "").slice(0, 40)}" cannot be a number of copies, or a log2 ratio of them`,
          );
        // a segment without a value says nothing
        if (copies !== null) segments.push({ ...copies, chromosome, from, to, line });
        return null;
      },
      end: () => {
        flush();
        return null;
      },
    };
  },
};

const putSample = (
  { genes, assembly, ploidy, put }: TableContext,
  sample: string | null,
  segments: readonly Segment[],
): void => {
  if (assembly === null) return;
  const cep17 = centromereCopies(segments, assembly);
  const found: { gene: GeneModel; here: Segment; judged: ReturnType<typeof judgeCopies> }[] = [];
  for (const gene of genes.genes) {
    const map = transcriptMap(gene, assembly);
    if (map === null) continue;
    const touching = segments.filter(
      (one) => one.chromosome === gene.chromosome && one.from <= map.highest && one.to >= map.lowest,
    );
    const share = (one: Segment) => Math.min(one.to, map.highest) - Math.max(one.from, map.lowest);
    const here = [...touching].sort((a, b) => share(b) - share(a))[0];
    if (here === undefined) continue;
    const low = Math.min(...touching.map((one) => one.low));
    const high = Math.max(...touching.map((one) => one.high));
    const ratio =
      gene.chromosome === "17" && cep17 !== null
        ? { value: here.copies / cep17.copies, low: low / cep17.high, high: high / cep17.low }
        : null;
    const { focalBases } = genes.copyNumber;
    const focal = Number.isNaN(focalBases) ? null : here.to - here.from + 1 <= focalBases;
    const measured = { copies: here.copies, low, high, ratio, focal };
    found.push({ gene, here, judged: judgeCopies(measured, genes.copyNumber, ploidy) });
  }
  for (const { gene, here, judged } of found) {
    if (judged.call === "neutral") continue;
    const together = found
      .filter((other) => other.here === here && other.gene !== gene)
      .map((other) => other.gene.symbol);
    const length = Math.round((here.to - here.from + 1) / 1e4) / 100;
    const input = `${here.chromosome}:${here.from}-${here.to}`;
    put(
      { ...namedCall(input, sample, here.line), chromosome: here.chromosome, position: here.from },
      copyNumberAlteration(input, gene, judged.call, genes),
      {
        ...judged.fields,
        because: `${judged.fields.because}; segment of ${length} Mb${together.length > 0 ? ` with ${together.join(", ")}` : ""}`,
      },
    );
  }
};

/**
 * Copies of the centromere of chromosome 17, which ISH counts by CEP17: those of the nearest segments on its
 * two sides, since no segment lies in the repeats themselves. Zero copies give no ratio.
 */
const centromereCopies = (
  segments: readonly Segment[],
  assembly: Assembly,
): Pick<MeasuredCopies, "copies" | "low" | "high"> | null => {
  const [from, to] = CENTROMERE_17[assembly];
  const on17 = segments.filter(({ chromosome }) => chromosome === "17");
  const over = on17.filter((one) => one.from <= to && one.to >= from);
  const before = on17.filter((one) => one.to < from).sort((a, b) => b.to - a.to)[0];
  const after = on17.filter((one) => one.from > to).sort((a, b) => a.from - b.from)[0];
  const beside = over.length > 0 ? over : [before, after].filter((one) => one !== undefined);
  if (beside.length === 0) return null;
  const copies = beside.reduce((sum, one) => sum + one.copies, 0) / beside.length;
  const low = Math.min(...beside.map((one) => one.low));
  const high = Math.max(...beside.map((one) => one.high));
  return copies > 0 && low > 0 ? { copies, low, high } : null;
};
