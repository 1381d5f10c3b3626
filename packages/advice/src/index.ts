export { type AdviseInput, advise } from "./advise.ts";
export { type AlterationSummary, alterationSummaries, recordedResidues } from "./alteration-summary.ts";
export { pooledFigure } from "./pooled-figure.ts";
export { readCase } from "./read-case.ts";
