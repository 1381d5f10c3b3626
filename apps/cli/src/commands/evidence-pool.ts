import { pooledFigure } from "@erbium/advice";
import type { PooledFigure } from "@erbium/model";
import { pooledForest } from "@erbium/report";
import { pooledRate } from "@erbium/synthesis";
import { figureNameError, writeFigure } from "../io/write-figure.ts";
import { loadIndex } from "../knowledge.ts";
import { type JudgementWords, readJudgements } from "../pool/judgements.ts";
import { type QuestionWords, readQuestion } from "../pool/knowledge-question.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface EvidencePoolOptions extends QuestionWords, JudgementWords {
  readonly plot?: string;
  readonly json?: boolean;
}

/** Pixels across: a page's width of text. */
const PLOT_WIDTH = 760;

/** `erbium evidence pool`: the pooled rate of the studies that answer a question, and those that stayed out. */
export const evidencePoolCommand = async (options: EvidencePoolOptions): Promise<void> => {
  const wrong = figureNameError(options.plot);
  if (wrong !== null) {
    process.stderr.write(`erbium: ${wrong}\n`);
    process.exitCode = 2;
    return;
  }
  const opened = await loadIndex();
  if (!opened.ok) return refuse(opened.error);
  const index = opened.value;
  const judged = await readJudgements(options, index);
  if (!judged.ok) return refuse(judged.error);
  const question = readQuestion(options, judged.value, index);
  if (!question.ok) return refuse(question.error);
  const pooled = pooledFigure(pooledRate(question.value, index), index);
  if (options.plot !== undefined) {
    const written = await writeFigure(options.plot, pooledForest(pooled, PLOT_WIDTH));
    if (!written.ok) return refuse(written.error);
  }
  const { version, hash } = index;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ asked: question.value, ...pooled, knowledge: { version, hash } })}\n`
      : `${pooledText(pooled)}Knowledge ${version}, ${hash}.\n`,
  );
};

const percent = (estimate: number, low: number, high: number): string =>
  `${estimate.toFixed(1)} (${low.toFixed(1)}-${high.toFixed(1)})`;

const pooledText = (pooled: PooledFigure): string => {
  const { estimate, ciLow, ciHigh, prediction, heterogeneity, certainty } = pooled;
  const lines = [`${pooled.outcome}, ${pooled.question.text}`, ""];
  if (pooled.arms.length > 0)
    lines.push(
      columns(
        ["study", "events", `% (${pooled.ciLevel} % interval)`, "who; line"],
        [
          ...pooled.arms.map((arm) => [
            arm.study,
            `${arm.events} of ${arm.n}`,
            percent(arm.estimate, arm.ciLow, arm.ciHigh),
            `${arm.population}; ${arm.line}`,
          ]),
          [
            "pooled",
            `${pooled.events} of ${pooled.n}`,
            estimate === null || ciLow === null || ciHigh === null ? "" : percent(estimate, ciLow, ciHigh),
            `${pooled.k} arms of ${pooled.studies} studies`,
          ],
        ],
      ),
      "",
    );
  if (pooled.thin !== null) lines.push(`not pooled: ${pooled.thin}`);
  if (pooled.convention !== null) lines.push(pooled.convention);
  if (heterogeneity !== null)
    lines.push(
      `tau2 ${heterogeneity.tauSquared.toPrecision(3)} (logit scale), I2 ${heterogeneity.iSquared.toFixed(1)} %, likelihood ratio ${heterogeneity.q.toFixed(2)} (df ${heterogeneity.df}, p ${heterogeneity.p < 0.0001 ? "< 0.0001" : heterogeneity.p.toFixed(4)})`,
    );
  if (prediction !== null)
    lines.push(
      `prediction interval ${prediction.low.toFixed(1)}-${prediction.high.toFixed(1)}, ${prediction.convention}`,
    );
  lines.push("", ...certaintyLines(certainty), "");
  if (pooled.left.length > 0)
    lines.push(
      columns(
        ["left out", "why"],
        pooled.left.map(({ row, text }) => [row, text]),
      ),
      "",
    );
  return `${lines.join("\n")}\n`;
};

/** What is asked, and how to answer, stands beside what was computed. */
const certaintyLines = ({ level, atMost, start, domains }: PooledFigure["certainty"]): string[] => [
  `certainty ${atMost ? "at most " : ""}${level} (GRADE, from ${start})`,
  columns(
    ["domain", "levels off", "how", "why"],
    domains.map(({ domain, down, how, why }) => [domain, down === null ? "-" : `${down}`, how, why]),
  ),
  ...(domains.some(({ how }) => how === "asked")
    ? ['what is asked can be answered: --risk-of-bias "serious: why", --publication-bias "not serious: why"']
    : []),
];
