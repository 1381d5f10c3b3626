import { expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import { regimenId, regimenName } from "./regimen.ts";

it("is one regimen in every order of its members", () => {
  expect(regimenId(["deltaxel", "alphamab"])).toBe("alphamab + deltaxel");
  expect(regimenId(["alphamab", "deltaxel", "alphamab"])).toBe("alphamab + deltaxel");
});

it("is named with what is directed at HER2 first, then as recorded, each once", () => {
  expect(regimenName(["epsilabine", "deltaxel", "betamab", "alphamab", "deltaxel"], smallKnowledge())).toBe(
    "betamab + alphamab + epsilabine + deltaxel",
  );
});
