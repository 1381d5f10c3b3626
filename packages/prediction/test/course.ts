import { openKnowledge } from "@erbium/knowledge-base";
import type { Case, CaseEvent, DueItem, KnowledgeBundle, Monitoring } from "@erbium/model";
import { monitor } from "../src/monitoring/monitor.ts";
import { bundle } from "./models.ts";

const opened = openKnowledge(bundle);
if (!opened.ok) throw new Error("the knowledge does not open");
export const knowledge = opened.value;

/** The course of a case of breast cancer, which must not be refused; by other tables where some are given. */
export const course = (
  given: Partial<Case>,
  asOf = "2026-06-30",
  tables: Partial<KnowledgeBundle> = {},
): Monitoring => {
  const by = { ...knowledge, bundle: { ...knowledge.bundle, ...tables } };
  const read = monitor({ tumour: "BRCA", ...given }, by, asOf);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};

export const trastuzumab = {
  regimen: ["trastuzumab", "docetaxel"],
  setting: "metastatic" as const,
  start: "2026-01-10",
};
export const conjugate = { regimen: ["T-DXd"], setting: "metastatic" as const, start: "2026-01-10" };

export const lvef = (date: string, percent: number, more: object = {}): CaseEvent => ({
  kind: "lvef",
  date,
  percent,
  ...more,
});

/** What the events of that day mean, in words. */
export const meansOf = (read: Monitoring, date: string): string[] =>
  read.entries
    .filter((entry) => entry.date === date)
    .flatMap((entry) => entry.means.map((one) => one.message.text));

/** What the events of that day mean, by code. */
export const codesOf = (read: Monitoring, date: string): string[] =>
  read.entries.filter((entry) => entry.date === date).flatMap((entry) => entry.means.map((one) => one.code));

export const dueOf = (read: Monitoring, rule: string): DueItem | undefined =>
  read.due.find((one) => one.rule === rule);
