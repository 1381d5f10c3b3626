import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { err, judgementsFileSchema, ok, type Result } from "@erbium/model";
import type { Judgement, Judgements, StudyJudgement } from "@erbium/synthesis";
import { parseDocument } from "yaml";
import { readText } from "../io/read-text.ts";

export interface JudgementWords {
  /** a judgement, or a file with one for each study */
  readonly riskOfBias?: string;
  readonly publicationBias?: string;
}

/** What a reader of the studies has judged, from the words of the options and from a file that these name. */
export const readJudgements = async (
  { riskOfBias, publicationBias }: JudgementWords,
  knowledge: KnowledgeIndex,
): Promise<Result<Judgements>> => {
  const isFile = riskOfBias !== undefined && /\.(?:ya?ml|json)$/i.test(riskOfBias);
  const file = isFile ? await readFile(riskOfBias, knowledge) : ok<Judgements>({});
  if (!file.ok) return file;
  const bias = isFile ? ok(null) : readJudgement("--risk-of-bias", riskOfBias);
  if (!bias.ok) return bias;
  const unpublished = readJudgement("--publication-bias", publicationBias);
  if (!unpublished.ok) return unpublished;
  return ok({
    ...file.value,
    ...(bias.value === null ? {} : { riskOfBias: bias.value }),
    ...(unpublished.value === null ? {} : { publicationBias: unpublished.value }),
  });
};

const readFile = async (path: string, knowledge: KnowledgeIndex): Promise<Result<Judgements>> => {
  const text = await readText(path);
  if (!text.ok) return text;
  const refused = (message: string): Result<never> =>
    err({
      code: "no-judgements",
      path,
      message,
      remedy: 'write a judgement a study: {"studies": {"DESTINY-Lung02": "serious: open label"}}',
    });
  const document = parseDocument(text.value, { uniqueKeys: true, stringKeys: true });
  const [problem] = document.errors;
  if (problem) return refused(`${path} is not YAML or JSON: ${problem.message.split("\n")[0]}`);
  const read = judgementsFileSchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!read.success) {
    const [issue] = read.error.issues;
    return refused(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "can not be read"}`);
  }
  const names = new Set(
    knowledge.outcomes.flatMap(({ study }) => [study.id.toLowerCase(), study.name.toLowerCase()]),
  );
  const studies: StudyJudgement[] = [];
  for (const [study, words] of Object.entries(read.data.studies)) {
    if (!names.has(study.trim().toLowerCase()))
      return refused(`no study of the knowledge is named "${study}"`);
    const judgement = readJudgement(study, words);
    if (!judgement.ok) return judgement;
    if (judgement.value !== null) studies.push({ study, ...judgement.value });
  }
  const whole = readJudgement("riskOfBias", read.data.riskOfBias);
  if (!whole.ok) return whole;
  const unpublished = readJudgement("publicationBias", read.data.publicationBias);
  if (!unpublished.ok) return unpublished;
  return ok({
    studies,
    ...(whole.value === null ? {} : { riskOfBias: whole.value }),
    ...(unpublished.value === null ? {} : { publicationBias: unpublished.value }),
  });
};

/** "serious: open label" to a judgement with its reason. */
const readJudgement = (path: string, words: string | undefined): Result<Judgement | null> => {
  if (words === undefined) return ok(null);
  const at = words.indexOf(":");
  const level = (at < 0 ? words : words.slice(0, at))
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, " ");
  const why = at < 0 ? "" : words.slice(at + 1).trim();
  if (level !== "not serious" && level !== "serious" && level !== "very serious")
    return err({
      code: `unknown-${path.replace(/^--/, "")}`,
      path,
      message: `"${level}" is no judgement`,
      remedy: 'write not serious, serious or very serious, and after a colon why: "serious: open label"',
    });
  return ok({ judgement: level, why: why === "" ? null : why });
};
