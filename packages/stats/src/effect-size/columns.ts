import { err, ok, type Refusal, type Result } from "@erbium/model";

/** What the numbers of a column may be. */
interface Domain {
  readonly holds: (x: number) => boolean;
  readonly code: string;
  readonly remedy: string;
}

/** Domains of what studies report, by what is measured. */
const domains = {
  any: { holds: Number.isFinite, code: "not-finite", remedy: "give finite numbers" },
  count: {
    holds: (x) => x >= 0 && x < Number.POSITIVE_INFINITY,
    code: "not-a-count",
    remedy: "counts are zero or more",
  },
  size: {
    holds: (x) => x >= 1 && x < Number.POSITIVE_INFINITY,
    code: "not-a-size",
    remedy: "give the number of patients of the group, one or more",
  },
  spread: {
    holds: (x) => x >= 0 && x < Number.POSITIVE_INFINITY,
    code: "negative-spread",
    remedy: "a standard deviation is zero or more; give it, not the standard error or its sign",
  },
  time: {
    holds: (x) => x > 0 && x < Number.POSITIVE_INFINITY,
    code: "no-person-time",
    remedy: "give the time at risk, above zero",
  },
  correlation: {
    holds: (x) => x >= -1 && x <= 1,
    code: "not-a-correlation",
    remedy: "a correlation lies between -1 and 1",
  },
  share: {
    holds: (x) => x >= 0 && x <= 1,
    code: "not-a-share",
    remedy: "give a share between 0 and 1",
  },
} as const satisfies Record<string, Domain>;

type Columns = Readonly<Record<string, readonly [values: Float64Array, domain: keyof typeof domains]>>;

const lengthsDiffer = (columns: Columns): Refusal => ({
  code: "lengths-differ",
  message: `${Object.entries(columns)
    .map(([name, [values]]) => `${name} has ${values.length}`)
    .join(", ")} studies`,
  remedy: "give every column for every study",
});

/**
 * Refuses columns of unlike length, and the first number that can not be what its column holds, by its place. A
 * missing number (not-a-number) passes: its study then has no effect.
 *
 * @returns the number of studies
 */
export const checkColumns = (columns: Columns): Result<number> => {
  const given = Object.entries(columns);
  const k = given[0]?.[1][0].length ?? 0;
  if (given.some(([, [values]]) => values.length !== k)) return err(lengthsDiffer(columns));
  for (const [name, [values, domain]] of given) {
    const { holds, code, remedy } = domains[domain];
    const at = values.findIndex((x) => !Number.isNaN(x) && !holds(x));
    if (at >= 0)
      return err({
        code,
        message: `study ${at + 1} has ${values[at]} for ${name}`,
        path: `${name}[${at}]`,
        remedy,
      });
  }
  return ok(k);
};

/** The mean of what studies report, weighted by their size; those without an estimate left out. */
export const weightedMean = (values: ArrayLike<number>, weights: ArrayLike<number>): number => {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]) || Number.isNaN(weights[i])) continue;
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
};
