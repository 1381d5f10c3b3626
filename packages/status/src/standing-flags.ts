import type { Flag, Her2Status, IhcScore, Measurement } from "@erbium/model";
import { short } from "./counts.ts";
import { flagOf } from "./flag.ts";
import { type Guidelines, tableOf } from "./guidelines.ts";
import { type Outcome, settled } from "./outcome.ts";
import { metRows, type TestFacts } from "./run-table.ts";

const historicTables = ["historic.serum", "historic.mrna"];

/** Flags that say something about the test and never change its status. */
export const standingFlags = (
  guidelines: Guidelines,
  facts: TestFacts,
  status: Her2Status,
  outcome: Outcome,
  scores: readonly (IhcScore | null | undefined)[],
  measurement: Measurement,
): Flag[] => {
  const flags: Flag[] = [];
  for (const { rule } of metRows(tableOf(guidelines, "reading"), { ...facts, status: settled(status) })) {
    const { ischaemiaHours, fixationHours, ngsCopies } = facts;
    if (rule.then?.flag === "preanalytic")
      flags.push(flagOf("preanalytic", { words: rule.words }, { ischaemiaHours, fixationHours }));
    if (rule.then?.flag === "sequencing-discordant")
      flags.push(
        flagOf(
          "sequencing-discordant",
          {
            copies: short(ngsCopies, 1),
            status,
            purity: measurement.copyNumber?.purity ?? null,
          },
          { ...measurement.copyNumber, tumourCopies: ngsCopies, status, ish: outcome.ish },
          measurement.copyNumber?.purity === undefined ? "uncorrected" : "corrected",
        ),
      );
  }
  const { amplifiedBySequencing } = facts;
  if (amplifiedBySequencing === true && outcome.ish === "negative")
    flags.push(
      flagOf(
        "sequencing-discordant",
        {},
        { amplifiedBySequencing, ish: outcome.ish, ...countsOf(facts) },
        "called",
      ),
    );
  for (const id of historicTables) {
    for (const { rule } of metRows(tableOf(guidelines, id), facts)) {
      const value = id === "historic.serum" ? facts.serumHer2 : facts.expressionRatio;
      flags.push(flagOf("historic", { words: rule.words, value: short(value) }, { value, rule: rule.id }));
    }
  }
  const [score] = scores;
  const discordant =
    scores.length === 1 &&
    ((score === "3+" && outcome.ish === "negative") ||
      ((score === "0" || score === "1+") && outcome.ish === "positive"));
  if (discordant)
    flags.push(
      flagOf(
        "ihc-ish-discordant",
        { score, ish: outcome.ish, ratio: short(facts.ratio), copies: short(facts.copies) },
        { score, ish: outcome.ish, group: outcome.group, ...countsOf(facts) },
      ),
    );
  return flags;
};

const countsOf = ({ ratio, copies, cep17 }: TestFacts): Record<string, unknown> => ({ ratio, copies, cep17 });
