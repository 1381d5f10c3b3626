import type { PublishedPool } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { type PublishedComparison, publishedComparisons } from "../src/index.ts";
import { knowledge } from "./compiled.ts";

const found = () => publishedComparisons(knowledge);
const of = (id: string): PublishedComparison => {
  const one = found().find(({ published }) => published.id === id);
  if (!one) throw new Error(`no published pool ${id}`);
  return one;
};
const codes = ({ differs }: PublishedComparison): string[] => differs.map(({ code }) => code);
/** The comparison of one pool that is written as the test needs it. */
const written = (id: string, changes: Partial<PublishedPool>): PublishedComparison => {
  const publishedPools = [{ ...of(id).published, ...changes }];
  const [one] = publishedComparisons({ ...knowledge, bundle: { ...knowledge.bundle, publishedPools } });
  if (!one) throw new Error("one in, one out");
  return one;
};

describe("published pools beside ours", () => {
  it("come out one each, with ours where the question is one of ours", () => {
    expect(found()).toHaveLength(knowledge.bundle.publishedPools.length);
    for (const { published, ours } of found()) expect(ours === null).toBe(published.question === undefined);
  });
  it("name limits that no percentage can have, and no others", () => {
    const outside = found().filter((one) => codes(one).includes("limits-outside-range"));
    expect(outside.map(({ published }) => published.id).sort()).toEqual(["wu-tdm1-orr", "wu-tdxd-dcr"]);
    expect(codes(written("wu-tdxd-dcr", { ciHigh: 100 }))).not.toContain("limits-outside-range");
    expect(codes(written("wu-tdxd-dcr", { ciHigh: 100.1 }))).toContain("limits-outside-range");
    expect(codes(written("wu-tdm1-orr", { ciLow: 0 }))).not.toContain("limits-outside-range");
  });
  it("name the studies since their search, and give ours without them", () => {
    const one = of("wu-tdxd-orr");
    expect(one.until).toBe(2021);
    const newer = one.differs.find(({ code }) => code === "newer-studies")?.text ?? "";
    for (const name of ["DESTINY-Lung02 (2023)", "DESTINY-Lung05 (2024)"]) expect(newer).toContain(name);
    expect(newer).not.toContain("J101");
    // the interim reading of DESTINY-Lung01 (26 of 42) and the phase I trial (8 of 11)
    expect(one.then).toMatchObject({ studies: 2, patients: 53 });
    expect(one.then?.estimate).toBeCloseTo((100 * 34) / 53, 1);
    expect(one.ours?.patients).toBe(326);
  });
  it("take the year of publication where no search date is printed", () =>
    expect(of("zheng-orr").until).toBe(2023));
  it("compare numbers of studies and patients where both are printed", () => {
    const one = of("zheng-orr");
    expect(codes(one)).toEqual(expect.arrayContaining(["study-count", "patient-count"]));
    const same = written("zheng-orr", { kStudies: one.ours?.studies ?? 0, n: one.ours?.patients ?? 0 });
    expect(codes(same)).not.toContain("study-count");
    expect(codes(same)).not.toContain("patient-count");
    expect(codes(of("wu-tki-orr"))).not.toContain("patient-count");
  });
  it("find that the published network took the interim reading of DESTINY-Breast03", () => {
    const one = of("ciap-tdxd");
    expect(one.ours).toMatchObject({ k: 1, of: ["DESTINY-Breast03"] });
    expect(one.ours?.estimate).toBeCloseTo(1 / 0.33, 10);
    expect(one.differs.find(({ code }) => code === "data-cut")?.text).toContain(
      "destiny-breast03-interim-pfs",
    );
  });
  it("call it another data cut only where theirs can be that reading when both are rounded", () => {
    expect(codes(written("ciap-tdxd", { estimate: 3.03 }))).not.toContain("data-cut"); // ours, 1/0.33
    expect(codes(written("ciap-tdxd", { estimate: 3.3 }))).not.toContain("data-cut"); // neither
    // 1/0.285 - 0.005 is the least that a rounded inverse of 0.28 can be
    expect(codes(written("ciap-tdxd", { estimate: 3.504 }))).toContain("data-cut");
    expect(codes(written("ciap-tdxd", { estimate: 3.503 }))).not.toContain("data-cut");
  });
  it("find nothing to differ where the same trial stands alone in both", () =>
    expect(of("ciap-lapcap")).toMatchObject({ ours: { of: ["EMILIA"] }, differs: [] }));
  it("name the trials that an indirect ratio rests on, and outcomes that are not the main one", () => {
    const one = of("ciap-cap");
    expect(one.ours?.of.toSorted()).toEqual(["EGF100151", "EMILIA"]);
    expect(one.ours?.estimate).toBeCloseTo(0.65 * 0.49, 10);
    expect(one.differs).toContainEqual({ code: "other-outcome", text: "ours takes TTP of EGF100151" });
    expect(codes(one)).toContain("left-out");
    expect(codes(of("ciap-pyrcap"))).not.toContain("other-outcome");
  });
  it("say that a treatment is not in our network", () =>
    expect(of("ciap-nera")).toMatchObject({
      ours: { estimate: null, k: 0, thin: "no study of the network gives neratinib" },
    }));
  it("say that intervals do not meet only when they do not", () => {
    expect(found().some((one) => codes(one).includes("apart"))).toBe(false);
    expect(codes(written("wu-tdxd-orr", { estimate: 20, ciLow: 10, ciHigh: 30 }))).toContain("apart");
  });
});
