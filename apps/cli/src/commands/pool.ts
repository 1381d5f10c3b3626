import { basename } from "node:path";
import type { Figure } from "@erbium/figures";
import { ok, type Refusal, type Result } from "@erbium/model";
import { graphOf, leagueOf, networkForest } from "@erbium/report";
import { figureNameError, writeFigure } from "../io/write-figure.ts";
import { poolAccuracy } from "../pool/accuracy.ts";
import { summaryRocOf } from "../pool/accuracy-figure.ts";
import { allMeasures, figuresOf, isOther, isPairwise, kindOf, optionsOf } from "../pool/analyses.ts";
import { basketFigure, basketText, poolBasket } from "../pool/basket.ts";
import { drawnNetwork } from "../pool/drawn-network.ts";
import { columnsFor, fitting, otherMeasure, wanted } from "../pool/needs.ts";
import { poolNetwork } from "../pool/network.ts";
import { type PairwiseOptions, poolPairwise } from "../pool/pairwise.ts";
import { forestOf, funnelOf, stepsForest } from "../pool/pairwise-figures.ts";
import { pairwiseText } from "../pool/pairwise-text.ts";
import { accuracyText, networkText, survivalText } from "../pool/pool-text.ts";
import { isPatientRole, type Role } from "../pool/roles.ts";
import { readStudyTable, type StudyTable } from "../pool/study-table.ts";
import { survivalOf } from "../pool/survival.ts";
import { survivalFigure } from "../pool/survival-figure.ts";
import { refuse } from "../terminal/refusals.ts";

export interface PoolCommandOptions extends Omit<PairwiseOptions, "level"> {
  readonly measure: string;
  readonly level?: string;
  readonly columns?: string;
  readonly reference?: string;
  readonly better?: string;
  readonly contrast?: string;
  readonly components?: string | true;
  readonly inactive?: string;
  readonly bucher?: boolean;
  readonly exnex?: string | true;
  readonly tauScale?: string;
  readonly threshold?: string;
  readonly plot?: string;
  readonly figure?: string;
  readonly funnel?: boolean;
  readonly json?: boolean;
}

/** Rows of a figure with a row a study. */
const MOST_DRAWN = 1000;

/** An analysis that is done: what is printed, and what is drawn of it. */
interface Analysis {
  readonly value: unknown;
  readonly text: () => string;
  readonly draw: (figure: string, title: string) => Figure;
}

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
  const studies = table.value.complete(roles);
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
  const lacks = wanted(measure)
    .split(";")[0]
    ?.split(",")
    .map((role) => role.trim())
    .find((role) => !table.has(role as Role));
  return {
    code: "missing-column",
    path: "--measure",
    message: `${measure} needs columns ${wanted(measure)}; no column is known as "${lacks}"`,
    remedy:
      fits.length > 0
        ? `these columns fit --measure ${fits.join(", ")}; else name them: --columns ${lacks}=COLUMN (the table has ${table.columns.join(", ")})`
        : `name them: --columns ${lacks}=COLUMN (the table has ${table.columns.join(", ")})`,
  };
};

type Measure = Parameters<typeof kindOf>[0];

/** The measure and the figure that the words ask for, or what is wrong with them. */
const readAsked = (
  options: PoolCommandOptions,
  level: number,
): Result<{ readonly measure: Measure; readonly figure: string }, string> => {
  const wrong = (error: string) => ({ ok: false as const, error });
  const measure = options.measure.toUpperCase();
  if (!isPairwise(measure) && !isOther(measure))
    return wrong(`there is no measure "${measure}"; choose ${allMeasures.join(", ")}`);
  if (!(level > 0 && level < 1)) return wrong("--level is a share between 0 and 1, as 0.95");
  const kind = kindOf(measure);
  const special = new Set(Object.values(optionsOf).flat());
  const idle = Object.keys(options).find((name) => special.has(name) && !optionsOf[kind].includes(name));
  if (idle !== undefined)
    return wrong(
      `--${idle.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} says nothing of ${measure}`,
    );
  if (options.plot === undefined && (options.figure !== undefined || options.funnel))
    return wrong("say where the figure goes: --plot FILE.svg");
  const name = figureNameError(options.plot);
  if (name !== null) return wrong(name);
  const figures = figuresOf[kind];
  const figure = options.figure ?? (options.funnel ? "funnel" : figures[0]);
  if (!figures.includes(figure))
    return wrong(`there is no figure "${figure}" of ${measure}; choose ${figures.join(", ")}`);
  const between = (text: string | true | undefined, low: number, high: number): boolean =>
    text === undefined || text === true || (Number(text) > low && Number(text) < high);
  if (!between(options.exnex, 0, 1)) return wrong("--exnex is a probability between 0 and 1, as 0.5");
  if (!between(options.tauScale, 0, 100)) return wrong("--tau-scale is a number above 0, as 1");
  if (!between(options.threshold, 0, 100))
    return wrong("--threshold is a percentage between 0 and 100, as 20");
  if (options.better !== undefined && options.better !== "lower" && options.better !== "higher")
    return wrong("--better is lower or higher");
  if (options.contrast !== undefined && !/^(?:OR|RR|RD)$/i.test(options.contrast))
    return wrong("--contrast is OR, RR or RD");
  return ok({ measure, figure });
};

const analyse = (
  table: StudyTable,
  measure: Measure,
  figure: string,
  options: PoolCommandOptions,
  level: number,
): Result<Analysis> => {
  if (measure === "DTA") {
    const done = poolAccuracy(table, { level, bias: options.bias ?? false });
    if (!done.ok) return done;
    const { value } = done;
    return ok({ value, text: () => accuracyText(value), draw: (_, title) => summaryRocOf(value, title) });
  }
  if (measure === "BASKET") {
    const done = poolBasket(table, {
      level,
      exchangeable: options.exnex === undefined ? 1 : options.exnex === true ? 0.5 : Number(options.exnex),
      tauScale: Number(options.tauScale ?? 1),
      threshold: options.threshold === undefined ? null : Number(options.threshold),
    });
    if (!done.ok) return done;
    const { value } = done;
    return ok({ value, text: () => basketText(value), draw: (_, title) => basketFigure(value, title) });
  }
  if (measure === "NMA") {
    const done = poolNetwork(table, {
      level,
      ...(options.reference === undefined ? {} : { reference: options.reference }),
      better: options.better === "higher" ? "higher" : "lower",
      contrast: (options.contrast?.toUpperCase() ?? "OR") as "OR" | "RR" | "RD",
      ...(options.components === undefined
        ? {}
        : { components: options.components === true ? "+" : options.components }),
      ...(options.inactive === undefined ? {} : { inactive: options.inactive }),
      bucher: options.bucher ?? false,
    });
    if (!done.ok) return done;
    const { value } = done;
    const draw = { league: leagueOf, forest: networkForest }[figure] ?? graphOf;
    return ok({
      value,
      text: () => networkText(value),
      draw: (_, title) => draw(drawnNetwork(value), title),
    });
  }
  if (measure === "SURV") {
    const done = survivalOf(table, {
      level,
      ...(options.subgroup === undefined ? {} : { subgroup: options.subgroup }),
    });
    if (!done.ok) return done;
    const { value } = done;
    const time = table.roles.get("time") ?? "time";
    return ok({
      value,
      text: () => survivalText(value),
      draw: (_, title) => survivalFigure(value, title, time),
    });
  }
  // a figure of steps needs them
  const done = poolPairwise(table, measure, {
    ...options,
    level,
    cumulative: options.cumulative === true || figure === "cumulative",
    leaveOneOut: options.leaveOneOut === true || figure === "leave-one-out",
  });
  if (!done.ok) return done;
  const { value } = done;
  return ok({
    value,
    text: () => pairwiseText(value),
    draw: (name, title) => {
      if (name === "funnel") return funnelOf(value, title);
      if (name === "leave-one-out") return stepsForest(value, value.leaveOneOut, title, "Left out");
      if (name === "cumulative" && value.cumulative !== null)
        return stepsForest(value, value.cumulative.steps, title, `Added ${value.cumulative.order}`);
      return forestOf(value, title);
    },
  });
};

/** What was guessed of the columns, so that a wrong guess is seen. */
const sayGuess = ({ roles }: StudyTable, measure: Measure, { columns: given }: PoolCommandOptions): void => {
  const guessed = [...roles].filter(
    ([role]) =>
      isPatientRole(role) === (measure === "SURV") &&
      !(given ?? "").split(",").some((pair) => pair.trim().startsWith(`${role}=`)),
  );
  if (guessed.length > 0)
    process.stderr.write(
      `Read by name: ${guessed.map(([role, column]) => `${role} = ${column}`).join(", ")}\n`,
    );
};
