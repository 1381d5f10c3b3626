import type { Her2Status, IhcScore, Measurement } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { guidelines } from "../test/guidelines.ts";
import type { Outcome } from "./outcome.ts";
import { newTrace, type TestFacts } from "./run-table.ts";
import { standingFlags } from "./standing-flags.ts";

const flags = (
  facts: TestFacts,
  status: Her2Status = "negative",
  ish: Outcome["ish"] = null,
  scores: readonly (IhcScore | null | undefined)[] = [null],
  measurement: Measurement = {},
) =>
  standingFlags(
    guidelines,
    facts,
    status,
    { status, ish, group: null, missing: [], trace: newTrace() },
    scores,
    measurement,
  ).map((flag) => flag.code);

describe("copies by sequencing beside a tissue test", () => {
  it.each<[number, Her2Status, boolean]>([
    [4, "negative", true],
    [3.9, "negative", false],
    [3.9, "positive", true],
    [4, "positive", false],
    [12, "equivocal", false],
    [1, "indeterminate", false],
  ])("%f copies beside %s: discordant %s", (ngsCopies, status, discordant) =>
    expect(flags({ ngsCopies }, status)).toEqual(discordant ? ["sequencing-discordant"] : []),
  );
});

describe("an amplification called by sequencing", () => {
  it.each<[boolean | undefined, Outcome["ish"], boolean]>([
    [true, "negative", true],
    [true, "positive", false],
    [true, "equivocal", false],
    [true, null, false],
    [false, "negative", false],
    [undefined, "negative", false],
  ])("%s beside an ISH that is %s: discordant %s", (amplifiedBySequencing, ish, discordant) =>
    expect(flags({ amplifiedBySequencing }, "indeterminate", ish)).toEqual(
      discordant ? ["sequencing-discordant"] : [],
    ),
  );
});

describe("IHC beside ISH", () => {
  it.each<[readonly (IhcScore | null | undefined)[], Outcome["ish"], boolean]>([
    [["3+"], "negative", true],
    [["3+"], "positive", false],
    [["3+"], "equivocal", false],
    [["2+"], "negative", false],
    [["2+"], "positive", false],
    [["1+"], "positive", true],
    [["0"], "positive", true],
    [["0"], "negative", false],
    [["1+"], null, false],
    [[null], "positive", false],
    [[undefined], "negative", false],
    [["3+", "1+"], "negative", false],
    [["0", "2+"], "positive", false],
  ])("%j and %s: discordant %s", (scores, ish, discordant) =>
    expect(flags({}, "indeterminate", ish, scores)).toEqual(discordant ? ["ihc-ish-discordant"] : []),
  );
});

describe("a test without anything special", () => {
  it("raises nothing", () => expect(flags({ ischaemiaHours: 1, fixationHours: 24, cells: 3 })).toEqual([]));
});
