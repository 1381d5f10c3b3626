import type { Refusal } from "@erbium/model";

/** Why a two-sided coverage can not be that of an interval, or null; percents are the usual slip. */
export const badLevel = (level: number): Refusal | null =>
  level > 0 && level < 1
    ? null
    : {
        code: "level-not-a-share",
        message: `the level ${level} is not between 0 and 1`,
        remedy: "give the coverage as a share: 0.95",
      };
