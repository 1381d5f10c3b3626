import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { annotate } from "../annotate/annotate.ts";
import type { AnnotatedRow } from "../annotate/annotated-row.ts";

const header = "##fileformat=VCFv4.4\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ttumour\n";
const read = (...records: string[]): AnnotatedRow[] => {
  const rows: AnnotatedRow[] = [];
  const annotator = annotate(
    genes,
    { names: [], cells: () => [] },
    "vcf",
    { assembly: "GRCh38" },
    { kind: "rows", row: (row) => rows.push(row) },
  );
  const refusal = annotator.push(Buffer.from(`${header}${records.join("\n")}\n`));
  const end = annotator.end();
  if (refusal !== null || !end.ok) throw new Error("refused");
  return rows;
};
const found = (...records: string[]) =>
  read(...records).map(({ alteration }) => [alteration.key, alteration.aliases[0]]);
const symbolic = (position: number, type: string, info: string, sample = "GT\t0/1") =>
  `17\t${position}\t.\tN\t<${type}>\t.\tPASS\t${info}\t${sample}`;
// CD74 lies on the minus strand, NRG1 on the plus strand; positions in their introns
const betweenExons = (symbol: string, exon: number): number => {
  const exons = genes.named(symbol)?.exons?.GRCh38 ?? [];
  return Math.floor(((exons[exon]?.[0] ?? 0) + (exons[exon + 1]?.[0] ?? 0)) / 2);
};
const CD74 = betweenExons("CD74", 4);
const NRG1 = betweenExons("NRG1", 1);

describe("breakends between two genes", () => {
  it("are a fusion, 5' partner first by strand and by the sides kept", () =>
    // the part of CD74 above the break holds its beginning; that of NRG1 above the break its end
    expect(found(`5\t${CD74}\tx\tN\t[8:${NRG1}[N\t.\tPASS\tSVTYPE=BND\tGT\t0/1`)).toEqual([
      ["NRG1:fusion", "CD74::NRG1"],
    ]));
  it("give one fusion, though each end has a record", () =>
    expect(
      found(
        `5\t${CD74}\tx\tN\t[8:${NRG1}[N\t.\tPASS\tMATEID=y\tGT\t0/1`,
        `8\t${NRG1}\ty\tN\t[5:${CD74}[N\t.\tPASS\tMATEID=x\tGT\t0/1`,
      ),
    ).toHaveLength(1));
  it("that join two beginnings are a rearrangement without a product", () =>
    expect(found(`5\t${CD74}\tx\tN\t]8:${NRG1}]N\t.\tPASS\t.\tGT\t0/1`).map(([, alias]) => alias)).toEqual([
      "rearrangement",
      "rearrangement",
    ]));
  it("with a partner outside the panel leave it open, on both records alike", () => {
    expect(found("17\t39715000\tx\tN\tN[1:1000[\t.\tPASS\t.\tGT\t0/1")).toEqual([
      ["ERBB2:fusion", "ERBB2::?"],
    ]);
    expect(found("17\t39715000\tx\tN\t]1:1000]N\t.\tPASS\t.\tGT\t0/1")).toEqual([
      ["ERBB2:fusion", "?::ERBB2"],
    ]);
  });
  it("in the introns that only other transcripts of NRG1 have are breaks in NRG1", () => {
    // between the second and third exon of ENST00000520407, before the first of the transcript carried here
    const upstream = 32_600_000;
    const first = Math.min(...(genes.named("NRG1")?.exons?.GRCh38 ?? []).map(([low]) => low));
    expect(upstream).toBeLessThan(first);
    expect(found(`5\t${CD74}\tx\tN\t[8:${upstream}[N\t.\tPASS\t.\tGT\t0/1`)).toEqual([
      ["NRG1:fusion", "CD74::NRG1"],
    ]);
    // the first base of that transcript, and the one before it
    expect(found(`8\t31639755\tx\tN\t]1:1000]N\t.\tPASS\t.\tGT\t0/1`)).toEqual([["NRG1:fusion", "?::NRG1"]]);
    expect(found(`8\t31639754\tx\tN\t]1:1000]N\t.\tPASS\t.\tGT\t0/1`)).toEqual([]);
  });
  it("that keep opposite sides of the same two places are two junctions", () =>
    expect(
      found(
        "17\t39715000\tx\tN\tN[1:1000[\t.\tPASS\t.\tGT\t0/1",
        "17\t39715000\ty\tN\t]1:1000]N\t.\tPASS\t.\tGT\t0/1",
        "1\t1000\tz\tN\t]17:39715000]N\t.\tPASS\tMATEID=x\tGT\t0/1",
      ).map(([, alias]) => alias),
    ).toEqual(["ERBB2::?", "?::ERBB2"]));
  it("without a mate say which part of the gene is kept", () => {
    expect(found("17\t39715000\tx\tN\tN.\t.\tPASS\t.\tGT\t0/1")).toEqual([["ERBB2:fusion", "ERBB2::?"]]);
    expect(found("17\t39715000\tx\tN\t.N\t.\tPASS\t.\tGT\t0/1")).toEqual([["ERBB2:fusion", "?::ERBB2"]]);
  });
  it("outside the panel are no row", () =>
    expect(found("17\t1000\tx\tN\tN[1:1000[\t.\tPASS\t.\tGT\t0/1")).toEqual([]));
});

describe("symbolic alleles", () => {
  it("that copy a whole gene are judged by their copies", () => {
    const copies = (number: number) =>
      read(symbolic(39600000, "CNV", "END=39800000", `GT:CN\t0/1:${number}`)).filter(
        ({ alteration }) => alteration.gene === "ERBB2",
      )[0];
    expect(copies(12)).toMatchObject({
      alteration: { key: "ERBB2:amplification" },
      copyNumber: { copies: 12, amplified: "met" },
    });
    expect(copies(5)?.copyNumber?.amplified).toBe("unknown");
    expect(copies(3)).toMatchObject({
      alteration: { key: "ERBB2:gain" },
      copyNumber: { amplified: "not met" },
    });
    expect(copies(2)).toBeUndefined();
    expect(copies(1)?.alteration.key).toBe("ERBB2:copy-number-loss");
    expect(copies(0)?.alteration.key).toBe("ERBB2:deletion");
  });
  it("that say no copies are gains and losses, never amplification", () => {
    const ofErbb2 = (type: string, sample?: string) =>
      found(symbolic(39600000, type, "SVLEN=200000", sample)).filter(([key]) =>
        key?.startsWith("ERBB2:"),
      )[0]?.[0];
    expect(ofErbb2("DUP")).toBe("ERBB2:gain");
    expect(ofErbb2("DUP:TANDEM")).toBe("ERBB2:gain");
    expect(ofErbb2("DEL")).toBe("ERBB2:copy-number-loss");
    expect(ofErbb2("DEL", "GT\t1/1")).toBe("ERBB2:deletion");
  });
  it("that take one exon out in frame skip it", () => {
    // exon 16 of ERBB2, from intron to intron
    const [low, high] = genes.named("ERBB2")?.exons?.GRCh38[15] ?? [0, 0];
    expect(found(symbolic(low - 20, "DEL", `END=${high + 20}`))).toEqual([
      ["ERBB2:exon-16-skipping", "exon 16 skipping"],
    ]);
    expect(found(symbolic(low - 20, "DEL", `END=${low - 5}`))).toEqual([]);
  });
  it("that take exons 2 to 7 of EGFR out are variant III", () => {
    const exons = genes.named("EGFR")?.exons?.GRCh38 ?? [];
    const [from, to] = [(exons[1]?.[0] ?? 0) - 100, (exons[6]?.[1] ?? 0) + 100];
    const record = `7\t${from}\t.\tN\t<DEL>\t.\tPASS\tSVTYPE=DEL;END=${to}\tGT\t0/1`;
    expect(found(record)[0]?.[0]).toBe("EGFR:vIII");
  });
  it("whose ends lie in two genes join them", () => {
    // from an intron of ERBB2 into GRB7, both on the plus strand: what is lost joins them in this order
    const [from, to] = [39_715_000, 39_742_000];
    expect(found(symbolic(from, "DEL", `END=${to}`))).toEqual([["ERBB2:fusion", "ERBB2::GRB7"]]);
    // the copy's end is followed by its beginning
    expect(found(symbolic(from, "DUP", `END=${to}`))).toEqual([["ERBB2:fusion", "GRB7::ERBB2"]]);
  });
  it("read copies that are a list by their alternate", () => {
    const rows = read("17\t39600000\t.\tN\t<CNV>,<CNV>\t.\tPASS\tSVLEN=200000,200000;CN=1,9\tGT\t1/2");
    const copies = rows.filter(({ alteration }) => alteration.gene === "ERBB2");
    expect(copies.map(({ copyNumber }) => copyNumber?.copies)).toEqual([1, 9]);
  });
  it("with one end in a gene break it", () =>
    expect(found(symbolic(39715000, "INV", "END=45000000"))).toEqual([["ERBB2:fusion", "rearrangement"]]));
  it("without an end, or of kinds that say nothing of copies, are no row", () => {
    expect(found(symbolic(39600000, "DUP", "."))).toEqual([]);
    expect(found(symbolic(39715000, "INS", "SVLEN=300"))).toEqual([]);
  });
});
