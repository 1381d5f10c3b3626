import { defineConfig } from "vitest/config";
import ClosingLine from "./test/closing-line.ts";

export default defineConfig({
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "apps/*/{src,test}/**/*.test.ts", "test/**/*.test.ts"],
    setupFiles: ["test/property-seed.ts"],
    // A limit for what hangs, not a measure of speed: a busy machine takes many times as long.
    testTimeout: 180_000,
    pool: "threads",
    reporters: ["default", new ClosingLine()],
  },
});
