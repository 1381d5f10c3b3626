import { describe, expect, it } from "vitest";
import { binomialNormal } from "./binomial-normal.ts";
import { generalisedPool } from "./generalised/generalised-pool.ts";
import { profileLikelihoodInterval, qProfileInterval } from "./heterogeneity-interval.ts";
import { mantelHaenszel } from "./mantel-haenszel.ts";
import { multilevelPool } from "./multilevel.ts";
import { peto } from "./peto.ts";
import { pool } from "./pool.ts";

describe("a coverage in percent is refused, not answered with an interval that is no number", () => {
  const [effects, variances] = [Float64Array.of(0.1, 0.5, 1.2, 0.7), Float64Array.of(0.1, 0.1, 0.2, 0.1)];
  const [events, n] = [Float64Array.of(2, 5, 9), Float64Array.of(10, 10, 20)];
  const tables = { a: events, b: n, c: n, d: n };
  const level = 95;
  it.each([
    ["pool", () => pool(effects, variances, { level })],
    ["Q profile", () => qProfileInterval(effects, variances, level)],
    ["profile likelihood", () => profileLikelihoodInterval(effects, variances, 0.1, true, level)],
    ["binomial-normal", () => binomialNormal(events, n, { level })],
    ["generalised", () => generalisedPool({ kind: "proportions", events, n }, { level })],
    ["multilevel", () => multilevelPool(effects, variances, ["a", "a", "b", "b"], { level })],
    ["Peto", () => peto(tables, level)],
    ["Mantel-Haenszel", () => mantelHaenszel(tables, "OR", { level })],
  ])("%s", (_, pooled) => {
    expect(pooled()).toMatchObject({ ok: false, error: { code: "level-not-a-share" } });
  });
});
