export { type AdviseInput, advise } from "./advise.ts";
export { type AlterationSummary, alterationSummaries, recordedResidues } from "./alteration-summary.ts";
export { readCase } from "./read-case.ts";
