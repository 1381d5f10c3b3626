import {
  coverageIn,
  estimateWithInterval,
  eventsOfPatients,
  eventsWithPercent,
  intervalIn,
  isMissing,
  meanWithDeviation,
} from "../table/cell.ts";
import { plainName, type Role } from "./roles.ts";

type Records = readonly Record<string, string>[];

export interface SplitTable {
  readonly records: Records;
  /** what the new columns mean where their names do not say it */
  readonly hints: ReadonlyMap<Role, string>;
  readonly said: readonly string[];
}

/** Columns whose cells hold several numbers, one cell each: "HR (95% CI)" becomes HR with its two limits. */
export const splitCombined = (records: Records, columns: readonly string[]): SplitTable => {
  const hints = new Map<Role, string>();
  const said: string[] = [];
  let changed = records;
  const taken = new Set(columns);
  const free = (name: string): string => {
    let one = name;
    while (taken.has(one)) one = `${one} `;
    taken.add(one);
    return one;
  };
  /** What the cells, else the name, say the intervals cover becomes a column of its own. */
  const withCoverage = (column: string, cells: readonly string[]): void => {
    const ofName = coverageIn(column);
    if (ofName === null && cells.every((cell) => coverageIn(cell) === null)) return;
    const name = free(`${column} level`);
    const before = records.map((record) => coverageIn(record[column] ?? "") ?? ofName);
    changed = changed.map((record, at) => ({ ...record, [name]: String(before[at] ?? "") }));
    hints.set("intervalLevel", name);
  };
  for (const column of columns) {
    const cells = records.map((record) => record[column] ?? "").filter((cell) => !isMissing(cell));
    if (cells.length === 0) continue;
    const held = (read: (cell: string) => unknown): boolean => cells.every((cell) => read(cell) !== null);
    const bare = plainName(column.replace(/[([\uff08].*$/, "").replace(/\d{2}\s*%.*$/, ""));
    const plain = plainName(column);
    if (held(estimateWithInterval)) {
      const [main, low, high] = [free(headOf(column)), free(`${column} low`), free(`${column} high`)];
      changed = replaced(changed, column, [main, low, high], estimateWithInterval);
      hints.set("low", low).set("high", high);
      if (bare === "" || /^(?:estimate|effect|result)/.test(bare)) hints.set("ratio", main);
      withCoverage(column, cells);
      said.push(`"${column}" as estimate with its interval`);
    } else if (/ci$|ki$|interval|95/.test(plain) && held(intervalIn)) {
      const [low, high] = [free(`${column} low`), free(`${column} high`)];
      changed = replaced(changed, column, [low, high], intervalIn);
      hints.set("low", low).set("high", high);
      withCoverage(column, cells);
      said.push(`"${column}" as an interval`);
    } else if (held(eventsOfPatients)) {
      const [events, n] = [free(`${column} events`), free(`${column} n`)];
      changed = replaced(changed, column, [events, n], eventsOfPatients);
      const arm = armOf(plain);
      hints.set(`events${arm}`, events).set(`n${arm}`, n);
      said.push(`"${column}" as events of patients`);
    } else if (held(eventsWithPercent)) {
      const [events, percent] = [free(`${column} events`), free(`${column} percent`)];
      changed = replaced(changed, column, [events, percent], eventsWithPercent);
      hints.set(`events${armOf(plain)}`, events);
      said.push(`"${column}" as events with their percentage`);
    } else if (/sd$|sd[a-z]*$|\bsd\b|standarddeviation|mean/.test(plain) && held(meanWithDeviation)) {
      const [mean, sd] = [free(`${column} mean`), free(`${column} SD`)];
      changed = replaced(changed, column, [mean, sd], meanWithDeviation);
      const arm = armOf(plain.replace(/mean|sd/g, ""));
      hints.set(`mean${arm}`, mean).set(`sd${arm}`, sd);
      said.push(`"${column}" as means with standard deviations`);
    }
  }
  return { records: changed, hints, said };
};

/** Which of two arms a heading names; none where it names neither. */
const armOf = (plain: string): "" | "1" | "2" => {
  if (/control|comparator|placebo|2$|^c/.test(plain)) return "2";
  return /experiment|treat|interven|1$|^t/.test(plain) ? "1" : "";
};

/** "HR (95% CI)" without what stands in brackets. */
const headOf = (column: string): string =>
  column.replace(/\s*[([\uff08].*$/, "").trim() || `${column} estimate`;

const replaced = (
  records: Records,
  column: string,
  names: readonly string[],
  read: (cell: string) => readonly string[] | null,
): Records =>
  records.map((record) => {
    const { [column]: cell = "", ...others } = record;
    const parts = read(cell);
    return { ...others, ...Object.fromEntries(names.map((name, at) => [name, parts?.[at] ?? ""])) };
  });
