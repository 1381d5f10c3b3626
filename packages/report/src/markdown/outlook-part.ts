import type { OutlookLine, OutlookScore } from "@erbium/model";
import type { Context } from "../reading/context.ts";
import {
  beside,
  bewares,
  combinationLines,
  dueWhen,
  expectedFindings,
  notComputed,
  ofTherapy,
  scoreName,
  speakingEntries,
} from "../reading/outlook.ts";
import { say } from "../words.ts";
import { cite, standing } from "./cite.ts";
import { list, escapeMarkdown as md, table } from "./escape.ts";

const wanted = (words: readonly string[]): string =>
  words.length === 0 ? "" : `${say("expect.wanted")}: ${md(words.join("; "))}.`;

const joinBlocks = (...blocks: readonly string[]): string =>
  blocks.filter((block) => block !== "").join("\n\n");

export const expectPart = ({ advice, citations }: Context): string => {
  const { outlook } = advice;
  if (outlook === undefined) return "";
  const findings = expectedFindings(outlook.lines);
  const together = combinationLines(outlook.lines);
  const cell = (lines: readonly OutlookLine[]): string =>
    lines
      .map((line) => `${md(ofTherapy(line))}${standing(line.status)}${cite(line.sources, citations)}`)
      .join("; ");
  return joinBlocks(
    `## ${say("expect")}`,
    outlook.scores.length === 0
      ? ""
      : table(
          [say("col.model"), say("col.result"), say("col.beware")],
          outlook.scores.map((score) => [
            `${md(scoreName(score))}${standing(score.status)}${cite(score.sources, citations)}`,
            md(resultOf(score)),
            md(bewares(score).join("; ")),
          ]),
        ),
    findings.length + together.length + outlook.scores.length === 0 ? say("expect.none") : "",
    findings.length === 0
      ? ""
      : table(
          [say("pathway.finding"), say("col.weakened"), say("col.around"), say("col.how-often")],
          findings.map(({ finding, found, weakens, other, frequencies }) => [
            md(found.length === 0 ? finding : `${finding}: ${found.join(", ")}`),
            cell(weakens),
            cell(other),
            cell(frequencies),
          ]),
        ),
    together.length === 0
      ? ""
      : list(
          together.map(
            (line) => `${md(line.message.text)}${standing(line.status)}${cite(line.sources, citations)}`,
          ),
        ),
    wanted(outlook.wanted.map(({ text }) => text)),
  );
};

const resultOf = (score: OutlookScore): string =>
  score.refused === null
    ? [score.class ?? [], beside(score).map(({ what, value }) => `${value} ${what}`)].flat(2).join("; ")
    : notComputed(score.refused);

export const watchPart = ({ advice, citations }: Context): string => {
  const { outlook } = advice;
  if (outlook === undefined) return "";
  const { due, risks, wanted: missing } = outlook.watch;
  const speaking = speakingEntries(outlook);
  return joinBlocks(
    `## ${say("watch")}`,
    due.length === 0
      ? say("watch.none")
      : table(
          [say("watch.due"), say("col.when"), say("col.what-and-why")],
          due.map((one) => [
            say(`due.${one.state}`),
            dueWhen(one),
            `${md(one.message.text)} ${md(one.because.text)}${one.agencies.length === 0 ? "" : ` (${md(one.agencies.join(", "))})`}${standing(one.status)}${cite(one.sources, citations)}`,
          ]),
        ),
    speaking.length === 0
      ? ""
      : table(
          [say("col.when"), say("col.observed"), say("col.by-rule")],
          speaking.map(({ date, what, means }) => [
            date ?? say("no-date"),
            md(what.text),
            means
              .map((one) => `${md(one.message.text)}${standing(one.status)}${cite(one.sources, citations)}`)
              .join("; "),
          ]),
        ),
    risks.length === 0 ? "" : list(risks.map(({ text }) => md(text))),
    wanted(missing.map(({ text }) => text)),
  );
};
