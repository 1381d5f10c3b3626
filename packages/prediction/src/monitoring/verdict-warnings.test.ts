import { expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { decideLabel, labelTable, type ObservedFacts } from "./label-table.ts";
import { otherRows, verdictWarnings } from "./verdict-warnings.ts";

const verdictOf = (id: string, facts: ObservedFacts) => {
  const decision = decideLabel(labelTable(bundle.labelTables, id), facts);
  if (decision.kind !== "decided") throw new Error("undecided");
  return decision.verdict;
};

it("names the rows that were not met, and not the one that was", () => {
  expect(otherRows(verdictOf("trastuzumab.lvef.eu", { lvefPercent: 60, lvefFallPoints: 0 }))).toEqual([
    "a fall of 10 points or more from baseline, and below 50 %",
  ]);
});

it("warns of a row that was not seen, and of whom the table is for", () => {
  const ejection = verdictOf("ctcae.ejection-fraction", { lvefPercent: 60, lvefFallPoints: 0 });
  expect(verdictWarnings(ejection).map(({ code, text }) => [code, text])).toEqual([
    ["unconfirmed", "no source was seen for: above 50 % with a fall of less than 10 points"],
    ["scope", ejection.table.note],
  ]);
  expect(verdictWarnings(verdictOf("trastuzumab.lvef.eu", { lvefPercent: 60, lvefFallPoints: 0 }))).toEqual(
    [],
  );
});
