import { ok, type Result } from "@erbium/model";
import { figureNameError } from "../io/write-figure.ts";
import {
  allMeasures,
  figuresOf,
  isOther,
  isPairwise,
  kindOf,
  type Measure,
  optionsOf,
} from "./analysis-kind.ts";
import type { PairwiseOptions } from "./pairwise.ts";

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
  readonly flemingHarrington?: string;
  readonly restricted?: string;
  readonly cause?: string;
  readonly plot?: string;
  readonly figure?: string;
  readonly funnel?: boolean;
  readonly json?: boolean;
}

const within =
  (low: number, high: number) =>
  (text: string): boolean =>
    Number(text) > low && Number(text) < high;

/** What the value of an option must be. */
const values: readonly {
  readonly option: keyof PoolCommandOptions;
  readonly fits: (text: string) => boolean;
  readonly says: string;
}[] = [
  { option: "exnex", fits: within(0, 1), says: "--exnex is a probability between 0 and 1, as 0.5" },
  { option: "tauScale", fits: within(0, 100), says: "--tau-scale is a number above 0, as 1" },
  {
    option: "threshold",
    fits: within(0, 100),
    says: "--threshold is a percentage between 0 and 100, as 20",
  },
  {
    option: "flemingHarrington",
    fits: (text) => /^\d+(?:\.\d+)?,\d+(?:\.\d+)?$/.test(text),
    says: "--fleming-harrington is rho,gamma, two numbers from 0, as 0,1",
  },
  {
    option: "restricted",
    fits: within(0, Number.POSITIVE_INFINITY),
    says: "--restricted is a time above 0, as 24",
  },
  {
    option: "cause",
    fits: (text) => /^[1-9]\d?$/.test(text),
    says: "--cause is the number of an event, as 1",
  },
  {
    option: "better",
    fits: (text) => text === "lower" || text === "higher",
    says: "--better is lower or higher",
  },
  {
    option: "contrast",
    fits: (text) => /^(?:OR|RR|RD)$/i.test(text),
    says: "--contrast is OR, RR or RD",
  },
];

/** The measure and the figure that the words ask for, or what is wrong with them. */
export const readAsked = (
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
  const malformed = values.find(({ option, fits }) => {
    const given = options[option];
    return typeof given === "string" && !fits(given);
  });
  if (malformed !== undefined) return wrong(malformed.says);
  return ok({ measure, figure });
};
