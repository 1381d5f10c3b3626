import { describeInput } from "./frame/describe-input.ts";
import type { Model } from "./frame/model.ts";

/** The page that lists every model with its scope, inputs and standing, as Markdown. */
export const modelsPage = (models: readonly Model[], titleOf: (source: string) => string): string =>
  [
    "# Models",
    "",
    "What `erbium predict` computes: published, fully specified scores, response criteria, predictions and on-treatment rules. `erbium predict list` shows them, `erbium predict MODEL --help` one of them. This page is written from the models themselves (`npm run models-page`).",
    "",
    "*Verified*: a source that says so was seen. *Unconfirmed*: none was; shown as such, and never a ground for an option. *Input only*: a laboratory's own result, described and never computed. An input that is *required* is never filled in; without an *open* one the answer is an interval over all it could be. `patient` (`setting`, `treated`, `sex`, `invasive`, `er`, `her2`, `regimen`) may be given to any model, which then refuses those outside its scope. Lengths may be given in mm or cm, shares as `_pct` or `_fraction`, durations as `_mo`, `_weeks` or `_days`, volumes as `_cc` or `_mm3`: write the field with the other ending. A code may be said in words (`positive`, `yes`, `unknown`, grade `III`), a name in any case and with or without hyphens; what could mean two things is refused.",
    "",
    "One input or many: a JSON object or list, JSON Lines, YAML, or a table with one input in a row (`--input`); lists in a cell as `[100, 70, 80]`, the patient as columns `patient.setting` and so on. `--json` gives one object per input, `--csv` one table of all answers with each value in a column and the ends of a range beside it; `--keep patient_id,visit` carries columns to the answer that no model reads. A row that is refused says why in its place, and the rest goes on. A case of `erbium report` asks for models under `scores`, and its report shows them.",
    "",
    "Every answer holds the values with their class, what each is (`gives`), intervals with their convention, the model with its version and whether its source was seen, warnings, sources, what would change it (`wouldChange`), and what of its scope nobody told (`scope.open`).",
    "",
    "| model | for | kind | status |",
    "|---|---|---|---|",
    ...models.map(
      (model) =>
        `| [${model.id}](#${anchorOf(model)}) | ${model.scope.for} | ${kindOf(model)} | ${statusOf(model)} |`,
    ),
    ...models.flatMap((model) => ["", ...sectionOf(model, titleOf)]),
    "",
  ].join("\n");

const kindOf = ({ kind, input }: Model): string => (input === null ? "input only" : kind);
const statusOf = ({ status, score }: Model): string => {
  const parts = score.recalled ?? [];
  if (status === "recalled") return "unconfirmed";
  return parts.length === 0 ? status : `${status}; unconfirmed: ${parts.join(", ")}`;
};

/** The anchor that a heading of this text gets. */
const anchorOf = ({ id }: Model): string => id.replaceAll(".", "");

const sectionOf = (model: Model, titleOf: (source: string) => string): string[] => {
  const fields = describeInput(model);
  const { score } = model;
  return [
    `## ${model.id}`,
    "",
    `${model.title}, version ${model.version}. ${statusOf(model)}.${model.unit === null ? "" : ` Unit: ${model.unit}.`}`,
    "",
    `For ${model.scope.for}.`,
    ...(model.scope.notFor.length === 0 ? [] : [`Not for: ${model.scope.notFor.join("; ")}.`]),
    ...(fields.length === 0
      ? ["", `Not computed here: ${score.note ?? ""}.`]
      : [
          "",
          "| input | need | allowed | meaning |",
          "|---|---|---|---|",
          ...fields.map(
            ({ name, need, allowed, description }) =>
              `| \`${name}\` | ${need} | ${allowed} | ${description} |`,
          ),
          "",
          "| value | meaning |",
          "|---|---|",
          ...Object.entries(score.gives).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`),
          "",
          `Example: \`${JSON.stringify(model.example)}\``,
        ]),
    "",
    `Sources: ${[...new Set(model.sources.map((one) => titleOf(one.source)))].join("; ")}.`,
  ];
};
