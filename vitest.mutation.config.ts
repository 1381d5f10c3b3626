import { defineConfig } from "vitest/config";

const room = process.env.ROOM ?? "{status,advice}";
/** A family of a room whose tests all together take long, as `survival`: its own tests must notice. */
const family = process.env.FAMILY;

/**
 * The tests that must notice a mutant of a room: its own. Tests that draw at random stay out, so that no kill hangs
 * on luck. Files share one module cache, which spares loading the knowledge once per file; each mutant starts anew.
 */
export default defineConfig({
  test: {
    include: [`packages/${room}/${family === undefined ? "{src,test}" : `src/${family}`}/**/*.test.ts`],
    exclude: ["**/properties.test.ts", "**/laws.test.ts"],
    testTimeout: 30_000,
    isolate: false,
    env: { ERBIUM_ORACLES: "" },
  },
});
