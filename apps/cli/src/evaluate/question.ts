import { ok, type Result } from "@erbium/model";
import { figureNameError } from "../io/write-figure.ts";
import type { Thresholds } from "./decision.ts";
import type { Stretch } from "./roc.ts";

/** What stands on the command line. */
export interface EvaluateOptions {
  readonly outcome?: string;
  readonly scores?: string;
  readonly positive?: string;
  readonly lowerIsPositive?: string | true;
  readonly group?: string;
  readonly threshold?: string;
  readonly partial?: string;
  readonly probabilities?: string | boolean;
  readonly netBenefitAt?: string;
  readonly covariates?: string;
  readonly firth?: boolean;
  readonly bootstrap?: string;
  readonly seed?: string;
  readonly time?: string;
  readonly at?: string;
  readonly level?: string;
  readonly plot?: string;
  readonly figure?: string;
  readonly json?: boolean;
}

const figureNames = ["roc", "calibration", "decision-curve", "nomogram"] as const;
export type FigureName = (typeof figureNames)[number];

/** The options that are numbers or choices, read. */
export interface Question extends Thresholds {
  readonly level: number;
  readonly thresholds: ReadonlyMap<string, number>;
  readonly partial: Stretch | null;
  readonly bootstrap: number | null;
  readonly seed: number;
  /** time by which an event counts in a survival decision curve */
  readonly at: number | null;
  readonly figure: FigureName | null;
}

const isFigure = (word: string): word is FigureName => (figureNames as readonly string[]).includes(word);

/** Options that say nothing without another one, and those that exclude each other. */
const needs: readonly (readonly [keyof EvaluateOptions, keyof EvaluateOptions])[] = [
  ["firth", "covariates"],
  ["bootstrap", "covariates"],
  ["seed", "covariates"],
  ["at", "time"],
  ["figure", "plot"],
];
const excludes: readonly (readonly [keyof EvaluateOptions, keyof EvaluateOptions])[] = [
  ["scores", "covariates"],
  ["lowerIsPositive", "covariates"],
  ["probabilities", "covariates"],
  ["group", "covariates"],
  ["threshold", "covariates"],
  ["partial", "covariates"],
  ["time", "covariates"],
  ["threshold", "time"],
  ["partial", "time"],
];

const optionName = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Reads the command line, or says in one sentence what is wrong with it. */
export const readQuestion = (options: EvaluateOptions): Result<Question, string> => {
  const wrong = (error: string) => ({ ok: false as const, error });
  for (const [one, other] of needs)
    if (options[one] !== undefined && options[other] === undefined)
      return wrong(
        one === "figure"
          ? "say where the figure goes: --plot FILE.svg"
          : `${optionName(one)} says nothing without ${optionName(other)}`,
      );
  for (const [one, other] of excludes)
    if (options[one] !== undefined && options[other] !== undefined)
      return wrong(`${optionName(one)} does not go with ${optionName(other)}: ask for each apart`);
  const level = options.level === undefined ? 0.95 : Number(options.level);
  if (!(level > 0 && level < 1)) return wrong("--level is a share between 0 and 1, as 0.95");
  const thresholds = thresholdsIn(options.threshold);
  if (thresholds === null) return wrong("--threshold is a number, or one for each score: score=6,risk=0.3");
  const partial = options.partial === undefined ? null : stretchIn(options.partial);
  if (partial === undefined)
    return wrong(
      "--partial is a stretch of specificities, as 0.8-1, or of sensitivities, as sensitivity:0.8-1",
    );
  const netBenefitAt = (options.netBenefitAt ?? "0.1,0.2,0.3,0.4,0.5").split(",").map(numberOf);
  if (!netBenefitAt.every((one) => one > 0 && one < 1))
    return wrong("--net-benefit-at takes probabilities between 0 and 1, as 0.1,0.2,0.3");
  const netBenefitUpTo = options.netBenefitAt === undefined ? null : Math.max(...netBenefitAt);
  const bootstrap = options.bootstrap === undefined ? null : numberOf(options.bootstrap);
  if (bootstrap !== null && !(Number.isInteger(bootstrap) && bootstrap >= 0 && bootstrap <= 10_000))
    return wrong("--bootstrap is a number of samples from 0 to 10000, as 200");
  const seed = options.seed === undefined ? 1 : numberOf(options.seed);
  if (!Number.isInteger(seed) || Math.abs(seed) > 2 ** 31) return wrong("--seed is a whole number, as 1");
  const at = options.at === undefined ? null : numberOf(options.at);
  if (at !== null && !(at > 0 && at < Number.POSITIVE_INFINITY))
    return wrong("--at is a time above 0, in the units of --time");
  const name = figureNameError(options.plot);
  if (name !== null) return wrong(name);
  const { figure = null } = options;
  if (figure !== null && !isFigure(figure))
    return wrong(`there is no figure "${figure}"; choose ${figureNames.join(", ")}`);
  return ok({ level, thresholds, partial, netBenefitAt, netBenefitUpTo, bootstrap, seed, at, figure });
};

const numberOf = (word: string): number => (word.trim() === "" ? Number.NaN : Number(word));

const thresholdsIn = (words: string | undefined): ReadonlyMap<string, number> | null => {
  const read = new Map<string, number>();
  if (words === undefined) return read;
  if (Number.isFinite(numberOf(words))) return read.set("", numberOf(words));
  for (const pair of words.split(",")) {
    const at = pair.lastIndexOf("=");
    const value = numberOf(pair.slice(at + 1));
    if (at < 1 || !Number.isFinite(value)) return null;
    read.set(pair.slice(0, at).trim(), value);
  }
  return read;
};

/** Undefined where the words are no stretch. */
const stretchIn = (words: string): Stretch | undefined => {
  const found = /^(?:(specificity|sensitivity)\s*:)?\s*([\d.]+)\s*-\s*([\d.]+)$/.exec(words.trim());
  const [from, to] = [Number(found?.[2]), Number(found?.[3])];
  if (found === null || !(from >= 0 && from <= 1 && to >= 0 && to <= 1 && from !== to)) return undefined;
  return {
    along: found[1] === "sensitivity" ? "sensitivity" : "specificity",
    from: Math.min(from, to),
    to: Math.max(from, to),
  };
};
