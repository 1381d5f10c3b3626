/** Endings of field names that state a unit, and how a value in another unit of the same quantity is turned into it. */
const conversions: Readonly<Record<string, Readonly<Record<string, (value: number) => number>>>> = {
  mm: { cm: (value) => value * 10 },
  cm: { mm: (value) => value / 10 },
  cc: { mm3: (value) => value / 1000 },
  pct: { fraction: (value) => value * 100 },
  mo: { weeks: (value) => value / weeksPerMonth, days: (value) => value / daysPerMonth },
};
const daysPerMonth = 365.25 / 12;
const weeksPerMonth = daysPerMonth / 7;

const unitOf = (field: string): string => field.slice(field.lastIndexOf("_") + 1);

type Convert = (value: number) => number;

/**
 * Names under which a field may also be given, in other units: `size_mm` for `size_cm`; for a field whose name
 * states no unit (`size`, in mm) the name with any unit of its quantity.
 */
const otherNames = (field: string, stated: string | undefined): [name: string, convert: Convert][] => {
  const stem = stated === undefined ? field.slice(0, field.lastIndexOf("_") + 1) : `${field}_`;
  const others = Object.entries(conversions[stated ?? unitOf(field)] ?? {});
  return [
    ...(stated === undefined ? [] : [[`${stem}${stated}`, same] as [string, Convert]]),
    ...others.map(([unit, convert]): [string, Convert] => [`${stem}${unit}`, convert]),
  ];
};
const same: Convert = (value) => value;

/** All names that `inOwnUnits` reads beside those of the fields. */
export const namesInOtherUnits = (fields: readonly string[], stated: StatedUnits = {}): string[] =>
  fields.flatMap((field) => otherNames(field, stated[field]).map(([name]) => name));

/** Units of fields whose names do not say theirs. */
export type StatedUnits = Readonly<Record<string, string>>;

/** The same number to 12 digits, so that a change of unit moves nothing over a threshold. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/**
 * Turns values that were given in another unit of the same quantity (`size_mm` where the model reads
 * `size_cm`) into the model's own fields. Fields the model has itself are left alone.
 *
 * @returns the input with the model's own field names; the other names that were read are gone
 */
export const inOwnUnits = (
  input: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  stated: StatedUnits = {},
): Record<string, unknown> => {
  const own: Record<string, unknown> = { ...input };
  for (const field of fields) {
    if (Object.hasOwn(own, field)) continue;
    for (const [name, convert] of otherNames(field, stated[field])) {
      const given = own[name];
      if (fields.includes(name) || typeof given !== "number") continue;
      own[field] = rounded(convert(given));
      delete own[name];
    }
  }
  return own;
};
