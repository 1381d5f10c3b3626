import type { Case } from "@erbium/model";
import { type Call, type CallFile, canonical } from "@erbium/variants";
import { describe, expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import { findingsOf, isSilent } from "./finding.ts";

const { genes } = smallKnowledge();
const call = (name: string, part: Partial<Call> = {}): Call => ({
  alteration: canonical(name, genes),
  vaf: 0.4,
  depth: 100,
  filter: "PASS",
  sample: "t",
  line: 1,
  genotype: null,
  ...part,
});
const file = (...calls: Call[]): CallFile => ({
  records: calls.length,
  calls,
  assembly: "GRCh38",
  sample: "t",
  warnings: [],
});
const found = (given: Partial<Case>, ...files: CallFile[]) =>
  findingsOf({ tumour: "BRCA", ...given }, files, genes);
const names = (given: Partial<Case>, ...files: CallFile[]) =>
  found(given, ...files).findings.map((one) => one.alteration.key ?? one.alteration.input);

describe("an alteration of the case", () => {
  it("is known by its name alone, or with what was measured of it", () => {
    const bare = { vaf: null, origin: null, sample: null, date: null, from: "case" };
    expect(found({ alterations: ["ERBB2 L755S"] }).findings).toMatchObject([bare]);
    const measured = { vaf: 0, origin: "germline" as const, sample: "s1", date: "2026-01" };
    expect(found({ alterations: [{ name: "ERBB2 L755S", ...measured }] }).findings).toMatchObject([measured]);
  });
  it("of a test is of the test's sample, unless it names its own", () => {
    const tests = [{ sample: "s9", alterations: ["ERBB2 L755S", { name: "ERBB2 V777L", sample: "s1" }] }];
    expect(found({ tests }).findings.map((one) => one.sample)).toEqual(["s9", "s1"]);
    expect(found({ tests: [{ alterations: ["ERBB2 L755S"] }, {}] }).findings[0]?.sample).toBeNull();
  });
  it("that could not be read stays, by the words of its input", () => {
    expect(names({ alterations: ["gibberish", "gibberish", "ERBB2 L755S"] })).toEqual([
      "ERBB2:p.L755S",
      "gibberish",
      "gibberish",
    ]);
  });
});

describe("the order", () => {
  it("is by gene, then by residue as a number, then by name; what has no gene is last", () => {
    const alterations = [
      "gibberish",
      "PIK3CA H1047R",
      "PIK3CA E545K",
      "ERBB2 V1180A",
      "ERBB2 L755S",
      "HER2 L755P",
      "ERBB2 S310F",
      "ERBB2 amplification",
    ];
    const expected = [
      "ERBB2:amplification",
      "ERBB2:p.S310F",
      "ERBB2:p.L755P",
      "ERBB2:p.L755S",
      "ERBB2:p.V1180A",
      "PIK3CA:p.E545K",
      "PIK3CA:p.H1047R",
      "gibberish",
    ];
    expect(names({ alterations })).toEqual(expected);
    expect(names({ alterations: alterations.toReversed() })).toEqual(expected);
  });
  it("is then by sample and date", () => {
    const alterations = [
      { name: "ERBB2 L755S", sample: "b", date: "2025", vaf: 0.1 },
      { name: "ERBB2 L755S", sample: "b", date: "2024", vaf: 0.2 },
      { name: "ERBB2 L755S", sample: "A", date: "2026", vaf: 0.3 },
      { name: "ERBB2 L755S", date: "2027", vaf: 0.4 },
    ];
    expect(found({ alterations }).findings.map((one) => `${one.sample}${one.date}`)).toEqual([
      "null2027",
      "A2026",
      "b2024",
      "b2025",
    ]);
  });
});

it("of findings that are otherwise alike is the same, whatever the order of the case", () => {
  const dates = (...of: (string | undefined)[]) =>
    found({
      alterations: of.map((date) => ({ name: "gibberish", ...(date ? { date } : {}) })),
    }).findings.map((one) => one.date);
  expect(dates("2024", undefined)).toEqual([null, "2024"]);
  const fractions = (...of: number[]) =>
    found({ alterations: of.map((vaf) => ({ name: "gibberish", vaf })) }).findings.map((one) => one.vaf);
  expect(fractions(0.2, 0.1)).toEqual(fractions(0.1, 0.2));
});

describe("one change", () => {
  const l755s = (part: object) => ({ name: "ERBB2 L755S", ...part });
  const count = (...alterations: NonNullable<Case["alterations"]>) => found({ alterations }).findings.length;
  it("stands once for a sample and day; what one record leaves out the other gives", () => {
    const { findings } = found({
      alterations: [
        l755s({ sample: "a", date: "2025" }),
        { name: "HER2 p.Leu755Ser", sample: "a", vaf: 0.2, origin: "somatic" },
      ],
    });
    expect(findings).toMatchObject([
      { sample: "a", date: "2025", vaf: 0.2, origin: "somatic", from: "case" },
    ]);
  });
  it("stands twice for two samples or two days", () => {
    expect(count(l755s({ sample: "a" }), l755s({ sample: "b" }))).toBe(2);
    expect(count(l755s({ sample: "a" }), l755s({}))).toBe(2);
    expect(count(l755s({ date: "2024" }), l755s({ date: "2025" }))).toBe(2);
    expect(count(l755s({ date: "2024" }), l755s({}))).toBe(1);
    expect(count(l755s({ date: "2024" }), l755s({ date: "2024" }))).toBe(1);
    expect(count(l755s({}), "ERBB2 L755P")).toBe(2);
  });
  it.each(["mine", "z", undefined])(
    "keeps the words of the case (sample %s) and takes place and fraction of the call",
    (sample) => {
      const genomic = { GRCh37: null, GRCh38: "17:39724728:T:C" };
      const called = call("ERBB2 L755S");
      const placed = file({ ...called, alteration: { ...called.alteration, genomic } });
      const stated = (part: object) =>
        found({ alterations: [l755s({ ...(sample ? { sample } : {}), ...part })] }, placed).findings;
      expect(stated({ origin: "somatic" })).toMatchObject([
        { sample: sample ?? "t", origin: "somatic", vaf: 0.4, alteration: { genomic }, from: "case" },
      ]);
      expect(stated({ vaf: 0.1, date: "2026" })).toMatchObject([{ vaf: 0.1, date: "2026" }]);
    },
  );
  it("keeps the name of the case where the call knows no place, or the case knows one itself", () => {
    const called = call("ERBB2 L755S");
    const genomic = { GRCh37: null, GRCh38: "of the call" };
    const placed = { ...called, alteration: { ...called.alteration, genomic } };
    const input = (name: string, one: Call) =>
      found({ alterations: [name] }, file(one)).findings.map(({ alteration }) => alteration.input);
    expect(input("HER2 p.Leu755Ser", called)).toEqual(["HER2 p.Leu755Ser"]);
    expect(input("HER2 p.Leu755Ser", placed)).toEqual(["ERBB2 L755S"]);
    expect(input("ERBB2 c.2264T>C", placed)).toEqual(["ERBB2 c.2264T>C"]);
  });
});

describe("a call of a file", () => {
  it.each([[null], ["PASS"], ["."], [""]])("that its caller's filter let pass (%s) counts", (filter) => {
    expect(found({}, file(call("ERBB2 L755S", { filter })))).toMatchObject({
      leftOut: 0,
      findings: [{ vaf: 0.4, origin: null, sample: "t", date: null, from: "calls" }],
    });
  });
  it("that failed it, is silent, or could not be read is counted as left out", () => {
    const silent = call("ERBB2 L755S");
    const calls = [
      call("ERBB2 L755S", { filter: "LowQual" }),
      { ...silent, alteration: { ...silent.alteration, classes: ["silent"] } },
      call("ERBB2 Q755S"),
      { ...silent, alteration: { ...silent.alteration, key: null } },
      call("ERBB2 V777L"),
    ];
    const { findings, leftOut } = found({}, file(...calls), file(call("ERBB2 S310F", { filter: "q10" })));
    expect([findings.map((one) => one.alteration.proteinShort), leftOut]).toEqual([["V777L"], 5]);
  });
});

it("knows a silent change by its class", () => {
  const plain = canonical("ERBB2 L755S", genes);
  expect([isSilent(plain), isSilent({ ...plain, classes: ["mutation", "silent"] })]).toEqual([false, true]);
});
