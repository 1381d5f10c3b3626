import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { translateCodon } from "../src/amino-acids.ts";
import { transcriptMap } from "../src/coordinates.ts";
import { canonical } from "../src/index.ts";
import { codingExonsOf, isoformModel } from "../src/isoform.ts";
import { genes, models, polymorphisms } from "./genes.ts";

/** ga4gh refget digest: the first 24 bytes of SHA-512, base64url. */
const refget = (sequence: string): string =>
  `SQ.${createHash("sha512").update(sequence).digest().subarray(0, 24).toString("base64url")}`;

const sequenced = models.filter((gene) => gene.codingSequence !== null);

describe("the gene models", () => {
  it("hold the panel: 22 genes with sequence, six by structure or name", () => {
    const has = (list: typeof models) => list.map((gene) => gene.symbol);
    const withSequence =
      "ERBB2 ERBB3 ERBB4 EGFR PIK3CA PIK3R1 PTEN TP53 KRAS NRAS HRAS BRAF MET AKT1 MTOR ESR1 SRC RB1 NF1 CDKN2A CCND1 FGFR2";
    expect(has(sequenced)).toEqual(expect.arrayContaining(withSequence.split(" ")));
    expect(has(models)).toEqual(expect.arrayContaining("CDK12 FGFR1 GRB7 NRG1 CD74 POLR2A".split(" ")));
  });

  it.each(sequenced.map((gene) => [gene.symbol, gene] as const))("%s agrees with itself", (_, gene) => {
    const coding = gene.codingSequence ?? "";
    let protein = "";
    for (let at = 0; at < coding.length; at += 3) protein += translateCodon(coding, at);
    expect(protein).toBe(`${gene.protein}*`);
    expect(refget(coding)).toBe(gene.refget?.codingSequence);
    expect(refget(gene.protein ?? "")).toBe(gene.refget?.protein);
    expect(gene.protein).toHaveLength(gene.proteinLength ?? 0);
    let next = 1;
    for (const { coding: range } of gene.codingExons) {
      expect(range[0]).toBe(next);
      next = range[1] + 1;
    }
    expect(next - 1).toBe(coding.length);
    for (const { name, start, end } of gene.domains)
      expect(start >= 1 && end >= start && end <= (gene.proteinLength ?? 0), name).toBe(true);
  });

  it.each(sequenced.map((gene) => [gene.symbol, gene] as const))(
    "%s has the same transcript on both assemblies, and every base finds its way back",
    (_, gene) => {
      for (const assembly of ["GRCh37", "GRCh38"] as const) {
        const map = transcriptMap(gene, assembly);
        expect(map).not.toBeNull();
        for (let index = 0; index < map!.codingLength; index += 1) {
          const position = map!.toGenome({ index, offset: 0 });
          expect(map!.toCoding(position!)).toEqual({ index, offset: 0 });
        }
        const limits = gene.codingLimits![assembly];
        const ends = [0, map!.codingLength - 1].map((index) => map!.toGenome({ index, offset: 0 }));
        expect(ends.sort((a, b) => a! - b!)).toEqual([...limits]);
      }
    },
  );
});

describe("an isoform with a sequence of its own", () => {
  const isoforms = models.flatMap((gene) =>
    (gene.isoforms ?? []).flatMap((one) => isoformModel(gene, one) ?? []),
  );
  it("is p14ARF alone", () => expect(isoforms.map((one) => one.isoform)).toEqual(["p14ARF"]));
  it.each(isoforms.map((one) => [one.isoform, one] as const))("%s agrees with itself", (_, model) => {
    let protein = "";
    for (let at = 0; at < (model.codingSequence?.length ?? 0); at += 3)
      protein += translateCodon(model.codingSequence ?? "", at);
    expect(protein).toBe(`${model.protein}*`);
    expect(refget(model.codingSequence ?? "")).toBe(model.refget?.codingSequence);
    expect(refget(model.protein ?? "")).toBe(model.refget?.protein);
    expect(model.codingExons.at(-1)?.coding[1]).toBe(model.codingSequence?.length);
  });
  it("has the coding exons that the gene files of the main transcripts give", () => {
    for (const gene of sequenced)
      for (const assembly of ["GRCh37", "GRCh38"] as const)
        expect(
          codingExonsOf(gene.exons![assembly], gene.codingLimits![assembly], gene.strand).map(
            ({ coding }) => coding,
          ),
          gene.symbol,
        ).toEqual(gene.codingExons.map(({ coding }) => coding));
  });
  it("shares its bases with p16 where the exons are the same", () => {
    const main = models.find((gene) => gene.symbol === "CDKN2A")!;
    const arf = isoforms[0]!;
    const [mainMap, arfMap] = [transcriptMap(main, "GRCh38")!, transcriptMap(arf, "GRCh38")!];
    let shared = 0;
    for (let index = 150; index < main.codingSequence!.length; index += 1) {
      const place = arfMap.toCoding(mainMap.toGenome({ index, offset: 0 })!);
      if (place === null || place.offset !== 0 || place.index >= arf.codingSequence!.length) continue;
      expect(arf.codingSequence![place.index]).toBe(main.codingSequence![index]);
      shared += 1;
    }
    expect(shared).toBeGreaterThan(150);
  });
});

describe("the common polymorphisms", () => {
  it.each(polymorphisms.map((one) => [`${one.gene} ${one.protein}`, one] as const))(
    "%s: its names agree on both assemblies",
    (_, one) => {
      const alteration = canonical(`${one.gene}:${one.coding}`, genes);
      const silent = one.protein[0] === one.protein.at(-1);
      expect(alteration.proteinShort).toBe(silent ? `${one.protein.slice(0, -1)}=` : one.protein);
      for (const assembly of ["GRCh37", "GRCh38"] as const) {
        const [place, change] = one.genomic[assembly].split(" ");
        expect(alteration.genomic?.[assembly]).toContain(`:g.${place?.split(":")[1]}${change}`);
      }
    },
  );
});
