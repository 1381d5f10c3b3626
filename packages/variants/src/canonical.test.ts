import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical, describeLocation, polymorphismOf, sameResidue } from "./index.ts";

const key = (name: string) => canonical(name, genes).key;
const error = (name: string) => canonical(name, genes).error;

describe("every spelling of one change has one key", () => {
  const spellings: Record<string, string[]> = {
    "ERBB2:p.L755S": [
      "ERBB2 L755S",
      "HER2 L755S",
      "her-2/neu l755s",
      "HER2/neu p.Leu755Ser",
      "ERBB2 (HER2) L755S",
      "p.L755S",
      "p.(Leu755Ser)",
      "LEU755SER",
      "NP_004439.2:p.(Leu755Ser)",
      "NM_004448.3:c.2264T>C",
      "NM_004448.4(ERBB2):c.2264T>C (p.Leu755Ser)",
      "c.2264T>C",
      "GRCh37 chr17:g.37880220T>C",
      "NC_000017.11:g.39723967T>C",
      "NC_000017.11 g.39723967T>C",
      "chr17 g.37880220T>C",
      "17-39723967-T-C",
      "ＥＲＢＢ２　Ｌ７５５Ｓ",
      "ERBB2 L755S mutation",
      "HER2 L755S突变",
      "HER2 L755S 돌연변이",
      "ERBB2 L755S (exon 19)",
      "ERBB2|L755S",
      "HER2 mutant (L755S)",
      "HER2 L755S VAF 30%",
      "HER2 L755S 12.5 %",
      "LRG_724t1:c.2264T>C",
      "LRG_724p1:p.Leu755Ser",
      "NM_004448.4:r.2264u>c",
      "NM_004448.4:n.2439T>C",
      "ERBB2 c.T2264C",
      "ERBB2 c.2264T/C",
      "ERBB2 c.2264T->C",
      "ERBB2:NM_004448:exon19:c.T2264C:p.L755S",
      "chr17_37880220_T_C",
      "17g.37880220T>C",
      "chr17:37880220-37880220 T>C",
      "chr17:39723967delinsC",
      "chr17 39723967 . T C",
      "chr17\t39723967\trs1\tT\tC",
      "ERBB2::L755S",
      "chr17:g.37880220T>C ERBB2",
      "ERBB2 17-37880220-T-C",
      "HER2基因L755S位点突变",
      "ERBB2 L755S; exon 19",
    ],
    "ERBB2:p.Y772_A775dup": [
      "ERBB2 Y772_A775DUP",
      "ERBB2 A775_G776insYVMA",
      "Y772_A775dupYVMA",
      "ERBB2 p.Ala775_Gly776insTyrValMetAla",
      "ERBB2 E770_A771insAYVM",
      "HER2YVMA",
      "HER2 YVMA",
      "HER2 Ex20Ins YVMA",
      "ERBB2 Y772_A775dup, exon 20",
      "HER2 A775_G776insYVMA 20外显子插入",
      "ERBB2 774insYVMA",
      "ERBB2 A775insYVMA",
      "NM_004448.4:c.2313_2324dup",
      "ERBB2:NM_004448:exon20:c.2313_2324dup:p.Y772_A775dup",
      "NC_000017.10:g.37880984_37880995dup",
    ],
    "ERBB2:p.G778_P780dup": [
      "ERBB2 G778_P780dup",
      "P780_Y781insGSP",
      "780_781insGSP",
      "P780_781insGSP",
      "778insGSP",
      "ERBB2 V777_G778insGSP",
      "ERBB2 G778_P780duplication",
    ],
    "TP53:c.782+1G>A": ["TP53 IVS7+1G>A", "TP53 c.IVS7+1G>A", "TP53 IVS7 + 1 G>A", "LRG_321t1:c.782+1G>A"],
    "TP53:c.673-2A>G": ["TP53 IVS6-2A>G"],
    "KRAS:p.G12": ["KRAS codon 12", "KRAS codon 12 mutation", "KRAS G12"],
    "EGFR:p.L858R": ["EGFR c.2573_2574TG>GT", "EGFR c.2573TG>GT", "EGFR c.2573_2574delinsGT"],
    "EGFR:vIII": ["EGFRvIII", "EGFR variant III"],
    "ERBB2:p.A775_G776ins": ["ERBB2 p.Ala775_Gly776ins4", "ERBB2 A775_G776ins"],
    "ERBB2:p.G776delinsVC": [
      "ERBB2 G776delinsVC",
      "G776>VC",
      "G776VinsC",
      "Gly776delinsValCys",
      "ERBB2 G776_V777delinsVCV",
    ],
    "ERBB2:p.L755_T759del": [
      "755-759del",
      "delL755_T759",
      "L755_T759delLRENT",
      "L755_T759del5",
      "ERBB2 c.2263_2277del",
    ],
    "ERBB2:p.V777M": ["p.Val777Met", "Val777Met", "ERBB2 p.Val777Met", "HER2 VAL777MET"],
    "ERBB2:p.M774L": ["p.Met774Leu", "Met774Leu", "MET774LEU"],
    "MET:p.M1250T": ["MET M1250T", "MET p.Met1250Thr", "MET Met1250Thr"],
    "PTEN:p.R130*": ["PTEN R130X", "PTEN p.Arg130Ter", "PTEN R130stop", "PTEN c.388C>T"],
    "PTEN:p.V317fs": ["PTEN V317fs", "PTEN V317FS", "PTEN p.Val317fs"],
    "ERBB2:p.L755=": ["ERBB2 L755=", "ERBB2 p.(Leu755=)", "ERBB2 L755L"],
    "MET:p.H1094R": [
      "MET H1094R",
      "ENST00000318493:c.3335A>G",
      "NM_001127500.3:p.H1112R",
      "MET:NM_001127500:exon16:c.3335A>G:p.H1112R",
      "MET (NM_001127500.3) c.3335A>G",
      "LRG_662t1:c.3335A>G",
    ],
    // names on other transcripts that the literature uses, each brought to the main one
    "ERBB2:p.S310F": ["NM_001005862.3:c.839C>T", "ENST00000584601:p.S280F", "NM_001289936.1:p.Ser295Phe"],
    "KRAS:p.G12C": ["NM_033360.4:c.34G>T", "ENST00000256078:p.G12C"],
    "NF1:p.R1968*": ["NM_000267.3:c.5839C>T", "NM_000267.3(NF1):p.Arg1947Ter", "NM_001042492.3:c.5902C>T"],
    "TP53:p.R175H": ["NM_001126112.3:c.524G>A", "NM_001126118:p.R136H", "NM_001126115.1:p.R43H"],
    "FGFR2:p.Y375C": ["NM_022970.3:p.Tyr376Cys", "NM_000141.5:c.1124A>G"],
    "FGFR2:p.S252W": ["NM_022970.3:c.755C>G", "FGFR2 S252W"],
    "MET:p.G756R": ["NM_001127500:p.G774R"],
    "AKT1:p.E17K": ["NM_001014431.2:c.49G>A", "NM_005163.2:c.49G>A"],
    "ERBB2:p.L755P": ["ERBB2 2263TT>CC", "ERBB2 c.2263TT>CC", "ERBB2 c.2263_2264delTTinsCC"],
    "EGFR:p.E746_A750del": ["EGFR del(E746-A750)", "EGFR ΔE746-A750", "EGFR delE746_A750"],
    "ERBB2:p.V777": ["ERBB2 p.Val777Xaa", "ERBB2 V777"],
    "CDKN2A(p14ARF):p.R54C": [
      "p14ARF R54C",
      "CDKN2A p14ARF R54C",
      "CDKN2A (p14ARF) p.Arg54Cys",
      "NM_058195.4:c.160C>T",
      "LRG_11t2:c.160C>T",
    ],
    "CDKN2A:p.R80*": ["CDKN2A R80*", "p16INK4a R80X", "NM_000077.5:c.238C>T"],
    "BRAF:p.V600E": [
      "BRAF V600E",
      "NM_004333.4:c.1799T>A",
      "ENST00000288602:c.1799T>A",
      "NM_001374258.1:c.1919T>A",
      "NM_001374258.1(BRAF):p.Val640Glu",
      "ENST00000644969:p.V640E",
    ],
    "ERBB2:p.I655V": ["ERBB2 Ile655Val", "rs1136201"],
  };
  for (const [expected, names] of Object.entries(spellings))
    it.each(names)(`%s is ${expected}`, (name) => expect(key(name)).toBe(expected));

  it("keeps different products apart", () => {
    const names = [
      "A775_G776insYVMA",
      "A775_G776insTVMA",
      "A775_G776insVVMA",
      "A775_G776insV",
      "G776delinsLC",
    ];
    expect(new Set(names.map(key)).size).toBe(names.length);
  });
});

describe("what a report says without a sequence", () => {
  it.each([
    ["exon 20 insertion", "ERBB2:exon-20-insertion"],
    ["ERBB2 exon 20 insertion/duplication", "ERBB2:exon-20-insertion"],
    ["ERBB2 exon 20 non-frameshift insertion", "ERBB2:exon-20-insertion"],
    ["ERBB2 non-TKD mutation", "ERBB2:non-kinase-domain-mutation"],
    ["ex20ins", "ERBB2:exon-20-insertion"],
    ["HER2 20号外显子插入", "ERBB2:exon-20-insertion"],
    ["HER2第20外显子插入突变", "ERBB2:exon-20-insertion"],
    ["HER2 엑손 20 삽입", "ERBB2:exon-20-insertion"],
    ["EGFR exon 19 deletion", "EGFR:exon-19-deletion"],
    ["EGFR19del", "EGFR:exon-19-deletion"],
    ["exon 16 skipping", "ERBB2:exon-16-skipping"],
    ["del16", "ERBB2:exon-16-skipping"],
    ["d16HER2", "ERBB2:exon-16-skipping"],
    ["HER2 ΔEx16", "ERBB2:exon-16-skipping"],
    ["HER2Δ16", "ERBB2:exon-16-skipping"],
    ["MET Δex14", "MET:exon-14-skipping"],
    // outside HER2 a deletion of an exon by number is one inside it
    ["EGFR del19", "EGFR:exon-19-deletion"],
    ["EGFR 19del", "EGFR:exon-19-deletion"],
    ["EGFR del exon 19", "EGFR:exon-19-deletion"],
    ["ERBB2 splice site mutation", "ERBB2:splice-site-mutation"],
    ["HER2 CTF611", "ERBB2:p95"],
    ["SLC3A2::NRG1 (e5:e6)", "NRG1:fusion"],
    ["ERBB2 20號外顯子插入突變", "ERBB2:exon-20-insertion"],
    // bases of introns are not known; what is done to them is
    ["TP53 c.376-1dup", "TP53:c.376-1dup"],
    ["ERBB2 c.74-3_74-1dup", "ERBB2:c.74-3_74-1dup"],
    ["ERBB2 c.*2dup", "ERBB2:c.*2dup"],
    ["ERBB2 c.74-5_74-2inv", "ERBB2:c.74-5_74-2inv"],
    ["ERBB2 c.74-1del", "ERBB2:c.74-1del"],
    // a frame lost at a stop is a stop; without its methionine a protein has no known beginning
    ["ERBB2 p.L755fs*1", "ERBB2:p.L755*"],
    ["ERBB2 p.M1del", "ERBB2:p.M1?"],
    ["ERBB2 p.M1_E2delinsL", "ERBB2:p.M1?"],
    ["ERBB2 p.M1_E2delinsML", "ERBB2:p.E2L"],
    ["ERBB2 c.2264T>T", "ERBB2:p.L755="],
    ["Δ16HER2", "ERBB2:exon-16-skipping"],
    ["MET exon 14 skipping mutation", "MET:exon-14-skipping"],
    ["amp", "ERBB2:amplification"],
    ["ERBB2 扩增", "ERBB2:amplification"],
    ["ERBB2 증폭", "ERBB2:amplification"],
    ["amplification of HER2", "ERBB2:amplification"],
    ["HER2过表达", "ERBB2:overexpression"],
    ["IHC 3+", "ERBB2:ihc-3+"],
    ["HER2 3+", "ERBB2:ihc-3+"],
    ["HER2-low", "ERBB2:her2-low"],
    ["HER2低表达", "ERBB2:her2-low"],
    ["HER2-ultralow", "ERBB2:her2-ultralow"],
    ["p95HER2", "ERBB2:p95"],
    ["ERBB2 p95HER2 (CTF)", "ERBB2:p95"],
    ["EGFR EGFRVIII", "EGFR:vIII"],
    ["v::NRG1 Fusion", "NRG1:fusion"],
    ["FGFR2::? Fusion", "FGFR2:fusion"],
    ["PTEN loss", "PTEN:loss"],
    ["loss of PTEN", "PTEN:loss"],
    ["NRG1 fusion", "NRG1:fusion"],
    ["CD74::NRG1", "NRG1:fusion"],
    ["CD74-NRG1", "NRG1:fusion"],
    ["ERBB2 kinase domain mutation", "ERBB2:kinase-domain-mutation"],
    ["KRAS mutation", "KRAS:mutation"],
    ["KRAS wild type", "KRAS:wild-type"],
    ["KRAS 2 insertion", "KRAS:exon-2-insertion"],
    // D is the residue where the gene has it, and else "delta"
    ["AKT1 D3", "AKT1:p.D3"],
    ["ERBB2 D16", "ERBB2:exon-16-skipping"],
    ["BRAF V600", "BRAF:p.V600"],
  ])("%s is %s", (name, expected) => {
    expect(error(name)).toBeNull();
    expect(key(name)).toBe(expected);
  });
});

describe("a cysteine before the gene", () => {
  it.each(["L755C ERBB2", "L755C ERBB2 (exon 19)", "L755C in ERBB2", "ERBB2 L755C"])(
    "is no part of c-ERBB2: %s",
    (name) => expect(key(name)).toBe("ERBB2:p.L755C"),
  );
  it("but c-ERBB2 is read", () => {
    expect(key("c-ERBB2 L755C")).toBe("ERBB2:p.L755C");
    expect(key("L755S c-ERBB2")).toBe("ERBB2:p.L755S");
    expect(key("d16HER2")).toBe("ERBB2:exon-16-skipping");
  });
});

describe("what cannot be read says why", () => {
  it.each([
    ["ERBB2 K776delinsVC", "reference-mismatch"],
    ["ERBB2 A1170P", "reference-mismatch"],
    ["TP53 c.213A>G", "reference-mismatch"],
    ["GRCh38 chr17:g.39723967A>C", "reference-mismatch"],
    ["T790M", "unknown-gene"],
    ["JAK2 V617F", "unsupported-gene"],
    ["FGFR1 V561M", "unsupported-gene"],
    ["NM_000059.4:c.1813del", "unsupported-gene"],
    ["HER2 V777L/M", "ambiguous"],
    ["ERBB2 G776VC", "ambiguous"],
    ["KRAS G12X", "ambiguous"],
    ["EGFR L858R + T790M", "ambiguous"],
    ["EGFR L858R/T790M", "ambiguous"],
    ["ERBB2 p.[V777L;S310F]", "ambiguous"],
    ["TP53 IVS40+1G>A", "out-of-range"],
    ["ERBB2 L755_T759del4", "unparsable"],
    ["ERBB2 exon 19", "unparsable"],
    ["NM_005228.5:n.100A>G", "unparsable"],
    ["AGK-BRAF", "unparsable"],
    // other transcripts of panel genes whose sequence is not known, or not there
    ["NM_001289937.1:p.L755S", "unsupported-gene"],
    ["NM_201284.2(EGFR):c.866C>T", "unsupported-gene"],
    ["NM_033360.4:c.468G>T", "unparsable"],
    ["NM_001127500:c.2270G>A", "unparsable"],
    // positions of the main transcript under the accession of another one
    ["BRAF:NM_001374258:exon16:c.1799T>A", "reference-mismatch"],
    ["NM_001005862.2(ERBB2):c.2263T>C", "reference-mismatch"],
    // what is dropped would be another alteration
    ["ERBB2 c.2264T>C;2524G>A", "ambiguous"],
    ["ERBB2 c.2264T>C(;)2524G>A", "ambiguous"],
    ["ERBB2 p.[(Leu755Ser)];[(Val842Ile)]", "ambiguous"],
    ["ERBB2 p.Leu755Ser p.Val777Leu", "ambiguous"],
    ["PIK3CA p.E545K/p.H1047R", "ambiguous"],
    ["EGFR 17-37880220-T-C", "unparsable"],
    ["ERBB2 c.73+1=", "unparsable"],
    ["ERBB2 c.73+5_73+1del", "unparsable"],
    ["ERBB2 c.2264_2266delTG", "unparsable"],
    ["ERBB2 p.L755fs*0", "unparsable"],
    ["EGFR deletion (exons 2-7)", "unparsable"],
    ["NC_000017.9:g.37880220T>C", "unparsable"],
    ["ERBB2 c.2263-2264delTTinsCC", "unparsable"],
    ["COSM14060", "unparsable"],
    ["LRG_724:g.12345A>G", "unsupported-gene"],
    ["p14ARF R80*", "reference-mismatch"],
    ["V777L and S310F", "ambiguous"],
    ["ERBB2 776insV", "ambiguous"],
    ["ERBB2 c.2264T>C (p.Leu755Trp)", "ambiguous"],
    ["ERBB2 L9999S", "out-of-range"],
    ["ERBB2 c.99999A>G", "out-of-range"],
    ["ERBB2 exon 40 insertion", "out-of-range"],
    ["TP53 c.-28+1A>G", "unparsable"],
    ["ERBB2", "unparsable"],
    ["", "unparsable"],
    ["x".repeat(1001), "unparsable"],
  ])("%s: %s", (name, code) => {
    const alteration = canonical(name, genes);
    expect(alteration.error?.code).toBe(code);
    expect(alteration.key).toBeNull();
  });

  it("lists the readings of an ambiguous name", () =>
    expect(error("HER2 V777L/M")?.readings).toEqual(["ERBB2 V777L", "ERBB2 V777M"]));

  it("suggests the polymorphism that a paper names from the other allele", () =>
    expect(error("ERBB2 Ala1170Pro")?.suggestion).toContain("P1170A"));

  it("suggests the residue of the other isoform and of the mature protein", () => {
    expect(error("MET T1010I")?.suggestion).toContain("MET T992I");
    expect(error("ERBB2 S280F")?.suggestion).toContain("ERBB2 S310F (the name counts on the 1225 aa form");
    expect(error("BRAF V640E")?.suggestion).toContain("BRAF V600E (the name counts on the 807 aa form)");
    expect(error("NF1 R1947*")?.suggestion).toContain("NF1 R1968*");
    expect(error("EGFR R497K")?.suggestion).toContain("EGFR R521K");
  });

  it("suggests the coding place of the other isoform", () => {
    expect(error("MET c.3082+1G>A")?.suggestion).toContain("NM_000245.4:c.3028+1G>A");
    expect(error("MET c.3335A>G")?.suggestion).toContain("NM_000245.4:c.3281A>G");
  });

  it("suggests what a half-said name may mean", () => {
    expect(error("ERBB2 c.2263-2264delTTinsCC")?.suggestion).toContain("c.2263_2264");
    expect(error("HER2 CNV")?.suggestion).toContain("amplification");
    expect(error("COSM14060")?.message).toContain("COSMIC");
    expect(error("KRAS RS61764370")?.message).toContain("dbSNP");
    expect(error("NG_007503.1:g.12345A>G")?.message).toContain("positions of its own");
    expect(error("AGK-BRAF")?.suggestion).toContain("AGK::BRAF");
    expect(error("MET exon 14")?.suggestion).toContain("exon 14 mutation, insertion, deletion or skipping");
    expect(error("ERBB2 c.2264T-C")?.suggestion).toBe("ERBB2 c.2264T>C");
    expect(error("LRG_724:c.2264T>C")?.suggestion).toContain("LRG_724t1");
    expect(error("ERBB2 T2264C")?.suggestion).toBe("ERBB2 c.2264T>C");
  });

  it("gives every change of a list to the gene that stands before it", () =>
    expect(error("PIK3CA p.[E545K;H1047R]")?.readings).toEqual(["PIK3CA:p.E545K", "PIK3CA:p.H1047R"]));

  it("suggests the gene whose residue fits a bare name", () =>
    expect(error("T790M")?.suggestion).toContain("EGFR T790M"));

  it("suggests the nearest place where the residues fit", () =>
    expect(error("ERBB2 A774_G775insYVMA")?.suggestion).toContain("Y772_A775dup"));
});

describe("what an alteration says of itself", () => {
  it("gives coding and genomic names on both assemblies for a coding name", () => {
    const alteration = canonical("NM_004448.4:c.2313_2324dup", genes);
    expect(alteration).toMatchObject({
      kind: "coding",
      protein: "NP_004439.2:p.(Tyr772_Ala775dup)",
      coding: "NM_004448.4:c.2313_2324dup",
      genomic: {
        GRCh37: "NC_000017.10:g.37880984_37880995dup",
        GRCh38: "NC_000017.11:g.39724731_39724742dup",
      },
      exon: 20,
      domain: "kinase",
      consequence: "inframe_insertion",
    });
    expect(alteration.aliases).toContain("A775_G776insYVMA");
  });

  it("places a copy of bases that are not known behind them, on both strands", () => {
    expect(canonical("ERBB2 c.74-1dup", genes)).toMatchObject({
      genomic: { GRCh37: "NC_000017.10:g.37863242dup", GRCh38: "NC_000017.11:g.39706989dup" },
      consequence: "splice_region_variant",
      exon: 2,
    });
    expect(canonical("TP53 c.376-3_376-1dup", genes).genomic?.GRCh38).toBe(
      "NC_000017.11:g.7675237_7675239dup",
    );
    // a copy of the first bases of an intron parts its donor site
    expect(canonical("ERBB2 c.73+1dup", genes).consequence).toBe("splice_donor_variant");
    expect(canonical("ERBB2 c.73+2dup", genes).consequence).toBe("splice_region_variant");
  });

  it("does not guess a coding change from a protein name", () => {
    expect(canonical("ERBB2 L755S", genes)).toMatchObject({ kind: "protein", coding: null, genomic: null });
  });

  it("says how a paper on another transcript names it", () => {
    expect(canonical("MET T992I", genes).aliases).toContain("NM_001127500:p.T1010I");
    expect(canonical("FGFR2 N549K", genes).aliases).toContain("NM_022970:p.N550K");
    expect(canonical("ERBB2 L755S", genes).aliases).toEqual([
      "p.L755S",
      "p.Leu755Ser",
      "NM_001005862:p.L725S",
      "NM_001289936:p.L740S",
    ]);
  });

  it("gives p14ARF the place on the genome that it shares with p16", () => {
    const arf = canonical("NM_058195.4:c.194G>A", genes);
    const place = arf.genomic?.GRCh38;
    expect(arf.key).toBe("CDKN2A(p14ARF):p.G65D");
    // the same base is read in another frame
    expect(canonical(place!, genes).key).toMatch(/^CDKN2A:p\./);
  });

  it("knows the same residue, and only that", () => {
    const [a, b, c, d] = ["ERBB2 T798I", "ERBB2 T798M", "ERBB2 L755S", "EGFR T790M"].map((name) =>
      canonical(name, genes),
    );
    expect(sameResidue(a!, b!)).toBe(true);
    expect(sameResidue(a!, c!)).toBe(false);
    expect(sameResidue(a!, d!)).toBe(false);
    expect(sameResidue(canonical("HER2-low", genes), canonical("HER2-low", genes))).toBe(false);
  });

  it("says where it lies", () => {
    expect(describeLocation(canonical("ERBB2 L755S", genes))).toBe("exon 19, kinase domain");
    expect(describeLocation(canonical("ERBB2 amplification", genes))).toBe("");
  });

  it("knows the common polymorphisms", () => {
    expect(polymorphismOf(canonical("ERBB2 I655V", genes), genes)?.rsid).toBe("rs1136201");
    expect(polymorphismOf(canonical("ERBB2 c.1963A>G", genes), genes)?.rsid).toBe("rs1136201");
    expect(polymorphismOf(canonical("ERBB2 L755S", genes), genes)).toBeNull();
  });
});
