import type { AlterationStatement } from "@erbium/model";
import {
  alterationDetails,
  alterationName,
  alterationPlace,
  splitAlterations,
} from "../reading/alteration-name.ts";
import type { Context } from "../reading/context.ts";
import { eligibilityWords, stateWords, undecidedWords } from "../reading/state-words.ts";
import { trackFigure } from "../reading/track.ts";
import { count, say } from "../words.ts";
import { cite, doubtWords, standing } from "./cite.ts";
import { list, escapeMarkdown as md, table } from "./escape.ts";

export const statePart = ({ advice }: Context): string => {
  const { status } = advice;
  const track = trackFigure(status, 720);
  return [
    `## ${say("state")}`,
    `**${say(`state.${status.status}`)}** ${md([...stateWords(status), ...eligibilityWords(status)].join(" · "))}`,
    md(status.why.text),
    track === null
      ? ""
      : table(
          track.table.head.map(md),
          track.table.rows.map((row) => row.map(md)),
        ),
    status.flags.length === 0
      ? ""
      : list(status.flags.map((flag) => `${flag.severity}: ${md(flag.message)}`)),
    list(undecidedWords(status).map(md)),
    list(status.needed.map((test) => `**${say("state.needed")}: ${md(test.test)}**. ${md(test.why)}`)),
    list(advice.comparisons.map((comparison) => md(comparison.message.text))),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};

export const alterationsPart = ({ advice, citations }: Context): string => {
  const split = splitAlterations(advice.alterations);
  const rows = split.rows.map((alteration) => [
    `**${md(alterationName(alteration))}**${alterationDetails(alteration)
      .map((detail) => `, ${md(detail)}`)
      .join("")}`,
    alteration.error === null
      ? md(alterationPlace(alteration).join(", "))
      : md(
          `${say("alteration.error", { message: alteration.error.message })} ${
            alteration.error.suggestion === null
              ? ""
              : say("alteration.suggestion", { suggestion: alteration.error.suggestion })
          }`,
        ),
    alteration.function === null
      ? say("function.none")
      : `${md(alteration.function.words)}${standing(alteration.function.status)}${cite(alteration.function.sources, citations)}${
          alteration.germlineAdvice === null ? "" : ` **${md(alteration.germlineAdvice.text)}**`
        }`,
    `${say(`match.${alteration.match}`)}${
      alteration.statements.length === 0
        ? ""
        : `, ${count("alteration.statements", alteration.statements.length)}`
    }`,
  ]);
  return `## ${say("protein")}\n\n${
    advice.alterations.length === 0
      ? say("protein.none")
      : table([say("col.alteration"), say("col.where"), say("col.function"), say("col.match")], rows)
  }${
    split.rest.length === 0
      ? ""
      : `\n\n${md(say("alterations.rest", { count: split.rest.length, names: split.rest.map(alterationName).join(", ") }))}`
  }`;
};

/** What sources say, one line each, with scope and standing. */
export const statementLines = (
  statements: readonly AlterationStatement[],
  { citations, names }: Context,
): string =>
  list(
    statements.map((statement) => {
      const marks = [
        ...(statement.effect !== null && statement.effect !== "none stated" && statement.therapies.length > 0
          ? [
              say("statements.effect", {
                therapies: statement.therapies.map((id) => names.of(id)).join(" + "),
                effect: statement.effect,
              }),
            ]
          : []),
        ...(statement.match === "same residue" ? [say("same-residue")] : []),
        ...(statement.scope === "class" ? [say("scope.class")] : []),
      ];
      return `${md(statement.text)}${marks.length === 0 ? "" : ` (${md(marks.join("; "))})`}${standing(statement.status)}${doubtWords(statement.doubt)}${cite(statement.sources, citations)}`;
    }),
  );
