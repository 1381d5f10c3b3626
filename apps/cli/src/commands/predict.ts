import type { Refusal, Result } from "@erbium/model";
import { describeInput, type Model, openModels, type Prediction } from "@erbium/prediction";
import { rows } from "../io/rows.ts";
import { loadIndex } from "../knowledge.ts";
import { predictionText } from "../prediction-view.ts";
import { columns, wrap } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface PredictOptions {
  readonly input: string;
  readonly json?: boolean;
  readonly help?: boolean;
}

/**
 * `erbium predict MODEL`: one answer per input, in their order; an input that is refused says why and the
 * rest goes on. `list` shows the models.
 *
 * @returns false where the command's own help was asked for
 */
export const predictCommand = async (id: string, options: PredictOptions): Promise<boolean> => {
  const index = await loadIndex();
  if (!index.ok) return done(refuse(index.error));
  const { bundle, version, hash } = index.value;
  const models = openModels(bundle);
  if (id === "list") return options.help ? false : done(list(models.list, options.json ?? false));
  const model = models.model(id);
  if (!model.ok) return done(refuse(model.error));
  const titleOf = (source: string): string => index.value.source(source).title;
  if (options.help) return done(process.stdout.write(`${helpText(model.value, titleOf)}\n`));
  if (model.value.input === null) {
    const answer = model.value.evaluate({});
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ ...answerOf(model.value, answer), knowledge: { version, hash } })}\n`,
      );
    return done(answer.ok ? null : refuse(answer.error));
  }
  if (options.input === "-" && process.stdin.isTTY)
    return done(
      refuse({
        code: "no-input",
        message: `${id} waits for an input`,
        path: "--input",
        remedy: `give --input FILE or pipe a JSON object; erbium predict ${id} --help shows one`,
      }),
    );
  let read = 0;
  for await (const row of rows(options.input)) {
    if (!row.ok) return done(refuse(row.error));
    read += 1;
    const input = row.value.kind === "json" ? row.value.value : fromCells(row.value.record);
    const answer = model.value.evaluate(input);
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ ...answerOf(model.value, answer), knowledge: { version, hash } })}\n`,
      );
    else if (answer.ok)
      process.stdout.write(
        `${predictionText(model.value, answer.value, titleOf)}\nKnowledge ${version}, ${hash.slice(0, 19)}.\n\n`,
      );
    if (!answer.ok) refuse(answer.error);
  }
  if (read === 0)
    refuse({
      code: "no-input",
      message: `${options.input} holds no input for ${id}`,
      path: "--input",
      remedy: `give one object or a list of them; erbium predict ${id} --help shows one`,
    });
  return true;
};

const done = (_: unknown): true => true;

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
        sources: model.sources,
        wouldChange: [],
        error: answer.error,
      };

/** Cells of a table as JSON would have them; an empty cell is not given. */
const fromCells = (record: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, cell]): [string, unknown][] => {
      if (cell === "") return [];
      if (/^(?:true|false|null)$/i.test(cell)) return [[name, JSON.parse(cell.toLowerCase())]];
      if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell)) return [[name, Number(cell)]];
      return [[name, cell]];
    }),
  );

const list = (models: readonly Model[], json: boolean): void => {
  if (json)
    for (const { id, title, version, kind, scope, unit, status, input } of models)
      process.stdout.write(
        `${JSON.stringify({ id, title, version, kind, scope, unit, status, computed: input !== null })}\n`,
      );
  else
    process.stdout.write(
      `${columns(
        ["model", "version", "kind", "status", "for"],
        models.map(({ id, version, kind, status, scope, input }) => [
          id,
          version,
          input === null ? "input only" : kind,
          status === "recalled" ? "unconfirmed" : status,
          scope.for,
        ]),
      )}\n`,
    );
};

const helpText = (model: Model, titleOf: (source: string) => string): string => {
  const { score, scope } = model;
  const fields = describeInput(model);
  const listed = (head: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", head, ...lines.flatMap((line) => bullet(line))];
  return [
    `${model.title}  (${model.id}, version ${model.version}, ${model.status === "recalled" ? "unconfirmed: no source was seen" : model.status})`,
    "",
    ...wrap(`For ${scope.for}.`, 98),
    ...listed("Not for:", scope.notFor),
    ...listed("Formula:", score.formula),
    ...(fields.length === 0
      ? ["", ...wrap(`Not computed here${score.note === undefined ? "" : `: ${score.note}`}.`, 98)]
      : [
          "",
          columns(
            ["input", "need", "allowed", "meaning"],
            fields.map(({ name, need, allowed, description }) => [name, need, allowed, description]),
            110,
          ),
          "",
          "required: refused without it; open: an interval without it. `patient` may say setting, treated, sex,",
          "invasive, er, her2 and regimen, so that those outside the scope are refused.",
          "",
          "Example:",
          `  $ echo '${JSON.stringify(model.example)}' | erbium predict ${model.id}`,
        ]),
    ...(model.unit === null ? [] : ["", `Unit: ${model.unit}`]),
    ...listed("Beware:", score.pitfalls),
    ...listed("From memory, not confirmed:", score.recalled ?? []),
    ...listed(
      "Tried:",
      score.validation.map((one) => `${one.text}${one.status === "recalled" ? " (unconfirmed)" : ""}`),
    ),
    ...listed(
      "Sources:",
      model.sources.map((one) => titleOf(one.source)),
    ),
    ...(score.notice === undefined ? [] : ["", ...wrap(score.notice.trim(), 98)]),
  ].join("\n");
};

const bullet = (line: string): string[] =>
  wrap(line, 94).map((part, index) => `  ${index === 0 ? "- " : "  "}${part}`);
