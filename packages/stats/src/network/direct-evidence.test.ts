import { describe, expect, it } from "vitest";
import { splitEvidence } from "./direct-evidence.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { parkinsonTrials } from "./parkinson-trials.test-data.ts";
import { comparisonsOfArms, tenStudies } from "./ten-studies.test-data.ts";

describe("direct against indirect evidence", () => {
  const analysis = networkMetaAnalysis(parkinsonTrials);
  if (!analysis.ok) throw new Error(analysis.error.message);
  const splits = splitEvidence(analysis.value.network, analysis.value.commonFit);
  const [bromocriptine, cabergoline, placebo, pramipexole, ropinirole] = [0, 1, 2, 3, 4];
  const of = (first: number, second: number) =>
    splits.find((split) => split.first === first && split.second === second);
  const near = (numbers: readonly number[]) =>
    Object.fromEntries(
      ["effect", "standardError", "low", "high", "pValue"].map((key, i) => [
        key,
        expect.closeTo(numbers[i]!, 9),
      ]),
    );
  const none = Object.fromEntries(
    ["effect", "standardError", "low", "high", "pValue"].map((key) => [key, Number.NaN]),
  );

  // netmeta 3.3.1: netsplit(netmeta(TE, seTE, treat1, treat2, studlab, sm = "MD")) on Franchini 2012, common effects
  it("agrees with netmeta where studies compare both, and others", () => {
    expect(of(bromocriptine, placebo)).toEqual({
      ...{ first: bromocriptine, second: placebo, studies: 1 },
      proportionDirect: expect.closeTo(0.474302123397399, 9),
      network: near([
        ...[-0.523993711763735, 0.478635489753558, -1.46210203340356, 0.414114609876086, 0.273619301690168],
      ]),
      direct: near([-0.9, 0.6949880912962, -2.26215162862479, 0.462151628624786, 0.195324983824551]),
      indirect: near([
        ...[-0.184748322237365, 0.660141120540295, -1.47860114321026, 1.10910449873553, 0.779583489241954],
      ]),
      difference: near([
        ...[-0.715251677762635, 0.958537816714464, -2.593951276343, 1.163447920817, 0.455552431098414],
      ]),
    });
    expect(of(placebo, pramipexole)).toMatchObject({
      ...{ studies: 2, proportionDirect: expect.closeTo(0.970680786943137, 9) },
      direct: near([
        ...[1.83278696627755, 0.337654781454116, 1.17099575541974, 2.49457817713536, 5.69920533455745e-8],
      ]),
      indirect: near([
        ...[1.10856407022121, 1.94283073877087, -2.69931420582704, 4.91644234626945, 0.568276105402126],
      ]),
    });
  });
  it("is the network alone where no study compares the two", () => {
    const found = of(cabergoline, ropinirole);
    expect(found).toMatchObject({ studies: 0, proportionDirect: 0, direct: none, difference: none });
    expect(found?.indirect).toEqual(found?.network);
    expect(found?.indirect).toMatchObject({ effect: expect.closeTo(-0.345881953779898, 9) });
  });
  it("is direct alone where nothing else connects the two", () => {
    const found = of(bromocriptine, cabergoline);
    expect(found).toMatchObject({ studies: 2, proportionDirect: 1, indirect: none, difference: none });
    expect(found?.direct).toMatchObject({
      ...{ effect: expect.closeTo(0.3, 12), standardError: expect.closeTo(0.208273166053665, 12) },
    });
  });
  it("lists every pair once, in order", () => {
    expect(splits.map(({ first, second }) => `${first}${second}`)).toEqual([
      ...["01", "02", "03", "04", "12", "13", "14", "23", "24", "34"],
    ]);
  });
  it("takes another level", () => {
    const [first] = splitEvidence(analysis.value.network, analysis.value.commonFit, 0.8);
    // R: 0.3 + c(-1, 1) * qnorm(.9) * 0.208273166053665
    expect(first?.direct).toMatchObject({
      low: expect.closeTo(0.0330871977, 9),
      high: expect.closeTo(0.5669128023, 9),
    });
  });
  it("adds the variance between studies to each of them", () => {
    const random = networkMetaAnalysis(comparisonsOfArms(tenStudies), { tau2: 0.25 });
    if (!random.ok) throw new Error(random.error.message);
    const de = splitEvidence(random.value.network, random.value.randomFit).at(-1);
    // Studies s7, s9 and s10. R: w <- 1 / (c(.08, .0625, .0484) + .25); sum(w * c(.3, -.1, .95)) / sum(w); 1 / sqrt(sum(w))
    expect(de).toMatchObject({
      studies: 3,
      direct: {
        effect: expect.closeTo(0.393751844177, 10),
        standardError: expect.closeTo(0.323059884549, 10),
      },
    });
  });
});
