import type { IhcScore, Measurement } from "@erbium/model";
import { short } from "./counts.ts";
import { flagOf } from "./flag.ts";
import { withIsh } from "./follow-pathway.ts";
import { type Guidelines, tableOf } from "./guidelines.ts";
import type { IshReading } from "./ish-reading.ts";
import { type IshResult, joinOutcomes, type Outcome, settled } from "./outcome.ts";
import type { IshPathway, Pathway } from "./pathways.ts";
import { newTrace, runTable, type TestFacts } from "./run-table.ts";

/** Superseded editions that may explain an older call, newest first. */
const olderEditions = ["breast.ish.2013", "breast.ish.2007"];

/**
 * Compares the laboratory's call with what its numbers say today. A call that an older edition explains
 * leaves the numbers standing; one that nothing explains leaves the answer open.
 */
export const callFlags = (
  pathway: Pathway,
  guidelines: Guidelines,
  facts: TestFacts,
  ish: IshReading,
  scores: readonly (IhcScore | null | undefined)[],
  outcome: Outcome,
  measurement: Measurement,
): Outcome => {
  if (pathway.ish === null || !ish.given) return outcome;
  const { call, counts } = ish;
  const [ratio] = counts.ratios;
  const numbers = { ratio, copies: counts.copies, cep17: counts.cep17, call };
  const params = {
    call: call ?? measurement.reported ?? null,
    ratio: short(ratio),
    copies: short(counts.copies),
    cep17: short(counts.cep17),
  };
  const flags = [...outcome.trace.flags];
  const withFlags = (one: Outcome): Outcome => ({ ...one, trace: { ...one.trace, flags } });
  if (ish.callOnly) {
    flags.push(flagOf("interpretation-only", params, numbers, "call"));
    return withFlags(outcome);
  }
  const ratioAlone =
    pathway.ish.kind === "groups" &&
    ish.probe === "dual" &&
    counts.copies === undefined &&
    ratio !== undefined;
  if (ratioAlone)
    flags.push(
      flagOf("interpretation-only", params, numbers, params.call === null ? "ratio" : "ratio-and-call"),
    );
  if (ratioAlone && !settled(outcome.status))
    return withFlags({ ...outcome, missing: [...outcome.missing, "cep17"] });
  if (call === undefined || call === outcome.ish) return withFlags(outcome);

  const older = outcome.group === null ? [] : editionsThatSay(call, guidelines, { ...facts, ratio });
  const counted = isAdjudicated(pathway.ish, outcome) ? undefined : settled(outcome.ish);
  if (counted)
    flags.push(
      flagOf("call-contradicts-counts", { ...params, counts: counted }, { ...numbers, counts: counted }),
    );
  if (older.length > 0)
    flags.push(
      flagOf(
        "edition-differs",
        { ...params, editions: older.join(" and "), group: outcome.group },
        { ...numbers, group: outcome.group, editions: older },
      ),
    );
  if (!counted || older.length > 0 || call === "equivocal") return withFlags(outcome);
  const joined = joinOutcomes([
    outcome,
    ...scores.map((ihcScore) => withIsh(pathway, guidelines, { ...facts, ihcScore, ratio }, call)),
  ]);
  if (joined.status === outcome.status) return withFlags(outcome);
  const fired = outcome.trace.fired.filter((rule) => !rule.id.startsWith(`${pathway.status}/`));
  const needed = [...joined.trace.needed, "clarification"];
  return {
    ...joined,
    group: outcome.group,
    ish: outcome.ish,
    trace: { ...joined.trace, fired, flags, needed },
  };
};

/** The superseded editions under which the numbers give the call. */
const editionsThatSay = (call: IshResult, guidelines: Guidelines, facts: TestFacts): readonly string[] =>
  olderEditions.flatMap((id) => {
    const { table } = tableOf(guidelines, id);
    const result = runTable(tableOf(guidelines, id), facts, newTrace());
    if (result.kind === "decided" && result.then.ish === call) return [table.edition];
    return result.kind === "blocked" && result.rule.rule.then?.ish === call
      ? [`${table.edition} (from memory)`]
      : [];
  });

/** Was the ISH read together with IHC? Then it is no longer the counts' own answer. */
const isAdjudicated = (path: IshPathway, { trace }: Outcome): boolean =>
  path.kind === "groups" && trace.fired.some((rule) => rule.id.startsWith(`${path.adjudication}/`));
