import type { Refusal, Result } from "@erbium/model";
import { describeInput, type Model, openModels } from "@erbium/prediction";
import { type ModelInput, modelInputs } from "../io/model-inputs.ts";
import { loadIndex } from "../knowledge.ts";
import { predictionOutput } from "../prediction-output.ts";
import { columns, wrap } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface PredictOptions {
  readonly input: string;
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly keep?: string;
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
      predictionOutput("json", { model: model.value, titleOf, knowledge: { version, hash } }).answer(
        answer,
        {},
        "",
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
  if (options.json && options.csv)
    return done(
      refuse({
        code: "one-form",
        message: "--json and --csv contradict each other",
        path: "--csv",
        remedy: "give one of them",
      }),
    );
  const keep = (options.keep ?? "").split(",").flatMap((name) => name.trim() || []);
  const reads = (field: string): boolean =>
    field === "patient" || Object.hasOwn(model.value.input?.shape ?? {}, field);
  const output = predictionOutput(options.csv ? "csv" : options.json ? "json" : "text", {
    model: model.value,
    titleOf,
    knowledge: { version, hash },
  });
  let read = 0;
  for await (const { row, place } of numbered(modelInputs(options.input, keep, reads))) {
    if (!row.ok) {
      output.end();
      return done(refuse(row.error));
    }
    read += 1;
    const answer = model.value.evaluate(row.value.input);
    output.answer(answer, row.value.kept, place);
    if (!answer.ok) refuse(placed(answer.error, place));
  }
  output.end();
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

/** A refusal with the row it is about; a field that no model reads may be meant to travel with its row. */
const placed = (refusal: Refusal, place: string): Refusal => ({
  ...refusal,
  message: place === "" ? refusal.message : `${place}: ${refusal.message}`,
  remedy:
    refusal.code === "unknown-field" && refusal.path !== undefined && !refusal.path.includes(".")
      ? `${refusal.remedy}; to carry it to the answer unread: --keep ${refusal.path}`
      : refusal.remedy,
});

/** Each row with its place among several, as a reader is told of it: its number and what was kept of it. */
async function* numbered(
  source: AsyncGenerator<Result<ModelInput>>,
): AsyncGenerator<{ readonly row: Result<ModelInput>; readonly place: string }> {
  let now = await source.next();
  for (let number = 1; !now.done; number += 1) {
    const next = await source.next();
    const kept = now.value.ok ? Object.entries(now.value.value.kept) : [];
    const several = number > 1 || !next.done || kept.length > 0;
    const place = [`row ${number}`, ...kept.map(([name, value]) => `${name} ${String(value ?? "-")}`)];
    yield { row: now.value, place: several ? place.join(", ") : "" };
    now = next;
  }
}

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
          columns(["value", "meaning"], Object.entries(score.gives), 98),
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
