import { defineConfig } from "vitest/config";

const room = process.env.ROOM ?? "{status,advice}";

/**
 * The tests that must notice a mutant of a room: its own. Tests that draw at random stay out, so that no kill hangs
 * on luck. Files share one module cache, which spares loading the knowledge once per file; each mutant starts anew.
 */
export default defineConfig({
  test: {
    include: [`packages/${room}/{src,test}/**/*.test.ts`],
    exclude: ["**/properties.test.ts", "**/laws.test.ts"],
    testTimeout: 30_000,
    isolate: false,
    env: { ERBIUM_ORACLES: "" },
  },
});
