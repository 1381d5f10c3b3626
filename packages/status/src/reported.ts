import type { Flag, Her2Status, IhcScore, Measurement } from "@erbium/model";
import { flagOf } from "./flag.ts";
import { ihcGiven } from "./ihc-score.ts";
import type { Outcome } from "./outcome.ts";
import type { Pathway } from "./pathways.ts";

/** A status that somebody wrote, taken as reported where no measurement stands beside it. */
export const reportedOnly = (
  measurement: Measurement,
  ishGiven: boolean,
  outcomes: readonly Outcome[],
): { readonly status: Her2Status; readonly flags: readonly Flag[] } | null => {
  const { reported } = measurement;
  if (reported === undefined || ishGiven || ihcGiven(measurement.ihc)) return null;
  if (outcomes.some((one) => one.status === "positive")) return null;
  return { status: reported, flags: [flagOf("interpretation-only", { reported }, { reported }, "reported")] };
};

/** A written status that the measurement contradicts leaves the answer open: which of them is wrong cannot be told. */
export const withReported = (
  measurement: Measurement,
  pathway: Pathway,
  outcome: Outcome,
  scores: readonly (IhcScore | null | undefined)[],
): Outcome => {
  const { reported } = measurement;
  const opposite =
    (reported === "positive" && outcome.status === "negative") ||
    (reported === "negative" && outcome.status === "positive");
  if (!opposite || pathway.axis !== "overall") return outcome;
  const score = scores.find((one) => typeof one === "string") ?? null;
  const flag = flagOf(
    score === null ? "call-contradicts-counts" : "call-contradicts-score",
    { reported, status: outcome.status },
    { reported, status: outcome.status, score },
    "reported",
  );
  return {
    ...outcome,
    status: "indeterminate",
    trace: {
      ...outcome.trace,
      flags: [...outcome.trace.flags, flag],
      needed: [...outcome.trace.needed, "clarification"],
    },
  };
};
