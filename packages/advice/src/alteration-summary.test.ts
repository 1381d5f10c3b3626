import { canonical } from "@erbium/variants";
import { describe, expect, it } from "vitest";
import { alteration, approval, claim, smallKnowledge, statement } from "../test/small-knowledge.ts";
import { knowledge } from "../test/workbench.ts";
import { alterationSummaries, recordedResidues } from "./alteration-summary.ts";

const summarise = alterationSummaries(knowledge, "2026-11-21");
const of = (name: string) => summarise(canonical(name, knowledge.genes));

describe("what is known of an alteration, in figures", () => {
  it("is of the change itself where it is recorded", () => {
    const found = of("ERBB2 Y772_A775dup");
    expect(found).toMatchObject({ match: "exact", function: { class: "activating", status: "verified" } });
    expect(found.statements).toBe(knowledge.alteration("ERBB2:p.Y772_A775dup")?.statements.length);
  });
  it("is of its class, or of its residue, where only that is recorded", () => {
    expect(of("ERBB2 A771_Y772insV")).toMatchObject({ match: "class" });
    expect(of("ERBB2 T798M")).toMatchObject({ match: "same residue", function: null });
    expect(of("ERBB2 A1000V")).toMatchObject({ match: "none", function: null, statements: 0 });
  });
  it("counts claims of the change and of the classes that it belongs to", () => {
    const all = knowledge.claimsFor({});
    const count = (...keys: string[]) =>
      all.filter((claim) => keys.includes(claim.alterationKey ?? "")).length;
    expect(of("ERBB2 amplification").claims).toBe(count("ERBB2:amplification"));
    expect(of("ERBB2 Y772_A775dup").claims).toBe(
      count("ERBB2:mutation", "ERBB2:exon-20-mutation", "ERBB2:exon-20-insertion"),
    );
  });
  it("knows common polymorphisms of every gene, recorded or not, and that they may be germline", () => {
    for (const name of ["ERBB2 I655V", "TP53 P72R", "MET N375S", "ESR1 c.30T>C"])
      expect(of(name), name).toMatchObject({ polymorphism: true, germlinePossible: true });
    for (const name of ["MET N375K", "ESR1 D538G", "ERBB2 L755S"])
      expect(of(name), name).toMatchObject({ polymorphism: false, germlinePossible: false });
    expect(of("ERBB2 G660D")).toMatchObject({ polymorphism: false, germlinePossible: true });
  });
  it("names the labels whose biomarker it meets by itself, and none for a polymorphism", () => {
    const labels = of("ERBB2 Y772_A775dup").approvals;
    expect(labels.length).toBeGreaterThan(0);
    for (const id of labels)
      expect(knowledge.approvals.find(({ row }) => row.id === id)?.row.words.biomarker).toMatch(
        /mut|exon 20/i,
      );
    expect(of("NRG1 fusion").approvals.length).toBeGreaterThan(0);
    expect(of("ERBB2 I655V")).toMatchObject({ polymorphism: true, approvals: [] });
    expect(of("TP53 R175H").approvals).toEqual([]);
  });
  it("depends on the day", () =>
    expect(
      alterationSummaries(knowledge, "2015-01-01")(canonical("NRG1 fusion", knowledge.genes)).approvals,
    ).toEqual([]));
  it("is nothing for a name that cannot be read", () =>
    expect(of("nonsense")).toMatchObject({ match: "none" }));
});

describe("a summary", () => {
  const records = [
    alteration("L755S", {
      germlinePossible: true,
      function: { class: "disputed", words: "both", status: "conflict" },
      statements: [statement({ id: "a" }), statement({ id: "b" })],
    }),
    alteration("exon 20", {
      key: "ERBB2:exon-20-insertion",
      function: { words: "of the class" },
      statements: [statement({ id: "c" })],
    }),
    alteration("mutation", {
      key: "ERBB2:mutation",
      function: { status: "recalled" },
      statements: [statement({ id: "d" })],
    }),
  ];
  const made = (
    name: string,
    part: Parameters<typeof smallKnowledge>[0] = { alterations: records },
    asOf = "2026-11-21",
  ) => {
    const small = smallKnowledge(part);
    return alterationSummaries(small, asOf)(canonical(name, small.genes));
  };
  const nothingKnown = {
    function: null,
    match: "none",
    polymorphism: false,
    germlinePossible: false,
    statements: 0,
    claims: 0,
    approvals: [],
  };
  it("is of the closest records and of no others", () => {
    expect(made("ERBB2 L755S")).toEqual({
      function: { class: "disputed", words: "both", status: "conflict" },
      match: "exact",
      polymorphism: false,
      germlinePossible: true,
      statements: 2,
      claims: 0,
      approvals: [],
    });
    expect(made("ERBB2 Y772_A775dup")).toEqual({
      ...nothingKnown,
      function: { class: "activating", words: "of the class", status: "verified" },
      match: "class",
      statements: 2,
    });
    expect(made("ERBB2 L755P", { alterations: records.slice(0, 1) })).toEqual({
      ...nothingKnown,
      match: "same residue",
      statements: 2,
    });
    for (const name of ["ERBB2 p.L755=", "gibberish", "ERBB2 Q755S", "KRAS G12D"])
      expect([name, made(name)]).toEqual([name, nothingKnown]);
  });
  it("counts claims of the change and of its classes, however their keys are written, each once", () => {
    const claims = [
      claim("1", { alterationKey: "ERBB2:p.Y772_A775dup" }),
      claim("2", { alterationKey: "ERBB2:exon-20-insertion" }),
      claim("3", { alterationKey: "ERBB2:Mutation" }),
      claim("4", { alterationKey: "ERBB2:mutation" }),
      claim("5", { alterationKey: "ERBB2:p.L755S" }),
      claim("6", { alterationKey: "EGFR:mutation" }),
      claim("7", { alterationKey: null }),
      claim("8", { alterationKey: "KRAS:p.G12D" }),
    ];
    expect(made("ERBB2 Y772_A775dup", { claims }).claims).toBe(4);
    expect(made("ERBB2 exon 20 insertion", { claims }).claims).toBe(3);
    expect(made("KRAS G12D", { claims })).toEqual({ ...nothingKnown, claims: 1 });
    expect(made("NRAS Q61K", { claims })).toEqual(nothingKnown);
  });

  describe("of labels", () => {
    const label = (biomarker: string, part: Parameters<typeof approval>[0] = {}) =>
      approval({ id: biomarker, requires: { biomarker }, ...part });
    const met = (name: string, ...approvals: ReturnType<typeof approval>[]) =>
      made(name, {
        alterations: [
          alteration("V777L"),
          alteration("V659E"),
          alteration("I655V", { function: { class: "benign polymorphism" } }),
        ],
        approvals,
      }).approvals;
    it("names those whose biomarker the alteration meets by itself", () => {
      const labels = [
        label('altered("ERBB2", "mutation")'),
        label("activatingMutation"),
        label("kinaseDomainMutation"),
        label('altered("NRG1", "fusion")'),
        label("her2Positive"),
        label("activatingMutation and her2Positive"),
        label("kinaseDomainMutation or her2Positive"),
      ];
      expect(met("ERBB2 V777L", ...labels)).toEqual([
        'altered("ERBB2", "mutation")',
        "activatingMutation",
        "kinaseDomainMutation",
        "kinaseDomainMutation or her2Positive",
      ]);
      expect(met("ERBB2 V659E", ...labels)).toEqual(['altered("ERBB2", "mutation")', "activatingMutation"]);
      expect(met("ERBB2 S310F", ...labels)).toEqual(['altered("ERBB2", "mutation")']);
      expect(met("CD74-NRG1", ...labels)).toEqual(['altered("NRG1", "fusion")']);
      expect(met("ERBB2 I655V", ...labels)).toEqual([]);
      expect(met("ERBB2 amplification", ...labels)).toEqual([]);
    });
    it("is asked of the gene and of no other", () => {
      expect(met("ERBB2 V777L", label('altered("EGFR", "mutation")'))).toEqual([]);
      const egfr = alteration("L858R", { gene: "EGFR", key: "EGFR:p.L858R" });
      const approvals = [
        label("activatingMutation"),
        label("kinaseDomainMutation"),
        label('altered("EGFR", "mutation")'),
      ];
      expect(made("EGFR L858R", { alterations: [egfr], approvals }).approvals).toEqual([
        'altered("EGFR", "mutation")',
      ]);
      expect(made("EGFR L858R", { alterations: [egfr] }).function?.class).toBe("activating");
    });
    it("never reads what was not looked at as absent", () => {
      expect(met("ERBB2 V777L", label('not(altered("EGFR", "mutation"))'))).toEqual([]);
      expect(met("ERBB2 V777L", label('not(altered("ERBB2", "amplification"))'))).toEqual([]);
    });
    it("asks for a class however it is written", () => {
      expect(met("ERBB2 V777L", label('altered("ERBB2", "Mutation")'))).toHaveLength(1);
    });
    it("counts those in force, verified, whose biomarker was seen", () => {
      const biomarker = "activatingMutation";
      for (const part of [
        { status: "recalled" as const },
        { status: "conflict" as const },
        { state: "pending" as const },
        { from: "2027" },
        { from: "2026" },
        { recalled: ["biomarker"] },
      ])
        expect([part, met("ERBB2 V777L", label(biomarker, part))]).toEqual([part, []]);
      expect(met("ERBB2 V777L", approval({ requires: {} }))).toEqual([]);
    });
  });
});

it("knows the residues of a gene of which anything is recorded: by record, claim or polymorphism", () => {
  const residues = recordedResidues(
    smallKnowledge({
      alterations: [
        alteration("L755S"),
        alteration("Y772_A775dup"),
        alteration("x", { key: "ERBB2:amplification" }),
      ],
      claims: [
        claim("1", { alterationKey: "ERBB2:p.V777L" }),
        claim("2"),
        claim("3", { alterationKey: "ERBB3:p.E928G" }),
      ],
      polymorphisms: [{ gene: "ERBB2", protein: "I655V" }],
    }),
  );
  for (const residue of [755, 772, 775, 777, 655])
    expect([residue, residues("ERBB2").has(residue)]).toEqual([residue, true]);
  for (const residue of [756, 928, 773, 7])
    expect([residue, residues("ERBB2").has(residue)]).toEqual([residue, false]);
  expect([...residues("ERBB3")]).toContain(928);
  expect(residues("KRAS").size).toBe(0);
});
