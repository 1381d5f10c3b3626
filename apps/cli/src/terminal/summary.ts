import type { Advice, ApprovalVerdict } from "@erbium/model";
import { columns, wrap } from "./columns.ts";

/** Each agency once, with its best row; an agency without any row has "no record", which is not "not approved". */
const agencyStrip = (approvals: readonly ApprovalVerdict[]): string => {
  const best = new Map<string, string>();
  for (const truth of ["not met", "unknown", "met"] as const)
    for (const { agency, applies, id } of approvals)
      if (applies === truth) best.set(agency, id.startsWith("no-record.") ? "no record" : truth);
  return [...best].map(([agency, truth]) => `${agency} ${truth}`).join(", ");
};

/** The report's first page for a terminal, in the same order and words; 100 columns at most. */
export const summary = (advice: Advice): string => {
  const parts: string[] = [];
  const section = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) parts.push(`${title}\n${lines.join("\n")}`);
  };
  const bullet = (text: string): string =>
    wrap(text, 96)
      .map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`))
      .join("\n");
  parts.push(
    `Erbium: ${advice.case.id ?? "case"}, ${advice.tumour.name} (${advice.tumour.code}), as of ${advice.knowledge.asOf}, ${advice.jurisdictions.join(" ")}`,
  );
  parts.push(wrap(advice.headline.text, 100).join("\n"));
  section(
    "HER2 state",
    [
      `${advice.status.status}${advice.status.ishGroup === null ? "" : `, ISH group ${advice.status.ishGroup}`}; ${advice.status.why.text}`,
      ...advice.status.flags.map((flag) => `${flag.severity}: ${flag.message}`),
    ].map(bullet),
  );
  section(
    "Alterations",
    advice.alterations.map((alteration) =>
      bullet(
        alteration.error
          ? `${alteration.input}: ${alteration.error.message}`
          : `${alteration.gene} ${alteration.proteinShort ?? alteration.key}: ${alteration.function?.words ?? "nothing recorded of this change"}`,
      ),
    ),
  );
  if (advice.options.length > 0)
    parts.push(
      columns(
        ["", "tier", "option", "agencies; cautions; missing"],
        advice.options.map((option, index) => [
          String(index + 1),
          option.tier,
          option.name,
          [
            agencyStrip(option.approvals),
            ...option.cautions.slice(0, 2).map((caution) => caution.message.text),
            ...option.missing.slice(0, 2).map((missing) => `missing: ${missing.message.text}`),
          ]
            .filter((text) => text !== "")
            .join("; "),
        ]),
      ),
    );
  section(
    "Cautions",
    advice.cautions.map((caution) => bullet(caution.message.text)),
  );
  section(
    "Conflicts",
    advice.conflicts.map((conflict) =>
      bullet(`${conflict.question}: ${conflict.positions.map((position) => position.says).join(" / ")}`),
    ),
  );
  section(
    "Gaps",
    advice.gaps.map((gap) => bullet(`${gap.test}: ${gap.why.text}`)),
  );
  section(
    "Not recommended",
    advice.notRecommended.map((row) =>
      bullet(`${row.name}: ${row.because.map((reason) => reason.text).join("; ")}`),
    ),
  );
  parts.push(
    `Knowledge ${advice.knowledge.version}, ${advice.knowledge.hash}.\n${advice.scope.map((message) => message.text).join(" ")}`,
  );
  return `${parts.join("\n\n")}\n`;
};
