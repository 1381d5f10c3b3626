import type { AlterationStatement, Option } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { smallKnowledge, smallPatient } from "../test/small-knowledge.ts";
import type { FoundStatement } from "./alteration-statements.ts";
import { matrixOf } from "./matrix.ts";

const knowledge = smallKnowledge();
const said = (part: Partial<AlterationStatement> = {}): FoundStatement => ({
  key: "ERBB2:p.L755S",
  imported: false,
  statement: {
    id: "s",
    text: "words",
    kind: "preclinical",
    therapies: ["gammanib"],
    effect: "sensitive",
    scope: "allele",
    match: "exact",
    status: "verified",
    doubt: null,
    sources: [],
    ...part,
  },
});
const rowsOf = (names: string[], statements: FoundStatement[] = []) =>
  smallPatient({ alterations: names }).findings.map((finding) => ({ finding, statements }));
const cell = (...statements: FoundStatement[]) =>
  matrixOf(rowsOf(["ERBB2 L755S"], statements), [], knowledge).cells[0]?.[0];
const regimens = (...regimen: string[][]) => regimen.map((one) => ({ regimen: one }) as unknown as Option);

describe("rows", () => {
  it("are the alterations that could be read, each once, named by gene and change", () => {
    const names = ["ERBB2 L755S", "ERBB2 amplification", "PIK3CA H1047R", "gibberish"];
    const findings = [...rowsOf(names), ...rowsOf(["ERBB2 L755S"])];
    expect(matrixOf(findings, [], knowledge).rows).toEqual([
      { key: "ERBB2:amplification", label: "ERBB2 amplification" },
      { key: "ERBB2:p.L755S", label: "ERBB2 L755S" },
      { key: "PIK3CA:p.H1047R", label: "PIK3CA H1047R" },
    ]);
  });
  it("leave out common polymorphisms", () => {
    const [row] = rowsOf(["ERBB2 L755S"]);
    const finding = row && { ...row.finding, known: { ...row.finding.known, polymorphism: true } };
    expect(matrixOf(finding ? [{ finding, statements: [said()] }] : [], [], knowledge)).toEqual({
      rows: [],
      columns: [],
      cells: [],
    });
  });
});

describe("columns", () => {
  const columns = (statements: FoundStatement[], options: Option[] = []) =>
    matrixOf(rowsOf(["ERBB2 L755S"], statements), options, knowledge).columns.map((one) => one.therapy);
  it("are the therapies something is said of, and the HER2-directed ones of the options", () => {
    expect(columns([said()], regimens(["alphamab", "deltaxel"]))).toEqual(["gammanib", "alphamab"]);
    expect(matrixOf(rowsOf(["ERBB2 L755S"], [said()]), [], knowledge).columns).toEqual([
      { therapy: "gammanib", label: "gammanib" },
    ]);
  });
  it("stand in order of how much is said, then of their id", () => {
    expect(
      columns([
        said({ therapies: ["gammanib", "betamab"] }),
        said({ therapies: ["deltaxel"] }),
        said({ therapies: ["deltaxel"] }),
        said({ therapies: ["alphamab"], effect: "binds" }),
      ]),
    ).toEqual(["deltaxel", "betamab", "gammanib"]);
  });
  it("count what is said over all rows", () => {
    const rows = [
      ...rowsOf(["ERBB2 L755S"], [said({ therapies: ["betamab"] }), said({ therapies: ["gammanib"] })]),
      ...rowsOf(["ERBB2 V777L"], [said({ therapies: ["gammanib"] })]),
    ];
    expect(matrixOf(rows, [], knowledge).columns[0]?.therapy).toBe("gammanib");
  });
  it("are fourteen at most", () => {
    const many = [...Array(15).keys()].map((n) => said({ therapies: [`t${String(n).padStart(2, "0")}`] }));
    expect(columns(many)).toHaveLength(14);
    expect(columns(many).at(-1)).toBe("t13");
  });
});

describe("a cell", () => {
  it.each([
    ["sensitive", "sensitive"],
    ["resistant", "resistant"],
    ["reduced", "resistant"],
    ["conflicting", "conflicting"],
    ["uncertain", "uncertain"],
    ["no benefit", "no benefit"],
  ] as const)("of what is %s says %s", (effect, direction) => {
    expect(cell(said({ effect }))?.direction).toBe(direction);
  });
  it.each(["binds", "none stated", null] as const)("is none of what is %s", (effect) => {
    expect(cell(said({ effect }))).toBeUndefined();
    expect(cell(said({ effect }), said())?.statements).toHaveLength(1);
  });
  it("takes what is only recalled where nothing confirmed speaks, and says so", () => {
    const recalled = said({ id: "told", effect: "resistant", status: "recalled" });
    expect(cell(recalled)).toMatchObject({ direction: "resistant", unconfirmed: true, statements: ["told"] });
    expect(cell(recalled, said({ match: "class" }))).toMatchObject({
      direction: "sensitive",
      match: "class",
      unconfirmed: false,
    });
  });
  it("names the statements of the closest match, whatever the others say", () => {
    const found = cell(
      said({ id: "near", match: "same residue" }),
      said({ id: "class", match: "class" }),
      said({ id: "own", effect: "resistant" }),
      said({ id: "own too", effect: "reduced", kind: "case" }),
      said({ id: "other", therapies: ["aaa"] }),
    );
    const whole = matrixOf(
      rowsOf(
        ["ERBB2 L755S"],
        [said({ id: "near", match: "same residue" }), said({ id: "own", effect: "resistant" })],
      ),
      [],
      knowledge,
    );
    expect(whole.cells).toEqual([
      [
        {
          direction: "resistant",
          level: "preclinical",
          match: "exact",
          unconfirmed: false,
          statements: ["own"],
        },
      ],
    ]);
    expect(found).toMatchObject({ match: "exact", statements: ["own", "own too"], level: "case" });
  });
  it.each([
    [["clinical", "case", "preclinical"], "clinical"],
    [["preclinical", "case"], "case"],
    [["preclinical", "note"], "preclinical"],
    [["note"], "preclinical"],
  ] as const)("of evidence %j stands on %s", (kinds, level) => {
    expect(cell(...kinds.map((kind) => said({ kind })))?.level).toBe(level);
  });
});
