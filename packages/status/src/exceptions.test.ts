import type { GuidelineTable } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conflicts, guidelines, tables } from "../test/guidelines.ts";
import { exceptionOutcome } from "./exceptions.ts";
import { compileGuidelines, type Guidelines } from "./guidelines.ts";
import type { Outcome } from "./outcome.ts";
import { agnostic, pathwaysOf } from "./pathways.ts";
import { newTrace, type TestFacts } from "./run-table.ts";

const outcome = (status: Outcome["status"]): Outcome => ({
  status,
  ish: "negative",
  group: 5,
  missing: [],
  trace: {
    ...newTrace(),
    fired: [{ id: "t/a", edition: "", because: {}, sources: [] }],
    needed: ["ihc"],
  },
});
const [breast = agnostic] = pathwaysOf("breast");
const except = (facts: TestFacts, status: Outcome["status"] = "negative", used: Guidelines = guidelines) =>
  exceptionOutcome(breast, used, facts, outcome(status));
const second = { percentCellsAmplified: 10.1, ratio: 1.5 };

describe("an amplified second population", () => {
  it("leaves a negative answer open, asks for separate counts and says why", () => {
    const one = except(second);
    expect(one).toMatchObject({ status: "indeterminate", ish: "negative", group: 5 });
    expect(one.trace.fired.map((rule) => rule.id)).toEqual(["t/a", "breast.exceptions/b.x.het"]);
    expect(one.trace.needed).toEqual(["ihc", "separate-count"]);
    expect(one.trace.flags.map((flag) => [flag.code, flag.inputs])).toEqual([["heterogeneity", second]]);
  });
  it.each([
    [{ percentCellsAmplified: 10, ratio: 1.5 }],
    [{ percentCellsAmplified: 10.1, ratio: 2 }],
    [{ percentCellsAmplified: 10.1 }],
    [{ ratio: 1.5 }],
  ])("is none for %j", (facts) => {
    const plain = outcome("negative");
    expect(exceptionOutcome(breast, guidelines, facts, plain)).toBe(plain);
  });
  it("does not change a positive answer", () =>
    expect(except(second, "positive")).toEqual(outcome("positive")));
  it("is no exception of a guideline that names none", () => {
    const plain = outcome("negative");
    expect(exceptionOutcome(agnostic, guidelines, second, plain)).toBe(plain);
  });
});

describe("an exception without a flag", () => {
  it("leaves the answer open just as well", () => {
    const compiled = compileGuidelines(
      tables.map((table) =>
        table.id === "breast.exceptions"
          ? {
              ...table,
              rules: table.rules.map(
                (rule) =>
                  ({
                    ...rule,
                    then: rule.then && { ...rule.then, flag: undefined },
                  }) as GuidelineTable["rules"][number],
              ),
            }
          : table,
      ),
      conflicts,
    );
    if (!compiled.ok) throw new Error(compiled.error.message);
    const one = except(second, "negative", compiled.value);
    expect([one.status, one.trace.flags]).toEqual(["indeterminate", []]);
  });
});
