import type { Ish, IshCount, IshGroup } from "@erbium/model";
import { type Counts, hasNumbers, readCounts } from "./counts.ts";
import { type Guidelines, tableOf } from "./guidelines.ts";
import { newTrace, runTable } from "./run-table.ts";

/** What the ISH part of a measurement holds, before any guideline is asked. */
export interface IshReading {
  readonly given: boolean;
  /** somebody's call without any number behind it */
  readonly callOnly: boolean;
  readonly call: Ish["call"] | undefined;
  readonly probe: "dual" | "single";
  readonly counts: Counts;
  /** group of the blinded recount: null none was done, undefined it cannot be told */
  readonly recountGroup: IshGroup | null | undefined;
  /** group of a dual-probe ISH done after a single-probe one, same convention */
  readonly dualGroup: IshGroup | null | undefined;
  readonly recountFlags: Counts["flags"];
}

/** @param unreadable an ISH value was there and could not be read: a test was done all the same */
export const readIsh = (ish: Ish | undefined, guidelines: Guidelines, unreadable: boolean): IshReading => {
  const reading = tableOf(guidelines, "reading");
  const count: IshCount = ish ?? {};
  const counts = readCounts(count, reading, "ISH");
  const { recount } = ish ?? {};
  const recounted = recount !== undefined && (hasNumbers(recount) || recount.call !== undefined);
  const second = recounted ? readCounts(recount, reading, "recount") : null;
  const group = second === null ? null : groupOf(second, guidelines);
  const probe = count.probe ?? "dual";
  const afterSingle = probe === "single" && recount?.probe === "dual";
  return {
    given: unreadable || Object.keys(ish ?? {}).length > 0,
    callOnly: ish?.call !== undefined && !hasNumbers(ish),
    call: ish?.call,
    probe,
    counts,
    recountGroup: afterSingle ? null : group,
    dualGroup: afterSingle ? group : null,
    recountFlags: second?.flags ?? [],
  };
};

/** The one group that every ratio of the sheet leads to. */
const groupOf = ({ ratios, copies }: Counts, guidelines: Guidelines): IshGroup | undefined => {
  const table = tableOf(guidelines, "breast.dualISH.group");
  const groups = ratios.map((ratio) => {
    const result = runTable(table, { ratio, copies }, newTrace());
    return result.kind === "decided" ? result.then.ishGroup : undefined;
  });
  return groups.every((one) => one === groups[0]) ? asGroup(groups[0]) : undefined;
};

export const asGroup = (value: unknown): IshGroup | undefined =>
  value === 1 || value === 2 || value === 3 || value === 4 || value === 5 ? value : undefined;
