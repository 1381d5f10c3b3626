import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assess } from "./assess.ts";
import { notANumber } from "./left-out.ts";
import { mappingSchema, mapRow } from "./mapping.ts";
import { tcgaBrca } from "./mappings/tcga-brca.ts";
import { readMeasurement } from "./read-measurement.ts";

const here = context();
const stateOf = (record: Record<string, string>) => {
  const mapped = mapRow(tcgaBrca, record);
  const read = readMeasurement(mapped.row);
  return assess(read.measurement, here, [...mapped.flags, ...read.flags]);
};

describe("a mapped table", () => {
  it("translates columns and leaves out missing words", () =>
    expect(
      mapRow(tcgaBrca, {
        bcr_patient_barcode: "A",
        her2_ihc_score: "2+",
        her2_fish_status: "NEGATIVE",
        her2_cent17_ratio: "1.3",
        her2_copy_number: "[Not Available]",
        other: "x",
      }),
    ).toEqual({
      row: { tumour: "BRCA", id: "A", ihc: { score: "2+" }, ish: { call: "negative", ratio: 1.3 } },
      flags: [],
    }));
  it("flags free text in a number column and words it does not know", () => {
    const { row, flags } = mapRow(tcgaBrca, { her2_copy_number: "not amplified", her2_ihc_score: "4+" });
    expect(row).toEqual({ tumour: "BRCA" });
    expect(flags.map((flag) => flag.code)).toEqual(["unknown-value", "non-numeric"]);
    expect(flags[1]?.message).toContain("ish.her2PerCell (her2_copy_number)");
  });
  it("uses a status without basis only where nothing stands beside it", () => {
    expect(mapRow(tcgaBrca, { her2_status_by_ihc: "Positive" }).row.reported).toBe("positive");
    expect(
      mapRow(tcgaBrca, { her2_status_by_ihc: "Positive", her2_ihc_score: "2+" }).row.reported,
    ).toBeUndefined();
    expect(mapRow(tcgaBrca, { her2_status_by_ihc: "Indeterminate" })).toEqual({
      row: { tumour: "BRCA" },
      flags: [],
    });
  });
  it("is data that its own schema accepts, and a user's mapping is checked by it", () => {
    expect(mappingSchema.parse(tcgaBrca)).toEqual(tcgaBrca);
    expect(mappingSchema.safeParse({ name: "x", columns: [{ column: "a", to: "ihc..score" }] }).success).toBe(
      false,
    );
    const evil = mappingSchema.parse({ name: "x", columns: [{ column: "a", to: "constructor.prototype" }] });
    expect(mapRow(evil, { a: "1" }).row).toEqual({});
  });
});

describe("a mapping", () => {
  const mapping = (...columns: object[]) =>
    mappingSchema.parse({ name: "m", missing: ["[Unknown]"], constants: { "ish.probe": "dual" }, columns });
  const row = (record: Record<string, string>, ...columns: object[]) => mapRow(mapping(...columns), record);
  const ish = { probe: "dual" };

  it("sets its constants in every row, and leaves out words for missing in any case", () => {
    expect(row({}, { column: "a", to: "id" })).toEqual({ row: { ish }, flags: [] });
    for (const a of ["", "  ", "[unknown]", " [UNKNOWN] "])
      expect(row({ a }, { column: "a", to: "id" })).toEqual({ row: { ish }, flags: [] });
  });
  it("trims a cell, and takes it whole where no translation is given", () =>
    expect(row({ a: " x y " }, { column: "a", to: "id" }).row).toEqual({ ish, id: "x y" }));
  it.each([
    ["2.5", 2.5],
    ["2.25", 2.25],
    ["+3", 3],
    ["-1", -1],
    ["12345", 12345],
  ])("reads %j as the number %f", (a, ratio) =>
    expect(row({ a }, { column: "a", to: "ish.ratio", number: true })).toEqual({
      row: { ish: { ...ish, ratio } },
      flags: [],
    }),
  );
  it.each(["2.", ".5", "2,5", "about 2", "2 cells", "1e3"])("does not read %j as a number", (a) =>
    expect(row({ a }, { column: "a", to: "ish.ratio", number: true })).toEqual({
      row: { ish },
      flags: [
        {
          ...notANumber("ish.ratio (a)", a),
          inputs: { column: "a", field: "ish.ratio (a)", value: a },
        },
      ],
    }),
  );
  it("translates whole cells in any case, to nothing where the cell means nothing", () => {
    const column = { column: "a", to: "reported", values: { Yes: "positive", No: "" } };
    expect(row({ a: "YES" }, column).row).toEqual({ ish, reported: "positive" });
    expect(row({ a: "no" }, column)).toEqual({ row: { ish }, flags: [] });
    expect(row({ a: "yes!" }, column).flags).toMatchObject([
      { code: "unknown-value", inputs: { column: "a", field: "reported (a)", value: "yes!" } },
    ]);
  });
  it("shows at most sixty letters of a cell it can not read", () =>
    expect(
      row({ a: "x".repeat(61) }, { column: "a", to: "ish.ratio", number: true }).flags[0]?.inputs.value,
    ).toBe("x".repeat(60)));
  it("fills a field once: the column above comes first, also where it stands in the way of another", () => {
    const columns = [
      { column: "a", to: "id" },
      { column: "b", to: "id" },
      { column: "c", to: "sample", onlyWithout: ["site", "id"] },
    ];
    expect(row({ a: "1", b: "2", c: "3" }, ...columns).row).toEqual({ ish, id: "1" });
    expect(row({ b: "2", c: "3" }, ...columns).row).toEqual({ ish, id: "2" });
    expect(row({ c: "3" }, ...columns).row).toEqual({ ish, sample: "3" });
    expect(row({ a: "[Unknown]", c: "3" }, ...columns).row).toEqual({ ish, sample: "3" });
  });
  it("does not read what only looks like a column", () =>
    expect(row({}, { column: "constructor", to: "id" }).row).toEqual({ ish }));
  it.each([
    [{ name: "", columns: [{ column: "a", to: "id" }] }],
    [{ name: "m", columns: [] }],
    [{ name: "m", columns: [{ column: "", to: "id" }] }],
    [{ name: "m", columns: [{ column: "a", to: "" }] }],
    [{ name: "m", columns: [{ column: "a", to: "1a" }] }],
    [{ name: "m", columns: [{ column: "a", to: "ihc.1a" }] }],
    [{ name: "m", columns: [{ column: "a", to: "a.b.c.d.e" }] }],
    [{ name: "m", columns: [{ column: "a", to: "ihc score" }] }],
    [{ name: "m", columns: [{ column: "a", to: " id" }] }],
    [{ name: "m", columns: [{ column: "a", to: "id", colour: "blue" }] }],
    [{ name: "m", colour: "blue", columns: [{ column: "a", to: "id" }] }],
  ])("of another shape is refused: %j", (value) =>
    expect(mappingSchema.safeParse(value).success).toBe(false),
  );
  it("may have everything that a mapping has, and needs little of it", () => {
    expect(mappingSchema.parse({ name: "m", columns: [{ column: "a", to: "a.b.c.d" }] })).toEqual({
      name: "m",
      missing: [],
      constants: {},
      columns: [{ column: "a", to: "a.b.c.d" }],
    });
    const column = { column: "a", to: "id", values: {}, number: true, onlyWithout: [], note: "why" };
    expect(mappingSchema.safeParse({ name: "m", description: "d", columns: [column] }).success).toBe(true);
  });
});

describe("the columns of TCGA-BRCA", () => {
  const read = (record: Record<string, string>) => mapRow(tcgaBrca, record).row;
  it("are each read into their field", () =>
    expect(
      read({
        bcr_patient_barcode: "TCGA-1",
        her2_ihc_score: "1+",
        her2_copy_number: "3.1",
        cent17_copy_number: "2.2",
        her2_and_cent17_cells_count: "40",
        her2_cent17_ratio: "1.4",
        her2_fish_status: "Negative",
        her2_status_by_ihc: "Positive",
      }),
    ).toEqual({
      tumour: "BRCA",
      id: "TCGA-1",
      ihc: { score: "1+" },
      ish: { her2PerCell: 3.1, cep17PerCell: 2.2, cells: 40, ratio: 1.4, call: "negative" },
    }));
  it.each([
    ["Positive", "positive"],
    ["Negative", "negative"],
    ["Equivocal", "equivocal"],
    ["Indeterminate", undefined],
  ])("say a call %s as %s", (cell, call) => {
    expect(read({ her2_fish_status: cell }).ish).toEqual(call === undefined ? undefined : { call });
    expect(read({ her2_status_by_ihc: cell }).reported).toBe(call);
  });
  it.each([
    { her2_ihc_score: "2+" },
    { her2_copy_number: "3" },
    { her2_cent17_ratio: "1.2" },
    { her2_fish_status: "Negative" },
  ])("do not read the status by IHC beside %j", (record) =>
    expect(read({ ...record, her2_status_by_ihc: "Positive" }).reported).toBeUndefined(),
  );
  it.each(["0", "1+", "2+", "3+"])("give the score %s as itself", (score) =>
    expect(read({ her2_ihc_score: score }).ihc).toEqual({ score }),
  );
  it.each([
    "[Not Available]",
    "[Not Evaluated]",
    "[Not Applicable]",
    "[Unknown]",
    "[Discrepancy]",
    "[Completed]",
  ])("have no value where they say %s", (cell) =>
    expect(
      mapRow(tcgaBrca, { her2_ihc_score: cell, her2_cent17_ratio: cell, her2_fish_status: cell }),
    ).toEqual({
      row: { tumour: "BRCA" },
      flags: [],
    }),
  );
  it("say which table they are of", () =>
    expect([tcgaBrca.name, tcgaBrca.description]).toEqual(["tcga-brca", "TCGA-BRCA clinical table"]));
});

const oracles = process.env.ERBIUM_ORACLES ?? "";
const file = ["", "evidence", "../evidence"]
  .map((folder) => join(oracles, folder, "tcga_brca_her2_testing.tsv"))
  .find((path) => oracles !== "" && existsSync(path));

describe.skipIf(file === undefined)("1,097 real rows", () => {
  const [head = [], ...lines] = (file === undefined ? "" : readFileSync(file, "utf8"))
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  const records = lines.map((line) =>
    Object.fromEntries(head.map((name, index) => [name, line[index] ?? ""])),
  );
  const states = records.map(stateOf);
  const byId = new Map(states.map((one) => [one.id, one]));

  it("are each called, or explained by a flag or a needed test", () => {
    expect(states).toHaveLength(1097);
    for (const one of states)
      if (one.status === "indeterminate" || one.status === "equivocal")
        expect(one.flags.length + one.needed.length, one.id ?? "").toBeGreaterThan(0);
  });
  it("find group 3, totals, and ratios that contradict their parts", () => {
    expect([byId.get("TCGA-A7-A4SD")?.status, byId.get("TCGA-A7-A4SD")?.ishGroup]).toEqual(["equivocal", 3]);
    expect(byId.get("TCGA-A7-A13H")?.flags.map((flag) => flag.code)).toContain("ratio-mismatch");
    expect(states.filter((one) => one.flags.some((flag) => flag.code === "totals-not-means"))).toHaveLength(
      31,
    );
  });
});
