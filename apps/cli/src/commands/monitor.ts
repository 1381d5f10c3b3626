import { dateBounds, type Message, type Monitoring } from "@erbium/model";
import { monitor } from "@erbium/prediction";
import { timelineFigure } from "@erbium/report";
import { figureNameError, writeFigure } from "../io/write-figure.ts";
import { loadIndex } from "../knowledge.ts";
import { columns, wrap } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";
import { readCaseFile } from "./report.ts";

export interface MonitorOptions {
  readonly asOf?: string;
  readonly plot?: string;
  readonly json?: boolean;
}

/** `erbium monitor`: the course of one case, what each observation means by rule, and what is due next. */
export const monitorCommand = async (file: string, options: MonitorOptions): Promise<void> => {
  const wrong = figureNameError(options.plot);
  if (wrong !== null) {
    process.stderr.write(`erbium: ${wrong}\n`);
    process.exitCode = 2;
    return;
  }
  const read = await readCaseFile(file);
  if (!read.ok) return refuse(...read.error);
  const index = await loadIndex();
  if (!index.ok) return refuse(index.error);
  const asOf = options.asOf ?? index.value.asOf;
  if (dateBounds(asOf) === null)
    return refuse({
      code: "not-a-date",
      path: "--as-of",
      message: `"${asOf}" is not a date`,
      remedy: "write it as 2026-11-21",
    });
  const found = monitor(read.value, index.value, asOf);
  if (!found.ok) return refuse(found.error);
  if (options.plot !== undefined) {
    const figure = timelineFigure(found.value, 720);
    if (figure === null)
      return refuse({
        code: "nothing-to-draw",
        path: "events",
        message: "nothing in the case has a date",
        remedy: "give treatments and events with their dates",
      });
    const written = await writeFigure(options.plot, figure);
    if (!written.ok) return refuse(written.error);
  }
  const { version, hash } = index.value;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ id: read.value.id ?? null, ...found.value, knowledge: { version, hash } })}\n`
      : table(read.value.id ?? "case", found.value, `Knowledge ${version}, ${hash}`),
  );
};

const mark = { act: "!", open: "?", note: "-" } as const;

/** The course and what is due, for a terminal of 100 columns. */
const table = (id: string, { asOf, entries, due, risks, wanted }: Monitoring, knowledge: string): string => {
  const width = Math.max(10, ...entries.map(({ date }) => (date ?? "no date").length));
  const bullets = (lines: readonly Message[]): string =>
    lines
      .map(({ text }) =>
        wrap(text, 96)
          .map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`))
          .join("\n"),
      )
      .join("\n");
  const parts = [`Erbium: ${id}, course as of ${asOf}`];
  if (entries.length > 0)
    parts.push(
      entries
        .map(({ date, what, means }) =>
          [
            `${(date ?? "no date").padEnd(width)}  ${what.text}`,
            ...means.flatMap(({ weight, message, status }) =>
              wrap(`${message.text}${status === "recalled" ? " (unconfirmed)" : ""}`, 96 - width).map(
                (line, index) => `${" ".repeat(width)}  ${index === 0 ? mark[weight] : " "} ${line}`,
              ),
            ),
          ].join("\n"),
        )
        .join("\n"),
      "! a rule asks for action, ? it cannot be told, - the rule asks for nothing",
    );
  if (due.length > 0)
    parts.push(
      `Due next\n${columns(
        ["", "when", "what and why"],
        due.map((one) => [
          one.state,
          one.due === null
            ? ""
            : one.due.earliest === one.due.latest
              ? one.due.earliest
              : `${one.due.earliest} to ${one.due.latest}`,
          `${one.message.text} ${one.because.text}${one.agencies.length > 0 ? ` [${one.agencies.join(", ")}]` : ""}${one.status === "recalled" ? " (unconfirmed)" : ""}`,
        ]),
      )}`,
    );
  if (risks.length > 0) parts.push(`Goes with harm\n${bullets(risks)}`);
  if (wanted.length > 0) parts.push(`More could be said with\n${bullets(wanted)}`);
  if (entries.length === 0 && due.length === 0)
    parts.push("The case has no course: no treatment, test or event.");
  return `${[...parts, `${knowledge}.\nDecision support for professionals, not a medical device.`].join("\n\n")}\n`;
};
