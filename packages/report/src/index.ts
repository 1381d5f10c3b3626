export { reportHtml } from "./html/page.ts";
export { reportJson } from "./json.ts";
export { reportMarkdown } from "./markdown/markdown.ts";
export {
  type DrawnNetwork,
  drawnPart,
  graphOf,
  leagueOf,
  networkForest,
} from "./reading/network-figures.ts";
export { pooledForest } from "./reading/pooled.ts";
export { timelineFigure } from "./reading/timeline.ts";
export type { ProteinView, ReportView } from "./view.ts";
