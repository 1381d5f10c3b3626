import type { Advice } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCase } from "../src/index.ts";
import { adviceFor, adviceOn, example, exampleNames } from "./workbench.ts";

/** Laws that hold for any case. */

const runs = Number(process.env.ERBIUM_FUZZ_RUNS ?? 60);

/** The advice without the input it echoes and without spellings, which follow the input. */
const said = (advice: Advice): unknown =>
  JSON.parse(
    JSON.stringify(advice, (field, value) =>
      field === "case" || field === "input" || field === "aliases" ? undefined : value,
    ),
  );

const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, index) => ({ item, key: Math.sin(seed * 999 + index * 77) }))
    .sort((a, b) => a.key - b.key)
    .map((one) => one.item);

describe("order", () => {
  it("of alterations, tests and treatments changes nothing", () => {
    const base = {
      tumour: "BRCA",
      setting: "metastatic",
      biomarkers: { er: "positive" },
      alterations: ["ERBB2 L755S", "ERBB3 E928G", "PIK3CA H1047R", "ERBB2 V777L", "TP53 V272M"],
      tests: [
        { sample: "a", date: "2025-01", ihc: { score: "1+", scoring: "breast-2018" } },
        { sample: "b", date: "2026-03", ihc: { score: "3+", scoring: "breast-2018" } },
        { sample: "c", ihc: { score: "2+", scoring: "breast-2018" } },
      ],
      treatments: [
        { regimen: ["trastuzumab", "docetaxel"], setting: "metastatic", line: 1, progressed: true },
        { regimen: ["T-DM1"], setting: "metastatic", line: 2, progressed: true },
        { regimen: ["letrozole"], setting: "adjuvant", progressed: false },
      ],
      treatmentsComplete: true,
    };
    const expected = said(adviceFor(base));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const other = adviceFor({
          ...base,
          alterations: shuffled(base.alterations, seed),
          tests: shuffled(base.tests, seed + 1),
          treatments: shuffled(base.treatments, seed + 2).map((one) => ({
            ...one,
            regimen: shuffled(one.regimen, seed + 3),
          })),
        });
        expect(said(other)).toEqual(expected);
      }),
      { numRuns: Math.min(runs, 20) },
    );
  });

  it("of nothing at all: the same case gives the same advice", () => {
    for (const name of exampleNames()) expect(adviceOn(name)).toEqual(adviceOn(name));
  });
});

describe("adding a finding", () => {
  const findings = [
    "ERBB2 L755S",
    "ERBB2 T798I",
    "ERBB3 E928G",
    "PIK3CA E545K",
    "PTEN loss",
    "KRAS G12D",
    "ERBB2 S310F",
    "ERBB2 p95",
    "ERBB2 exon 16 skipping",
    "MET amplification",
    "TP53 R175H",
    "ERBB2 I655V",
  ];
  it("never takes away what was said of an alteration or of a resistance", () => {
    fc.assert(
      fc.property(fc.constantFrom(...exampleNames()), fc.constantFrom(...findings), (name, finding) => {
        const given = example(name);
        const before = adviceFor(given);
        const after = adviceFor({
          ...given,
          alterations: [...((given.alterations as unknown[] | undefined) ?? []), finding],
        });
        const now = new Set(after.cautions.map((one) => one.message.text));
        for (const one of before.cautions)
          if (one.topic === "resistance" || one.topic === "alteration")
            expect(now).toContain(one.message.text);
      }),
      { numRuns: runs },
    );
  });
});

describe("time", () => {
  it("never unmakes a label that is not superseded while HER2 is read by one edition: what was met stays met later", () => {
    const days = [
      "2012-01-01",
      "2016-01-01",
      "2019-12-31",
      "2022-08-15",
      "2024-06-01",
      "2026-01-01",
      "2026-11-21",
    ];
    for (const name of exampleNames()) {
      const seen = days.map((asOf) => {
        const { status, options } = adviceOn(name, { asOf });
        const rows = options.flatMap((one) => one.approvals);
        const met = rows.filter((row) => row.applies === "met" && !/superseded/.test(row.status));
        return { edition: status.guideline?.edition, met: new Set(met.map((row) => row.id)) };
      });
      seen.slice(1).forEach((later, index) => {
        const earlier = seen[index];
        if (earlier?.edition === later.edition)
          for (const id of earlier?.met ?? []) expect(later.met).toContain(id);
      });
    }
  });
});

describe("an unknown", () => {
  it("is never read as no: taking information away never turns a label that was open or met into not met", () => {
    const dropped = ["tests", "biomarkers", "alterations", "sequencing", "treatments", "setting", "patient"];
    fc.assert(
      fc.property(
        fc.constantFrom(...exampleNames()),
        fc.subarray(dropped, { minLength: 1 }),
        (name, fields) => {
          const given = example(name);
          const rows = (advice: Advice) =>
            new Map(
              [...advice.options, ...advice.notRecommended].flatMap((one) =>
                one.approvals.map((row) => [row.id, row.applies] as const),
              ),
            );
          const before = rows(adviceFor(given));
          const less = Object.fromEntries(Object.entries(given).filter(([field]) => !fields.includes(field)));
          if (fields.includes("treatments")) delete less.treatmentsComplete;
          // a list of genes that were covered says "nothing found" of what is not listed
          if (fields.includes("alterations")) delete less.sequencing;
          for (const [id, applies] of rows(adviceFor(less)))
            if (applies === "not met" && before.has(id))
              expect([id, before.get(id)]).toEqual([id, "not met"]);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe("reading", () => {
  it("gives a result or refusals for any value at all", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (value) => {
        const read = readCase(value);
        if (!read.ok) {
          expect(read.error.length).toBeGreaterThan(0);
          for (const refusal of read.error) expect(refusal.remedy).not.toBe("");
        }
      }),
      { numRuns: runs * 10 },
    );
  });
  it("gives a result or refusals for almost-cases", () => {
    const almost = fc.record(
      {
        tumour: fc.oneof(fc.constant("BRCA"), fc.string(), fc.constant(null)),
        setting: fc.oneof(fc.constantFrom("early", "metastatic", "late"), fc.integer()),
        patient: fc.oneof(fc.record({ lvefPercent: fc.double() }), fc.string()),
        tests: fc.array(
          fc.oneof(
            fc.record({ ihc: fc.record({ score: fc.constantFrom("0", "3+", "4+", 3) }) }),
            fc.string(),
          ),
        ),
        alterations: fc.array(fc.oneof(fc.string(), fc.record({ name: fc.string(), vaf: fc.double() }))),
        treatments: fc.array(fc.oneof(fc.record({ regimen: fc.array(fc.string()) }), fc.integer())),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(almost, (value) => {
        const read = readCase(value);
        if (read.ok) {
          try {
            adviceFor(value);
          } catch (cause) {
            // an unknown tumour is refused, and that refusal is what adviceFor throws
            expect(String(cause)).toMatch(/tumour|remedy/);
          }
        } else expect(read.error.every((one) => one.message !== "" && one.remedy !== "")).toBe(true);
      }),
      { numRuns: runs * 3 },
    );
  });
});
