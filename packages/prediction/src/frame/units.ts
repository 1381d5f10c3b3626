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
): Record<string, unknown> => {
  const own: Record<string, unknown> = { ...input };
  for (const field of fields) {
    if (Object.hasOwn(own, field)) continue;
    const unit = unitOf(field);
    for (const [other, convert] of Object.entries(conversions[unit] ?? {})) {
      const name = `${field.slice(0, -unit.length)}${other}`;
      const given = own[name];
      if (fields.includes(name) || typeof given !== "number") continue;
      own[field] = rounded(convert(given));
      delete own[name];
    }
  }
  return own;
};
