export * from "./approval.ts";
export * from "./catalogue.ts";
export * from "./claim.ts";
export * from "./file.ts";
export * from "./guideline.ts";
export * from "./provenance.ts";
export * from "./statement.ts";
export * from "./study.ts";
