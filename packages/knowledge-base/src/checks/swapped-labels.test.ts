import type { Approval } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { realFiles, sha256 } from "../../test/tiny-knowledge.ts";
import { compileBundle, contextOf } from "../compile.ts";
import { biomarkerCondition } from "./biomarker-condition.ts";
import type { Check } from "./finding.ts";
import { indicationTumour } from "./indication-tumour.ts";

/**
 * The checks of meaning, measured on every label of this repository: give each label the tumour codes, or the
 * condition, of every other one, and see whether the check notices.
 */
const compiled = compileBundle(realFiles(), sha256);
const approvals = compiled.ok ? compiled.value.bundle.approvals : [];

const noticed = (check: Check, swapped: readonly Approval[]): Set<string> => {
  if (!compiled.ok) return new Set();
  const context = contextOf({ ...compiled.value.bundle, studies: [], claims: [], approvals: swapped });
  return new Set(check.run(context).map((finding) => finding.item));
};
const different = <T>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

describe("labels with the codes or condition of another", { timeout: 60_000 }, () => {
  it("are all noticed when the tumour codes are swapped", () => {
    const swapped = approvals.flatMap((row) =>
      different(approvals.map((other) => other.tumours))
        .filter((tumours) => JSON.stringify(tumours) !== JSON.stringify(row.tumours))
        .map((tumours, index) => ({ ...row, id: `${row.id} with codes ${index}`, tumours })),
    );
    expect(swapped.length).toBeGreaterThan(1000);
    const found = noticed(indicationTumour, swapped);
    expect(
      swapped.filter((row) => !found.has(row.id)).map((row) => [row.words.indication, row.tumours]),
    ).toEqual([]);
  });
  it("are noticed in 98 of 100 when the biomarker's condition is swapped; the rest mean the same, or are recalled", () => {
    const conditions = different(
      approvals.map((row) => row.requires.biomarker).filter((one) => one !== undefined),
    );
    const swapped = approvals.flatMap((row) =>
      row.requires.biomarker === undefined
        ? []
        : conditions
            .filter((biomarker) => biomarker !== row.requires.biomarker)
            .map((biomarker, index) => ({
              ...row,
              id: `${row.id} with condition ${index}`,
              requires: { ...row.requires, biomarker },
            })),
    );
    expect(swapped.length).toBeGreaterThan(1000);
    expect(noticed(biomarkerCondition, swapped).size / swapped.length).toBeGreaterThan(0.98);
  });
});
