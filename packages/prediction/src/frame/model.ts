import { type TherapyNames, therapyIndex } from "@erbium/knowledge-base";
import {
  type Citation,
  err,
  type FactStatus,
  ok,
  type Refusal,
  type Result,
  type Score,
} from "@erbium/model";
import type { z } from "zod";
import { openGuideline } from "./guideline.ts";
import { type OpenFields, overCompletions } from "./missing.ts";
import type { ModelKnowledge } from "./model-knowledge.ts";
import { openScope, scopeInputs } from "./patient.ts";
import type { Answer, Prediction } from "./prediction.ts";
import { type InputSchema, readInput } from "./read-input.ts";
import { openTable, type Table } from "./tables.ts";

/** What the arithmetic of a model may read: its coefficients and its tables, never a number of its own. */
export interface ModelData<P> {
  readonly score: Score;
  readonly parameters: P;
  /** tables of labels, dose levels and risk factors, for models that read them */
  readonly knowledge: ModelKnowledge;
  /** @throws Error when the model has no table of this name */
  table(name: string): Table;
  /** @throws Error when there is no guideline table of this id */
  guideline(id: string): Table;
}

/** A model as its file states it: what it reads, and how its answer is computed from data that lie in `knowledge/scores/`. */
export interface ModelDefinition<I, P> {
  readonly id: string;
  /** strict object; field names as the published examples have them, unit in the name */
  readonly input: InputSchema<I>;
  readonly parameters?: z.ZodType<P>;
  /** an input that the help shows and a test runs */
  readonly example: Readonly<Record<string, unknown>>;
  /** fields that may be missing; all others are refused when they are */
  readonly open?: OpenFields;
  /** table whose outcomes are a scale from low to high */
  readonly scale?: string;
  readonly evaluate: (input: I, data: ModelData<P>) => Result<Answer>;
}

/** A definition whose types are its own business. */
export interface AnyModelDefinition {
  readonly id: string;
  readonly input: InputSchema<unknown>;
  readonly example: Readonly<Record<string, unknown>>;
  readonly mayBeMissing: readonly string[];
  open(score: Score, knowledge: ModelKnowledge): (input: unknown) => Result<ScopedAnswer>;
}

/** An answer, and what of its scope could not be checked. */
interface ScopedAnswer extends Answer {
  readonly scopeOpen: readonly string[];
}

/** Closes a definition over its types. */
export const defineModel = <I, P = unknown>(definition: ModelDefinition<I, P>): AnyModelDefinition => ({
  id: definition.id,
  input: definition.input as InputSchema<unknown>,
  example: definition.example,
  mayBeMissing: Object.keys(definition.open ?? {}),
  open: (score, knowledge) => {
    const data = dataOf(definition, score, knowledge);
    const scale = definition.scale === undefined ? [] : data.table(definition.scale).order;
    const complete = (given: unknown): Result<Answer> => {
      const input = readInput(definition.id, definition.input, given);
      return input.ok ? definition.evaluate(input.value, data) : input;
    };
    const scope = Object.hasOwn(score.tables, "scope") ? data.table("scope") : null;
    let names: TherapyNames | null = null;
    const therapies = (): TherapyNames => {
      names ??= therapyIndex(knowledge.therapies, knowledge.therapyClasses, knowledge.regimens);
      return names;
    };
    const fitting = openScope(score, scope, therapies);
    return (given) => {
      if (!isRecord(given)) return complete(given) as Result<never>;
      const { patient, ...own } = given;
      const fits = fitting(patient);
      if (!fits.ok) return fits;
      const answer = overCompletions(own, definition.open ?? {}, complete, scale);
      return answer.ok ? ok({ ...answer.value, scopeOpen: fits.value.open }) : answer;
    };
  },
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const dataOf = <I, P>(
  definition: ModelDefinition<I, P>,
  score: Score,
  knowledge: ModelKnowledge,
): ModelData<P> => {
  const tables = new Map(
    Object.entries(score.tables).map(([name, table]) => [
      name,
      openTable(`${score.id}.${name}`, name === "scope" ? { ...table, inputs: scopeInputs } : table),
    ]),
  );
  const guidelines = new Map<string, Table>();
  return {
    score,
    knowledge,
    parameters: (definition.parameters?.parse(score.parameters) ?? score.parameters) as P,
    table: (name) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`the model ${score.id} has no table "${name}"`);
      return table;
    },
    guideline: (id) => {
      const table = guidelines.get(id) ?? openGuideline(knowledge.guidelines, id);
      guidelines.set(id, table);
      return table;
    },
  };
};

/** A model ready to be asked. */
export interface Model {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly kind: Score["kind"];
  readonly scope: Score["scope"];
  readonly unit: string | null;
  readonly status: FactStatus;
  readonly sources: readonly Citation[];
  /** all that is recorded of it: formula, pitfalls, validation */
  readonly score: Score;
  /** null: nobody can compute it here */
  readonly input: InputSchema<unknown> | null;
  readonly example: Readonly<Record<string, unknown>> | null;
  /** inputs without which the answer is an interval */
  readonly mayBeMissing: readonly string[];
  evaluate(input: unknown): Result<Prediction>;
}

/** Joins what is recorded of a model with the code that computes it. */
export const openModel = (
  score: Score,
  definition: AnyModelDefinition | undefined,
  knowledge: ModelKnowledge,
): Model => {
  let compute: ((input: unknown) => Result<ScopedAnswer>) | null = null;
  const unit = score.unit ?? null;
  return {
    id: score.id,
    title: score.title,
    version: score.version,
    kind: score.kind,
    scope: score.scope,
    unit,
    status: score.status,
    sources: score.sources,
    score,
    input: definition?.input ?? null,
    example: definition?.example ?? null,
    mayBeMissing: definition?.mayBeMissing ?? [],
    evaluate: (input) => {
      if (definition === undefined) return err(notComputed(score));
      compute ??= definition.open(score, knowledge);
      const answer = compute(input);
      if (!answer.ok) return answer;
      const { values, class: named, interval, warnings, wouldChange, scopeOpen } = answer.value;
      return ok({
        model: score.id,
        version: score.version,
        status: score.status,
        values,
        class: named ?? null,
        unit,
        interval: interval ?? null,
        warnings: warnings ?? [],
        scope: { for: score.scope.for, open: scopeOpen },
        sources: score.sources,
        wouldChange: wouldChange ?? [],
      });
    },
  };
};

const notComputed = (score: Score): Refusal => ({
  code: "not-computed",
  message: `${score.title} is not computed here${score.note === undefined ? "" : `: ${score.note}`}`,
  remedy: "give the result of the laboratory that measured it",
});
