import { defineConfig } from "vitest/config";
import ClosingLine from "./test/closing-line.ts";

export default defineConfig({
  test: {
    include: ["packages/*/{src,test}/**/*.test.ts", "apps/*/{src,test}/**/*.test.ts", "test/**/*.test.ts"],
    setupFiles: ["test/property-seed.ts"],
    testTimeout: 30_000,
    pool: "threads",
    reporters: ["default", new ClosingLine()],
  },
});
