import { extname } from "node:path";
import { advise, readCase } from "@erbium/advice";
import type { ImportedEvidence } from "@erbium/knowledge-base";
import {
  type Advice,
  type Agency,
  agencies,
  type Case,
  dateBounds,
  err,
  ok,
  type Refusal,
  type Result,
} from "@erbium/model";
import { reportHtml, reportJson, reportMarkdown } from "@erbium/report";
import { assemblyNamed, type CallFile, readMaf, readVcf } from "@erbium/variants";
import { parseDocument } from "yaml";
import { readImport } from "../evidence-import.ts";
import { checkReadable, readText } from "../io/read-text.ts";
import { wholeFile } from "../io/whole-file.ts";
import { writeWhole } from "../io/write-file.ts";
import { loadKnowledge } from "../knowledge.ts";
import { readJudgements } from "../pool/judgements.ts";
import { reportView } from "../report-view.ts";
import { refuse } from "../terminal/refusals.ts";
import { summary } from "../terminal/summary.ts";

export interface ReportOptions {
  readonly vcf?: string;
  readonly maf?: string;
  readonly assembly?: string;
  readonly asOf?: string;
  readonly jurisdiction?: string;
  readonly lang?: string;
  readonly evidence?: string;
  readonly riskOfBias?: string;
  readonly publicationBias?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const formats = [".html", ".md", ".json"];
/** Endings that promise a format of their own, which is not written yet: never filled with another. */
const promised = /\.fhir\.json$/i;

/** No case is longer, or nested deeper; a parser given more takes minutes or gigabytes to say so. */
const MAX_CASE_LENGTH = 8 * 1024 * 1024;
const MAX_NESTING = 200;

/** `erbium report`: one case, with its calls where there are any, to one report; nothing is written when the input is refused. */
export const reportCommand = async (file: string, options: ReportOptions): Promise<void> => {
  const out = options.out;
  if (out !== undefined && (!formats.includes(extname(out).toLowerCase()) || promised.test(out)))
    return refuse({
      code: "unknown-format",
      path: "--out",
      message: promised.test(out) ? `FHIR is not written yet (${out})` : `${out} has no known ending`,
      remedy: `end it in ${formats.join(", ")}`,
    });
  if (options.lang !== undefined && options.lang !== "en")
    return refuse({
      code: "unknown-language",
      path: "--lang",
      message: `reports are not yet written in "${options.lang}"`,
      remedy: "use --lang en",
    });
  const advice = await adviceOf(file, options);
  if (!advice.ok) return refuse(...advice.error);
  const { value } = advice;
  if (out === undefined) {
    process.stdout.write(options.json ? `${reportJson(value.advice)}\n` : summary(value.advice));
    return;
  }
  const content =
    extname(out).toLowerCase() === ".json"
      ? `${reportJson(value.advice)}\n`
      : extname(out).toLowerCase() === ".md"
        ? reportMarkdown(value.advice, value.view)
        : reportHtml(value.advice, value.view);
  const written = await writeWhole(out, content);
  if (!written.ok) return refuse(written.error);
  process.stdout.write(`${value.advice.headline.text}\nReport: ${written.value}\n`);
};

const adviceOf = async (
  file: string,
  options: ReportOptions,
): Promise<Result<{ advice: Advice; view: ReturnType<typeof reportView> }, readonly Refusal[]>> => {
  const read = await readCaseFile(file);
  if (!read.ok) return read;
  const imports =
    options.evidence === undefined ? ok<readonly ImportedEvidence[]>([]) : await readImport(options.evidence);
  if (!imports.ok) return err([imports.error]);
  const knowledge = await loadKnowledge(imports.value);
  if (!knowledge.ok) return err([knowledge.error]);
  const { index, guidelines } = knowledge.value;
  const asOf = options.asOf ?? index.asOf;
  if (dateBounds(asOf) === null)
    return err([
      {
        code: "not-a-date",
        path: "--as-of",
        message: `"${asOf}" is not a date`,
        remedy: "write it as 2026-11-21",
      },
    ]);
  const jurisdictions = readJurisdictions(options.jurisdiction, read.value);
  if (!jurisdictions.ok) return err([jurisdictions.error]);
  const judged = await readJudgements(options, index);
  if (!judged.ok) return err([judged.error]);
  const calls = await readCalls(options, index.genes);
  if (!calls.ok) return err([calls.error]);
  for (const call of calls.value)
    for (const warning of call.warnings) process.stderr.write(`erbium: ${warning.text}\n`);
  const advice = advise({
    case: read.value,
    calls: calls.value,
    knowledge: index,
    guidelines,
    asOf,
    jurisdictions: jurisdictions.value,
    judged: judged.value,
  });
  return advice.ok ? ok({ advice: advice.value, view: reportView(index) }) : advice;
};

/** Most brackets that stand open at once; text within quotes counts too, which errs on the deep side. */
const nesting = (text: string): number => {
  let open = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) most = Math.max(most, ++open);
    else if (code === 0x5d || code === 0x7d) open--;
  }
  return most;
};

/** Reads and checks a case file, YAML or JSON (JSON is YAML); anchors are bounded so that no file can blow up. */
export const readCaseFile = async (file: string): Promise<Result<Case, readonly Refusal[]>> => {
  const text = await readText(file);
  if (!text.ok) return err([text.error]);
  const refused = (message: string): Result<Case, readonly Refusal[]> =>
    err([
      {
        code: "not-yaml",
        path: file,
        message,
        remedy: "correct the file; `erbium case template` prints one",
      },
    ]);
  if (text.value.trim() === "") return refused(`${file} is empty`);
  if (text.value.length > MAX_CASE_LENGTH)
    return refused(`${file} is longer than ${MAX_CASE_LENGTH >> 20} MB, which no case is`);
  if (nesting(text.value) > MAX_NESTING) return refused(`${file} is nested more than ${MAX_NESTING} deep`);
  const document = parseDocument(text.value, { uniqueKeys: true, stringKeys: true });
  const problem = document.errors[0];
  if (problem) return refused(`${file} is not YAML: ${problem.message.split("\n")[0]}`);
  try {
    return readCase(document.toJS({ maxAliasCount: 100 }));
  } catch (cause) {
    return refused(`${file} cannot be read: ${(cause as Error).message}`);
  }
};

const readJurisdictions = (text: string | undefined, given: Case): Result<readonly Agency[]> => {
  if (text === undefined) return ok(given.jurisdictions ?? ["FDA", "EMA", "NMPA", "PMDA"]);
  const names = text.split(",").map((name) => name.trim().toUpperCase());
  const unknown = names.find((name) => !agencies.includes(name as Agency));
  return unknown === undefined
    ? ok(names as Agency[])
    : err({
        code: "unknown-agency",
        path: "--jurisdiction",
        message: `no agency "${unknown}" is known`,
        remedy: `choose from ${agencies.join(", ")}`,
      });
};

const readCalls = async (
  options: ReportOptions,
  genes: Parameters<typeof readVcf>[2],
): Promise<Result<readonly CallFile[]>> => {
  const assembly = options.assembly === undefined ? ok(null) : assemblyNamed(options.assembly);
  if (!assembly.ok) return err({ ...assembly.error, path: "--assembly" });
  const files: CallFile[] = [];
  for (const [kind, path] of [
    ["vcf", options.vcf],
    ["maf", options.maf],
  ] as const) {
    if (path === undefined) continue;
    const refusal = await checkReadable(path);
    if (refusal) return err(refusal);
    const read = kind === "vcf" ? readVcf : readMaf;
    const { bytes, damage } = wholeFile(path);
    const file = await read(bytes, assembly.value, genes);
    const damaged = damage();
    if (damaged !== null) return err(damaged);
    if (!file.ok)
      return err({
        ...file.error,
        path: file.error.path === undefined ? path : `${path}:${file.error.path}`,
      });
    files.push(file.value);
  }
  return ok(files);
};
