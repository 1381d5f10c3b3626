import { agencyVerdicts } from "../reading/agencies.ts";
import { alterationName } from "../reading/alteration-name.ts";
import { topicOf } from "../reading/cautions.ts";
import type { Context } from "../reading/context.ts";
import { drugFigure } from "../reading/matrix.ts";
import { methodRows } from "../reading/method-rows.ts";
import { count, say } from "../words.ts";
import { cite, doubtWords, standing } from "./cite.ts";
import { list, escapeMarkdown as md, table } from "./escape.ts";
import { statementLines } from "./state-part.ts";

const part = (title: string, ...content: readonly string[]): string =>
  [`## ${title}`, ...content.filter((block) => block !== "")].join("\n\n");

export const matrixPart = (context: Context): string => {
  const { advice } = context;
  const drawing = drugFigure(advice.matrix, 720);
  return part(
    say("matrix"),
    drawing === null
      ? say("matrix.none")
      : table(
          drawing.table.head.map(md),
          drawing.table.rows.map((row) => row.map(md)),
        ),
    ...advice.alterations
      .filter((alteration) => alteration.statements.length > 0)
      .map(
        (alteration) =>
          `### ${md(say("statements", { name: alterationName(alteration) }))}\n\n${statementLines(alteration.statements, context)}`,
      ),
  );
};

export const cautionsPart = ({ cautions, citations, names }: Context): string =>
  part(
    say("cautions"),
    cautions.all.length === 0
      ? say("cautions.none")
      : list(
          cautions.all.map(({ number, caution, options, wholeCase }) => {
            const because =
              caution.severity === "watch" ? "" : caution.because.map((reason) => md(reason.text)).join("; ");
            const topic = topicOf(caution);
            const ids = options.length > 0 ? options : wholeCase ? [] : caution.therapies;
            const concerns =
              ids.length === 0 ? say("caution.whole") : ids.map((id) => names.of(id)).join(", ");
            return `${say("caution.ref", { number })} **${say(`severity.${caution.severity}`)}**${topic === null ? "" : `, ${md(topic)}`}: ${md(caution.message.text)}${standing(caution.status)}${caution.inForce?.held === "unknown" ? ` _(${say("held.unknown")})_` : ""}${cite(caution.sources, citations)}${because === "" ? "" : ` ${because.replace(/\.$/, "")}.`} ${say("col.concerns")}: ${md(concerns)}.`;
          }),
        ),
  );

export const conflictsPart = ({ advice, citations }: Context): string =>
  part(
    say("conflicts"),
    ...(advice.conflicts.length === 0
      ? [say("conflicts.none")]
      : advice.conflicts.map((card) =>
          [
            `### ${md(card.question)}`,
            list(
              card.positions.map(
                (position, index) =>
                  `${say("conflicts.position", { number: index + 1 })}: ${md(position.says)}${cite(position.sources, citations)}`,
              ),
            ),
            card.moderators.length === 0
              ? ""
              : `${say("conflicts.moderators")}: ${md(card.moderators.join("; "))}`,
            card.use === "" ? "" : `${say("conflicts.use")}: ${md(card.use)}`,
          ]
            .filter((block) => block !== "")
            .join("\n\n"),
        )),
  );

export const gapsPart = ({ advice, names }: Context): string =>
  part(
    say("gaps"),
    advice.gaps.length === 0
      ? say("gaps.none")
      : table(
          [say("col.gap"), say("col.why"), say("col.change")],
          advice.gaps.map((gap) => [
            md(gap.test),
            md(gap.why.text),
            md(gap.wouldChange.map((id) => names.of(id)).join(", ")),
          ]),
        ),
  );

export const notRecommendedPart = ({ advice, citations }: Context): string =>
  part(
    say("not-recommended"),
    advice.notRecommended.length === 0
      ? say("not-recommended.none")
      : table(
          [say("col.regimen"), say("col.because"), say("col.labels")],
          advice.notRecommended.map((row) => [
            md(row.name),
            `${row.because.map((reason) => md(reason.text)).join(" ")}${cite(row.sources, citations)}`,
            agencyVerdicts(row.approvals, advice.jurisdictions)
              .flatMap(({ agency, truth }) =>
                truth === null ? [] : [`${md(agency)} ${say(`truth.${truth}`)}`],
              )
              .join("; ") || say("no-record"),
          ]),
        ),
  );

export const similarPart = ({ advice, citations }: Context): string =>
  part(
    say("similar"),
    advice.similarCases.length === 0
      ? say("similar.none")
      : list(
          advice.similarCases.map(
            (found) =>
              `${md(found.text)}${doubtWords(found.doubt)}${cite(found.sources, citations)} (${say("similar.score", { score: Math.round(found.similarity * 100) / 100 })}: ${found.because.map((reason) => md(reason.text)).join(", ")})`,
          ),
        ),
  );

export const sourcesPart = ({ advice }: Context): string =>
  part(
    say("sources"),
    advice.sources.length === 0
      ? say("sources.none")
      : [...advice.sources]
          .sort((a, b) => a.n - b.n)
          .map((source) =>
            [
              `${source.n}. ${md(source.title)}${source.retracted ? ` **${say("sources.retracted")}**` : ""}${
                source.address === null ? "" : ` ${md(source.address)}`
              }${source.quotes.length === 0 ? "" : `, ${count("sources.quote", source.quotes.length)}:`}`,
              ...source.quotes.map((quote) => `   > ${md(quote)}`),
            ].join("\n"),
          )
          .join("\n"),
  );

export const methodPart = ({ advice }: Context): string =>
  part(
    say("method"),
    say("method.what"),
    list(methodRows(advice).map(([name, value]) => `${name}: ${md(value)}`)),
    `### ${say("scope")}`,
    list(advice.scope.map((sentence) => md(sentence.text))),
  );
