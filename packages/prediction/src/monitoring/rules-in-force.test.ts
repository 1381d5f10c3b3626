import type { Agency, Surveillance } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { rulesInForce } from "./rules-in-force.ts";

const [row] = bundle.surveillance;
if (row === undefined) throw new Error("nothing to copy");
const [table] = bundle.labelTables;
if (table === undefined) throw new Error("nothing to copy");

/** Does such a row, and a table like it, count there and then? */
const counts = (
  more: Partial<Pick<Surveillance, "agencies" | "from" | "to">>,
  jurisdictions: readonly Agency[] = [],
  asOf = "2026-06-30",
): boolean => {
  const { agencies: _, from: __, to: ___, ...bare } = row;
  const { from: ____, to: _____, ...bareTable } = table;
  const rules = rulesInForce(
    {
      ...bundle,
      surveillance: [{ ...bare, agencies: [], ...more }],
      labelTables: [{ ...bareTable, agencies: [], ...more }],
    },
    jurisdictions,
    asOf,
  );
  expect(rules.surveillance.length).toBe(rules.labelTables.length);
  return rules.surveillance.length === 1;
};

describe("the rules that count", () => {
  it.each<[readonly Agency[], readonly Agency[], boolean]>([
    [["FDA"], ["FDA"], true],
    [["FDA"], ["EMA"], false],
    [["FDA", "EMA"], ["EMA"], true],
    [["FDA"], ["EMA", "FDA"], true],
    [["FDA"], [], true],
    [[], ["EMA"], true],
    [[], [], true],
  ])("of the agencies %j, where %j was chosen: %s", (agencies, jurisdictions, expected) => {
    expect(counts({ agencies: [...agencies] }, jurisdictions)).toBe(expected);
  });

  it.each([
    [{ from: "2026-06-30" }, true],
    [{ from: "2026-07-01" }, false],
    [{ from: "2026-06" }, true],
    [{ to: "2026-06-30" }, false],
    [{ to: "2026-07-01" }, true],
    [{ to: "2026-06" }, false],
    [{ to: "2026" }, true],
    [{ from: "2026-01-01", to: "2026-12-31" }, true],
  ])("in force %j on 2026-06-30: %s", (more, expected) => {
    expect(counts(more)).toBe(expected);
  });
});
