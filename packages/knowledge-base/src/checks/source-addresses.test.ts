import { expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { sourceAddresses } from "./source-addresses.ts";

it("finds a source that nobody can look up", () => {
  const found = findingsOf(sourceAddresses, (bundle) => {
    delete at(bundle.sources, "paper").pmid;
  });
  expect(found).toMatchObject([{ kind: "sources", item: "paper" }]);
});
