export { type AdviseInput, advise } from "./advise.ts";
export { type AlterationSummary, alterationSummaries, recordedResidues } from "./alteration-summary.ts";
export { pooledFigure } from "./pooled-evidence.ts";
export { readCase } from "./read-case.ts";
