import { type Agency, hasCome, type KnowledgeBundle, type PartialDate } from "@erbium/model";
import type { ModelKnowledge } from "../frame/model-knowledge.ts";

/** The tables and rows that a course is read by. */
export type MonitoringRules = ModelKnowledge & Pick<KnowledgeBundle, "asOf" | "surveillance">;

/** The rules that count here and held on the day. One of no named agency counts everywhere. */
export const rulesInForce = (
  bundle: MonitoringRules,
  jurisdictions: readonly Agency[],
  asOf: PartialDate,
): MonitoringRules => {
  const here = (row: {
    agencies: readonly Agency[];
    from?: string | undefined;
    to?: string | undefined;
  }): boolean =>
    (jurisdictions.length === 0 ||
      row.agencies.length === 0 ||
      row.agencies.some((agency) => jurisdictions.includes(agency))) &&
    (row.from === undefined || hasCome(row.from, asOf) !== "not met") &&
    (row.to === undefined || hasCome(row.to, asOf) !== "met");
  return {
    ...bundle,
    labelTables: bundle.labelTables.filter(here),
    surveillance: bundle.surveillance.filter(here),
  };
};
