import type { DoseLadder } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { ladderOfDose } from "./ladder-of-dose.ts";

const ladder = (id: string, levels: number[], status: DoseLadder["status"] = "verified"): DoseLadder => ({
  id,
  therapy: "xinib",
  agencies: [],
  unit: "mg",
  levels,
  decimals: 0,
  status,
  sources: [],
});
const unseen = ladder("unseen", [300, 200], "recalled");
const seen = ladder("seen", [200, 100]);
const found = (ladders: DoseLadder[], current: number, starting?: number) => {
  const answer = ladderOfDose(ladders, "xinib", current, starting);
  return answer.ok ? [answer.value.ladder.id, answer.value.others.map(({ id }) => id)] : answer.error.remedy;
};

describe("the ladder of a dose", () => {
  it("is one whose steps were seen, wherever it stands, with the others beside it", () => {
    expect(found([unseen, seen], 200)).toEqual(["seen", ["unseen"]]);
    expect(found([seen, unseen], 200)).toEqual(["seen", ["unseen"]]);
  });

  it("is one that was not seen where no other has the dose", () => {
    expect(found([seen, unseen], 300)).toEqual(["unseen", []]);
    expect(found([seen, unseen], 100)).toEqual(["seen", []]);
  });

  it("is the one that starts at the stated dose, and then alone", () => {
    expect(found([seen, unseen], 200, 300)).toEqual(["unseen", []]);
    expect(found([seen, unseen], 200, 200)).toEqual(["seen", []]);
    expect(found([seen, unseen], 200, 250)).toBe("200, 100 mg; or 300, 200 mg");
  });

  it("is none of another medicine", () => {
    expect(found([{ ...seen, therapy: "yinib" }], 200)).toBe("");
  });
});
