import type { Assembly } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { type TranscriptMap, transcriptMap } from "../coordinates.ts";
import type { GeneModel } from "../gene-model.ts";
import { fromCall, knownBase } from "../genomic-change.ts";
import { type AnnotateOptions, annotate as annotator } from "./annotate.ts";
import { rowEnd, tableColumns } from "./annotated-row.ts";
import { callColumns, type ExtraColumns } from "./columns.ts";
import type { InputFormat } from "./input-format.ts";

const header = (...samples: string[]) =>
  `##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO${samples.length > 0 ? `\tFORMAT\t${samples.join("\t")}` : ""}\n`;
const bytes = (text: string) => Buffer.from(text);
const L755S = "chr17\t39723967\t.\tT\tC\t.\tPASS\t.";
const extra: ExtraColumns = {
  names: ["known"],
  cells: (alteration) => [alteration.key === "ERBB2:p.L755S"],
  ownResidues: (gene) => new Set(gene === "ERBB2" ? [755] : []),
};

const annotatorOf = (
  blocks: Uint8Array[],
  options: AnnotateOptions = { assembly: "GRCh38" },
  format: InputFormat = "vcf",
) => annotator(genes, extra, format, options, { kind: "table", block: (block) => blocks.push(block) });

const annotate = (
  chunks: readonly Uint8Array[],
  options: AnnotateOptions = { assembly: "GRCh38" },
  format: InputFormat = "vcf",
) => {
  const blocks: Uint8Array[] = [];
  const under = annotatorOf(blocks, options, format);
  for (const chunk of chunks) {
    const refusal = under.push(chunk);
    if (refusal !== null) return { refusal, text: Buffer.concat(blocks).toString() };
  }
  const end = under.end();
  return end.ok
    ? { summary: end.value, text: Buffer.concat(blocks).toString() }
    : { refusal: end.error, text: Buffer.concat(blocks).toString() };
};
const table = (text: string): Record<string, string>[] => {
  const [names = [], ...rows] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""])));
};
const rowsOf = (text: string, options?: AnnotateOptions) => {
  const result = annotate([bytes(text)], options);
  if (result.refusal !== undefined) throw new Error(result.refusal.message);
  return table(result.text);
};

describe("annotated rows of a VCF", () => {
  it("say of each alternate in a panel gene what the call and the alteration are", () => {
    const [row, ...others] = rowsOf(
      `${header("tumour")}1\t5\t.\tA\tC\t.\tPASS\t.\tGT\t0/1\n${L755S}\tGT:AD:DP\t0/1:60,40:100\n`,
    );
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      input: "chr17:39723967T>C",
      sample: "tumour",
      chromosome: "chr17",
      position: "39723967",
      reference: "T",
      alternate: "C",
      filter: "PASS",
      genotype: "0/1",
      vaf: "0.4",
      depth: "100",
      line: "4",
      gene: "ERBB2",
      key: "ERBB2:p.L755S",
      exon: "19",
      "genomic.GRCh37": "NC_000017.10:g.37880220T>C",
      known: "true",
    });
  });
  it("have as many cells as there are columns, whatever the alteration", () => {
    const text = annotate([
      bytes(
        `${header()}${L755S}\n17\t39701500\t.\tA\tAC\t.\t.\t.\n17\t39701501\t.\tA\tC\t.\t.\t.\n17\t39723967\t.\tG\tC\t.\t.\t.\n`,
      ),
    ]).text;
    const widths = text
      .trimEnd()
      .split("\n")
      .map((line) => line.split("\t").length);
    expect(widths).toEqual(Array(5).fill(tableColumns(extra).length));
  });
  it("split several alternates, leave out those that the sample does not carry, and say so", () => {
    const line = "17\t39723967\t.\tT\tC,G,*,<NON_REF>\t.\tPASS\t.\tGT:AD";
    expect(rowsOf(`${header("t")}${line}\t1/2:10,20,70,0,0\n`).map(({ key, vaf }) => [key, vaf])).toEqual([
      ["ERBB2:p.L755S", "0.2"],
      ["ERBB2:p.L755W", "0.7"],
    ]);
    const one = annotate([bytes(`${header("t")}${line}\t0/2:10,0,70,0,0\n`)]);
    expect(table(one.text).map(({ key }) => key)).toEqual(["ERBB2:p.L755W"]);
    expect(one.summary?.warnings.map(({ code }) => code)).toContain("not-carried");
  });
  it("are of every sample that carries the alternate where all are asked for", () => {
    const text = `${header("a", "b", "c", "d")}${L755S}\tGT:DP\t0/1:10\t0/0:20\t./.:0\t1|1:40\n`;
    const rows = rowsOf(text, { assembly: "GRCh38", sample: "*" });
    expect(rows.map(({ sample, genotype, depth }) => [sample, genotype, depth])).toEqual([
      ["a", "0/1", "10"],
      ["d", "1|1", "40"],
    ]);
    expect(rowsOf(text, { assembly: "GRCh38", sample: "d" }).map(({ sample }) => sample)).toEqual(["d"]);
  });
  it("pass reference blocks of a gVCF over", () => {
    const block = "17\t39723900\t.\tT\t<NON_REF>\t.\t.\tEND=39723966\tGT:DP\t0/0:30";
    const result = annotate([bytes(`${header("t")}${block}\n${L755S}\tGT\t0/1\n`)]);
    expect(table(result.text)).toHaveLength(1);
    expect(result.summary?.warnings).toMatchObject([{ code: "reference-blocks", params: { count: 1 } }]);
  });
});

describe("the rows do not depend on", () => {
  const records = [
    L755S,
    "17\t39701500\t.\tA\tAC\t.\tlow\tDP=7",
    "17\t39701501\t.\tA\tC\t.\t.\t.",
    "3\t179234297\trs1\tA\tG\t.\tPASS\t.",
    "17\t39724742\t.\tA\tATACGTGATGGC\t.\tPASS\t.",
  ].map((line) => `${line}\tGT:AD\t0/1:12,34`);
  const text = bytes(`${header("tumour")}${records.join("\n")}\n`);
  const whole = annotate([text]).text;

  it("where the bytes are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((to, at) => text.subarray(places[at], to));
        expect(annotate(chunks).text).toBe(whole);
      }),
      { numRuns: 60 },
    );
  });
  it("what becomes of a piece after it was read", () => {
    const records = (chromosome: string, format: string) =>
      `${chromosome}\t39723967\t.\tT\tC\t.\tPASS\t.\t${format}\t0/1:40,60:100\n`;
    const first = bytes(`${header("tumour")}${records("17", "GT:AD:DP")}`);
    const under = (second: string) => {
      const blocks: Uint8Array[] = [];
      const annotator = annotatorOf(blocks);
      const piece = Buffer.from(first);
      annotator.push(piece);
      // as a reader does that reads into the same memory over and over
      piece.fill("1");
      annotator.push(bytes(second));
      annotator.end();
      return Buffer.concat(blocks).toString().trimEnd().split("\n").slice(1);
    };
    // no gene of the panel lies there on chromosome 11
    expect(under(records("11", "GT:AD:DP"))).toHaveLength(1);
    expect(under(records("17", "GT:AD:DP")).map((row) => row.split("\t")[8])).toEqual(["0.6", "0.6"]);
  });
  it("line ends, or a missing last one", () => {
    expect(annotate([bytes(text.toString().replaceAll("\n", "\r\n"))]).text).toBe(whole);
    expect(annotate([text.subarray(0, -1)]).text).toBe(whole);
  });
  it("whether a change came before: the second row of a change is the first", () => {
    const twice = annotate([bytes(`${header("tumour")}${records.join("\n")}\n${records.join("\n")}\n`)]).text;
    const lineless = (row: Record<string, string>) => ({ ...row, line: "" });
    const rows = table(twice).map(lineless);
    expect(rows.slice(records.length)).toEqual(rows.slice(0, records.length));
  });
});

describe("the cells of any change are those of the alteration that `fromCall` gives", () => {
  const places = (["GRCh37", "GRCh38"] as const).flatMap((assembly) =>
    genes.genes.flatMap((gene) => {
      const map = transcriptMap(gene, assembly);
      return map === null ? [] : [{ assembly, gene, map }];
    }),
  );
  const base = fc.constantFrom("A", "C", "G", "T");
  const change = fc
    .record({
      place: fc.constantFrom(...places),
      along: fc.double({ min: 0, max: 1, noNaN: true }),
      nearExon: fc.option(fc.tuple(fc.nat(200), fc.integer({ min: -60, max: 60 }))),
      reference: base,
      inserted: fc.array(base, { maxLength: 5 }),
      deleted: fc.oneof(fc.array(base, { maxLength: 5 }), fc.array(base, { maxLength: 45 })),
      alternate: base,
    })
    .map(({ place, along, nearExon, reference, inserted, deleted, alternate }) => {
      const { map, gene, assembly } = place;
      const exons = gene.exons?.[assembly] ?? [];
      const exon = nearExon === null ? undefined : exons[nearExon[0] % exons.length];
      const position = exon
        ? (exon[(nearExon?.[0] ?? 0) & 1] ?? 0) + (nearExon?.[1] ?? 0)
        : map.lowest + Math.floor(along * (map.highest - map.lowest + 1));
      const known = knownBase(map, position) ?? reference;
      const made = `${inserted.length > 0 ? known : alternate}${inserted.join("")}`;
      // deleted bases only where the reference is not known to be others
      const removed = deleted.filter((_, at) => knownBase(map, position + 1 + at) === null);
      return removed.length === deleted.length && inserted.length === 0 && removed.length > 0
        ? { assembly, gene, position, reference: `${known}${removed.join("")}`, alternate: known }
        : { assembly, gene, position, reference: known, alternate: made };
    })
    .filter(({ reference, alternate }) => reference !== alternate);

  it("be it deep in an intron, at an exon's edge or in an exon", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const assembly = changes[0]?.assembly as Assembly;
        const here = changes.filter((one) => one.assembly === assembly);
        const text = here
          .map((one) => `${one.gene.chromosome}\t${one.position}\t.\t${one.reference}\t${one.alternate}\n`)
          .join("");
        // a few records that are surely on the assembly, so that no chance base of the other speaks against it
        const sure = `17\t${assembly === "GRCh37" ? 37880220 : 39723967}\t.\tT\tC\n`.repeat(9);
        const got = annotate([bytes(`${header()}${sure}${text}`)], { assembly })
          .text.split("\n")
          .slice(10, -1)
          .map((row) => row.split("\t").slice(callColumns.length).join("\t"));
        const wanted = here.flatMap(({ gene, ...call }) => {
          const alteration = fromCall({ ...call, chromosome: gene.chromosome }, genes);
          return alteration === null ? [] : [rowEnd(alteration, extra).trimEnd()];
        });
        expect(got).toEqual(wanted);
      }),
      { numRuns: 150 },
    );
  });
});

describe("the cells of changes at every base beside the exons, and about the middle of introns,", () => {
  it.each([
    ["ERBB2", "GRCh38"],
    ["KRAS", "GRCh37"],
  ] as const)("of %s on %s are those of their alterations", (symbol, assembly) => {
    const gene = genes.named(symbol);
    const map = gene === null ? null : transcriptMap(gene, assembly);
    const exons = [...(gene?.exons?.[assembly] ?? [])].sort((a, b) => a[0] - b[0]);
    if (gene === null || map === null) throw new Error(`no ${symbol}`);
    const middles = exons.slice(1).map(([low], at) => Math.floor(((exons[at]?.[1] ?? 0) + low) / 2));
    const places = [...exons.flat(), ...middles].flatMap((edge) =>
      Array.from({ length: 111 }, (_, at) => edge - 55 + at),
    );
    const inside = [...new Set(places)].filter((one) => one >= map.lowest && one < map.highest);
    const calls = inside.flatMap((position) => {
      const known = (at: number): string => knownBase(map, at) ?? "A";
      const deleted = (length: number) => Array.from({ length }, (_, at) => known(position + at)).join("");
      return [
        { position, reference: known(position), alternate: known(position) === "C" ? "T" : "C" },
        { position, reference: known(position), alternate: `${known(position)}GA` },
        { position, reference: deleted(2), alternate: known(position) },
        { position, reference: deleted(8), alternate: known(position) },
      ];
    });
    const { chromosome } = gene;
    const text = calls
      .map((call) => `${chromosome}\t${call.position}\t.\t${call.reference}\t${call.alternate}\n`)
      .join("");
    const got = annotate([bytes(`${header()}${text}`)], { assembly })
      .text.split("\n")
      .slice(1, -1);
    expect(got).toHaveLength(calls.length);
    const wrong = calls.filter((call, at) => {
      const alteration = fromCall({ assembly, chromosome, ...call }, genes);
      const cells = got[at]?.split("\t").slice(callColumns.length).join("\t");
      return alteration === null || `${cells}\n` !== rowEnd(alteration, extra);
    });
    expect(wrong).toEqual([]);
  });
});

describe("the cells of every single-base change of a coding sequence", () => {
  it.each([
    ["ERBB2", "GRCh37"],
    ["ERBB2", "GRCh38"],
    ["KRAS", "GRCh38"],
    ["TP53", "GRCh37"],
    ["CDKN2A", "GRCh38"],
  ] as const)("%s on %s are those of its alteration", (symbol, assembly) => {
    const gene = genes.named(symbol);
    const map = gene === null ? null : transcriptMap(gene, assembly);
    if (gene === null || map === null) throw new Error(`no ${symbol}`);
    const calls: { position: number; reference: string; alternate: string }[] = [];
    for (let position = map.lowest; position <= map.highest; position += 1) {
      const reference = knownBase(map, position);
      for (const alternate of "ACGT")
        if (reference !== null && alternate !== reference) calls.push({ position, reference, alternate });
    }
    const { chromosome } = gene;
    const text = calls
      .map((call) => `${chromosome}\t${call.position}\t.\t${call.reference}\t${call.alternate}\n`)
      .join("");
    const got = annotate([bytes(`${header()}${text}`)], { assembly })
      .text.split("\n")
      .slice(1, -1);
    expect(got).toHaveLength(calls.length);
    const wrong = calls.filter((call, at) => {
      const alteration = fromCall({ assembly, chromosome, ...call }, genes);
      const cells = got[at]?.split("\t").slice(callColumns.length).join("\t");
      return alteration === null || `${cells}\n` !== rowEnd(alteration, extra);
    });
    expect(wrong).toEqual([]);
  });
});

describe("the assembly", () => {
  const old = "17\t37880220\t.\tT\tC\t.\tPASS\t.\n3\t178952085\t.\tA\tG\t.\tPASS\t.\n";
  it("that the reference bases contradict is refused, and nothing is written", () => {
    const result = annotate([bytes(`${header()}${old}`)]);
    expect(result).toMatchObject({ refusal: { code: "assembly-mismatch" }, text: "" });
    expect(result.refusal?.message).toContain("on GRCh37 2 of 2");
  });
  it("is refused as soon as it is certain, not at the end of the file", () => {
    const endless = Array.from({ length: 40 }, () => bytes(old));
    let pushed = 0;
    const under = annotator(genes, extra, "vcf", { assembly: "GRCh38" }, { kind: "table", block: () => {} });
    under.push(bytes(header()));
    while (pushed < endless.length && under.push(endless[pushed] as Buffer) === null) pushed += 1;
    expect(pushed).toBeLessThan(20);
  });
  it("is found from the bases where none is stated, also late in the file", () => {
    const text = `${header()}${"17\t37800000\t.\tA\tC\t.\t.\t.\n".repeat(50)}${old.repeat(30)}`;
    const result = annotate([bytes(text)], { assembly: null });
    expect(result.summary?.assembly).toBe("GRCh37");
    expect(table(result.text)).toHaveLength(60);
    expect(new Set(table(result.text).map(({ key }) => key))).toEqual(
      new Set(["ERBB2:p.L755S", "PIK3CA:p.H1047R"]),
    );
  });
  it("that nothing tells is asked for", () =>
    expect(annotate([bytes(`${header()}1\t5\t.\tA\tC\t.\t.\t.\n`)], { assembly: null }).refusal?.code).toBe(
      "assembly-unknown",
    ));
});

describe("what cannot be read is refused with line and column", () => {
  it.each([
    ["", "not-a-vcf", "1:1"],
    ["hello\n", "not-a-vcf", "1:1"],
    [`${header()}17\tx\t.\tA\tC\n`, "malformed-record", "3:2"],
    [`${header()}17\t\t.\tA\tC\n`, "malformed-record", "3:2"],
    [`${header()}17 39723967 . T C\n`, "malformed-record", "3:1"],
    [`${header()}17\t39723967\t.\tT\n`, "malformed-record", "3:4"],
    [`${header()}17\t39723967\t.\tT\t\t.\n`, "malformed-record", "3:5"],
    [`${header()}17\t39723967\t.\tT\tC\0\n`, "binary-file", "3:1"],
  ])("%j: %s at %s", (text, code, path) =>
    expect(annotate([bytes(text)]).refusal).toMatchObject({ code, path }),
  );
  it("any bytes at all give rows or a typed refusal", () => {
    const line = fc.array(
      fc.oneof(
        fc.constantFrom("17", "39723967", "T", "C", "<DUP>", "T]17:5]", "*", ".", "GT", "0/1"),
        fc.string(),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.boolean(), (lines, headed) => {
        const text = `${headed ? header("s") : ""}${lines.map((cells) => cells.join("\t")).join("\n")}`;
        const result = annotate([bytes(text)], { assembly: null });
        if (result.refusal !== undefined) expect(result.refusal.remedy).not.toBe("");
      }),
      { numRuns: 120 },
    );
  });
});

describe("shards", () => {
  const changes = Array.from(
    { length: 40 },
    (_, at) => `17\t${39723900 + 3 * at}\t.\tN\tC\t.\tPASS\t.\tGT\t0/1`,
  );
  const text = bytes(`${header("tumour")}${changes.join("\n")}\n${L755S}\tGT\t0/1\n`);
  const rowsOfShard = (index: number, of: number) =>
    annotate([text], { assembly: "GRCh38", shard: { index, of } }).text.split("\n").slice(1, -1);

  it("are disjoint, in the order of the file, and together the whole", () => {
    const whole = rowsOfShard(1, 1);
    expect(whole.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (of) => {
        const shards = Array.from({ length: of }, (_, at) => rowsOfShard(at + 1, of));
        const all = shards.flat();
        expect(new Set(all).size).toBe(all.length);
        expect(all.toSorted()).toEqual(whole.toSorted());
        for (const shard of shards) expect(whole.filter((row) => shard.includes(row))).toEqual(shard);
      }),
      { numRuns: 12 },
    );
  });
});

describe("annotated rows of a MAF", () => {
  const mafHeader =
    "Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tEnd_Position\tReference_Allele\tTumor_Seq_Allele1\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tHGVSp_Short\tt_ref_count\tt_alt_count\tFILTER";
  const maf = (...lines: string[]) => bytes(`#version 2.4\n${mafHeader}\n${lines.join("\n")}\n`);
  const substitution = "ERBB2\tGRCh38\tchr17\t39723967\t39723967\tT\tT\tC\ts1\tp.L755S\t60\t40\tPASS";
  const lines = [
    substitution,
    "ERBB2\tGRCh38\t17\t39724742\t39724743\t-\t-\tATACGTGATGGC\ts1\tp.Y772_A775dup\t\t\t",
    "EGFR\tGRCh38\t7\t55174772\t55174786\tGGAATTAAGAGAAGC\tGGAATTAAGAGAAGC\t-\ts2\t\t\t\t",
    "STK11\tGRCh38\t19\t1220000\t1220000\tG\tG\tA\ts2\t\t\t\t",
    "EGFR\tGRCh38\t\t\t\t\t\t\ts2\tp.T790M\t\t\t",
  ];

  it("are read from coordinates, else from the protein name", () => {
    const result = annotate([maf(...lines)], { assembly: null }, "maf");
    expect(
      table(result.text).map(({ key, sample, vaf, depth, line }) => [key, sample, vaf, depth, line]),
    ).toEqual([
      ["ERBB2:p.L755S", "s1", "0.4", "100", "3"],
      ["ERBB2:p.Y772_A775dup", "s1", "", "", "4"],
      ["EGFR:p.E746_A750del", "s2", "", "", "5"],
      ["EGFR:p.T790M", "s2", "", "", "7"],
    ]);
    expect(result.summary).toMatchObject({ records: 5, rows: 4, assembly: "GRCh38" });
  });
  it("do not depend on where the bytes are cut", () => {
    const text = maf(...lines);
    const whole = annotate([text], { assembly: null }, "maf").text;
    fc.assert(
      fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const chunks = places.slice(1).map((to, at) => text.subarray(places[at], to));
        expect(annotate(chunks, { assembly: null }, "maf").text).toBe(whole);
      }),
      { numRuns: 40 },
    );
  });
  it("are of the sample that is asked for", () =>
    expect(
      table(annotate([maf(...lines)], { assembly: null, sample: "s2" }, "maf").text).map(({ key }) => key),
    ).toEqual(["EGFR:p.E746_A750del", "EGFR:p.T790M"]));
  it("are counted, each, where they name another protein change than their bases give", () => {
    const others = [39723967, 39723960, 39723961, 39723962].map((position) => {
      const base = knownBase(
        transcriptMap(genes.named("ERBB2") as GeneModel, "GRCh38") as TranscriptMap,
        position,
      );
      return `ERBB2\tGRCh38\t17\t${position}\t${position}\t${base}\t${base}\t${base === "C" ? "T" : "C"}\ts1\tp.A1G\t\t\t`;
    });
    const { summary } = annotate([maf(substitution, ...others, ...others)], { assembly: null }, "maf");
    expect(summary?.warnings).toMatchObject([{ code: "protein-name-differs", params: { count: 8 } }]);
  });
  it("name insertions and deletions as a VCF would have them, deep in an intron and beside an exon", () => {
    const places = [39708540, 39708556, 39708557, 39709000, 39709700].flatMap((position) => [
      { position, reference: "-", alternate: "GAC" },
      { position, reference: "-", alternate: "T" },
      { position, reference: "A", alternate: "-" },
      { position, reference: "ACGT", alternate: "-" },
    ]);
    const rows = places.map(
      ({ position, reference, alternate }) =>
        `ERBB2\tGRCh38\t17\t${position}\t${position}\t${reference}\t${reference}\t${alternate}\ts1\t\t\t\t`,
    );
    const got = annotate([maf(substitution, ...rows)], { assembly: null }, "maf")
      .text.split("\n")
      .slice(2, -1);
    const wanted = places.map(({ position, reference, alternate }) => {
      const call =
        reference === "-"
          ? { position, reference: "A", alternate: `A${alternate}` }
          : { position: position - 1, reference: `A${reference}`, alternate: "A" };
      const alteration = fromCall({ assembly: "GRCh38", chromosome: "17", ...call }, genes);
      return alteration === null ? "" : rowEnd(alteration, extra).trimEnd();
    });
    expect(got.map((row) => row.split("\t").slice(callColumns.length).join("\t"))).toEqual(wanted);
  });
  it("are refused where build, position or bases are no such thing", () => {
    const refusal = (line: string, assembly: Assembly | null = null) =>
      annotate([maf(line)], { assembly }, "maf").refusal;
    expect(refusal(substitution, "GRCh37")).toMatchObject({ code: "assembly-mismatch", path: "3:2" });
    expect(refusal(substitution.replace("39723967", "here"))).toMatchObject({ path: "3:4" });
    expect(refusal(substitution.replace("\tC\ts1", "\tC?\ts1"))).toMatchObject({ path: "3:8" });
    expect(refusal(substitution.replace("GRCh38", "GRCh38x"))).toMatchObject({ path: "3:2" });
  });
});

describe("phased calls", () => {
  // L755 of ERBB2 is TTG: T>A and G>C of its first and third base
  const first = "17\t39723966\t.\tT\tA\t.\tPASS\t.\tGT:AD:PS";
  const third = "17\t39723968\t.\tG\tC\t.\tPASS\t.\tGT:AD:PS";
  const joinedRows = (...records: string[]) =>
    rowsOf(`${header("tumour")}${records.join("\n")}\n`).map(({ key, input, vaf }) => [key, input, vaf]);
  it("of one codon on one copy are one change, with the smaller share of reads", () =>
    expect(joinedRows(`${first}\t0|1:60,40:1`, `${third}\t0|1:70,30:1`)).toEqual([
      ["ERBB2:p.L755I", "17:39723966TTG>ATC", "0.3"],
    ]));
  it("on different copies, or of different phase sets, are two changes", () => {
    const apart = [
      ["ERBB2:p.L755M", "17:39723966T>A", "0.4"],
      ["ERBB2:p.L755F", "17:39723968G>C", "0.3"],
    ];
    expect(joinedRows(`${first}\t0|1:60,40:1`, `${third}\t1|0:70,30:1`)).toEqual(apart);
    expect(joinedRows(`${first}\t0|1:60,40:1`, `${third}\t0|1:70,30:9`)).toEqual(apart);
    expect(joinedRows(`${first}\t0/1:60,40:1`, `${third}\t0/1:70,30:1`)).toEqual(apart);
  });
  it("of which one is on both copies are given for either copy", () =>
    expect(joinedRows(`${first}\t1|1:0,40:1`, `${third}\t0|1:70,30:1`).map(([key]) => key)).toEqual([
      "ERBB2:p.L755M",
      "ERBB2:p.L755I",
    ]));
});
