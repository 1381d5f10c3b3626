import type { IhcScore, Measurement } from "@erbium/model";
import { short } from "./counts.ts";
import { flagOf } from "./flag.ts";
import { withIsh } from "./follow-pathway.ts";
import { type Guidelines, tableOf } from "./guidelines.ts";
import type { IshReading } from "./ish-reading.ts";
import { joinOutcomes, type Outcome, settled } from "./outcome.ts";
import type { Pathway } from "./pathways.ts";
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
    call: call ?? measurement.reported ?? "nothing",
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
      flagOf("interpretation-only", params, numbers, params.call === "nothing" ? "ratio" : "ratio-and-call"),
    );
  if (ratioAlone && !settled(outcome.status))
    return withFlags({ ...outcome, missing: [...new Set([...outcome.missing, "copies", "cep17"])] });
  if (call === undefined || call === outcome.ish) return withFlags(outcome);

  const older =
    pathway.ish.kind === "groups" && outcome.group !== null
      ? olderEditions.flatMap((id) => {
          const table = tableOf(guidelines, id);
          const result = runTable(table, { ...facts, ratio }, newTrace());
          const then =
            result.kind === "decided"
              ? result.then
              : result.kind === "blocked"
                ? result.rule.rule.then
                : undefined;
          if (then?.ish !== call) return [];
          return [`${table.table.edition}${result.kind === "blocked" ? " (from memory)" : ""}`];
        })
      : [];
  const adjudicated = outcome.trace.fired.some((rule) => rule.id.startsWith(`${adjudicationOf(pathway)}/`));
  const firm = !adjudicated && settled(outcome.ish) !== undefined;
  if (firm)
    flags.push(
      flagOf(
        "call-contradicts-counts",
        { ...params, counts: outcome.ish },
        { ...numbers, counts: outcome.ish },
      ),
    );
  if (older.length > 0)
    flags.push(
      flagOf(
        "edition-differs",
        { ...params, editions: older.join(" and "), group: outcome.group },
        { ...numbers, group: outcome.group, editions: older },
      ),
    );
  if (!firm || older.length > 0 || call === "equivocal") return withFlags(outcome);
  const asCalled = scores.map((ihcScore) =>
    withIsh(pathway, guidelines, { ...facts, ihcScore, ratio }, call),
  );
  const joined = joinOutcomes([outcome, ...asCalled]);
  const needed =
    joined.status === outcome.status ? joined.trace.needed : [...joined.trace.needed, "clarification"];
  const fired = outcome.trace.fired.filter(
    (rule) => joined.status === outcome.status || !rule.id.startsWith(`${pathway.status}/`),
  );
  return {
    ...joined,
    group: outcome.group,
    ish: outcome.ish,
    trace: { ...joined.trace, fired, flags, needed },
  };
};

/** The table that reads ISH together with IHC; what it decides is no longer the counts' own answer. */
const adjudicationOf = ({ ish }: Pathway): string => (ish?.kind === "groups" ? ish.adjudication : "");
