import { describe, expect, it } from "vitest";
import { readEvent } from "./read-event.ts";

describe("an adverse reaction in words", () => {
  it.each([
    ["ILD G1 resolved day 20", { toxicity: "ILD", grade: 1, resolved: true, daysToResolution: 20 }],
    ["pneumonitis grade 2", { toxicity: "ILD", grade: 2 }],
    ["ILD G1 with cough", { toxicity: "ILD", grade: 1, symptoms: true }],
    ["symptomatic pneumonitis G1", { toxicity: "ILD", grade: 1, symptoms: true }],
    ["ILD G1 with shortness of breath", { toxicity: "ILD", grade: 1, symptoms: true }],
    ["asymptomatic ILD G1", { toxicity: "ILD", grade: 1, symptoms: false }],
    ["ILD G1 without symptoms", { toxicity: "ILD", grade: 1, symptoms: false }],
    ["ILD G1, no cough", { toxicity: "ILD", grade: 1, symptoms: false }],
    ["cough G2", { toxicity: "other", grade: 2 }],
    ["ANC 0.7", { toxicity: "neutropenia", neutrophils: 0.7 }],
    ["febrile neutropenia, ANC 0.4", { toxicity: "febrile neutropenia", neutrophils: 0.4 }],
    ["platelets of 20", { toxicity: "thrombocytopenia", platelets: 20 }],
    ["thrombocytopenia G4", { toxicity: "thrombocytopenia", grade: 4 }],
    ["rash G3, recovered day 10", { toxicity: "other", grade: 3, resolved: true, daysToResolution: 10 }],
    ["rash G3 recovered in 2 weeks", { toxicity: "other", grade: 3, resolved: true, daysToResolution: 14 }],
    ["toxicity not recovered in 3 weeks", { toxicity: "other", resolved: false, holdDays: 21 }],
    ["not yet resolved after 10 days", { resolved: false, holdDays: 10 }],
    ["needs reduction", { reductionNeeded: true }],
    ["any further reduction", { reductionNeeded: true }],
    ["a further dose reduction is needed", { reductionNeeded: true }],
    ["diarrhoea G3 no antidiarrhoeal", { toxicity: "diarrhoea", grade: 3, antidiarrhoeal: false }],
    ["diarrhea G3 on antidiarrheal", { toxicity: "diarrhoea", grade: 3, antidiarrhoeal: true }],
    ["diarrhoea G2 for 5 days", { toxicity: "diarrhoea", grade: 2, durationDays: 5 }],
    ["diarrhoea G2 ≥5 d", { toxicity: "diarrhoea", grade: 2, durationDays: 5 }],
    ["diarrhoea G3 > 2 days", { toxicity: "diarrhoea", grade: 3, durationDays: 2.000001 }],
    ["diarrhoea G3 lasting less than 2 days", { toxicity: "diarrhoea", grade: 3, durationDays: 1.999999 }],
    [
      "ILD G1 resolved in >28 days",
      { toxicity: "ILD", grade: 1, resolved: true, daysToResolution: 28.000001 },
    ],
    ["ILD G1 resolved ≤28 days", { toxicity: "ILD", grade: 1, resolved: true, daysToResolution: 28 }],
    ["complicated diarrhoea G2", { toxicity: "diarrhoea", grade: 2, complicated: true }],
    ["AE recurs after hold", { toxicity: "other", recurredAfterHold: true }],
    [
      "ALT 6 x ULN recurred after a dose reduction",
      { toxicity: "hepatotoxicity", transaminasesTimesUln: 6, recurredAfterReduction: true },
    ],
    ["hold 15 days", { holdDays: 15 }],
    [
      "ALT/AST 8 x ULN and bilirubin 1.2 x ULN",
      { toxicity: "hepatotoxicity", transaminasesTimesUln: 8, bilirubinTimesUln: 1.2 },
    ],
    ["peripheral neuropathy G3", { toxicity: "neuropathy", grade: 3 }],
    ["NRH G2 or toxicity", { toxicity: "nodular regenerative hyperplasia", grade: 2 }],
    ["adverse event G3 rash", { toxicity: "other", grade: 3 }],
    ["adverse event, neutropenia G3", { toxicity: "neutropenia", grade: 3 }],
    ["febrile neutropenia", { toxicity: "febrile neutropenia" }],
    ["uncomplicated diarrhoea G2", { toxicity: "diarrhoea", grade: 2, complicated: false }],
    ["diarrhoea G2 for 1 week", { toxicity: "diarrhoea", grade: 2, durationDays: 7 }],
    ["diarrhoea G2 ≤ 2 weeks", { toxicity: "diarrhoea", grade: 2, durationDays: 14 }],
    ["diarrhoea G2 longer than 2 d", { toxicity: "diarrhoea", grade: 2, durationDays: 2.000001 }],
    ["diarrhoea G2 at least 2 days", { toxicity: "diarrhoea", grade: 2, durationDays: 2 }],
    ["diarrhoea G2 fewer than 2 days", { toxicity: "diarrhoea", grade: 2, durationDays: 1.999999 }],
    ["not resolved", { resolved: false }],
    ["hand-foot  syndrome ... G2", { toxicity: "other", grade: 2 }],
    ["NRH", { toxicity: "nodular regenerative hyperplasia" }],
  ])("%s", (text, expected) => {
    expect(readEvent(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ["ILD G1 then G2", "G2"],
    ["rash", "rash"],
    ["ILD G1 resolved day 20 unless worse", "unless worse"],
    ["diarrhoea and ILD G3", "diarrhoea"],
    ["ANC 0.7, platelets 20", "platelets 20"],
    ["diarrhoea G3 rash", "rash"],
    ["", ""],
    ["42", "42"],
    ["ALT >5 x ULN", ">5"],
    ["ILD G2 and febrile neutropenia", "ILD"],
    ["neutropenia, thrombocytopenia G3", "thrombocytopenia"],
    ["rash and fever; chills G3 purple, green", "rash fever, chills, purple, green"],
  ])("refuses %j, since an unread word could change the answer", (text, part) => {
    const read = readEvent(text);
    expect(read).toMatchObject({ ok: false, error: { code: "unread-event", path: "event" } });
    if (!read.ok) expect(read.error.remedy).toContain('write it as "ILD G1 resolved day 20"');
    if (!read.ok) expect(read.error.message).toContain(`"${part}" in the event`);
  });
});

it("quotes no more of a long event than can be read", () => {
  const read = readEvent("x".repeat(300));
  expect(read.ok ? 0 : read.error.message.split("in the event")[1]?.length).toBeLessThan(230);
});
