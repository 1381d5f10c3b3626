import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { studyGroups } from "./study-groups.ts";

describe("who a study enrolled", () => {
  it("is a known group, by alteration and by line", () => {
    expect(findingsOf(studyGroups, () => {})).toEqual([]);
    const found = findingsOf(studyGroups, (bundle) =>
      Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), {
        alteration: "HER2-ish",
        line: "9",
      }),
    );
    expect(found.map(({ field }) => field)).toEqual(["outcomes.o1.alteration", "outcomes.o1.line"]);
  });
  it("belongs to a network that is described, or to none", () => {
    expect(
      findingsOf(studyGroups, (bundle) =>
        Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), { network: "no such network" }),
      ),
    ).toMatchObject([{ field: "outcomes.o1.network" }]);
  });
  it("is a known group where a published pool asks for it", () => {
    const asking = (question: object) =>
      findingsOf(studyGroups, (bundle) =>
        bundle.publishedPools.push({
          id: "theirs",
          what: "x",
          measure: "ORR %",
          status: "recalled",
          question,
        } as never),
      );
    const rate = { kind: "rate", outcome: "ORR", tumour: "BRCA", population: "positive", partners: [] };
    expect(asking(rate)).toEqual([]);
    expect(asking({ ...rate, population: "nobody", line: "ninth" }).map(({ field }) => field)).toEqual([
      "question.population",
      "question.line",
    ]);
    expect(
      asking({ kind: "network", network: "no such network", regimen: ["a"], comparator: ["b"] }),
    ).toMatchObject([{ field: "question.network" }]);
  });
  it("belongs to one group only", () => {
    expect(
      findingsOf(studyGroups, (bundle) =>
        Object.assign(at(bundle.studyPopulations, "altered"), { words: ["any", "HER2-positive"] }),
      ),
    ).toMatchObject([{ kind: "studyPopulations", item: "positive", field: "words" }]);
  });
  it("lies within groups that exist, never within itself", () => {
    expect(
      findingsOf(studyGroups, (bundle) =>
        Object.assign(at(bundle.studyLines, "second"), { within: ["nowhere"] }),
      ),
    ).toMatchObject([{ field: "within", message: 'There is no group "nowhere".' }]);
    expect(
      findingsOf(studyGroups, (bundle) =>
        Object.assign(at(bundle.studyPopulations, "altered"), { within: ["positive"] }),
      ).map(({ item }) => item),
    ).toEqual(["altered", "positive"]);
  });
});
