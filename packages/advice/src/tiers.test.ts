import { expect, it } from "vitest";
import { type Ground, tierOf } from "./tiers.ts";

const grounds = (ground: Ground, part: object = {}) =>
  tierOf({ ground, randomised: false, prospective: false, basket: false, fda: false, ...part });

it.each([
  ["label met", "1"],
  ["label open", "2"],
  ["label elsewhere", "2"],
  ["trial", "3"],
  ["clinical elsewhere", "4"],
  ["preclinical", "5"],
] as const)("%s is tier %s", (ground, tier) => {
  expect(grounds(ground).tier).toBe(tier);
});

it("maps to ESCAT by the kind of study", () => {
  expect(grounds("label met", { randomised: true, prospective: true }).escat).toBe("I-A");
  expect(grounds("label met", { prospective: true }).escat).toBe("I-B");
  expect(grounds("label elsewhere", { basket: true }).escat).toBe("I-C");
  expect(grounds("label met").escat).toBe("I");
  expect(grounds("label open", { randomised: true }).escat).toBeNull();
  expect(grounds("trial", { prospective: true }).escat).toBe("II-B");
  expect(grounds("trial").escat).toBe("II-A");
  expect(grounds("clinical elsewhere").escat).toBe("III-A");
  expect(grounds("preclinical").escat).toBe("IV-A");
});

it("gives AMP/ASCO/CAP level A to a label of the FDA only", () => {
  expect(grounds("label met", { fda: true }).ampAscoCap).toBe("I-A");
  expect(grounds("label elsewhere", { fda: true }).ampAscoCap).toBe("I-A");
  expect(grounds("label met").ampAscoCap).toBeNull();
  expect(grounds("label elsewhere").ampAscoCap).toBeNull();
  expect(grounds("label open", { fda: true }).ampAscoCap).toBeNull();
  expect(grounds("trial").ampAscoCap).toBe("II-C");
  expect(grounds("clinical elsewhere").ampAscoCap).toBe("II-C");
  expect(grounds("preclinical").ampAscoCap).toBe("II-D");
});
