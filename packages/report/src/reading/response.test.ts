import type { PooledFigure } from "@erbium/model";
import { describe, expect, test } from "vitest";
import { breast } from "../fixtures/breast.ts";
import { withSynthesis } from "../fixtures/synthesis.ts";
import { leadFigure } from "./response.ts";

const option = withSynthesis(breast).options.find(({ evidence }) => evidence.pooled.length > 0);
const evidenceWith = (change: Partial<PooledFigure>) => {
  const [pooled] = option?.evidence.pooled ?? [];
  if (option === undefined || pooled === undefined) throw new Error("the fixture has no pool");
  return { ...option.evidence, pooled: [{ ...pooled, estimate: 29.5, studies: 3, ...change }] };
};

describe("a pooled rate at first sight", () => {
  test("says how much its studies differ, not only how many they are", () => {
    const heterogeneity = { iSquared: 60.79, q: 7.5, df: 2, p: 0.02, tauSquared: 0.18 };
    expect(leadFigure(evidenceWith({ heterogeneity }))?.from).toBe("3 studies, I2 61 %");
  });
  test("says only how many where nothing was fitted", () => {
    expect(leadFigure(evidenceWith({ heterogeneity: null }))?.from).toBe("3 studies");
  });
});
