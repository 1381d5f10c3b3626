import type { LabelOutcome, LabelTable } from "@erbium/model";
import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { decideLabel } from "./label-table.ts";
import { verdictMeaning } from "./verdict-meaning.ts";

const table = (then: LabelOutcome): LabelTable => ({
  id: "xumab.lvef",
  title: "Xumab",
  therapies: ["xumab"],
  agencies: ["FDA"],
  topic: "cardiac",
  hit: "first",
  rules: [
    {
      id: "low",
      words: "below 40 %",
      when: "lvefPercent < 40",
      then,
      status: "recalled",
      sources: [{ source: "s" }],
    },
    {
      id: "fall",
      words: "a fall of 10 points",
      when: "lvefFallPoints >= 10",
      then: { action: "stop" },
      status: "verified",
      sources: [],
    },
  ],
  vectors: [],
});
const meaning = (then: LabelOutcome, dose: string | null = null, condition: string | null = null) => {
  const asked = table(then);
  const decision = decideLabel(asked, { lvefPercent: 30 });
  return verdictMeaning(
    decision,
    asked,
    condition === null ? null : { ...message("monitor.met"), text: condition },
    dose,
  )[0];
};

describe("what a label says, in words", () => {
  it("is its row and its action, with what the row rests on", () => {
    expect(meaning({ action: "hold" })).toEqual({
      code: "label-hold",
      weight: "act",
      message: expect.objectContaining({ text: "Xumab: withhold (below 40 %)" }),
      rule: "xumab.lvef/low",
      agencies: ["FDA"],
      status: "recalled",
      sources: [{ source: "s" }],
    });
  });

  it("adds how long, until when, the next dose, the repetition and the condition, each where there is one", () => {
    expect(meaning({ action: "hold", weeks: 4 })?.message.text).toMatch(/; for at least 4 weeks$/);
    expect(meaning({ action: "hold", until: "grade 1" })?.message.text).toMatch(/; until grade 1$/);
    expect(meaning({ action: "hold" }, "3.2 mg/kg")?.message.text).toMatch(/; then 3.2 mg\/kg$/);
    expect(meaning({ action: "hold", repeatWeeks: 3 })?.message.text).toMatch(/; repeat within 3 weeks$/);
    expect(
      meaning({ action: "hold", weeks: 4, until: "grade 1", repeatWeeks: 3 }, "5", "if so")?.message.text,
    ).toBe(
      "Xumab: withhold (below 40 %); for at least 4 weeks; until grade 1; then 5; repeat within 3 weeks; if so",
    );
  });

  it("asks for nothing where it goes on, unless something is to be repeated; a row without an action goes on", () => {
    expect(meaning({ action: "continue" })).toMatchObject({ weight: "note", code: "label-continue" });
    expect(meaning({ action: "continue", repeatWeeks: 3 })).toMatchObject({ weight: "act" });
    expect(meaning({})).toMatchObject({ weight: "note", code: "label-continue" });
  });

  it("is open where something is missing, with what is missing and what is possible", () => {
    const asked = table({ action: "hold" });
    expect(verdictMeaning(decideLabel(asked, {}), asked)).toEqual([
      {
        code: "label-open",
        weight: "open",
        message: expect.objectContaining({
          text: "Xumab: not decided without the ejection fraction, an ejection fraction before treatment; possible: below 40 %; a fall of 10 points",
        }),
        rule: "xumab.lvef",
        agencies: ["FDA"],
        status: "verified",
        sources: [],
      },
    ]);
  });

  it("is nothing where no row speaks of it", () => {
    const asked = table({ action: "hold" });
    expect(verdictMeaning(decideLabel(asked, { lvefPercent: 60, lvefFallPoints: 0 }), asked)).toEqual([]);
  });
});
