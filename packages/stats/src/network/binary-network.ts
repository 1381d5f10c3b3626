import { err, ok, type Refusal, type Result } from "@erbium/model";
import { compareArms, inOrder } from "./network.ts";

/** Events by arm, one arm a row. */
export interface BinaryArms {
  readonly studies: readonly string[];
  readonly treatments: readonly string[];
  /** whole, 0 <= events <= patients */
  readonly events: Float64Array;
  /** whole, >= 1 */
  readonly patients: Float64Array;
}

export interface BinaryStudy {
  readonly label: string;
  /** treatments by number, rising */
  readonly arms: readonly number[];
  /** in the order of the arms */
  readonly events: readonly number[];
  readonly patients: readonly number[];
}

/** Studies that compare the same treatments. */
export interface BinaryDesign {
  readonly arms: readonly number[];
  readonly studies: readonly BinaryStudy[];
}

export interface BinaryNetwork {
  readonly treatments: readonly string[];
  readonly designs: readonly BinaryDesign[];
  /** studies that say nothing about odds ratios, with the reason */
  readonly leftOut: readonly { readonly study: string; readonly reason: string }[];
}

const refuse = (code: string, message: string, remedy: string) => err<Refusal>({ code, message, remedy });

/**
 * Reads arms into designs and leaves out what says nothing about an odds ratio without a continuity correction:
 * studies without any event or with events only, and the arms of a design that have no event (or only events) in
 * all its studies together.
 *
 * @returns refuses counts that are not counts, a study that gives a treatment twice or has one arm, and a network
 *          that is empty or falls apart
 */
export const readBinaryNetwork = (input: BinaryArms): Result<BinaryNetwork> => {
  const { studies, treatments: labels, events, patients } = input;
  if (studies.length === 0) return refuse("no-arms", "there is no arm", "give at least one study");
  if ([labels, events, patients].some((column) => column.length !== studies.length))
    return refuse(
      "lengths-differ",
      "studies, treatments, events and patients have different lengths",
      "give one of each for every arm",
    );
  const rowsOf = new Map<string, number[]>();
  for (const [row, label] of studies.entries()) rowsOf.set(label, [...(rowsOf.get(label) ?? []), row]);
  for (const [row, label] of studies.entries()) {
    const [event, n] = [events[row]!, patients[row]!];
    if (!(Number.isInteger(event) && Number.isInteger(n) && n >= 1 && event >= 0 && event <= n))
      return refuse(
        "not-a-proportion",
        `study ${label}, ${labels[row]}: ${event} of ${n} are not counts`,
        "give whole counts with 0 <= events <= patients and at least one patient",
      );
  }
  const leftOut: { study: string; reason: string }[] = [];
  const kept: { label: string; rows: number[] }[] = [];
  for (const [label, rows] of rowsOf) {
    if (new Set(rows.map((row) => labels[row])).size < rows.length)
      return refuse("arm-twice", `study ${label} gives one treatment twice`, "merge its arms");
    if (rows.length < 2)
      return refuse("one-arm", `study ${label} has one arm`, "give its comparator or leave it out");
    if (rows.every((row) => events[row] === 0)) leftOut.push({ study: label, reason: "no event in any arm" });
    else if (rows.every((row) => events[row] === patients[row]))
      leftOut.push({ study: label, reason: "only events in every arm" });
    else kept.push({ label, rows });
  }
  // Dropping an arm changes the design of its studies, which may leave another arm empty.
  for (;;) {
    const byDesign = new Map<string, { label: string; rows: number[] }[]>();
    for (const study of kept) {
      const name = inOrder(study.rows.map((row) => labels[row]!)).join("\u0000");
      byDesign.set(name, [...(byDesign.get(name) ?? []), study]);
    }
    const silent = new Set<number>();
    for (const [name, list] of byDesign)
      for (const treatment of name.split("\u0000")) {
        const rows = list.flatMap((study) => study.rows.filter((row) => labels[row] === treatment));
        if (rows.every((row) => events[row] === 0) || rows.every((row) => events[row] === patients[row]))
          for (const row of rows) silent.add(row);
      }
    if (silent.size === 0) break;
    for (const study of [...kept]) {
      const rows = study.rows.filter((row) => !silent.has(row));
      if (rows.length === study.rows.length) continue;
      const at = kept.indexOf(study);
      if (rows.length >= 2) kept[at] = { label: study.label, rows };
      else {
        kept.splice(at, 1);
        leftOut.push({
          study: study.label,
          reason: "its design has an arm without events, or with events only",
        });
      }
    }
  }
  if (kept.length === 0)
    return refuse(
      "no-information",
      "no study has events in one arm and patients without event in another",
      "odds ratios can not be estimated from these counts without a prior",
    );
  const treatments = inOrder(kept.flatMap((study) => study.rows.map((row) => labels[row]!)));
  const binary = kept.map(({ label, rows }): BinaryStudy => {
    const ordered = rows
      .map((row) => ({ row, arm: treatments.indexOf(labels[row]!) }))
      .sort((one, other) => one.arm - other.arm);
    return {
      label,
      arms: ordered.map((one) => one.arm),
      events: ordered.map((one) => events[one.row]!),
      patients: ordered.map((one) => patients[one.row]!),
    };
  });
  const designs: { arms: readonly number[]; studies: BinaryStudy[] }[] = [];
  for (const study of binary) {
    const design = designs.find((one) => compareArms(one.arms, study.arms) === 0);
    if (design === undefined) designs.push({ arms: study.arms, studies: [study] });
    else design.studies.push(study);
  }
  const reached = new Set([0]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const { arms } of designs)
      if (arms.some((arm) => reached.has(arm))) for (const arm of arms) reached.add(arm);
  }
  if (reached.size < treatments.length)
    return refuse(
      "disconnected-network",
      `no study with events connects ${treatments.filter((_, at) => reached.has(at)).join(", ")} with ` +
        treatments.filter((_, at) => !reached.has(at)).join(", "),
      "analyse each part by itself",
    );
  return ok({ treatments, designs, leftOut });
};
