import { describe, expect, it } from "vitest";
import { assertion } from "./assertion.fixture.ts";
import { endpointOf, kindOfEndpoint } from "./endpoint.ts";

const endpoint = (outcome: string | null, statement = "", population: string | null = null, therapy = true) =>
  [...endpointOf(assertion({ outcome, statement, population }), therapy)].join(" ");

describe("what an effect was measured by", () => {
  it.each([
    ["ORR", "response"],
    ["cORR", "response"],
    ["disease control rate", "response"],
    ["DOR", "duration of response"],
    ["duration of confirmed response", "duration of response"],
    ["time to first response", "time to response"],
    ["tpCR", "pathological complete response"],
    ["median OS", "overall survival"],
    ["invasive disease-free survival", "time to progression or recurrence"],
    ["HRQoL", "quality of life"],
    ["intracranial ORR", "intracranial response"],
    ["CNS-PFS", "intracranial time to progression or recurrence"],
    ["PFS and OS", "overall survival time to progression or recurrence"],
  ])("%s", (outcome, named) => {
    expect(endpoint(outcome)).toBe(named);
  });
  it("a response of patients with brain metastases is one in the brain, their survival is not", () => {
    expect(endpoint("response", "", "active brain metastases")).toBe("intracranial response");
    expect(endpoint("PFS", "", "active brain metastases")).toBe("time to progression or recurrence");
  });
  it("words for an effect name none, but where they say that it is in the brain", () => {
    expect(endpoint("efficacy")).toBe("");
    expect(endpoint(null)).toBe("");
    expect(endpoint("CNS activity")).toBe("intracranial response");
  });
  it("an outcome of its own is known by the endpoint of the statement, else by its words", () => {
    expect(endpoint("influence of prior TKI", "the response was lower")).toBe("response");
    expect(endpoint("cost per year", "too dear")).toBe("cost year");
    expect(endpoint("cost per year", "too dear", null, false)).toBe("");
  });
});

describe("numbers of one endpoint that are of different things", () => {
  it.each([
    ["DCR", "disease control"],
    ["clinical benefit rate", "clinical benefit"],
    ["complete response", "complete response"],
    ["pathological complete response", ""],
    ["pCR", ""],
    ["PR", "partial response"],
    ["iDFS", "recurrence"],
    ["PFS", ""],
    ["ORR", ""],
  ])("%s: %s", (outcome, kind) => {
    expect(kindOfEndpoint(outcome)).toBe(kind);
  });
});
