import { defineConfig } from "vitest/config";

/** The tests that must notice a mutant of `status` or `advice`; the other rooms' would only cost time. */
export default defineConfig({
  test: { include: ["packages/{status,advice}/{src,test}/**/*.test.ts"], testTimeout: 30_000 },
});
