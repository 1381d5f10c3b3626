import { err, ok, type Result } from "@erbium/model";
import { hasDecimalComma, isMissing, numberIn } from "../table/cell.ts";
import { columnsOf, readRecords } from "../table/records.ts";
import { splitCombined } from "./combined-columns.ts";
import { type Role, type Roles, rolesOf } from "./roles.ts";
import { armsFromWide } from "./wide-arms.ts";

/** A table of studies with the meaning of its columns. */
export interface StudyTable {
  readonly size: number;
  readonly columns: readonly string[];
  readonly roles: Roles;
  /** roles that the user named a column for */
  readonly chosen: ReadonlySet<Role>;
  /** what was read otherwise than by a plain name, and which rows stay out */
  readonly said: readonly string[];
  /** the table without rows that lack a cell in each of these sets of columns */
  complete(sets: readonly (readonly Role[])[]): StudyTable;
  /** does a row have something in each of these columns? */
  filled(row: number, roles: readonly Role[]): boolean;
  has(...roles: readonly Role[]): boolean;
  /**
   * numbers of a column; a refusal names the row and what stands there
   *
   * @param words what words stand for, NaN where they say nothing
   */
  numbers(role: Role, words?: (cell: string) => number): Result<Float64Array>;
  /** the number of one row; a refusal says what stands there */
  number(role: Role, row: number): Result<number>;
  texts(role: Role): readonly string[] | null;
  /** are its numbers shares of 1? Not where heading or cells say percent, or one is above 1 */
  isShare(role: Role): boolean;
  column(name: string): readonly string[] | null;
}

const MAX_ROWS = 100_000;

/** Reads CSV, TSV, JSON (an array of objects, or an object of columns) or JSON Lines. */
export const readStudyTable = async (
  file: string,
  given: string | undefined,
): Promise<Result<StudyTable>> => {
  const read = await readRecords(file);
  if (!read.ok) return read;
  const arms = armsFromWide(read.value, columnsOf(read.value));
  const records = arms ?? read.value;
  if (records.length > MAX_ROWS)
    return err({
      code: "too-many-rows",
      path: file,
      message: `more than ${MAX_ROWS} rows`,
      remedy: "pool a smaller table",
    });
  if (records.length === 0)
    return err({
      code: "empty",
      path: file,
      message: `${file} holds no studies`,
      remedy: "give at least one row",
    });
  const decimalComma = hasDecimalComma(records.flatMap((record) => Object.values(record)));
  const split = splitCombined(records, columnsOf(records));
  const columns = columnsOf(split.records);
  const roles = rolesOf(columns, given, split.hints);
  if (!roles.ok) return roles;
  const study = roles.value.get("study");
  const totals = new Set(split.records.filter((record) => isTotal(record[study ?? ""] ?? "")));
  const said = [
    ...(arms === null ? [] : ["arms side by side, as an arm a row"]),
    ...split.said,
    ...(decimalComma ? ["decimal commas"] : []),
    ...(totals.size === 0
      ? []
      : [`left out as totals: ${[...totals].map((record) => record[study ?? ""]).join(", ")}`]),
    ...twiceIn(split.records, study),
  ];
  return ok(
    tableOf(
      split.records.filter((record) => !totals.has(record)),
      {
        columns,
        roles: roles.value,
        chosen: new Set([...roles.value.keys()].filter((role) => chosenBy(given).includes(role))),
        decimalComma,
      },
      said,
    ),
  );
};

const chosenBy = (given: string | undefined): readonly string[] =>
  (given ?? "").split(",").map((pair) => pair.split("=")[0]?.trim() ?? "");

/** Exports end with the pool of others, and with what was computed of it: no studies. */
const isTotal = (name: string): boolean =>
  /^(?:sub-?)?total\b|^(?:overall|pooled|summary|combined|average|mean|median|all studies)$/i.test(
    name.trim(),
  ) ||
  /^(?:overall|pooled|summary|subtotal)\b(?!.*\b(?:et al|(?:19|20)\d\d)\b)/i.test(name.trim()) ||
  /^(?:(?:random|common|fixed)[- ]effects?\b|(?:RE|FE|CE) model\b|heterogeneity\b|prediction interval|test for\b)/i.test(
    name.trim(),
  );

/** The same study with the same numbers twice: a row pasted twice counts its patients twice. */
const twiceIn = (records: readonly Record<string, string>[], study: string | undefined): string[] => {
  if (study === undefined) return [];
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const record of records) {
    const key = JSON.stringify(record);
    if (seen.has(key)) twice.add(record[study] ?? "");
    seen.add(key);
  }
  return twice.size === 0
    ? []
    : [`the same row twice, its patients are counted twice: ${[...twice].slice(0, 10).join(", ")}`];
};

interface Reading extends Pick<StudyTable, "columns" | "roles" | "chosen"> {
  readonly decimalComma: boolean;
}

const tableOf = (
  records: readonly Record<string, string>[],
  reading: Reading,
  said: readonly string[],
): StudyTable => {
  const { columns, roles, decimalComma } = reading;
  const column = (name: string): readonly string[] | null =>
    columns.includes(name) ? records.map((record) => record[name] ?? "") : null;
  const texts = (role: Role): readonly string[] | null => {
    const name = roles.get(role);
    return name === undefined ? null : column(name);
  };
  const noNumber = (cell: string, role: Role, row: number): Result<never> =>
    err({
      code: "not-a-number",
      path: `row ${row + 1}, ${roles.get(role)}`,
      message:
        cell === ""
          ? "the cell is empty"
          : /^[<>\u2264\u2265]/.test(cell.trim())
            ? `"${cell}" is a bound, not a number`
            : `"${cell}" is not a number`,
      remedy: "correct the cell, or leave the study out",
    });
  const emptyIn = (record: Record<string, string>, wanted: readonly Role[]): string | null =>
    wanted.map((role) => roles.get(role) ?? role).find((name) => isMissing(record[name] ?? "")) ?? null;
  return {
    size: records.length,
    columns,
    roles,
    chosen: reading.chosen,
    said,
    filled: (row, wanted) => emptyIn(records[row] ?? {}, wanted) === null,
    complete(sets) {
      const study = roles.get("study");
      const out: string[] = [];
      const whole = records.filter((record, at) => {
        const lacks = sets.map((wanted) => emptyIn(record, wanted));
        if (lacks.includes(null)) return true;
        out.push(
          `${(study === undefined ? null : record[study]) || `row ${at + 1}`} (no ${lacks[0]?.trim()})`,
        );
        return false;
      });
      const rates = sets.some((wanted) => wanted.includes("rate")) ? ratesSaid(this) : [];
      if (out.length === 0) return rates.length === 0 ? this : tableOf(records, reading, [...said, ...rates]);
      const shown = out.length > 10 ? [...out.slice(0, 10), `${out.length - 10} more`] : out;
      return tableOf(whole, reading, [...said, ...rates, `left out: ${shown.join(", ")}`]);
    },
    has: (...wanted) => wanted.every((role) => roles.has(role)),
    texts,
    isShare: (role) => {
      const cells = texts(role) ?? [];
      return (
        !/%|percent|prozent/i.test(`${roles.get(role)}`) &&
        cells.every((cell) => !cell.includes("%") && !(numberIn(cell, decimalComma) > 1))
      );
    },
    column: (name) => column(name)?.map((cell) => plainCell(cell, decimalComma)) ?? null,
    numbers(role, words) {
      const cells = texts(role);
      if (cells === null)
        return err({
          code: "missing-column",
          path: role,
          message: `no column is known as "${role}"`,
          remedy: `name it: --columns ${role}=COLUMN (the table has ${columns.join(", ")})`,
        });
      const values = cells.map((cell) => {
        const value = numberIn(cell, decimalComma);
        return Number.isFinite(value) || words === undefined ? value : words(cell.trim());
      });
      const at = values.findIndex((value) => !Number.isFinite(value));
      return at < 0 ? ok(Float64Array.from(values)) : noNumber(cells[at] ?? "", role, at);
    },
    number(role, row) {
      const cell = records[row]?.[roles.get(role) ?? ""] ?? "";
      const value = numberIn(cell, decimalComma);
      return Number.isFinite(value) ? ok(value) : noNumber(cell, role, row);
    },
  };
};

/** How counts came of rates, and where another count would have given the same printed rate. */
const ratesSaid = (table: StudyTable): string[] => {
  const rates = table.texts("rate") ?? [];
  const share = table.isShare("rate");
  const whole = share ? 1 : 100;
  const [percents, patients] = [table.numbers("rate"), table.numbers("n")];
  const several = rates.filter((rate, at) => {
    if (!percents.ok || !patients.ok) return false;
    const half = 0.5 / 10 ** (/[.,](\d+)/.exec(rate)?.[1]?.length ?? 0);
    const [value, all] = [percents.value[at] ?? 0, patients.value[at] ?? 0];
    return Math.floor(((value + half) * all) / whole) > Math.ceil(((value - half) * all) / whole);
  }).length;
  return [
    `events are computed from the rates${share ? ", which are shares of 1" : ""}`,
    ...(several === 0
      ? []
      : [`several counts have the printed rate in ${several} of ${rates.length} rows; the nearest is taken`]),
  ];
};

/** A number as everybody writes it; words as they are. */
const plainCell = (cell: string, decimalComma: boolean): string => {
  const value = numberIn(cell, decimalComma);
  return Number.isFinite(value) ? String(value) : cell;
};
