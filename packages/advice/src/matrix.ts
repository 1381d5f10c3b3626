import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type AlterationStatement,
  byKeys,
  type Effect,
  type Matrix,
  type MatrixCell,
  type Option,
  unique,
} from "@erbium/model";
import { alterationLabel } from "./alteration-label.ts";
import type { FoundStatement } from "./alteration-statements.ts";
import type { KnownFinding } from "./patient.ts";

const directions: Readonly<Partial<Record<Effect, MatrixCell["direction"]>>> = {
  sensitive: "sensitive",
  resistant: "resistant",
  reduced: "resistant",
  conflicting: "conflicting",
  uncertain: "uncertain",
  "no benefit": "no benefit",
};
const levels: readonly MatrixCell["level"][] = ["clinical", "case", "preclinical"];
const matches: readonly MatrixCell["match"][] = ["exact", "class", "same residue"];

/** Columns at most; the therapies with most said of them. */
const MOST_COLUMNS = 14;

/**
 * Alterations by therapies; a cell without a statement stays null, which is "nothing known", not "no effect". What was
 * only recalled fills a cell where nothing confirmed speaks, and says so.
 */
export const matrixOf = (
  findings: readonly { readonly finding: KnownFinding; readonly statements: readonly FoundStatement[] }[],
  options: readonly Option[],
  knowledge: KnowledgeIndex,
): Matrix => {
  const rows = findings.filter(
    ({ finding }, index) =>
      finding.alteration.key !== null &&
      !finding.known.polymorphism &&
      findings.findIndex((other) => other.finding.alteration.key === finding.alteration.key) === index,
  );
  const said = (therapy: string): number =>
    rows.reduce(
      (count, { statements }) =>
        count +
        statements.filter(({ statement }) => speaks(statement) && statement.therapies.includes(therapy))
          .length,
      0,
    );
  const therapies = unique([
    ...rows.flatMap(({ statements }) =>
      statements.filter(({ statement }) => speaks(statement)).flatMap(({ statement }) => statement.therapies),
    ),
    ...options.flatMap((option) => option.regimen.filter((id) => knowledge.therapyIs(id, "anti-HER2"))),
  ])
    .sort(
      byKeys<string>(
        (therapy) => -said(therapy),
        (therapy) => therapy,
      ),
    )
    .slice(0, MOST_COLUMNS);
  return {
    rows: rows.map(({ finding: { alteration } }) => ({
      key: alteration.key ?? alteration.input,
      label: alterationLabel(alteration),
    })),
    columns: therapies.map((therapy) => ({ therapy, label: knowledge.therapyName(therapy) })),
    cells: rows.map(({ statements }) => therapies.map((therapy) => cell(statements, therapy))),
  };
};

const speaks = (statement: AlterationStatement): boolean =>
  statement.effect !== null && directions[statement.effect] !== undefined;

const cell = (statements: readonly FoundStatement[], therapy: string): MatrixCell | null => {
  const all = statements
    .map((one) => one.statement)
    .filter((one) => speaks(one) && one.therapies.includes(therapy));
  const confirmed = all.filter((one) => one.status !== "recalled");
  const here = confirmed.length > 0 ? confirmed : all;
  const match = matches.find((one) => here.some((statement) => statement.match === one));
  if (match === undefined) return null;
  const closest = here.filter((statement) => statement.match === match);
  const found = unique(closest.flatMap((one) => (one.effect === null ? [] : (directions[one.effect] ?? []))));
  const firm = found.filter((one) => one !== "uncertain");
  const direction = firm.length > 1 ? "conflicting" : (firm[0] ?? "uncertain");
  return {
    direction,
    level: levels.find((one) => closest.some((statement) => statement.kind === one)) ?? "preclinical",
    match,
    unconfirmed: confirmed.length === 0,
    statements: closest.map((one) => one.id),
  };
};
