import type { FiredRule } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { flagOf } from "./flag.ts";
import { joinOutcomes, type Outcome, settled } from "./outcome.ts";
import { newTrace } from "./run-table.ts";

const fired = (id: string, because: object = {}): FiredRule => ({
  id,
  edition: "",
  because: { ...because },
  sources: [],
});
const outcome = (one: Partial<Outcome> = {}, rules: readonly FiredRule[] = []): Outcome => ({
  status: "negative",
  ish: "negative",
  group: 5,
  missing: [],
  ...one,
  trace: { ...newTrace(), ...one.trace, fired: [...rules] },
});
const ids = (one: Outcome): string[] => one.trace.fired.map((rule) => rule.id);

describe("readings that can not be told apart", () => {
  it("are one where there is one", () => {
    const one = outcome({ missing: ["copies"] }, [fired("a"), fired("a")]);
    expect(joinOutcomes([one])).toBe(one);
  });
  it("count as the first where answers and rows are the same, whatever numbers led there", () => {
    const first = outcome({}, [fired("t/a", { ratio: 2.2 }), fired("t/b")]);
    expect(joinOutcomes([first, outcome({}, [fired("t/a", { ratio: 3 }), fired("t/b")])])).toBe(first);
  });
  it.each<[string, Partial<Outcome>, readonly FiredRule[]]>([
    ["status", { status: "positive" }, [fired("t/a")]],
    ["ISH", { ish: "equivocal" }, [fired("t/a")]],
    ["group", { group: 4 }, [fired("t/a")]],
    ["row", {}, [fired("t/b")]],
  ])("differ by %s, and both are kept", (_, other, rules) => {
    const joined = joinOutcomes([
      outcome({ missing: ["copies", "ratio"] }, [fired("t/a", { ratio: 1 })]),
      outcome({ ...other, missing: ["ratio", "cep17"] }, rules),
    ]);
    expect(joined.missing).toEqual(["copies", "ratio", "cep17"]);
    expect(joined).toMatchObject({
      status: other.status === undefined ? "negative" : "indeterminate",
      ish: other.ish === undefined ? "negative" : "indeterminate",
      group: other.group === undefined ? 5 : null,
    });
  });
  it("that agree on the status keep every row, each once", () => {
    const a = outcome({ group: 1 }, [fired("t/a", { ratio: 1 }), fired("t/c")]);
    const b = outcome({ group: 2 }, [fired("t/b"), fired("t/c")]);
    expect(ids(joinOutcomes([a, b]))).toEqual(["t/a", "t/c", "t/b"]);
  });
  it("that disagree keep the rows that all of them took: the others decided nothing", () => {
    const a = outcome({ status: "positive" }, [fired("t/a"), fired("t/c")]);
    const b = outcome({ status: "negative" }, [fired("t/b"), fired("t/c")]);
    const c = outcome({ status: "negative" }, [fired("t/c"), fired("t/b")]);
    expect(ids(joinOutcomes([a, b, c]))).toEqual(["t/c"]);
  });
  it("mark a station that only some of them come to as tried, not as passed", () => {
    const station = (table: string) => ({
      table,
      title: table,
      taken: "r",
      branches: [],
      result: "status: positive",
    });
    const a = outcome({
      status: "positive",
      trace: { ...newTrace(), stations: [station("group"), station("status")] },
    });
    const b = outcome({
      status: "negative",
      trace: { ...newTrace(), stations: [station("group"), station("adjudication")] },
    });
    expect(joinOutcomes([a, b]).trace.stations.map(({ table, tried }) => [table, tried])).toEqual([
      ["group", undefined],
      ["status", true],
      ["adjudication", true],
    ]);
  });
  it("gather stations, flags and tests once", () => {
    const flag = flagOf("too-few-cells", { part: "ISH", cells: 3 }, {});
    const station = { table: "t", title: "t", taken: null, branches: [], result: "undecided" };
    const trace = { ...newTrace(), stations: [station], flags: [flag], needed: ["ihc"] };
    const joined = joinOutcomes([
      outcome({ status: "positive", trace }),
      outcome({
        status: "negative",
        trace: { ...trace, stations: [{ ...station }], needed: ["ihc", "reflex-ish"] },
      }),
    ]);
    expect(joined.trace).toEqual({
      fired: [],
      stations: [station],
      flags: [flag],
      needed: ["ihc", "reflex-ish"],
    });
  });
  it("are never none", () => expect(() => joinOutcomes([])).toThrow("no reading to join"));
});

describe("an answer", () => {
  it.each([
    ["positive", "positive"],
    ["negative", "negative"],
    ["equivocal", undefined],
    ["indeterminate", undefined],
    [null, undefined],
  ] as const)("%s is settled as %s", (answer, stands) => expect(settled(answer)).toBe(stands));
});
