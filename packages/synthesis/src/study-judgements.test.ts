import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Contribution, jointJudgement, type StudyJudgement } from "./study-judgements.ts";

const share = (name: string, patients: number): Contribution => ({
  study: { id: name.toLowerCase(), name },
  share: patients,
});
const judged = (study: string, judgement: StudyJudgement["judgement"], why: string | null = null) => ({
  study,
  judgement,
  why,
});

describe("the risk of bias of a pool", () => {
  it.each([
    [49, "not serious"],
    [50, "not serious"],
    [51, "serious"],
  ])("is the gravest that more than half of the patients reach: %i of 100", (patients, level) => {
    const found = jointJudgement(
      [share("A", patients), share("B", 100 - patients)],
      [judged("A", "serious"), judged("B", "not serious")],
    );
    expect(found).toMatchObject({ kind: "judged", judgement: { judgement: level } });
  });
  it("is no average: serious and very serious together are serious", () => {
    const found = jointJudgement(
      [share("A", 40), share("B", 30), share("C", 30)],
      [judged("A", "very serious"), judged("B", "serious"), judged("C", "not serious")],
    );
    expect(found).toMatchObject({ judgement: { judgement: "serious" } });
  });
  it("is asked, by name, where a study that nobody judged could change it", () => {
    const two = [share("A", 40), share("B", 60)];
    expect(jointJudgement(two, [judged("A", "serious")])).toEqual({ kind: "asked", missing: ["B"] });
    expect(jointJudgement(two, [judged("B", "not serious")])).toMatchObject({ kind: "judged" });
    expect(jointJudgement(two, [])).toEqual({ kind: "asked", missing: ["A", "B"] });
  });
  it("finds a study by its id or name, whatever the case, and gives the reasons", () => {
    const found = jointJudgement([share("Trial-1", 10)], [judged(" trial-1 ", "serious", "open label")]);
    expect(found).toEqual({
      kind: "judged",
      judgement: { judgement: "serious", why: "Trial-1 serious (open label)" },
    });
  });
  it("of nothing is asked", () => {
    expect(jointJudgement([], [])).toEqual({ kind: "asked", missing: [] });
  });
  it("does not depend on the order of studies", () => {
    const rows = ["A", "B", "C", "D"].map((name, at) => share(name, 10 * (at + 1)));
    const given = [judged("A", "very serious"), judged("B", "serious"), judged("D", "serious")];
    const level = (list: readonly Contribution[]) => {
      const found = jointJudgement(list, given);
      return found.kind === "judged" ? found.judgement.judgement : found.missing;
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 4 }), (list) => {
        expect(level(list)).toEqual(level(rows));
      }),
    );
  });
});
