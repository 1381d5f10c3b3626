import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import {
  type ClassDefinition,
  type CopyNumberDefinitions,
  type GeneModel,
  geneIndex,
  type Polymorphism,
} from "../src/index.ts";

const folder = new URL("../../../knowledge/genes/", import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), "utf8"));

export const models = readdirSync(folder)
  .filter((file) => /^[A-Z0-9]+\.json$/.test(file))
  .sort()
  .map((file) => read(file) as GeneModel);

export const polymorphisms = (read("polymorphisms.json") as { polymorphisms: Polymorphism[] }).polymorphisms;

/** The class definitions of `knowledge/genes/classes.yaml`. */
export const classes = (
  parse(readFileSync(new URL("classes.yaml", folder), "utf8")) as { items: ClassDefinition[] }
).items;

/** The limits of `knowledge/genes/copy-number.yaml`. */
const copyNumber = parse(readFileSync(new URL("copy-number.yaml", folder), "utf8")) as CopyNumberDefinitions;

/** The panel of `knowledge/genes/`, for tests. */
export const genes = geneIndex(models, { classes, polymorphisms, copyNumber });
