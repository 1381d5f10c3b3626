import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { studyTumour } from "./study-tumour.ts";

describe("a trial's tumour", () => {
  it("must be that of its outcomes", () => {
    const found = findingsOf(studyTumour, (bundle) =>
      Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), { tumour: "NSCLC" }),
    );
    expect(found).toMatchObject([{ field: "outcomes.o1.tumour" }]);
  });
  it("must be that of the claims credited to it", () => {
    const found = findingsOf(studyTumour, (bundle) =>
      Object.assign(at(bundle.claims, "c1"), { tumour: "STAD" }),
    );
    expect(found).toMatchObject([{ kind: "claims", item: "c1" }]);
  });
  it("may be wider or narrower, and any solid tumour fits all", () => {
    expect(
      findingsOf(studyTumour, (bundle) =>
        Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), { tumour: "IDC" }),
      ),
    ).toEqual([]);
    expect(
      findingsOf(studyTumour, (bundle) => {
        Object.assign(at(bundle.studies, "trial-one"), { tumours: ["SOLID"] });
        Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), { tumour: "STAD" });
      }),
    ).toEqual([]);
  });
});
