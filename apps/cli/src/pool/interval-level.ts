import { err, ok, type Result } from "@erbium/model";
import type { StudyTable } from "./study-table.ts";

/** "lower 90 % CI", "hr_ci90_low". */
const levelInName = (name: string): number | null => {
  const found = /(?<!\d)([89]\d(?:\.\d)?)(?!\d)/.exec(name);
  return found === null ? null : Number(found[1]) / 100;
};

/**
 * The share that each row's interval covers: of a column that says it (90 or 0.9), else as the names of the limits
 * say, else 0.95.
 */
export const intervalLevels = (table: StudyTable): Result<readonly number[]> => {
  const [low, high] = [table.roles.get("low") ?? "", table.roles.get("high") ?? ""].map(levelInName);
  if (low != null && high != null && low !== high)
    return err({
      code: "two-levels",
      path: "--columns",
      message: `the limits are of ${100 * low} % and ${100 * high} % intervals`,
      remedy: "name two limits of one interval: --columns low=COLUMN,high=COLUMN",
    });
  const ofName = low ?? high ?? 0.95;
  const cells = table.texts("intervalLevel");
  const levels = Array.from({ length: table.size }, (_, row) => {
    const text = (cells?.[row] ?? "").replace("%", "").replace(",", ".").trim();
    const value = text === "" ? ofName : Number(text);
    return value > 1 ? value / 100 : value;
  });
  const wrong = levels.findIndex((level) => !(level > 0.5 && level < 1));
  return wrong < 0
    ? ok(levels)
    : err({
        code: "not-a-level",
        path: `row ${wrong + 1}, ${table.roles.get("intervalLevel")}`,
        message: `"${cells?.[wrong]}" is no coverage of an interval`,
        remedy: "give 95 or 0.95, or nothing",
      });
};
