import fc from "fast-check";
import { z } from "zod";

/** Values for a field of this name, instead of what its type alone would allow. */
export type ByField = Readonly<Record<string, fc.Arbitrary<unknown>>>;

interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** Lists are kept this short: depth is worth more than length here. */
const LONGEST = 4;

/**
 * Values that a schema accepts, made from the schema itself, so that a new field is tried as soon as it exists.
 * Strings without a closed list come from `byField`, by the name of the field or of the list they stand in.
 */
export const arbitraryOf = (schema: z.ZodType, byField: ByField): fc.Arbitrary<unknown> => {
  const json = z.toJSONSchema(schema, { io: "input" }) as JsonSchema;
  const made = new Map<string, fc.Arbitrary<unknown>>();
  const of = (one: JsonSchema, field: string): fc.Arbitrary<unknown> => {
    if (one.$ref !== undefined) {
      const name = one.$ref.split("/").at(-1) ?? "";
      const key = `${name} ${field}`;
      const found = made.get(key) ?? of(json.$defs?.[name] ?? {}, field);
      made.set(key, found);
      return found;
    }
    const either = one.anyOf ?? one.oneOf;
    if (either) return fc.oneof(...either.map((part) => of(part, field)));
    if (one.const !== undefined) return fc.constant(one.const);
    if (one.enum) return fc.constantFrom(...one.enum);
    switch (one.type) {
      case "object":
        return objectOf(one);
      case "array":
        return fc.array(of(one.items ?? {}, field), { minLength: one.minItems ?? 0, maxLength: LONGEST });
      case "boolean":
        return fc.boolean();
      case "integer":
        return fc.integer({ min: one.minimum ?? 0, max: Math.min(one.maximum ?? 200, 200) });
      case "number":
        return numberOf(one);
      case "string":
        return byField[field] ?? fc.constantFrom("s1", "liver", "a", "肝", "x y");
      default:
        return fc.constant(null);
    }
  };
  const objectOf = (one: JsonSchema): fc.Arbitrary<unknown> => {
    const fields = Object.entries(one.properties ?? {}).map(
      ([name, part]) => [name, of(part, name)] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: [...(one.required ?? [])] });
  };
  return of(json, "");
};

/** Numbers in range: its ends, whole ones, and those with decimals that a laboratory would write. */
const numberOf = ({ minimum, exclusiveMinimum, maximum }: JsonSchema): fc.Arbitrary<number> => {
  const low = minimum ?? (exclusiveMinimum === undefined ? -100 : exclusiveMinimum + 0.01);
  const high = Math.min(maximum ?? 100, 100);
  return fc.oneof(
    fc.constantFrom(low, high, maximum ?? high),
    fc
      .integer({ min: 0, max: 1000 })
      .map((step) => Math.round((low + ((high - low) * step) / 1000) * 100) / 100),
    fc.integer({ min: 0, max: 100 }).map((tenth) => Math.min(high, Math.max(low, tenth / 10))),
  );
};

const ODD: readonly unknown[] = [
  null, "", " ", "NaN", "3 +", "constructor", "__proto__", "曲妥珠单抗", "\u0000", "\ud800", "1e999",
  -1, 140, 1e308, Number.MAX_SAFE_INTEGER, 0.1 + 0.2, true, [], {}, [[]], { length: 3 },
]; // biome-ignore format: one list

/** A copy with one value somewhere inside replaced, removed, or given a neighbour that no schema knows. */
export const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const places = pathsOf(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom("replace", "remove", "add"), fc.constantFrom(...ODD))
    .map(([path, how, odd]) => change(structuredClone(value), path, how, odd));
};

type Path = readonly (string | number)[];

const pathsOf = (value: unknown, path: Path = []): Path[] => [
  path,
  ...(Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([name, item]) => pathsOf(item, [...path, name]))
      : []),
];

const change = (value: unknown, path: Path, how: string, odd: unknown): unknown => {
  const last = path.at(-1);
  if (last === undefined) return how === "add" && isRecord(value) ? { ...value, extra: odd } : odd;
  let holder = value as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  if (how === "replace") holder[last] = odd;
  else if (how === "remove") Reflect.deleteProperty(holder, last);
  else if (isRecord(holder[last])) holder[last] = { ...holder[last], extra: odd };
  else holder[last] = [holder[last], odd];
  return value;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);
