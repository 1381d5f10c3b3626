import { describe, expect, it } from "vitest";
import { evaluate, type Known, refusal } from "./words.fixture.ts";

const truth = (source: string, known: Known = {}) => evaluate(source, known).truth;

describe("a condition with every input known", () => {
  it.each<[string, Known, boolean]>([
    ["ratio = 2.0", { ratio: 2 }, true],
    ["ratio != 2.0", { ratio: 2 }, false],
    ["ratio < 2.0", { ratio: 2 }, false],
    ["ratio <= 2.0", { ratio: 2 }, true],
    ["ratio > 2.0", { ratio: 2 }, false],
    ["ratio >= 2.0", { ratio: 1.999 }, false],
    ["ratio >= 2.0", { ratio: 2 }, true],
    ["ratio between 2 and 3", { ratio: 2 }, true],
    ["ratio between 2 and 3", { ratio: 3 }, true],
    ["ratio between 2 and 3", { ratio: 3.001 }, false],
    ["ratio between 2 and 3 and copies > 1", { ratio: 2, copies: 1 }, false],
    ["copies in [4.0..6.0)", { copies: 3.999 }, false],
    ["copies in [4.0..6.0)", { copies: 4 }, true],
    ["copies in [4.0..6.0)", { copies: 6 }, false],
    ["copies in (4.0..6.0]", { copies: 4 }, false],
    ["copies in (4.0..6.0]", { copies: 6 }, true],
    ["copies in ]4.0..6.0[", { copies: 4 }, false],
    ["copies in ]4.0..6.0[", { copies: 5 }, true],
    ["copies in [4.0..ratio]", { copies: 5, ratio: 4.5 }, false],
    ["copies in (1, [4..6), >= 20)", { copies: 1 }, true],
    ["copies in (1, [4..6), >= 20)", { copies: 2 }, false],
    ["copies in (1, [4..6), >= 20)", { copies: 5 }, true],
    ["copies in (1, [4..6), >= 20)", { copies: 20 }, true],
    ["copies in < 4", { copies: 3 }, true],
    ['ihcScore in ("2+", "3+")', { ihcScore: "3+" }, true],
    ['ihcScore in ["2+", "3+"]', { ihcScore: "1+" }, false],
    ['ihcScore in ("3+")', { ihcScore: "3+" }, true],
    ["note in sites", { note: "brain", sites: ["brain"] }, true],
    ["note in sites", { note: "brain", sites: [] }, false],
    ["not(resectable)", { resectable: false }, true],
    ["resectable and pregnant", { resectable: true, pregnant: true }, true],
    ["resectable or pregnant and false", { resectable: true, pregnant: false }, true],
    ["if resectable then ratio > 1 else copies > 1", { resectable: false, ratio: 9, copies: 1 }, false],
    ["ratio - copies - 1 = 2", { ratio: 5, copies: 2 }, true],
    ["ratio + copies * 2 / 4 > -1", { ratio: -2, copies: 2 }, false],
    ["-ratio = -2", { ratio: 2 }, true],
    ["(ratio + 1) * 2 = 6", { ratio: 2 }, true],
    ['list contains(sites, "brain")', { sites: ["liver", "brain"] }, true],
    ['list contains(sites, "brain")', { sites: ["liver"] }, false],
    ["count(sites) >= 2", { sites: ["liver", "brain"] }, true],
    ["sites = []", { sites: [] }, true],
    ['sites = ["brain", "liver"]', { sites: ["liver", "brain"] }, false],
    ['some s in sites satisfies s in ("brain", "lung")', { sites: ["liver", "lung"] }, true],
    ['some s in sites satisfies s = "brain"', { sites: [] }, false],
    ['every s in sites satisfies s != "brain"', { sites: ["liver", "brain"] }, false],
    ['every s in sites satisfies s != "brain"', { sites: [] }, true],
    ["some c in counts satisfies some d in counts satisfies c > d + 1", { counts: [1, 3] }, true],
    ["some c in counts satisfies some d in counts satisfies c > d + 2", { counts: [1, 3] }, false],
    ["note = null", { note: null }, true],
    ["note != null", { note: "x" }, true],
    ['note = "\\u00e9\\t\\"\\\\"', { note: 'é\t"\\' }, true],
    ["resectable // a remark", { resectable: true }, true],
  ])("%s with %j is %s", (source, known, expected) => {
    expect(evaluate(source, known)).toMatchObject({ truth: expected ? "met" : "not met", missing: [] });
  });
});

describe("in binds tighter than and, and and tighter than or", () => {
  it.each([
    ["ratio in [1..2] and pregnant", "(ratio in [1..2]) and pregnant"],
    ["ratio in [1..2] or pregnant and resectable", "(ratio in [1..2]) or (pregnant and resectable)"],
    ["ratio in [1..2] and pregnant or resectable", "((ratio in [1..2]) and pregnant) or resectable"],
    ["resectable and ratio in (1) or pregnant", "(resectable and (ratio in (1))) or pregnant"],
    ["ratio in < 2 and pregnant or copies in > 3", "((ratio in < 2) and pregnant) or (copies in > 3)"],
    ["pregnant in true and resectable", "(pregnant = true) and resectable"],
    [
      "ratio in ([1..2]) and copies in [1..2] and pregnant",
      "ratio >= 1 and ratio <= 2 and copies in ([1..2], 1) and pregnant",
    ],
    ["not(ratio in [1..2] and pregnant)", "not((ratio in [1..2]) and pregnant)"],
    [
      "ratio between 1 and 2 and pregnant or resectable",
      "((ratio between 1 and 2) and pregnant) or resectable",
    ],
  ])("%s", (bare, bracketed) => {
    for (const ratio of [1, 2, 3, undefined])
      for (const copies of [1, 4])
        for (const pregnant of [true, false, undefined])
          for (const resectable of [true, false]) {
            const known = { ratio, copies, pregnant, resectable };
            expect([known, truth(bare, known)]).toEqual([known, truth(bracketed, known)]);
          }
  });
});

describe("a missing operand makes unknown", () => {
  it.each([
    "ratio = 2",
    "ratio != 2",
    "ratio < 2",
    "ratio <= 2",
    "ratio > 2",
    "ratio >= 2",
    "2 < ratio",
    "ratio between 1 and 2",
    "1 between ratio and 2",
    "3 between 1 and ratio",
    "ratio in [1..2]",
    "ratio in (1, 2)",
    "ratio in (> 2)",
    "1 in (1, ratio)",
    "3 in [1..ratio]",
    "ratio + 1 > 0",
    "1 - ratio > 0",
    "ratio * 0 = 0",
    "0 / ratio = 0",
    "-ratio < 0",
    "ratio = ratio",
    "if ratio > 1 then true else true",
    "not(ratio > 1)",
    "ratio = null",
    "ratio != null",
    "count([ratio]) = 1",
    "list contains([ratio, 1], 1)",
    "list contains(counts, ratio)",
    "some c in [ratio] satisfies true",
    "every c in counts satisfies c > ratio",
  ])("%s", (source) => {
    expect(evaluate(source, { counts: [1] })).toMatchObject({ truth: "unknown", missing: ["ratio"] });
  });

  it.each([
    'list contains(sites, "brain")',
    "count(sites) > 0",
    "note in sites",
    "some s in sites satisfies true",
  ])("%s without the list", (source) => {
    expect(evaluate(source, { note: "brain" })).toMatchObject({ truth: "unknown", missing: ["sites"] });
  });

  it("a null has no order, size or truth: it makes unknown, and the input is missing", () => {
    for (const source of [
      "ratio > 1",
      "ratio + 1 = 2",
      "ratio in [1..2]",
      "ratio between 1 and 2",
      "ratio in (1, > 3)",
    ]) {
      expect(evaluate(source, { ratio: null })).toMatchObject({ truth: "unknown", missing: ["ratio"] });
    }
    expect(evaluate("not(resectable)", { resectable: null }).missing).toEqual(["resectable"]);
    expect(evaluate("resectable", { resectable: null }).truth).toBe("unknown");
    expect(truth("ratio = 1", { ratio: null })).toBe("not met");
  });

  it("a division by zero makes unknown", () => {
    const result = evaluate("ratio / copies > 1", { ratio: 1, copies: 0 });
    expect(result).toMatchObject({ truth: "unknown", missing: ["ratio", "copies"] });
  });
});

describe("some and every over unknown items", () => {
  it("is decided by one item", () => {
    const source = "some c in counts satisfies c > 2 or c > ratio";
    expect(evaluate(source, { counts: [1, 3] })).toMatchObject({ truth: "met", missing: [] });
    expect(evaluate(source, { counts: [1, 2] })).toMatchObject({ truth: "unknown", missing: ["ratio"] });
    const every = "every c in counts satisfies c < 3 and c < ratio";
    expect(evaluate(every, { counts: [1, 3] })).toMatchObject({ truth: "not met", missing: [] });
  });
});

describe("what a condition reports", () => {
  it("names every input read, once, in the order of reading", () => {
    const { because } = evaluate("ratio >= 2 and ratio < 3 and copies < 4", { ratio: 2.2, copies: 6 });
    expect(because).toEqual([
      { name: "ratio", value: 2.2 },
      { name: "copies", value: 6 },
    ]);
  });

  it("does not read on once it is decided", () => {
    expect(evaluate("pregnant or ratio > 2", { pregnant: true }).because).toEqual([
      { name: "pregnant", value: true },
    ]);
  });

  it("lists unknown inputs as read, but as missing only while they can change the result", () => {
    const decided = evaluate("ratio > 1 and pregnant", { pregnant: false });
    expect(decided.because).toEqual([
      { name: "ratio", value: undefined },
      { name: "pregnant", value: false },
    ]);
    expect(decided.missing).toEqual([]);
    expect(evaluate("(ratio > 1 and pregnant) or copies > 1", { pregnant: false }).missing).toEqual([
      "copies",
    ]);
    expect(evaluate("copies > 1 or (copies > 2 and pregnant)", { pregnant: false }).missing).toEqual([
      "copies",
    ]);
  });

  it("names a call with its arguments", () => {
    const functions = { received: (what: unknown) => (what === "trastuzumab" ? true : undefined) };
    expect(evaluate('received("trastuzumab","metastatic")', {}, functions)).toEqual({
      truth: "met",
      because: [{ name: 'received("trastuzumab", "metastatic")', value: true }],
      missing: [],
    });
    expect(evaluate("received(note)", { note: "x" }, functions)).toMatchObject({
      truth: "unknown",
      missing: ['received("x")'],
    });
  });

  it("does not call a function with an unknown or null argument", () => {
    const functions = { received: () => true };
    expect(evaluate("received(note)", {}, functions)).toMatchObject({ truth: "unknown", missing: ["note"] });
    expect(evaluate("received(note)", { note: null }, functions)).toMatchObject({
      truth: "unknown",
      missing: ["note"],
    });
  });

  it("throws on a fact of another type than the vocabulary states", () => {
    expect(() => evaluate("ratio > 1", { ratio: "2" })).toThrow(/ratio should be of type number/);
    expect(() => evaluate("ratio > 1", { ratio: Number.NaN })).toThrow(/ratio/);
    expect(() => evaluate("some c in counts satisfies c > 1", { counts: ["a"] })).toThrow(/needs a number/);
    expect(() => evaluate('received("a")', {}, { received: () => 1 })).toThrow(/received/);
  });
});

describe("a condition is refused", () => {
  it.each([
    ["rattio > 2", "unknown-name", '"ratio"', "1:1"],
    ['ratio > 2 and\n  IHCscore = "3+"', "unknown-name", '"ihcScore"', "2:3"],
    ["constructor = 1", "unknown-name", "vocabulary", "1:1"],
    ["not pregnant", "unknown-name", "not(pregnant)", "1:1"],
    ['recieved("x")', "unknown-function", '"received"', "1:1"],
    ["toString()", "unknown-function", "vocabulary", "1:1"],
    ['ihcScore = "3"', "condition-value", '"3+"', "1:1"],
    ['ihcScore in ("3+", "4+")', "condition-value", "Allowed", "1:1"],
    ['list contains(sites, "bran")', "condition-value", '"brain"', "1:1"],
    ['some s in sites satisfies s = "bran"', "condition-value", '"brain"', "1:27"],
    ['received("x", "metastatc")', "condition-value", '"metastatic"', "1:1"],
    ["ihcScore = specimen", "condition-type", "overlap", "1:1"],
    ["ihcScore = 3", "condition-type", "one type", "1:1"],
    ['ihcScore > "2+"', "condition-type", "Only numbers have an order", "1:1"],
    ['ratio in ("2")', "condition-type", "one type", "1:1"],
    ["sites in (1)", "condition-type", "list contains", "1:1"],
    ["ratio + resectable > 1", "condition-type", "Change", "1:1"],
    ["ratio", "condition-type", "Change", "1:1"],
    ["ratio and pregnant", "condition-type", "Change", "1:1"],
    ["if pregnant then 1 else true", "condition-type", "branches", "1:1"],
    ['[1, "a"] = counts', "condition-type", "one type", "1:1"],
    ["copies in [6..4)", "condition-type", "lower bound", "1:1"],
    ["copies in [4..4)", "condition-type", "lower bound", "1:1"],
    ["copies between 6 and 4", "condition-type", "lower bound", "1:1"],
    ["ratio / 0 > 1", "condition-type", "divisor", "1:1"],
    ["ratio in []", "condition-syntax", "at least one", "1:1"],
    ["received()", "condition-arguments", "received(what, [setting])", "1:1"],
    ['received("a", "early", 1)', "condition-arguments", "received(what, [setting])", "1:1"],
    ["count()", "condition-arguments", "takes 1", "1:1"],
    ["some ratio in counts satisfies true", "condition-name", "another word", "1:1"],
    ["ratio == 2", "condition-syntax", "single =", "1:7"],
    ["ratio ≥ 2", "condition-syntax", ">=", "1:7"],
    ["pregnant && resectable", "condition-syntax", "Write and", "1:10"],
    ["note = “x”", "condition-syntax", "straight double quotes", "1:8"],
    ["ratio in 1 = 2", "condition-syntax", "looks like", "1:10"],
    ["ratio in < 1 = 2", "condition-syntax", "looks like", "1:10"],
    ["ratio > 1e3", "condition-syntax", "without an exponent", "1:9"],
    ["ratio > 1.0000000000000001", "condition-syntax", "15 digits", "1:9"],
    ['note = "\\q"', "condition-syntax", "backslash", "1:8"],
    ["", "condition-syntax", "looks like", "1:1"],
    ["ratio > 2 and", "condition-syntax", "looks like", "1:14"],
    ['date("2026-01-01") = note', "condition-unsupported", "A condition may use", "1:1"],
    ['note = @"P1D"', "condition-unsupported", "A condition may use", "1:8"],
    ["{ a: 1 } = note", "condition-unsupported", "A condition may use", "1:1"],
    ["ratio ** 2 > 1", "condition-unsupported", "A condition may use", "1:1"],
    ["counts[1] = 1", "condition-unsupported", "A condition may use", "1:1"],
    ["note.length = 1", "condition-unsupported", "A condition may use", "1:1"],
    ["count(for c in counts return c) = 1", "condition-unsupported", "A condition may use", "1:7"],
    ["? > 1", "condition-unsupported", "A condition may use", "1:1"],
    ['received(what: "x")', "condition-unsupported", "A condition may use", "1:10"],
    ["some c in counts, d in counts satisfies c = d", "condition-unsupported", "A condition may use", "1:1"],
    ["some c in 1..3 satisfies c = 1", "condition-unsupported", "A condition may use", "1:1"],
  ])("%s", (source, code, remedy, path) => {
    const refused = refusal(source);
    expect(refused).toMatchObject({ code, path });
    expect(refused.remedy).toContain(remedy);
  });

  it("when it is not text", () => {
    expect(refusal(true as unknown as string).remedy).toContain('"true"');
  });
});
