export * from "./case-vocabulary.ts";
export * from "./monitoring-vocabulary.ts";
export * from "./test-vocabulary.ts";
export * from "./vocabulary.ts";
