import type { Alteration, Assembly } from "@erbium/model";
import { oneLetter } from "./amino-acids.ts";
import { canonical } from "./canonical.ts";
import type { GeneIndex } from "./gene-index.ts";
import { fromCall } from "./genomic-change.ts";
import { knownWrongReferences } from "./known-wrong-references.ts";

/** One row of the reference file, by column name; `p_expected` may carry an accession and parentheses. */
export type VerifyRow = Readonly<Record<string, string | undefined>>;

export interface VerifyCase {
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly expected: string;
  readonly got: string;
  readonly note: string | null;
}

/**
 * Runs reference rows (`kind gene assembly transcript g c p_expected ... note source`) on this engine.
 *
 * Every name that a row gives is read by itself: the coding name, the genomic name, the VCF fields in the
 * note, and the protein name. Each must reach the expected protein, and names of the same row must agree
 * on the coding name. A gene outside the panel passes if it is refused as `unsupported-gene`; a row whose
 * note says that it must be rejected passes if it is refused as `reference-mismatch`.
 */
export const verifyVariants = (rows: readonly VerifyRow[], genes: GeneIndex): VerifyCase[] =>
  rows.map((row, at) => verifyRow(row, at, genes));

const verifyRow = (row: VerifyRow, at: number, genes: GeneIndex): VerifyCase => {
  const get = (column: string) => (row[column] ?? "").trim();
  const [gene, transcript, g, c, p] = ["gene", "transcript", "g", "c", "p_expected"].map(get) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const note = get("note");
  const name = `row ${at + 1}: ${[gene, transcript, g, c, p].filter((part) => part !== "").join(" ")}`;
  const wrong = knownWrongReferences.find(
    (one) => one.gene === gene && one.transcript === transcript && one.c === c && one.g === g,
  );
  const result = (ok: boolean, expected: string, got: string, remark: string | null = null): VerifyCase =>
    ok || wrong === undefined
      ? { name, status: ok ? "passed" : "failed", expected, got, note: remark }
      : { name, status: "skipped", expected, got, note: `the reference is wrong: ${wrong.reason}` };

  const assembly: Assembly | null = /37/.test(get("assembly"))
    ? "GRCh37"
    : /38/.test(get("assembly"))
      ? "GRCh38"
      : null;
  const readings: { readonly from: string; readonly alteration: Alteration }[] = [];
  const read = (from: string, text: string) => readings.push({ from, alteration: canonical(text, genes) });
  const onTranscript = genes.accession(transcript) === null ? gene : transcript;
  if (c !== "") read("c", c.includes(":") ? c : `${onTranscript === "" ? transcript : onTranscript}:${c}`);
  if (g !== "") read("g", assembly === null ? g : `${assembly} ${g}`);
  const vcf = /VCF (?:chr)?(\w+)[ -](\d+)[ -]([ACGT]+)[ -]([ACGT]+)/.exec(note);
  if (vcf !== null && assembly !== null) {
    const call = fromCall(
      {
        assembly,
        chromosome: vcf[1] ?? "",
        position: Number(vcf[2]),
        reference: vcf[3] ?? "",
        alternate: vcf[4] ?? "",
      },
      genes,
    );
    if (call !== null) readings.push({ from: "vcf", alteration: call });
  }
  if (p !== "") read("p", p.includes(":") ? p : `${onTranscript === "" ? transcript : onTranscript}:${p}`);

  const got = readings
    .map(({ from, alteration }) => `${from}: ${alteration.error?.code ?? alteration.key}`)
    .join("; ");
  if (readings.length === 0) return result(false, "a name", "nothing to read");
  const refusals = readings.map(({ alteration }) => alteration.error?.code ?? null);
  if (/must (?:be )?reject/i.test(note) && get("kind") !== "text")
    return result(
      refusals.every((code) => code === "reference-mismatch"),
      "reference-mismatch",
      got,
    );
  if (refusals.every((code) => code === "unsupported-gene"))
    return result(
      gene === "" || genes.named(gene) === null,
      "unsupported-gene",
      got,
      "not a gene of the panel",
    );

  const expectedProtein = p === "" ? null : plainProtein(p);
  const codings = new Set<string>();
  for (const { from, alteration } of readings) {
    if (alteration.error !== null) return result(false, p || c || g, got, alteration.error.message);
    if (alteration.coding !== null) codings.add(alteration.coding);
    if (expectedProtein === null || from === "p") continue;
    const short = alteration.proteinShort ?? (alteration.protein?.endsWith(":p.?") ? "?" : null);
    const moved = from !== "p" && readings.find((one) => one.from === "p")?.alteration.key === alteration.key;
    const renumbered = genes.accession(transcript)?.numbering != null;
    if (short !== expectedProtein && !(renumbered && moved))
      return result(false, p, got, `${from} gives ${short ?? "no protein change"}`);
  }
  if (codings.size > 1) return result(false, c || g, [...codings].join(", "), "the names disagree");
  const rejected = /"?(\S+ \S+?)"? must be rejected/.exec(note)?.[1];
  if (rejected !== undefined) {
    const { error } = canonical(rejected, genes);
    if (error?.code !== "reference-mismatch")
      return result(false, `${rejected} refused`, error?.code ?? "accepted");
  }
  return result(true, p || c || g, got);
};

/** `NP_000305.3:p.(Ala148Hisfs*5)` -> `A148Hfs*5`, by spelling alone. */
const plainProtein = (text: string): string =>
  text
    .replace(/^[^:]*:/, "")
    .replace(/^p\./, "")
    .replace(/[()]/g, "")
    .replace(/[A-Z][a-z]{2}/g, (three) => oneLetter(three) ?? three);
