export { assess, assessRow } from "./assess.ts";
export type { SequencingContext, StatusContext, TumourContext } from "./context.ts";
export { compileGuidelines, type Guidelines } from "./guidelines.ts";
export { readMeasurement } from "./read-measurement.ts";
export { rowFromColumns } from "./row-from-columns.ts";
