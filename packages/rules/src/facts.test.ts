import { expect, it } from "vitest";
import { emptyFacts, factsFrom } from "./facts.ts";

it("knows what it was given and nothing else", () => {
  const facts = factsFrom({ ratio: 2, note: null }, { twice: (n) => Number(n) * 2 });
  expect(facts.value("ratio")).toBe(2);
  expect(facts.value("note")).toBeNull();
  expect(facts.value("toString")).toBeUndefined();
  expect(facts.call("twice", [2])).toBe(4);
  expect(facts.call("toString", [])).toBeUndefined();
  expect(emptyFacts.value("ratio")).toBeUndefined();
  expect(emptyFacts.call("twice", [2])).toBeUndefined();
});
