import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importCivic } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import {
  adviceFor,
  adviceOn,
  example,
  knowledge,
  label,
  optionOf,
  oracles,
  rejectedOf,
  textOf,
  vcf,
  withImports,
} from "./workbench.ts";

/** The worked cases: what a correct report says of each, and what it must not say. */

const tDxd = "trastuzumab deruxtecan";

describe("1. breast, metastatic, untreated, IHC 3+", () => {
  const advice = adviceOn("01-breast-first-line");
  it("is HER2-positive without ISH", () => {
    expect(advice.status.status).toBe("positive");
    expect(advice.status.needed).toEqual([]);
  });
  it("has both first-line labels of the FDA met, in the first tier", () => {
    for (const regimen of [
      ["trastuzumab", "pertuzumab", "docetaxel"],
      [tDxd, "pertuzumab"],
    ]) {
      const option = optionOf(advice, ...regimen);
      expect(option?.tier).toBe("1");
      expect(option?.approvals.find((one) => one.agency === "FDA" && one.applies === "met")).toBeDefined();
    }
    expect(label(advice, "A029")).toMatchObject({ applies: "met", date: "2025-12-15" });
  });
  it("does not offer T-DXd as for HER2-low", () => {
    expect(label(advice, "A025")?.applies).toBe("not met");
    expect(label(advice, "A028")?.applies).toBe("not met");
    expect(optionOf(advice, tDxd)?.tier).not.toBe("1");
  });
});

describe("2. breast, IHC 2+, ISH group 2", () => {
  it("waits for the blinded recount: equivocal, not yet HER2-low", () => {
    const advice = adviceOn("02-breast-ish-group-2");
    expect(advice.status).toMatchObject({ status: "equivocal", ishGroup: 2 });
    expect(advice.status.eligibility).not.toContain("her2-low");
    expect(textOf(advice.status.needed)).toMatch(/recount/i);
    expect(label(advice, "A025")?.applies).toBe("unknown");
    expect(advice.options.filter((one) => one.tier === "1")).toEqual([]);
  });
  it("is negative and HER2-low after a recount in the same group", () => {
    const advice = adviceOn("02-breast-ish-group-2-recounted");
    expect(advice.status.status).toBe("negative");
    expect(advice.status.eligibility).toContain("her2-low");
    expect(label(advice, "A025")?.applies).toBe("met");
  });
  it("does not adopt a recount in another group in silence", () => {
    const given = example("02-breast-ish-group-2");
    const advice = adviceFor({
      ...given,
      tests: [
        {
          sample: "s1",
          ihc: { score: "2+", scoring: "breast-2018" },
          ish: {
            probe: "dual",
            ratio: 2.2,
            her2PerCell: 3.2,
            cells: 20,
            recount: { probe: "dual", ratio: 2.3, her2PerCell: 4.6, cells: 20 },
          },
        },
      ],
    });
    expect(advice.status.status).toBe("indeterminate");
    expect(label(advice, "A025")?.applies).toBe("unknown");
  });
});

describe("3. breast, IHC 2+, ISH group 3, called negative by its laboratory", () => {
  const advice = adviceOn("03-breast-ish-group-3");
  it("asks for a recount and says which edition the call fits", () => {
    expect(advice.status).toMatchObject({ status: "equivocal", ishGroup: 3 });
    expect(advice.status.flags.map((flag) => flag.code)).toContain("edition-differs");
    expect(textOf(advice.status.flags)).toMatch(/2007/);
  });
});

describe("4. breast, hormone-receptor positive, IHC 0 after endocrine therapy", () => {
  const given = example("04-breast-ultralow");
  const staining = (words: string | undefined) => ({
    ...given,
    treatments: [{ regimen: ["letrozole", "palbociclib"], setting: "metastatic", line: 1, progressed: true }],
    tests: [
      {
        sample: "s1",
        ihc: { score: "0", scoring: "breast-2018", ...(words ? { membraneStaining: words } : {}) },
      },
    ],
  });
  it("with faint partial staining is ultralow, and the label of DESTINY-Breast06 is met", () => {
    const advice = adviceFor(staining("faint-partial"));
    expect(advice.status.eligibility).toContain("her2-ultralow");
    expect(label(advice, "A028")).toMatchObject({ applies: "met", date: "2025-01-27" });
    expect(optionOf(advice, tDxd)?.tier).toBe("1");
  });
  it("with none is not eligible", () => {
    const advice = adviceFor(staining("none"));
    expect(label(advice, "A028")?.applies).toBe("not met");
    expect(optionOf(advice, tDxd)).toBeUndefined();
  });
  it("with the staining unknown has a gap that would change the answer", () => {
    const advice = adviceFor(staining(undefined));
    expect(label(advice, "A028")?.applies).toBe("unknown");
    const gap = advice.gaps.find((one) => /membrane staining/i.test(one.test));
    expect(gap?.wouldChange).toContain(tDxd);
  });
});

describe("5. breast, early, residual disease after TCHP", () => {
  const advice = adviceOn("05-breast-residual-disease");
  it("has T-DXd and T-DM1 met for the FDA", () => {
    expect(label(advice, "A031")).toMatchObject({ applies: "met", date: "2026-05-15" });
    expect(label(advice, "A019")?.applies).toBe("met");
  });
  it("says of other agencies what is on record, and never reads silence as refusal", () => {
    expect(label(advice, "A020")?.applies).toBe("met");
    for (const option of advice.options)
      for (const row of option.approvals)
        if (row.status === "no record found") expect(row.applies).toBe("unknown");
    expect(textOf(advice.options.flatMap((one) => one.approvals.map((row) => row.status)))).not.toMatch(
      /^not approved/,
    );
  });
});

describe("6. gastric biopsy with a cluster of six strongly stained cells", () => {
  const advice = adviceOn("06-gastric-biopsy");
  it("is 3+ by the biopsy rule", () => {
    expect(advice.status.status).toBe("positive");
    expect(advice.status.ihc).toMatchObject({ score: "3+", computed: true });
  });
  it("has trastuzumab with chemotherapy met, and pembrolizumab waiting for PD-L1", () => {
    expect(label(advice, "A003")?.applies).toBe("met");
    expect(label(advice, "A089b")?.applies).toBe("unknown");
    const gap = advice.gaps.find((one) => /PD-L1/.test(one.test));
    expect(gap?.wouldChange.some((id) => id.includes("pembrolizumab"))).toBe(true);
    const tested = adviceFor({ ...example("06-gastric-biopsy"), biomarkers: { pdl1Cps: 1 } });
    expect(label(tested, "A089b")?.applies).toBe("met");
    const negative = adviceFor({ ...example("06-gastric-biopsy"), biomarkers: { pdl1Cps: 0 } });
    expect(label(negative, "A089b")?.applies).toBe("not met");
  });
  it("keeps zanidatamab unknown: the wording of its biomarker was not seen", () => {
    for (const id of ["A069a", "A069b"]) {
      expect(label(advice, id)?.applies).toBe("unknown");
      expect(label(advice, id)?.recalled).toContain("biomarker");
    }
  });
  it("would be 0 in a resection", () => {
    const given = example("06-gastric-biopsy");
    const [test] = given.tests as Record<string, unknown>[];
    expect(adviceFor({ ...given, tests: [{ ...test, specimen: "resection" }] }).status.ihc?.score).toBe("0");
  });
});

describe("7. gastric, progressed on trastuzumab", () => {
  const advice = adviceOn("07-gastric-after-trastuzumab");
  it("offers T-DXd with a caution to test again on new tissue, and says why", () => {
    const option = optionOf(advice, tDxd);
    expect(option?.tier).toBe("1");
    const caution = option?.cautions.find((one) => one.code === "safety.gastric.retest-after-trastuzumab");
    expect(caution?.severity).toBe("caution");
    expect(caution?.message.text).toMatch(/lost/);
  });
  it("drops the caution once HER2 was tested after trastuzumab", () => {
    const given = example("07-gastric-after-trastuzumab");
    const retested = adviceFor({
      ...given,
      tests: [
        ...(given.tests as unknown[]),
        {
          sample: "s2",
          date: "2026-09-20",
          specimen: "biopsy",
          afterTherapy: ["trastuzumab"],
          ihc: { score: "3+", scoring: "gastric-2016" },
        },
      ],
    });
    expect(textOf(retested.cautions)).not.toMatch(/retest-after-trastuzumab/);
  });
});

describe("8. NSCLC with an exon 20 insertion, untreated", () => {
  const advice = adviceOn("08-nsclc-yvma");
  it("knows the change under its canonical name", () => {
    expect(advice.alterations[0]?.proteinShort).toBe("Y772_A775dup");
  });
  it("has zongertinib in first line, sevabertinib not", () => {
    expect(label(advice, "A071")?.applies).toBe("met");
    expect(optionOf(advice, "zongertinib")?.tier).toBe("1");
    expect(label(advice, "A076")?.applies).not.toBe("met");
    expect(label(advice, "A075")).toMatchObject({ applies: "not met", couldChange: true });
    expect(optionOf(advice, "sevabertinib")).toBeUndefined();
  });
  it("has T-DXd and, in China, zongertinib, T-DXd and rezetecan only after prior therapy", () => {
    for (const id of ["A026", "A047", "A072", "A082"])
      expect(label(advice, id)).toMatchObject({ applies: "not met", couldChange: true });
    const later = adviceFor({
      ...example("08-nsclc-yvma"),
      treatments: [
        { regimen: ["carboplatin", "pemetrexed"], setting: "metastatic", line: 1, progressed: true },
      ],
      treatmentsComplete: true,
    });
    for (const id of ["A026", "A047", "A072", "A082"]) expect(label(later, id)?.applies).toBe("met");
  });
  it("shows pyrotinib in China as unresolved, both positions, and carries no option on it", () => {
    const conflict = advice.conflicts.find((one) => one.concerns.includes("A-pyr-nsclc"));
    expect(conflict?.positions.length).toBeGreaterThan(1);
    expect(optionOf(advice, "pyrotinib")?.kind).not.toBe("standard");
  });
});

describe("9. NSCLC, amplified, no mutation, IHC not done", () => {
  const advice = adviceOn("09-nsclc-amplified");
  it("is not HER2-mutant, and gives no drug for amplification as such", () => {
    expect(label(advice, "A026")?.applies).toBe("not met");
    expect(advice.options.filter((one) => one.tier === "1")).toEqual([]);
  });
  it("asks for IHC, because 3+ opens the tumour-agnostic label", () => {
    expect(label(advice, "A027")?.applies).toBe("unknown");
    const gap = advice.gaps.find((one) => /IHC/.test(one.test) && one.wouldChange.includes(tDxd));
    expect(gap).toBeDefined();
  });
  it("does not offer zongertinib", () => {
    expect(optionOf(advice, "zongertinib")).toBeUndefined();
    expect(textOf(rejectedOf(advice, "zongertinib")?.because)).toMatch(/biomarker: not met/);
  });
});

describe("10. NSCLC, progressed on osimertinib, new ERBB2 amplification", () => {
  const advice = adviceOn("10-nsclc-after-osimertinib");
  it("says acquired bypass resistance, with the figures where they belong", () => {
    const caution = advice.cautions.find((one) => one.code === "mechanism.R14");
    expect(textOf(caution?.because)).toMatch(/12 %/);
    expect(textOf(caution?.because)).toMatch(/2\.9 %/);
    expect(textOf(caution?.because)).toMatch(/T790M/);
    expect(textOf(caution?.because)).toMatch(/osimertinib/);
  });
  it("asks for IHC and otherwise has trial-level options only", () => {
    expect(advice.gaps.some((one) => /IHC/.test(one.test))).toBe(true);
    expect(advice.options.filter((one) => one.tier === "1")).toEqual([]);
    expect(advice.options.some((one) => one.kind === "investigational")).toBe(true);
  });
});

describe("11. colorectal, IHC 3+ after three chemotherapies", () => {
  it("RAS wild type by coverage: tucatinib with trastuzumab is met", () => {
    const advice = adviceOn("11-colorectal-ras-wild-type");
    expect(advice.status.status).toBe("positive");
    expect(label(advice, "A057")?.applies).toBe("met");
    expect(["met", "unknown"]).toContain(label(advice, "A027")?.applies);
  });
  it("RAS mutated: tucatinib is not met, T-DXd unchanged, and cetuximab and panitumumab resistance is noted", () => {
    const mutant = adviceOn("11-colorectal-ras-mutant");
    const wild = adviceOn("11-colorectal-ras-wild-type");
    expect(label(mutant, "A057")?.applies).toBe("not met");
    expect(label(mutant, "A027")?.applies).toBe(label(wild, "A027")?.applies);
    const caution = mutant.cautions.find((one) => /cetuximab and panitumumab/.test(one.message.text));
    expect(caution?.severity).toBe("caution");
    expect(textOf(wild.cautions)).not.toMatch(/cetuximab and panitumumab/);
  });
  it("3+ in 8 % of cells: negative by HERACLES; amplification, which the label names too, is a gap", () => {
    const advice = adviceOn("11-colorectal-few-cells");
    expect(advice.status.status).toBe("negative");
    expect(label(advice, "A057")?.applies).toBe("unknown");
    const gaps = advice.gaps.filter((one) => one.wouldChange.includes("trastuzumab + tucatinib"));
    expect(gaps.some((one) => /ISH|copy number/.test(one.test))).toBe(true);
  });
});

describe("12. biliary, previously treated", () => {
  it("IHC 2+ amplified: the label of zanidatamab is not met, and 1 of 18 is shown", () => {
    const advice = adviceOn("12-biliary-ihc-2");
    expect(label(advice, "A066")?.applies).toBe("not met");
    expect(textOf(rejectedOf(advice, "zanidatamab")?.because)).toMatch(/1\/18/);
  });
  it("IHC 3+: zanidatamab is met, T-DXd met or unknown", () => {
    const advice = adviceOn("12-biliary-ihc-3");
    expect(label(advice, "A066")?.applies).toBe("met");
    expect(["met", "unknown"]).toContain(label(advice, "A027")?.applies);
  });
  it("untreated: zanidatamab is not met yet", () => {
    const advice = adviceFor({ ...example("12-biliary-ihc-3"), treatments: [], treatmentsComplete: true });
    expect(label(advice, "A066")).toMatchObject({ applies: "not met", couldChange: true });
  });
});

describe("13. breast, oestrogen-receptor positive, L755S", () => {
  const advice = adviceOn("13-breast-l755s");
  const nft = optionOf(advice, "neratinib", "fulvestrant", "trastuzumab");
  it("warns of lapatinib and trastuzumab resistance and of conflicting evidence on neratinib", () => {
    const said = advice.cautions.map((one) => one.message.text);
    expect(said.some((text) => /L755S: resistance to lapatinib/.test(text))).toBe(true);
    expect(said.some((text) => /L755S: resistance to trastuzumab/.test(text))).toBe(true);
    expect(said.some((text) => /evidence on neratinib conflicts/.test(text))).toBe(true);
    expect(textOf(advice.cautions)).toMatch(/endocrine/);
  });
  it("shows SUMMIT 6 of 15 with the exact interval, not as of this allele alone", () => {
    const figure = nft?.evidence.figures.find((one) => one.responders === 6 && one.n === 15);
    expect(figure).toMatchObject({ scope: "class", estimate: 40, unit: "%" });
    expect(figure?.ciLow).toBeCloseTo(16.34, 1);
    expect(figure?.ciHigh).toBeCloseTo(67.71, 1);
    expect(figure?.interval).toMatch(/computed.*exact/);
  });
  it("is investigational; its function is disputed and not read as activating", () => {
    expect(nft?.kind).toBe("investigational");
    expect(advice.options.every((one) => one.kind === "investigational")).toBe(true);
    expect(advice.alterations[0]?.function?.class).toBe("disputed");
    expect(advice.cautions.some((one) => one.code === "disputed-function")).toBe(true);
  });
  it("finds the first report's case", () => {
    expect(advice.similarCases[0]?.text).toMatch(/11 months/);
  });
});

describe("14. the same with ERBB3 E928G", () => {
  const advice = adviceOn("14-breast-l755s-erbb3");
  it("adds reduced neratinib effect and takes no caution away", () => {
    const before = new Set(
      adviceOn("13-breast-l755s")
        .cautions.filter((one) => one.topic === "resistance")
        .map((one) => one.message.text),
    );
    const after = new Set(advice.cautions.map((one) => one.message.text));
    for (const text of before) expect(after).toContain(text);
    expect(textOf(advice.cautions)).toMatch(/ERBB3 E928G.*neratinib/);
    expect(textOf(advice.cautions)).toMatch(/SUMMIT/);
  });
  it("keeps PI3K inhibition preclinical", () => {
    for (const option of advice.options)
      if (option.regimen.some((id) => knowledge.therapyIs(id, "PI3K inhibitor")))
        expect(option.tier).toBe("5");
  });
});

describe("15. breast, triple-negative inflammatory, V777L and S310F", () => {
  const advice = adviceOn("15-breast-v777l-s310f");
  it("shows the published case as its review reports it", () => {
    const shown = textOf(advice.similarCases);
    expect(shown).toMatch(/stable disease/i);
    expect(shown).toMatch(/reported by a review/);
  });
  it("calls trastuzumab on V777L uncertain", () => {
    expect(
      advice.cautions.some((one) => /V777L: the effect of trastuzumab is uncertain/.test(one.message.text)),
    ).toBe(true);
  });
});

describe("16. breast, FISH positive without copies, PIK3CA H1047R", () => {
  const advice = adviceOn("16-breast-pik3ca");
  it("cannot tell group 1 from group 2: indeterminate, options unknown and not absent", () => {
    expect(advice.status.status).toBe("indeterminate");
    expect(advice.status.flags.map((flag) => flag.code)).toContain("interpretation-only");
    expect(advice.options.length).toBeGreaterThan(0);
    expect(advice.options.every((one) => one.tier !== "1")).toBe(true);
    expect(label(advice, "A018")?.applies).toBe("unknown");
  });
  it("shows PIK3CA as resistance context with the counter-evidence for T-DM1", () => {
    const caution = advice.cautions.find((one) => one.code === "mechanism.R04");
    expect(textOf(caution?.because)).toMatch(/counter-evidence.*T-DM1/);
  });
  it.skipIf(oracles === undefined)("gives the same report from the VCF of both assemblies", async () => {
    const given = { ...example("16-breast-pik3ca"), alterations: undefined };
    const bare = JSON.parse(JSON.stringify(given));
    const [a, b] = await Promise.all(
      (["GRCh37", "GRCh38"] as const).map(async (assembly) =>
        adviceFor(bare, {
          calls: [
            await vcf(
              join(oracles ?? "", `evidence/inputs/pcgr/T001-BRCA.${assembly.toLowerCase()}.vcf.gz`),
              assembly,
            ),
          ],
        }),
      ),
    );
    expect(a?.alterations.map((one) => one.key)).toEqual(
      expect.arrayContaining(["PIK3CA:p.H1047R", "TP53:p.V272M"]),
    );
    const withoutCoordinates = (advice: unknown) =>
      JSON.stringify(advice, (field, value) => (field === "input" ? undefined : value));
    expect(withoutCoordinates(a)).toBe(withoutCoordinates(b));
  });
});

describe("17. ERBB2 I655V and P1170A", () => {
  const advice = adviceOn("17-polymorphisms");
  it("are common polymorphisms from which no therapy follows", () => {
    expect(advice.cautions.filter((one) => one.code === "polymorphism")).toHaveLength(2);
    expect(label(advice, "A064")?.applies ?? "not met").not.toBe("met");
    expect(advice.matrix.rows).toEqual([]);
    expect(advice.options.every((one) => one.evidence.statements.length === 0)).toBe(true);
  });
});

describe("18. ERBB2 T798I", () => {
  it("warns of neratinib resistance and does not offer neratinib again", () => {
    const advice = adviceOn("18-breast-t798i");
    expect(advice.cautions.some((one) => /T798I: resistance to neratinib/.test(one.message.text))).toBe(true);
    expect(optionOf(advice, "neratinib")).toBeUndefined();
    expect(textOf(rejectedOf(advice, "neratinib")?.because)).toMatch(/progressed on neratinib/i);
  });
  it.skipIf(oracles === undefined)(
    "with CIViC: T798M's lapatinib is shown of the same residue, and 'does not support' is no resistance",
    () => {
      const imported = importCivic(readFileSync(join(oracles ?? "", "evidence/civic_all_20260425.tsv")), {
        name: "civic",
        date: "2026-04-25",
        hash: "sha256:of-the-file",
        knowledge,
      });
      if (!imported.ok) throw new Error(imported.error.message);
      const advice = adviceOn("18-breast-t798i", { knowledge: withImports([imported.value]) });
      const t798i = advice.alterations.find((one) => one.proteinShort === "T798I");
      const lapatinib = t798i?.statements.filter(
        (one) => one.therapies.includes("lapatinib") && one.id.startsWith("civic"),
      );
      expect(lapatinib?.every((one) => one.match === "same residue")).toBe(true);
      const osimertinib = t798i?.statements.filter((one) => one.therapies.includes("osimertinib"));
      expect(osimertinib?.every((one) => one.effect !== "resistant")).toBe(true);
      expect(advice.cautions.every((one) => !/resistance to osimertinib/i.test(one.message.text))).toBe(true);
    },
  );
});

describe("19. NSCLC, V659E and G660D", () => {
  const advice = adviceOn("19-nsclc-transmembrane");
  it("are not in the kinase domain: the FDA's labels of zongertinib and sevabertinib are not met", () => {
    for (const id of ["A070", "A071", "A075"]) expect(label(advice, id)?.applies).toBe("not met");
  });
  it("are activating: T-DXd after prior therapy is met, and so is the NMPA's wording for zongertinib", () => {
    expect(label(advice, "A026")?.applies).toBe("met");
    expect(label(advice, "A072")?.applies).toBe("met");
  });
  it("says that G660D may be germline and advises counselling", () => {
    expect(advice.alterations.find((one) => one.proteinShort === "G660D")?.germlineAdvice?.text).toMatch(
      /counselling/,
    );
  });
});

describe("20. only the words HER2 negative", () => {
  const advice = adviceOn("20-status-only");
  it("is negative as reported; low and ultralow cannot be decided; the score is asked for", () => {
    expect(advice.status.status).toBe("negative");
    expect(advice.status.undecided.map((one) => one.eligibility)).toEqual(
      expect.arrayContaining(["her2-low", "her2-ultralow"]),
    );
    expect(label(advice, "A028")?.applies).toBe("unknown");
    expect(textOf(advice.gaps)).toMatch(/score|IHC/);
  });
});
