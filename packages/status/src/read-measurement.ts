import { type Flag, type Measurement, measurementSchema } from "@erbium/model";
import { flagOf } from "./flag.ts";

/** Longest part of a value that is repeated in a message. */
const SHOWN = 60;
const LIST_LIMIT = 1000;

type Leaf =
  | { readonly kind: "number" }
  | { readonly kind: "text" }
  | { readonly kind: "truth" }
  | { readonly kind: "list" }
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, Leaf>> };

const number: Leaf = { kind: "number" };
const text: Leaf = { kind: "text" };
const object = (fields: Readonly<Record<string, Leaf>>): Leaf => ({ kind: "object", fields });
const count = {
  probe: text,
  her2PerCell: number,
  cep17PerCell: number,
  ratio: number,
  cells: number,
  percentCellsAmplified: number,
  call: text,
};

const shape = {
  id: text,
  tumour: text,
  specimen: text,
  sample: text,
  site: text,
  date: text,
  afterTherapy: { kind: "list" },
  ihc: object({
    score: text,
    scoring: text,
    percentStained: number,
    intensity: text,
    pattern: text,
    clusterCells: number,
    membraneStaining: text,
    confirmed: { kind: "truth" },
    clone: text,
  }),
  ish: object({ ...count, recount: object(count) }),
  preanalytics: object({ ischaemiaHours: number, fixationHours: number }),
  alterations: { kind: "list" },
  reported: text,
  copyNumber: object({ copies: number, purity: number, ploidy: number }),
  expression: object({ ratioTumourNormal: number }),
  serum: object({ her2NgPerMl: number }),
} as const satisfies Readonly<Record<string, Leaf>>;

/** Words that say a value is not there. */
const missingWords = new Set([
  "",
  "na",
  "n/a",
  "nan",
  "null",
  "none given",
  "unknown",
  "-",
  ".",
  "?",
  "not done",
  "not tested",
]);
const isMissing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" &&
    (missingWords.has(value.trim().toLowerCase()) || /^\[[^\]]{0,40}\]$/.test(value.trim())));

const plainNumber = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,3})?$/i;

/**
 * Reads one row field by field: a leaf that cannot be read is left out and flagged, the rest is kept. Numbers
 * may be written as text, words as "[Not Available]" are missing, and letters' case does not matter. Fields
 * that the measurement does not know are flagged. Never throws; looks only at known fields, so that size and
 * depth of hostile input do not matter.
 */
export const readMeasurement = (row: unknown): { measurement: Measurement; flags: Flag[] } => {
  const flags: Flag[] = [];
  const read = readObject(row, shape, "", flags);
  const whole = measurementSchema.safeParse(read);
  if (whole.success) return { measurement: whole.data, flags };
  return { measurement: pruned(read, flags), flags };
};

const readObject = (
  value: unknown,
  fields: Readonly<Record<string, Leaf>>,
  path: string,
  flags: Flag[],
): Record<string, unknown> => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    if (!isMissing(value)) flags.push(unknownValue(path || "row", value));
    return {};
  }
  const result: Record<string, unknown> = {};
  let strangers = 0;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (!Object.hasOwn(fields, key)) {
      if (strangers++ < 5)
        flags.push(
          flagOf(
            "unknown-value",
            { field: join(path, key.slice(0, SHOWN)) },
            { field: join(path, key.slice(0, SHOWN)) },
            "field",
          ),
        );
      continue;
    }
    const leaf = fields[key];
    const found = leaf && readLeaf((value as Record<string, unknown>)[key], leaf, join(path, key), flags);
    if (found !== undefined) result[key] = found;
  }
  return result;
};

const readLeaf = (value: unknown, leaf: Leaf, path: string, flags: Flag[]): unknown => {
  if (isMissing(value)) return undefined;
  switch (leaf.kind) {
    case "object": {
      const inner = readObject(value, leaf.fields, path, flags);
      return Object.keys(inner).length > 0 ? inner : undefined;
    }
    case "number":
      return readNumber(value, path, flags);
    case "text":
      if (typeof value === "string") return normalText(value.trim(), path);
      if (typeof value === "number" && Number.isFinite(value)) return normalText(String(value), path);
      flags.push(unknownValue(path, value));
      return undefined;
    case "truth":
      if (typeof value === "boolean") return value;
      if (typeof value === "string" && /^(?:true|yes|1)$/i.test(value.trim())) return true;
      if (typeof value === "string" && /^(?:false|no|0)$/i.test(value.trim())) return false;
      flags.push(unknownValue(path, value));
      return undefined;
    case "list":
      if (Array.isArray(value)) return value.slice(0, LIST_LIMIT);
      if (typeof value === "string")
        return value
          .split(";", LIST_LIMIT)
          .map((one) => one.trim())
          .filter(Boolean);
      flags.push(unknownValue(path, value));
      return undefined;
  }
};

const readNumber = (value: unknown, path: string, flags: Flag[]): number | undefined => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "string" && value.length <= 40 && plainNumber.test(value.trim())) return Number(value);
  flags.push(
    flagOf("non-numeric", { field: path, value: shown(value) }, { field: path, value: shown(value) }),
  );
  return undefined;
};

/** Closed words are written in lower case; a score may lack its plus sign. */
const normalText = (value: string, path: string): string => {
  if (path === "ihc.score") {
    const score = /^(?:ihc\s*)?([0-3])\s*\+?$/i.exec(value)?.[1];
    return score === undefined ? value : score === "0" ? "0" : `${score}+`;
  }
  return closed.has(path) ? value.toLowerCase() : value;
};
const closed = new Set([
  "specimen",
  "ihc.scoring",
  "ihc.intensity",
  "ihc.pattern",
  "ihc.membraneStaining",
  "ish.probe",
  "ish.call",
  "ish.recount.probe",
  "ish.recount.call",
  "reported",
]);

/** Leaves out whatever the schema still refuses, one leaf after the other. */
const pruned = (read: Record<string, unknown>, flags: Flag[]): Measurement => {
  let rest = read;
  for (let round = 0; round < 100; round++) {
    const parsed = measurementSchema.safeParse(rest);
    if (parsed.success) return parsed.data;
    const paths = new Set(parsed.error.issues.slice(0, 100).map((issue) => leafPath(issue.path)));
    if (paths.has("")) return {};
    for (const path of paths) {
      const keys = path.split(".");
      const value = valueAt(rest, keys);
      flags.push(
        typeof value === "number"
          ? flagOf(
              "impossible-value",
              { field: path, value: shown(value) },
              { field: path, value: shown(value) },
            )
          : unknownValue(path, value),
      );
      rest = without(rest, keys);
    }
  }
  return {};
};

/** Path up to the list a bad member stands in: a list is kept or left out as a whole, member by member is not read. */
const leafPath = (path: readonly PropertyKey[]): string => {
  const index = path.findIndex((key) => typeof key === "number");
  return (index === -1 ? path : path.slice(0, index)).map(String).join(".");
};

const valueAt = (value: unknown, [key, ...rest]: readonly string[]): unknown =>
  key === undefined ? value : valueAt((value as Record<string, unknown> | undefined)?.[key], rest);

const without = (
  value: Record<string, unknown>,
  [key, ...rest]: readonly string[],
): Record<string, unknown> => {
  if (key === undefined) return value;
  const copy = { ...value };
  const inner = copy[key];
  if (rest.length === 0 || typeof inner !== "object" || inner === null) delete copy[key];
  else copy[key] = without(inner as Record<string, unknown>, rest);
  return copy;
};

const unknownValue = (field: string, value: unknown): Flag =>
  flagOf("unknown-value", { field, value: shown(value) }, { field, value: shown(value) });

const shown = (value: unknown): string => {
  if (typeof value === "string") return value.length > SHOWN ? `${value.slice(0, SHOWN)}...` : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : typeof value;
};

const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);
