/**
 * Mutation testing, one room at a time: `ROOM=status npm run mutation`, or part of it with
 * `-- --mutate "packages/status/src/assess.ts"`. Only the room's own tests may notice a mutant. The run edits the
 * sources in place: start it on a clean tree.
 */
const room = process.env.ROOM ?? "{status,advice}";

export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  mutate: [`packages/${room}/src/**/*.ts`, "!**/*.test.ts"],
  inPlace: true,
  coverageAnalysis: "perTest",
  concurrency: 1,
  // A busy machine must not pass for an endless loop, which would count as a kill.
  timeoutMS: 20_000,
  timeoutFactor: 3,
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: process.env.MUTATION_REPORT ?? "reports/mutation.json" },
  thresholds: { high: 90, low: 85, break: 85 },
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
};
