import type { Refusal, Result } from "@erbium/model";
import type { Model, Prediction } from "@erbium/prediction";
import { predictionTable, type TabledAnswer } from "./prediction-table.ts";
import { predictionBody, predictionHead, predictionSources } from "./prediction-view.ts";

/** Answers of one model on standard output, one after the other. */
interface PredictionOutput {
  /** @param place  which of several rows it is, in words; empty for the only one */
  answer(answer: Result<Prediction>, kept: Readonly<Record<string, unknown>>, place: string): void;
  end(): void;
}

/** What every form says beside the answers. */
interface Context {
  readonly model: Model;
  readonly titleOf: (source: string) => string;
  readonly knowledge: { readonly version: string; readonly hash: string };
}

const write = (text: string): void => void process.stdout.write(text);

/** A table of all answers, a line of JSON for each, or text for a reader, whose sources stand once at its end. */
export const predictionOutput = (
  form: "csv" | "json" | "text",
  { model, titleOf, knowledge }: Context,
): PredictionOutput => {
  if (form === "csv") {
    const answers: TabledAnswer[] = [];
    return {
      answer: (answer, kept) => void answers.push({ ...answerOf(model, answer), kept }),
      end: () => write(answers.length === 0 ? "" : predictionTable(answers)),
    };
  }
  if (form === "json")
    return {
      answer: (answer, kept) => {
        const held = Object.keys(kept).length === 0 ? {} : { kept };
        write(`${JSON.stringify({ ...answerOf(model, answer), ...held, knowledge })}\n`);
      },
      end: () => {},
    };
  let answered = 0;
  return {
    answer: (answer, _, place) => {
      if (!answer.ok) return;
      if (answered === 0) write(`${predictionHead(model)}\n`);
      answered += 1;
      write(`${place === "" ? "" : `\n${place}\n`}${predictionBody(model, answer.value)}\n`);
    },
    end: () => {
      if (answered > 0)
        write(
          `${answered > 1 ? "\n" : ""}${predictionSources(model, titleOf)}\nKnowledge ${knowledge.version}, ${knowledge.hash.slice(0, 19)}.\n`,
        );
    },
  };
};

/** Every answer has the same fields; a refused one has no values and says why. */
const answerOf = (
  model: Model,
  answer: Result<Prediction>,
): Prediction & { readonly error: Refusal | null } =>
  answer.ok
    ? { ...answer.value, error: null }
    : {
        model: model.id,
        version: model.version,
        status: model.status,
        values: {},
        class: null,
        unit: model.unit,
        interval: null,
        warnings: [],
        scope: { for: model.scope.for, open: [] },
        sources: model.sources,
        wouldChange: [],
        error: answer.error,
      };
