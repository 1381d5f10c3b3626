import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assess } from "./assess.ts";
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
