import type { ApprovalVerdict, Truth } from "@erbium/model";
import { say } from "../words.ts";

/** What one agency's labels say of an option for this patient; null verdict: no record found. */
export interface AgencyVerdict {
  readonly agency: string;
  readonly truth: Truth | null;
  /** of the label that decides */
  readonly verdict: ApprovalVerdict | null;
}

const RANK: Record<Truth, number> = { met: 0, unknown: 1, "not met": 2 };

/** The best label of one agency: met before unknown before not met, then the one that came first, then input order. */
const best = (approvals: readonly ApprovalVerdict[]): ApprovalVerdict | null =>
  approvals.reduce<ApprovalVerdict | null>(
    (found, next) => (found === null || comesBefore(next, found) ? next : found),
    null,
  );

const comesBefore = (next: ApprovalVerdict, found: ApprovalVerdict): boolean =>
  next.applies === found.applies
    ? /^\d/.test(next.date ?? "") && /^\d/.test(found.date ?? "") && (next.date ?? "") < (found.date ?? "")
    : RANK[next.applies] < RANK[found.applies];

/** A row that only says that nothing was found for an agency; it is shown as "no record", never as an open label. */
export const isRecord = (approval: ApprovalVerdict): boolean => !approval.id.startsWith("no-record.");

/** A date as vague as its source, in words; "date not found" for none. */
export const dateWords = (date: string | null): string => {
  if (date === null) return say("no-date");
  const [from, to] = date.split("/");
  if (from === undefined || to === undefined) return date;
  if (from === "..") return say("date.by", { date: to });
  return to === ".." ? say("date.from", { date: from }) : say("date.between", { from, to });
};

/** One verdict per chosen agency in their order, then further agencies whose label is met. */
export const agencyVerdicts = (
  all: readonly ApprovalVerdict[],
  jurisdictions: readonly string[],
): readonly AgencyVerdict[] => {
  const approvals = all.filter(isRecord);
  const of = (agency: string): AgencyVerdict => {
    const verdict = best(approvals.filter((approval) => approval.agency === agency));
    return { agency, truth: verdict?.applies ?? null, verdict };
  };
  const others = [...new Set(approvals.map((approval) => approval.agency))].filter(
    (agency) => !jurisdictions.includes(agency),
  );
  return [...jurisdictions.map(of), ...others.map(of).filter((verdict) => verdict.truth === "met")];
};
