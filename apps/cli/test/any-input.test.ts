import { readFileSync } from "node:fs";
import { join } from "node:path";
import { advise, readCase } from "@erbium/advice";
import { openKnowledge } from "@erbium/knowledge-base";
import {
  type Advice,
  type Case,
  type Caution,
  caseSchema,
  type KnowledgeBundle,
  measurementSchema,
} from "@erbium/model";
import { reportHtml, reportJson, reportMarkdown } from "@erbium/report";
import { assessRow, compileGuidelines } from "@erbium/status";
import { canonical } from "@erbium/variants";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { statusContext } from "../src/knowledge.ts";
import { reportView } from "../src/report-view.ts";
import { arbitraryOf, mutated } from "./arbitrary-of-schema.ts";
import { root } from "./run.ts";

/** `npm run fuzz` sets 100,000; the ordinary run stays short. The laws run each case twice and are given a fifth. */
const numRuns = Number(process.env.ERBIUM_FUZZ ?? 120);
const lawRuns = Math.ceil(numRuns / 5);
const timeout = 60_000 + numRuns * 60;
/** Drawing costs most: one case in this many is drawn, the others are only advised on. */
const DRAWN = 8;

const bundle = JSON.parse(readFileSync(join(root, "dist/knowledge.json"), "utf8")) as KnowledgeBundle;
const opened = openKnowledge(bundle);
const compiled = compileGuidelines(bundle.guidelines, bundle.conflicts);
if (!opened.ok || !compiled.ok) throw new Error("the knowledge does not open");
const index = opened.value;
const guidelines = compiled.value;
const context = statusContext({ index, guidelines }, index.asOf);
const view = reportView(index);

const namesOf = (items: readonly { readonly names: Readonly<Record<string, readonly string[]>> }[]) =>
  items.flatMap((item) => Object.values(item.names).flat());
const date = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 2010, max: 2027 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 0, max: 2 }),
    )
    .map(([year, month, day, parts]) =>
      [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")]
        .slice(0, parts + 1)
        .join("-"),
    ),
);
/** Names that the knowledge has: what a patient's file is made of. */
const tumour = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("BRCA", "STAD", "COAD", "LUAD", "CHOL", "USC", "BLCA", "GEJ") },
  fc.constantFrom(...bundle.tumours.map((one) => one.id)),
  fc.constantFrom(...namesOf(bundle.tumours)),
);
const therapy = fc.oneof(
  fc.constantFrom(...bundle.therapies.map((one) => one.id)),
  fc.constantFrom(...namesOf(bundle.therapies), ...namesOf(bundle.regimens)),
  fc.constantFrom("trastuzumab", "T-DXd", "docetaxel", "osimertinib", "letrozole", "a drug of no name"),
);
const gene = fc.constantFrom(...bundle.genes.map((one) => one.symbol));
const alteration = fc.oneof(
  fc.constantFrom(...bundle.alterations.map((one) => one.key.replace(":", " "))),
  fc
    .tuple(
      gene,
      fc.constantFrom("mutation", "amplification", "loss", "fusion", "p.V777L", "L858R", "exon 20 insertion"),
    )
    .map((parts) => parts.join(" ")),
  fc.stringMatching(/^ERBB2 [ACDEFGHIKLMNPQRSTVWY]\d{1,4}[ACDEFGHIKLMNPQRSTVWY*]$/),
);
const toxicity = fc.constantFrom(
  "ILD",
  "pneumonitis",
  "heart failure",
  "LVEF decrease",
  "diarrhoea",
  "other",
);
const byField = {
  tumour, regimen: therapy, afterTherapy: therapy, alterations: alteration, name: alteration, genes: gene,
  date, start: date, end: date, resolved: date, diagnosed: date, therapy, alteration, term: toxicity, histology: fc.constantFrom("squamous", "non-squamous", "other"),
  sites: fc.constantFrom("brain", "liver", "bone", "lung"), sample: fc.constantFrom("s1", "s2", "s3"),
  stage: fc.constantFrom("I", "IIA", "III", "IV", "4"), specimen: fc.constantFrom("biopsy", "resection"),
}; // biome-ignore format: one list

const validCase = arbitraryOf(caseSchema, byField) as fc.Arbitrary<Case>;
const validTest = arbitraryOf(measurementSchema, byField);
/** Mostly as it should be, one in four with something wrong in it, and now and then no such thing at all. */
const nearly = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 14, arbitrary: valid },
    { weight: 5, arbitrary: valid.chain(mutated) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 5 }) },
  );

const adviceOf = (given: Case): Advice | null => {
  const advice = advise({
    case: given,
    knowledge: index,
    guidelines,
    asOf: index.asOf,
    jurisdictions: given.jurisdictions ?? ["FDA", "NMPA"],
  });
  if (advice.ok) return advice.value;
  expect(advice.error.every((refusal) => refusal.remedy !== "")).toBe(true);
  return null;
};

describe("any input at all yields a result or a typed refusal", () => {
  it(
    "status",
    () => {
      fc.assert(
        fc.property(nearly(validTest), (value) => {
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
            alteration,
            fc.string(),
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^(ERBB2|HER2|p\.|c\.)? ?[A-Z]?\d{1,4}[_A-Za-z*>0-9]{0,20}$/),
          ),
          (name) => {
            const read = canonical(name, index.genes);
            expect(read.error === null ? typeof read.key : typeof read.error.code).toBe("string");
          },
        ),
        { numRuns },
      );
    },
    timeout,
  );

  const seen = { made: 0, accepted: 0, withOptions: 0 };
  it(
    "report",
    () => {
      fc.assert(
        fc.property(nearly(validCase), (value) => {
          seen.made++;
          const read = readCase(value);
          if (!read.ok) {
            expect(read.error.length).toBeGreaterThan(0);
            return;
          }
          const advice = adviceOf(read.value);
          if (advice === null) return;
          seen.accepted++;
          if (advice.options.length > 0) seen.withOptions++;
          expect(reportJson(advice).length).toBeGreaterThan(1000);
          if (seen.accepted % DRAWN !== 0) return;
          for (const text of [reportHtml(advice, view), reportMarkdown(advice, view)])
            expect(text.length).toBeGreaterThan(1000);
        }),
        { numRuns },
      );
      expect(seen.accepted / seen.made).toBeGreaterThan(0.5);
    },
    timeout,
  );
  afterAll(() => {
    const share = (part: number) => `${Math.round((100 * part) / seen.made)} %`;
    console.info(
      `report: ${seen.made} cases made, ${share(seen.accepted)} accepted, ${share(seen.withOptions)} with an option`,
    );
  });
});

describe("laws of the advice, on any valid case", () => {
  /** What is said, without the case it echoes and the spellings, which follow the input. */
  const said = (advice: Advice): unknown =>
    JSON.parse(
      JSON.stringify(advice, (field, value) =>
        field === "case" || field === "input" || field === "aliases" ? undefined : value,
      ),
    );
  const reversed = <T>(list: readonly T[] | undefined): T[] | undefined => list && [...list].reverse();

  it(
    "the order of findings changes nothing",
    () => {
      fc.assert(
        fc.property(validCase, (given) => {
          const other = {
            ...given,
            ...(given.tests && { tests: reversed(given.tests) }),
            ...(given.alterations && { alterations: reversed(given.alterations) }),
            ...(given.sequencing && { sequencing: reversed(given.sequencing) }),
            ...(given.sites && { sites: reversed(given.sites) }),
            ...(given.events && { events: reversed(given.events) }),
            ...(given.treatments && {
              treatments: given.treatments
                .map((one) => ({ ...one, regimen: [...one.regimen].reverse() }))
                .reverse(),
            }),
          } as Case;
          const [first, second] = [adviceOf(given), adviceOf(other)];
          expect(first === null).toBe(second === null);
          if (first !== null && second !== null) expect(said(second)).toEqual(said(first));
        }),
        { numRuns: lawRuns },
      );
    },
    timeout,
  );

  /** A caution by what it is about; its reasons may grow. */
  const about = ({ code, therapies, message: { params } }: Caution): string =>
    JSON.stringify([code, therapies, params.alteration ?? params.name ?? ""]);
  const FINDINGS: ReadonlySet<string> = new Set(["resistance", "alteration"]);

  it(
    "one finding more takes away no caution on an alteration or a resistance",
    () => {
      fc.assert(
        fc.property(validCase, alteration, (given, added) => {
          const before = adviceOf(given);
          const after = adviceOf({ ...given, alterations: [...(given.alterations ?? []), added] });
          if (before === null || after === null) return;
          const now = new Set(after.cautions.map(about));
          for (const caution of before.cautions)
            if (FINDINGS.has(caution.topic)) expect(now).toContain(about(caution));
        }),
        { numRuns: lawRuns },
      );
    },
    timeout,
  );
});
