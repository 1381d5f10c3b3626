import { basename } from "node:path";
import type { Refusal } from "@erbium/model";
import { writeFigure } from "../io/write-figure.ts";
import { analyse } from "../pool/analysis.ts";
import { isPairwise, type Measure } from "../pool/analysis-kind.ts";
import { type PoolCommandOptions, readAsked } from "../pool/asked.ts";
import { columnsFor, fitting, lacking, otherMeasure, setsFor, wanted } from "../pool/needs.ts";
import { isPatientRole } from "../pool/roles.ts";
import { readStudyTable, type StudyTable } from "../pool/study-table.ts";
import { refuse } from "../terminal/refusals.ts";

/** Rows of a figure with a row a study. */
const MOST_DRAWN = 1000;

/** `erbium pool`: a table of studies to one pooled result, printed, as JSON, and as a figure. */
export const poolCommand = async (file: string, options: PoolCommandOptions): Promise<void> => {
  const level = options.level === undefined ? 0.95 : Number(options.level);
  const asked = readAsked(options, level);
  if (!asked.ok) {
    process.stderr.write(`erbium: ${asked.error}\n`);
    process.exitCode = 2;
    return;
  }
  const { measure, figure } = asked.value;
  const table = await readStudyTable(file, options.columns);
  if (!table.ok) return refuse(table.error);
  sayGuess(table.value, measure, options);
  const roles = columnsFor(table.value, measure);
  if (roles === null) return refuse(doesNotFit(table.value, measure));
  const other = otherMeasure(table.value, measure, roles);
  if (other !== null && options.columns === undefined)
    return refuse({
      code: "other-measure",
      path: "--measure",
      message: `the table's effects are named ${other}, not ${measure}`,
      remedy: `use --measure ${other}; if they are ${measure}, say so: --columns ratio=COLUMN or effect=COLUMN`,
    });
  const studies = table.value.complete(setsFor(table.value, measure));
  for (const words of studies.said) process.stderr.write(`Read: ${words}\n`);
  if (studies.size === 0)
    return refuse({
      code: "no-studies",
      path: file,
      message: "no row has all its numbers",
      remedy: `give ${roles.join(", ")} of at least one study`,
    });
  if (options.plot !== undefined && figure !== "funnel" && isPairwise(measure) && studies.size > MOST_DRAWN)
    return refuse({
      code: "too-many-to-draw",
      path: "--plot",
      message: `a ${figure} of ${studies.size} studies, a row each, can not be read`,
      remedy: "draw --figure funnel, or leave the figure out",
    });
  const done = analyse(studies, measure, figure, options, level);
  if (!done.ok) return refuse(done.error);
  if (options.plot !== undefined) {
    const drawn = done.value.draw(figure, `${measure}, ${file === "-" ? "standard input" : basename(file)}`);
    const written = await writeFigure(options.plot, drawn);
    if (!written.ok) return refuse(written.error);
  }
  process.stdout.write(options.json ? `${JSON.stringify(done.value.value)}\n` : done.value.text());
};

/** The columns are those of another measure, or none is known. */
const doesNotFit = (table: StudyTable, measure: Measure): Refusal => {
  const fits = fitting(table);
  const lacks = lacking(table, measure).map((role) => `${role}=COLUMN`);
  const timed = table.columns.find((name) =>
    /(?:person|patient)[- ]?(?:years?|months?|days?|time)/i.test(name),
  );
  if (timed !== undefined && measure === "PROP")
    return {
      code: "person-time",
      path: timed,
      message: `"${timed}" is time, not patients: events over time are no proportion`,
      remedy: "give the patients, or pool the logarithms of the rates with their errors elsewhere",
    };
  return {
    code: "missing-column",
    path: "--measure",
    message: `${measure} needs columns ${wanted(measure)}; here lacks ${lacking(table, measure).join(", ")}`,
    remedy:
      fits.length > 0
        ? `these columns fit --measure ${fits.join(", ")}; else name them: --columns ${lacks.join(",")} (the table has ${table.columns.join(", ")})`
        : `name them: --columns ${lacks.join(",")} (the table has ${table.columns.join(", ")})`,
  };
};

/** What was guessed of the columns, so that a wrong guess is seen. */
const sayGuess = ({ roles }: StudyTable, measure: Measure, { columns: given }: PoolCommandOptions): void => {
  const guessed = [...roles].filter(
    ([role]) =>
      isPatientRole(role) === (measure === "SURV" || measure === "CIF") &&
      !(given ?? "").split(",").some((pair) => pair.trim().startsWith(`${role}=`)),
  );
  if (guessed.length > 0)
    process.stderr.write(
      `Read by name: ${guessed.map(([role, column]) => `${role} = ${column}`).join(", ")}\n`,
    );
};
