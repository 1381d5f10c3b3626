import type { ReferenceModel } from "./reference.ts";

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names under which files of worked examples file a model that has another id. */
const otherNames: Readonly<Record<string, string>> = {
  "PREDICT-3.2": "predict-breast-3.2",
  "PREDICT-2.2": "predict-breast-2.2",
  cps_eg: "cps-eg",
  h_score: "h-score",
  her2_ish: "her2-ish-2018",
  recist_target: "recist-1.1",
  recist_overall_table: "recist-1.1",
  percist: "percist-1.0",
  ki67: "ki67-dynamics",
  ctdna_response: "ctdna-dynamics",
  ctdna_lod: "ctdna-dynamics",
  ctdna_lod95_vaf: "ctdna-dynamics",
  lvef_trastuzumab_us: "lvef-trastuzumab",
  lvef_tdxd_us: "lvef-tdxd",
  ctcae_ef: "ctcae",
  mcbs_top: "esmo-mcbs",
  ftv: "mri-ftv",
};

/**
 * The models with worked examples that the files of a reference folder hold: a file `{ models: [...] }`, lists
 * of cases that name their model or mix centroids, and lists of examples by the name of a model. Examples
 * that stand in several files count once. A table that a model names (`coefficients.file`) is put into those
 * of its examples that need it.
 *
 * @param files  parsed JSON, and the text of CSV files, by path from the folder
 */
export const readReferences = (files: Readonly<Record<string, unknown>>): ReferenceModel[] => {
  const models = new Map<string, ReferenceModel>();
  for (const content of Object.values(files))
    if (isRecord(content) && Array.isArray(content.models))
      for (const model of content.models as ReferenceModel[]) models.set(model.id, model);
  for (const content of Object.values(files)) {
    if (Array.isArray(content))
      for (const one of content)
        if (isRecord(one)) add(models, typeof one.model === "string" ? one.model : "pam50-centroid", one);
    if (isRecord(content) && !Array.isArray(content.models))
      for (const [name, list] of Object.entries(content))
        if (Array.isArray(list))
          for (const one of list)
            if (isRecord(one) && (name.endsWith("_table") || isExample(one))) add(models, name, one, name);
  }
  return [...models.values()].map((model) => withCentroids(model, files));
};

/** Other files of the folder hold lists of other things. */
const isExample = (row: Fields): boolean =>
  Object.keys(row).some((field) => field === "input" || field.startsWith("expected"));

/** Adds an example to its model unless the model has it. */
const add = (models: Map<string, ReferenceModel>, name: string, example: Fields, list = ""): void => {
  const id = otherNames[name] ?? name;
  const model = models.get(id) ?? { id, examples: [] };
  const lists = Object.entries(model).flatMap(([field, value]) =>
    field === "examples" || field.endsWith("_table")
      ? isRecord(value)
        ? Object.values(value)
        : [value]
      : [],
  );
  const text = JSON.stringify(example);
  if (lists.flat().some((one) => JSON.stringify(one) === text)) return;
  const field = list.endsWith("_table") ? "overall_table" : "examples";
  const known = model[field];
  models.set(id, {
    ...model,
    [field]: isRecord(known)
      ? { ...known, more: [...((known.more as unknown[] | undefined) ?? []), example] }
      : [...((known as unknown[] | undefined) ?? []), example],
  });
};

const withCentroids = (model: ReferenceModel, files: Fields): ReferenceModel => {
  const { coefficients, examples } = model;
  const path = isRecord(coefficients) ? coefficients.file : undefined;
  const text = typeof path === "string" ? files[path] : undefined;
  if (typeof text !== "string" || !Array.isArray(examples)) return model;
  const centroids = centroidsOf(text);
  return {
    ...model,
    examples: examples.map((one: unknown) =>
      isRecord(one) && isRecord(one.weights) ? { ...one, centroids } : one,
    ),
  };
};

/** Columns of a table of genes by their head: one centroid each. */
const centroidsOf = (text: string): Record<string, Record<string, number>> => {
  const [head = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(",").map((cell) => cell.replace(/^"|"$/g, "").trim()));
  return Object.fromEntries(
    head
      .slice(1)
      .map((subtype, column) => [
        subtype,
        Object.fromEntries(rows.map((row) => [row[0] ?? "", Number(row[column + 1])])),
      ]),
  );
};
