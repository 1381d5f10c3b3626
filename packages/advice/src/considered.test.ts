import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Agency, Case, KnowledgeBundle } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  alteration,
  approval,
  imported,
  outcome,
  reportedPositive,
  smallKnowledge,
  smallPatient,
  statement,
  study,
} from "../test/small-knowledge.ts";
import { statementsOf } from "./alteration-statements.ts";
import { caseFacts } from "./case-facts.ts";
import { type Considered, considerRegimens } from "./considered.ts";
import { tumourView } from "./her2-view.ts";
import { fittingOutcomes } from "./study-evidence.ts";

const asOf = "2026-11-21";

/** What is considered for a patient who is HER2-positive as reported. */
const consider = (
  knowledge: KnowledgeIndex,
  given: Partial<Case> = {},
  chosen: readonly Agency[] = ["FDA"],
): readonly Considered[] => {
  const patient = smallPatient({ ...reportedPositive, ...given }, knowledge);
  const own = caseFacts(patient, tumourView(patient.state), asOf, []);
  const agnostic = caseFacts(
    patient,
    { positive: undefined, ihcScore: undefined, ihcScoring: undefined },
    asOf,
    [],
  );
  const keys = new Set(patient.findings.flatMap((one) => one.alteration.key ?? []));
  const outcomes = fittingOutcomes(
    patient,
    {
      her2Positive: true,
      ihcScore: undefined,
      amplified: undefined,
      ishPositive: undefined,
      her2Low: undefined,
      her2Ultralow: undefined,
      hormoneReceptorPositive: undefined,
    },
    knowledge,
    asOf,
  );
  const statements = patient.findings.flatMap((finding) => statementsOf(finding, keys, knowledge));
  return considerRegimens(patient, { own, agnostic }, { outcomes, statements }, knowledge, asOf, chosen);
};
const ids = (...from: Parameters<typeof consider>) => consider(...from).map((one) => one.id);
const grounds = (...from: Parameters<typeof consider>) =>
  Object.fromEntries(consider(...from).map((one) => [one.id, one.ground]));
const known = (part: Partial<KnowledgeBundle>): KnowledgeIndex => smallKnowledge(part);

describe("labels", () => {
  it("of this tumour are considered, those of one regimen together, whatever the order of its members", () => {
    const found = consider(
      known({
        approvals: [
          approval({ id: "A1", regimen: ["deltaxel", "alphamab"] }),
          approval({ id: "A2", regimen: ["alphamab", "deltaxel"], agency: "EMA" }),
          approval({ id: "A3", regimen: ["betamab"], tumours: ["STAD"] }),
        ],
      }),
    );
    expect(found.map((one) => [one.id, one.approvals.map(({ row }) => row.id)])).toEqual([
      ["alphamab + deltaxel", ["A1", "A2"]],
    ]);
  });
  it("of any solid tumour read HER2 by their own system; leukaemia is no solid tumour", () => {
    const knowledge = known({
      approvals: [
        approval({ id: "any", regimen: ["betamab"], tumours: [] }),
        approval({ id: "solid", regimen: ["gammanib"], tumours: ["SOLID"] }),
        approval({ id: "own" }),
      ],
    });
    expect(grounds(knowledge)).toEqual({
      alphamab: "label met",
      betamab: "label open",
      gammanib: "label open",
    });
    expect(grounds(knowledge, { tumour: "LEUK" })).toEqual({});
  });
  it("of a chosen jurisdiction come first, then by agency, met before open before not met, and by id", () => {
    const row = (id: string, agency: "FDA" | "EMA" | "NMPA" | "any", biomarker = "her2Positive") =>
      approval({ id, agency, requires: { biomarker } });
    const found = consider(
      known({
        approvals: [
          row("1", "any"),
          row("2", "FDA", "not(her2Positive)"),
          row("3", "FDA", "pdl1Cps >= 1"),
          row("5", "FDA"),
          row("4", "FDA"),
          row("6", "EMA"),
          row("7", "NMPA"),
        ],
      }),
      {},
      ["NMPA", "FDA"],
    );
    expect(found[0]?.approvals.map(({ row: { id } }) => id)).toEqual(["4", "5", "3", "2", "7", "6", "1"]);
  });
});

describe("the ground of a regimen", () => {
  const ground = (
    part: Partial<KnowledgeBundle>,
    given: Partial<Case> = {},
    chosen: readonly Agency[] = ["FDA"],
  ) => grounds(known(part), given, chosen).alphamab;
  const open = "pdl1Cps >= 1";
  const unmet = "not(her2Positive)";
  const label = (biomarker: string, agency: "FDA" | "EMA" | "any" = "FDA", more: object = {}) =>
    approval({ id: `${agency} ${biomarker}`, agency, requires: { biomarker }, ...more });

  it("is a met label before an open one, of a chosen jurisdiction before another's", () => {
    expect(ground({ approvals: [label(open), label("her2Positive")] })).toBe("label met");
    expect(ground({ approvals: [label(open), label("her2Positive", "EMA")] })).toBe("label open");
    expect(ground({ approvals: [label(unmet), label("her2Positive", "EMA")] })).toBe("label elsewhere");
    expect(ground({ approvals: [label(unmet), label(open, "EMA")] })).toBe("trial");
    expect(ground({ approvals: [label(unmet), label(unmet, "EMA")] })).toBeNull();
  });
  it("is an open label where a treatment may have been a line: its setting is not recorded", () => {
    const first = { approvals: [approval({ requires: { line: "linesMetastatic = 0" } })] };
    const given = (setting?: "adjuvant" | "metastatic") => ({
      treatments: [{ regimen: ["deltaxel"], ...(setting ? { setting } : {}) }],
      treatmentsComplete: true,
    });
    expect(ground(first, given("adjuvant"))).toBe("label met");
    expect(ground(first, given())).toBe("label open");
    expect(ground(first, given("metastatic"))).toBeNull();
  });
  it("counts every agency where none is chosen, and a row of any agency as no jurisdiction's", () => {
    expect(ground({ approvals: [label("her2Positive", "EMA")] }, {}, [])).toBe("label met");
    expect(ground({ approvals: [label("her2Positive", "any")] }, {}, ["FDA"])).toBe("label elsewhere");
  });
  it("is no row that was recalled or rests on a conflict, and none without a decision", () => {
    for (const part of [
      { status: "recalled" as const },
      { status: "conflict" as const },
      { state: "pending" as const },
      { state: "opinion" as const },
      { state: "rejected" as const },
      { state: "unresolved" as const },
    ])
      expect([part, ground({ approvals: [label("her2Positive", "FDA", part)] })]).toEqual([part, null]);
  });
  it("is a study in this tumour, else one over tumours", () => {
    expect(ground({ studies: [study("ONE", outcome())] })).toBe("trial");
    expect(ground({ studies: [study("ONE", outcome({ tumour: "SOLID" }))] })).toBe("clinical elsewhere");
    expect(ground({ studies: [study("ONE", outcome({ alteration: "any HER2 alteration" }))] })).toBe(
      "clinical elsewhere",
    );
  });
  it("is no figure that was recalled, or of patients of whom it is not known that they are like this one", () => {
    expect(ground({ studies: [study("ONE", outcome({ status: "recalled" }))] })).toBeUndefined();
    expect(ground({ studies: [study("ONE", outcome({ alteration: "HER2-low" }))] })).toBeUndefined();
    expect(
      ground({
        approvals: [label(unmet)],
        studies: [
          study("ONE", outcome({ status: "recalled" }), outcome({ id: "o2", alteration: "HER2-low" })),
        ],
      }),
    ).toBeNull();
  });
  it("is not overruled by figures where a label over the same kind of marker is not met", () => {
    const expression = label(unmet);
    const mutation = label('altered("ERBB2", "mutation")');
    const covered = {
      alterations: ["ERBB2 L755S"],
      sequencing: [
        {
          material: "tissue" as const,
          genes: ["ERBB2"],
          types: ["snv" as const, "indel" as const],
          result: "complete" as const,
        },
      ],
    };
    const noMutation = { ...covered, alterations: [] };
    const ofExpression = study("ONE", outcome());
    const ofMutation = study("TWO", outcome({ alteration: "ERBB2 mutation" }));
    const mixed = study("THREE", outcome({ alteration: "any HER2 alteration" }));
    expect(ground({ approvals: [expression], studies: [ofExpression] })).toBeNull();
    expect(ground({ approvals: [expression], studies: [ofMutation] }, covered)).toBe("trial");
    expect(ground({ approvals: [mutation], studies: [ofExpression] }, noMutation)).toBe("trial");
    expect(ground({ approvals: [expression], studies: [mixed] })).toBeNull();
    expect(ground({ approvals: [mutation], studies: [mixed] }, noMutation)).toBeNull();
    const oldLine = label('altered("ERBB2", "mutation") and linesMetastatic >= 3');
    const untreated = { ...covered, treatments: [] };
    const untreatedStudy = study("TWO", outcome({ alteration: "ERBB2 mutation", line: "first" }));
    expect(ground({ approvals: [oldLine], studies: [untreatedStudy] }, untreated)).toBeNull();
  });
  it("rests on no study that was recalled, is not certainly of patients like this one, or of another regimen", () => {
    const overMutation = label('altered("ERBB2", "mutation") and not(setting = "metastatic")');
    const given = { alterations: ["ERBB2 L755S"] };
    const of = (part: object) =>
      ground({ approvals: [overMutation], studies: [study("ONE", outcome(part))] }, given);
    expect(of({})).toBe("trial");
    expect(of({ status: "recalled" })).toBeNull();
    expect(of({ alteration: "HER2-low" })).toBeNull();
    expect(of({ regimen: ["betamab"] })).toBeNull();
  });
  it("is nothing said against it", () => {
    const said = (effect: "sensitive" | "resistant") =>
      grounds(
        known({
          approvals: [approval({ regimen: ["gammanib"], requires: { biomarker: unmet } })],
          alterations: [alteration("L755S", { statements: [statement({ effect })] })],
        }),
        { alterations: ["ERBB2 L755S"] },
      ).gammanib;
    expect([said("sensitive"), said("resistant")]).toEqual(["clinical elsewhere", null]);
  });
  it.each([
    ["activatingMutation", null],
    ["kinaseDomainMutation", null],
    ['altered("ERBB2", "mutation")', null],
    ['altered("ERBB2", "exon 20 insertion")', null],
    ['altered("ERBB2", "amplification")', "trial"],
    ['altered("NRG1", "fusion")', "trial"],
  ])(
    "where a label asks for %s, which is not met, is, of a study over mutations, %s",
    (biomarker, expected) => {
      const covered = {
        alterations: ["ERBB2 S310F"],
        sequencing: [
          {
            material: "tissue" as const,
            genes: ["ERBB2", "NRG1"],
            types: ["snv" as const, "indel" as const, "cnv" as const, "fusion" as const],
            result: "complete" as const,
          },
        ],
      };
      const part = {
        approvals: [label(`${biomarker} and not(setting = "metastatic")`)],
        studies: [study("ONE", outcome({ alteration: "ERBB2 mutation" }))],
      };
      expect(ground(part, covered)).toBe(expected);
    },
  );
  it("is what is said of the alteration: patients before cells", () => {
    const said = (...statements: object[]) =>
      grounds(
        known({
          alterations: [
            alteration("L755S", {
              statements: statements.map((one, index) => statement({ id: `s${index}`, ...one })),
            }),
          ],
        }),
        { alterations: ["ERBB2 L755S"] },
      );
    expect(said({})).toEqual({ gammanib: "clinical elsewhere" });
    expect(said({ kind: "case" })).toEqual({ gammanib: "clinical elsewhere" });
    expect(said({ kind: "preclinical" })).toEqual({ gammanib: "preclinical" });
    expect(said({ kind: "preclinical" }, { kind: "case" })).toEqual({ gammanib: "clinical elsewhere" });
    for (const part of [
      { kind: "note" },
      { effect: "resistant" },
      { effect: "binds" },
      { status: "recalled" },
      { status: "conflict" },
      { therapies: [] },
      { therapies: ["HER2 TKI"] },
    ])
      expect([part, said(part)]).toEqual([part, {}]);
  });
  it("takes agents tried in cells one by one, and a combination given to patients as it was given", () => {
    const of = (kind: "clinical" | "preclinical") =>
      grounds(
        known({
          alterations: [
            alteration("L755S", { statements: [statement({ kind, therapies: ["gammanib", "alphamab"] })] }),
          ],
        }),
        { alterations: ["ERBB2 L755S"] },
      );
    expect(of("clinical")).toEqual({ "alphamab + gammanib": "clinical elsewhere" });
    expect(of("preclinical")).toEqual({ alphamab: "preclinical", gammanib: "preclinical" });
  });
  it("never transfers what is said of a neighbour, nor against a label over mutations that is not met", () => {
    const neighbour = { alterations: [alteration("L755P", { statements: [statement()] })] };
    expect(grounds(known(neighbour), { alterations: ["ERBB2 L755S"] })).toEqual({});
    const unmetLabel = (biomarker: string) => ({
      approvals: [approval({ regimen: ["gammanib"], requires: { biomarker } })],
      alterations: [alteration("L755S", { statements: [statement()] })],
    });
    const given = { alterations: ["ERBB2 L755S"] };
    const overMutations = 'altered("ERBB2", "mutation") and not(altered("ERBB2", "L755S"))';
    expect(grounds(known(unmetLabel(overMutations)), given)).toEqual({ gammanib: null });
    expect(grounds(known(unmetLabel("not(her2Positive)")), given)).toEqual({
      gammanib: "clinical elsewhere",
    });
  });
});

describe("a regimen that only evidence names", () => {
  it("is directed at HER2, of this line, and made of what can be given", () => {
    const found = (part: object, given: Partial<Case> = {}) =>
      ids(known({ studies: [study("ONE", outcome(part))] }), given);
    expect(found({ regimen: ["alphamab", "chemotherapy"] })).toEqual(["alphamab + chemotherapy"]);
    expect(found({ regimen: ["deltaxel"] })).toEqual([]);
    expect(found({ regimen: ["HER2 ADC"] })).toEqual([]);
    expect(found({ regimen: ["alphamab", "systemic therapy"] })).toEqual([]);
    expect(found({ regimen: ["alphamab", "mystery"] })).toEqual([]);
    expect(found({ line: "first" }, { treatments: [] })).toEqual(["alphamab"]);
    expect(found({ line: "pretreated" }, { treatments: [] })).toEqual([]);
  });
  it("stands once, also where a label or another study names a partner by its class", () => {
    expect(
      ids(
        known({
          approvals: [approval({ regimen: ["alphamab", "chemotherapy"] })],
          studies: [study("ONE", outcome({ regimen: ["alphamab", "deltaxel"] }))],
        }),
      ),
    ).toEqual(["alphamab + chemotherapy"]);
    expect(
      ids(
        known({
          studies: [
            study("TWO", outcome({ regimen: ["alphamab", "epsilabine"] })),
            study("ONE", outcome({ regimen: ["alphamab", "chemotherapy"] })),
          ],
        }),
      ),
    ).toEqual(["alphamab + chemotherapy"]);
  });
  it("may be directed elsewhere where the knowledge says so of the alteration, not where an import does", () => {
    const record = alteration("L755S", { statements: [statement({ therapies: ["zetalisib"] })] });
    expect(ids(known({ alterations: [record] }), { alterations: ["ERBB2 L755S"] })).toEqual(["zetalisib"]);
    const item = (id: string) => imported({ therapies: [{ name: id, id }] });
    expect(ids(smallKnowledge({}, item("zetalisib")), { alterations: ["ERBB2 L755S"] })).toEqual([]);
    expect(ids(smallKnowledge({}, item("gammanib")), { alterations: ["ERBB2 L755S"] })).toEqual(["gammanib"]);
  });
  it("stands among the others in order of its id", () => {
    expect(
      ids(
        known({
          approvals: [approval({ regimen: ["betamab"] })],
          studies: [
            study("ONE", outcome({ regimen: ["gammanib"] })),
            study("TWO", outcome({ regimen: ["alphamab"] })),
          ],
        }),
      ),
    ).toEqual(["alphamab", "betamab", "gammanib"]);
  });
});

describe("what stands beside a regimen", () => {
  it("are the statements on its members, by name or by class, whatever they say", () => {
    const statements = [
      statement({ id: "member", therapies: ["gammanib", "alphamab"], effect: "resistant" }),
      statement({ id: "class", therapies: ["anti-HER2"], effect: "uncertain" }),
      statement({ id: "other", therapies: ["gammanib"] }),
      statement({ id: "none", therapies: [] }),
    ];
    const found = consider(
      known({
        approvals: [approval({ regimen: ["alphamab", "deltaxel"] })],
        alterations: [alteration("L755S", { statements })],
      }),
      { alterations: ["ERBB2 L755S"] },
    );
    expect(found.find((one) => one.id === "alphamab + deltaxel")?.statements.map((one) => one.id)).toEqual([
      "member",
      "class",
    ]);
  });
  it("are its figures", () => {
    const found = consider(
      known({
        approvals: [approval()],
        studies: [study("ONE", outcome()), study("TWO", outcome({ regimen: ["betamab"] }))],
      }),
    );
    expect(found.map((one) => [one.id, one.figures.map((figure) => figure.study)])).toEqual([
      ["alphamab", ["ONE"]],
      ["betamab", ["TWO"]],
    ]);
  });
});

describe("the kind of studies behind a regimen", () => {
  const none = { randomised: false, prospective: false, basket: false, fda: false };
  const studied = (part: object, more: Partial<KnowledgeBundle> = {}) =>
    consider(
      known({
        approvals: [approval({ agency: "EMA" })],
        studies: [study("ONE", outcome({ design: null, ...part }))],
        ...more,
      }),
    )[0]?.studied;
  it.each(["PFS", "OS", "iDFS"])("is randomised by a hazard ratio of %s", (end) => {
    expect(studied({ design: "randomised", outcome: end, hr: 0.5 })).toEqual({
      ...none,
      randomised: true,
      prospective: true,
    });
  });
  it("is not randomised by a response rate, without a ratio, or by another design", () => {
    for (const part of [
      { design: "randomised", outcome: "ORR", hr: 0.5 },
      { design: "randomised", outcome: "PFS", hr: null },
      { design: "single-arm", outcome: "PFS", hr: 0.5 },
    ])
      expect(studied(part)).toEqual({ ...none, prospective: true });
  });
  it("is prospective unless the design is retrospective or not recorded", () => {
    expect(studied({ design: "retrospective" })).toEqual(none);
    expect(studied({})).toEqual(none);
  });
  it("is a basket where it ran over tumours, and then not of this tumour", () => {
    expect(studied({ tumour: "SOLID", design: "single-arm" })).toEqual({ ...none, basket: true });
  });
  it("counts nothing recalled and nothing of another regimen", () => {
    expect(studied({ design: "single-arm", status: "recalled" })).toEqual(none);
    expect(studied({ design: "single-arm", regimen: ["betamab"] })).toEqual(none);
  });
  it("knows a met label of the FDA", () => {
    expect(studied({}, { approvals: [approval(), approval({ id: "A2", agency: "EMA" })] })).toEqual({
      ...none,
      fda: true,
    });
    expect(studied({}, { approvals: [approval({ requires: { biomarker: "not(her2Positive)" } })] })).toEqual(
      none,
    );
  });
});
