import type { Advice } from "@erbium/model";
import { caseLine } from "../reading/case-line.ts";
import { contextOf } from "../reading/context.ts";
import type { ReportView } from "../view.ts";
import { say } from "../words.ts";
import { escapeMarkdown as md } from "./escape.ts";
import {
  cautionsPart,
  conflictsPart,
  gapsPart,
  matrixPart,
  methodPart,
  notRecommendedPart,
  similarPart,
  sourcesPart,
} from "./later-parts.ts";
import { optionDetailsPart, optionsPart } from "./options-part.ts";
import { expectPart, watchPart } from "./outlook-part.ts";
import { alterationsPart, statePart } from "./state-part.ts";
import { networkPart } from "./synthesis-part.ts";

/** The advice as Markdown: the order and words of the page, tables where it has tables, readable as plain text. */
export const reportMarkdown = (advice: Advice, view: ReportView): string => {
  const context = contextOf(advice, view);
  const title = advice.case.id === undefined ? say("title") : say("title.case", { id: advice.case.id });
  const parts = [
    `# ${md(title)}`,
    md(caseLine(advice).join(" · ")),
    `${md(say("knowledge", { version: advice.knowledge.version }))}. ${say("scope.short")}.`,
    `**${md(advice.headline.text)}**`,
    statePart(context),
    alterationsPart(context),
    optionsPart(context),
    matrixPart(context),
    optionDetailsPart(context),
    networkPart(context),
    cautionsPart(context),
    conflictsPart(context),
    gapsPart(context),
    expectPart(context),
    watchPart(context),
    notRecommendedPart(context),
    similarPart(context),
    sourcesPart(context),
    methodPart(context),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
};
