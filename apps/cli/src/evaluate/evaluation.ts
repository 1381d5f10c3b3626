import type { Figure } from "@erbium/figures";
import { err, type Result } from "@erbium/model";
import type { FigureName } from "./question.ts";

/** An evaluation that is done: what is printed, and what can be drawn of it. */
export interface Evaluation {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: () => readonly string[];
  /** how it was read, beside what reading the patients said */
  readonly said: readonly string[];
  readonly notes: readonly string[];
  readonly draw: (figure: FigureName | null, title: string) => Result<Figure>;
}

export const noFigure = (figure: FigureName, remedy: string): Result<never> =>
  err({
    code: "no-such-figure",
    path: "--figure",
    message: `there is nothing to draw as ${figure} here`,
    remedy,
  });
