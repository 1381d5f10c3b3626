import { readFileSync } from "node:fs";
import { join } from "node:path";
import { advise, readCase } from "@erbium/advice";
import { openKnowledge } from "@erbium/knowledge-base";
import type { KnowledgeBundle } from "@erbium/model";
import { reportHtml, reportJson, reportMarkdown } from "@erbium/report";
import { assessRow, compileGuidelines } from "@erbium/status";
import { canonical } from "@erbium/variants";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statusContext } from "../src/knowledge.ts";
import { reportView } from "../src/report-view.ts";
import { root } from "./run.ts";

/** `npm run fuzz` sets 100,000; the ordinary run stays short. */
const numRuns = Number(process.env.ERBIUM_FUZZ ?? 400);
const timeout = 60_000 + numRuns * 60;

const bundle = JSON.parse(readFileSync(join(root, "dist/knowledge.json"), "utf8")) as KnowledgeBundle;
const opened = openKnowledge(bundle);
const compiled = compileGuidelines(bundle.guidelines, bundle.conflicts);
if (!opened.ok || !compiled.ok) throw new Error("the knowledge does not open");
const index = opened.value;
const guidelines = compiled.value;
const context = statusContext({ index, guidelines }, index.asOf);

const words = fc.constantFrom(
  "BRCA",
  "LUAD",
  "STAD",
  "COAD",
  "CHOL",
  "USC",
  "BLCA",
  "3+",
  "2+",
  "0",
  "strong",
  "positive",
  "metastatic",
  "ERBB2 L755S",
  "Y772_A775dup",
  "T-DXd",
  "曲妥珠单抗",
  "2026-03",
  "",
  "constructor",
  "__proto__",
);
const leaf = fc.oneof(words, fc.string(), fc.double(), fc.integer(), fc.boolean(), fc.constant(null));
const field = fc.constantFrom(
  "id",
  "tumour",
  "specimen",
  "ihc",
  "ish",
  "score",
  "ratio",
  "her2PerCell",
  "cep17PerCell",
  "cells",
  "recount",
  "tests",
  "alterations",
  "treatments",
  "regimen",
  "biomarkers",
  "er",
  "pr",
  "patient",
  "sequencing",
  "genes",
  "setting",
  "copyNumber",
  "copies",
  "name",
  "vaf",
  "probe",
  "percentStained",
  "intensity",
  "pattern",
  "sites",
  "date",
  "sample",
);
const nearly = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(field, tie("node"), { maxKeys: 6 }),
  ),
})).node;
const anything = fc.oneof(fc.jsonValue({ maxDepth: 5 }), nearly);

describe("any input at all yields a result or a typed refusal", () => {
  it(
    "status",
    () => {
      fc.assert(
        fc.property(anything, (value) => {
          const state = assessRow(value, context);
          expect(["positive", "negative", "equivocal", "indeterminate"]).toContain(state.status);
        }),
        { numRuns },
      );
    },
    timeout,
  );

  it(
    "variant",
    () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string(),
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^(ERBB2|HER2|p\.|c\.)? ?[A-Z]?\d{1,4}[_A-Za-z*>0-9]{0,20}$/),
          ),
          (name) => {
            const alteration = canonical(name, index.genes);
            expect(alteration.error === null ? typeof alteration.key : typeof alteration.error.code).toBe(
              "string",
            );
          },
        ),
        { numRuns },
      );
    },
    timeout,
  );

  it(
    "report",
    () => {
      fc.assert(
        fc.property(anything, (value) => {
          const read = readCase(value);
          if (!read.ok) {
            expect(read.error.length).toBeGreaterThan(0);
            return;
          }
          const advice = advise({
            case: read.value,
            knowledge: index,
            guidelines,
            asOf: index.asOf,
            jurisdictions: ["FDA", "NMPA"],
          });
          if (!advice.ok) {
            expect(advice.error.every((refusal) => refusal.remedy !== "")).toBe(true);
            return;
          }
          const view = reportView(index);
          expect(
            reportHtml(advice.value, view).length +
              reportMarkdown(advice.value, view).length +
              reportJson(advice.value).length,
          ).toBeGreaterThan(1000);
        }),
        { numRuns },
      );
    },
    timeout,
  );
});
