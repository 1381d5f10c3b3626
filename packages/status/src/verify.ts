import { type PartialDate, testVocabulary } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import type { CompiledTable, Guidelines } from "./guidelines.ts";
import { newTrace, runTable } from "./run-table.ts";

export interface VerifyCase {
  readonly name: string;
  readonly status: "passed" | "failed";
  readonly expected: unknown;
  readonly got: unknown;
}

/**
 * Runs the reference cases that the tables carry, and asks every comparison with a number just below, at
 * and just above its threshold, on this very installation.
 */
export const verifyStatus = (guidelines: Guidelines, _asOf?: PartialDate): VerifyCase[] =>
  [...guidelines.tables.values()].flatMap((compiled) => [...vectorsOf(compiled), ...boundariesOf(compiled)]);

const vectorsOf = (compiled: CompiledTable): VerifyCase[] =>
  (compiled.table.vectors ?? []).map(({ given, expect }, index) => {
    const result = runTable(compiled, given as Record<string, Value>, newTrace());
    const then = result.kind === "decided" ? result.then : {};
    const got = Object.fromEntries(Object.keys(expect).map((key) => [key, then[key]]));
    return outcome(`${compiled.table.id} vector ${index + 1} ${JSON.stringify(given)}`, expect, got);
  });

const STEP = 1e-6;
const comparison = /\b([a-zA-Z]\w*)\s*(>=|<=|<|>)\s*(\d+(?:\.\d+)?)(?!\s*[\d.*/])/g;

/** Every threshold of a rule, asked through the very evaluator that decides. */
const boundariesOf = ({ table, rules }: CompiledTable): VerifyCase[] =>
  rules.flatMap(({ rule, when }) =>
    [...when.matchAll(comparison)].flatMap(([written, name = "", sign = "", limit = ""]) => {
      const condition = parseCondition(written, testVocabulary);
      return ([-STEP, 0, STEP] as const).map((step) => {
        const value = Number(limit) + step;
        const expected = step === 0 ? sign.includes("=") : sign.startsWith(">") === step > 0;
        const got = condition.ok ? condition.value.evaluate(factsFrom({ [name]: value })).truth : "unparsed";
        return outcome(`${table.id}/${rule.id} ${written} at ${value}`, expected ? "met" : "not met", got);
      });
    }),
  );

const outcome = (name: string, expected: unknown, got: unknown): VerifyCase => ({
  name,
  status: JSON.stringify(expected) === JSON.stringify(got) ? "passed" : "failed",
  expected,
  got,
});
