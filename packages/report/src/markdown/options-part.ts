import { intervalText } from "@erbium/figures";
import type { Option, StudyFigure } from "@erbium/model";
import { agencyVerdicts, dateWords, isRecord } from "../reading/agencies.ts";
import type { NumberedCaution } from "../reading/cautions.ts";
import { missingWords, unseenWords } from "../reading/conditions.ts";
import type { Context } from "../reading/context.ts";
import { leadRatio } from "../reading/ratios.ts";
import {
  besideWords,
  figureInterval,
  figureLabel,
  figureNumber,
  intervalWords,
  leadFigure,
} from "../reading/response.ts";
import { say } from "../words.ts";
import { cite, standing } from "./cite.ts";
import { list, escapeMarkdown as md, table } from "./escape.ts";
import { statementLines } from "./state-part.ts";
import { synthesisPart } from "./synthesis-part.ts";

export const optionsPart = (context: Context): string => {
  const { advice, cautions } = context;
  const before = cautions.beforeOptions().map((entry) => cautionLine(entry, context));
  return [
    `## ${say("options")}`,
    before.length === 0 ? "" : `${say("options.caution")}:\n\n${list(before)}`,
    advice.options.length === 0
      ? say("options.none")
      : table(
          [say("col.rank"), say("col.regimen"), say("col.labels"), say("col.response"), say("col.against")],
          advice.options.map((option, index) => [
            String(index + 1),
            regimen(option),
            agencyVerdicts(option.approvals, advice.jurisdictions).map(agencyWords).join("; "),
            response(option, context),
            against(option, context),
          ]),
        ),
    advice.options.length === 0 ? "" : say("options.unranked"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
};

const regimen = (option: Option): string => {
  const grades = [
    ...(option.esmoEscat === null ? [] : [say("option.escat", { level: option.esmoEscat })]),
    ...(option.ampAscoCap === null ? [] : [say("option.amp", { level: option.ampAscoCap })]),
  ];
  const kind = option.kind === "investigational" ? `, **${say("option.investigational")}**` : "";
  return `**${md(option.name)}**. ${say("option.tier", { tier: option.tier })}, ${md(option.tierWords.text)}${kind}${grades.map((grade) => `, ${md(grade)}`).join("")}`;
};

const agencyWords = ({ agency, truth, verdict }: ReturnType<typeof agencyVerdicts>[number]): string =>
  truth === null
    ? `${md(agency)} ${say("no-record")}`
    : `${md(agency)} ${say(`truth.${truth}`)}, ${md(dateWords(verdict?.date ?? null))}`;

const response = (option: Option, { citations }: Context): string => {
  const lead = leadFigure(option.evidence);
  const ratio = lead === null ? leadRatio(option.evidence.ratios) : null;
  if (ratio !== null) return `${md(`${ratio.text}, ${ratio.from}`)}${cite(ratio.sources, citations)}`;
  if (lead === null)
    return say(
      option.evidence.figures.some((figure) => figure.status === "recalled")
        ? "option.only-unconfirmed"
        : "option.no-figure",
    );
  return `${intervalText(lead.row, intervalWords())} ${md(`${lead.outcome}, ${lead.n}, ${lead.from}`)}${
    lead.scope === "class" ? `; ${say("scope.class")}` : ""
  }${cite(lead.sources, citations)}`;
};

const cautionLine = ({ caution, number }: NumberedCaution, { citations }: Context): string =>
  `**${say(`severity.${caution.severity}`)}** ${md(caution.message.text)}${standing(caution.status)}${cite(caution.sources, citations)} (${say("caution.ref", { number })})`;

/** The gravest caution in full, the others by topic and number, and what is missing. */
const against = (option: Option, context: Context): string => {
  const [first, ...others] = context.cautions.of(option);
  const lines = first
    ? [
        cautionLine(first, context),
        ...others.map(
          ({ caution, number }) =>
            `**${say(`severity.${caution.severity}`)}** ${md(caution.topic)} (${say("caution.ref", { number })})`,
        ),
      ]
    : [say("option.no-caution")];
  const missing = option.missing.map((entry) => md(missingWords(entry))).join("; ");
  return [...lines, ...(missing === "" ? [] : [`${say("option.missing")}: ${missing}`])].join("; ");
};

export const optionDetailsPart = (context: Context): string =>
  context.advice.options.length === 0
    ? ""
    : [
        `## ${say("option.details")}`,
        ...context.advice.options.map((option, index) => optionDetail(option, index + 1, context)),
      ].join("\n\n");

const optionDetail = (option: Option, rank: number, context: Context): string =>
  [
    `### ${rank}. ${md(option.name)}`,
    list(option.because.map((reason) => md(reason.text))),
    !option.approvals.some(isRecord)
      ? ""
      : table(
          [
            say("col.agency"),
            say("col.indication"),
            say("col.date"),
            say("col.applies"),
            say("col.conditions"),
          ],
          option.approvals.filter(isRecord).map((approval) => [
            md(approval.agency),
            `${md(approval.indication)} (${md(approval.status)})${
              approval.recalled.length === 0 ? "" : ` _(${md(unseenWords(approval) ?? "")})_`
            }${cite(approval.sources, context.citations)}`,
            md(dateWords(approval.date)),
            `${say(`truth.${approval.applies}`)}${
              approval.applies === "met"
                ? ""
                : `, ${approval.couldChange ? say("could-change") : say("fixed")}`
            }`,
            approval.because
              .map(({ truth, message }) =>
                // the sentence of a label says itself whether it is met
                message.code.startsWith("label.")
                  ? md(message.text)
                  : `${say(`truth.${truth}`)}: ${md(message.text)}`,
              )
              .join("; "),
          ]),
        ),
    withoutRecord(option),
    synthesisPart(option, context),
    figures(option.evidence.figures, context),
    statementLines(option.evidence.statements, context),
  ]
    .filter((part) => part !== "")
    .join("\n\n");

const withoutRecord = (option: Option): string => {
  const agencies = option.approvals.filter((approval) => !isRecord(approval)).map(({ agency }) => agency);
  return agencies.length === 0 ? "" : md(say("no-record.agencies", { agencies: agencies.join(", ") }));
};

const figures = (all: readonly StudyFigure[], { citations }: Context): string =>
  all.length === 0
    ? ""
    : table(
        [say("col.study"), say("col.outcome"), say("col.estimate"), say("col.interval"), say("col.n")],
        all.map((figure) => [
          `${md(`${figureLabel(figure)}; ${figure.alteration}`)}${figure.scope === "class" ? `; ${say("scope.class")}` : ""}${
            figure.note === null ? "" : `; ${md(figure.note)}`
          }${standing(figure.status)}${cite(figure.sources, citations)}`,
          `${md(figure.outcome)}, ${figure.unit === "%" ? "%" : say(`figure.${figure.unit}`)}`,
          figureNumber(figure.estimate, figure.unit),
          figureInterval(figure) === null
            ? say("figure.no-interval")
            : `${figureInterval(figure)}${
                figure.ciLevel === null || figure.ciLevel === 95
                  ? ""
                  : `, ${say("figure.level", { level: figure.ciLevel })}`
              }, ${md([figure.interval, besideWords(figure)].filter((part) => part !== null).join("; "))}`,
          figure.n === null
            ? say("figure.n-unknown")
            : figure.responders === null
              ? String(figure.n)
              : say("figure.of", { responders: figure.responders, n: figure.n }),
        ]),
      );
