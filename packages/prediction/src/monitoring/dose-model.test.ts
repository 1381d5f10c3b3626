import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const value = (model: string, input: object) => ask(model, input).values.value;

describe("trastuzumab deruxtecan", () => {
  it.each([
    [27.9, "resume 5.4"],
    [28, "resume 5.4"],
    [28.1, "resume 4.4"],
  ])("interstitial lung disease of grade 1, resolved on day %d: %s", (days_to_resolution, expected) => {
    expect(value("dose-tdxd", { toxicity: "ILD", grade: 1, days_to_resolution, current: 5.4 })).toBe(
      expected,
    );
  });

  it.each([
    ["ILD G1", 5.4, "hold until grade 0"],
    ["ILD G1 with cough", 5.4, "hold and settle the grade"],
    ["ILD G1 with cough resolved day 20", 5.4, "hold and settle the grade"],
    ["asymptomatic ILD G1 resolved day 20", 5.4, "resume 5.4"],
    ["ILD G2 with cough", 5.4, "permanent stop"],
    ["ILD G2", 4.4, "permanent stop"],
    ["ILD G1 resolved day 40", 3.2, "permanent stop"],
    ["ANC 1.0", 5.4, "continue 5.4"],
    ["ANC 0.99", 5.4, "hold, then 5.4"],
    ["ANC 0.5", 5.4, "hold, then 5.4"],
    ["ANC 0.49", 5.4, "hold, then 4.4"],
    ["neutropenia G4", 4.4, "hold, then 3.2"],
    ["febrile neutropenia", 3.2, "permanent stop"],
    ["platelets 50", 5.4, "continue 5.4"],
    ["platelets 49", 5.4, "hold, then 5.4"],
    ["platelets 24.9", 5.4, "hold, then 4.4"],
    ["needs reduction", 4.4, "reduce to 3.2"],
  ])("%s at %d mg/kg: %s", (event, current, expected) => {
    expect(value("dose-tdxd", { event, current })).toBe(expected);
  });

  it("has its own levels from 6.4 mg/kg, unconfirmed, and names them where the first dose is not given", () => {
    const stated = ask("dose-tdxd", { event: "needs reduction", current: 4.4, starting_dose: 6.4 });
    expect(stated.values.value).toBe("permanent stop");
    expect(stated.warnings.map((one) => one.code)).toContain("unconfirmed");
    const open = ask("dose-tdxd", { event: "needs reduction", current: 4.4 });
    expect(open.warnings.find((one) => one.code === "other-ladder")?.text).toContain("permanent stop");
    expect(ask("dose-tdxd", { event: "needs reduction", current: 6.4 }).values.value).toBe("reduce to 5.4");
  });

  it("says where no source was seen for the action", () => {
    expect(ask("dose-tdxd", { event: "ANC 0.4", current: 5.4 }).warnings[0]?.code).toBe("unconfirmed");
    expect(ask("dose-tdxd", { event: "ANC 0.7", current: 5.4 }).warnings).toEqual([]);
  });
});

describe("trastuzumab emtansine", () => {
  it.each([
    ["platelets 24.9", "hold to >=75 then 3.0"],
    ["platelets 25", "hold to >=75 then 3.6"],
    ["platelets 50", "continue 3.6"],
    ["ALT 5 x ULN, bilirubin 1 x ULN", "continue 3.6"],
    ["ALT 5.1 x ULN, bilirubin 1 x ULN", "hold to <=grade 2 then 3.0"],
    ["AST 20.1 x ULN, bilirubin 1 x ULN", "permanent stop"],
    ["AST 3.1 x ULN, bilirubin 2.1 x ULN", "permanent stop"],
    ["ALT 3 x ULN, bilirubin 2.1 x ULN", "hold to <=grade 1 then 3.6"],
    ["bilirubin 3.1 x ULN, ALT 1 x ULN", "hold to <=grade 1 then 3.0"],
    ["ILD G1", "permanent stop"],
    ["neuropathy G3", "hold to <=grade 2 then 3.6"],
  ])("%s: %s", (event, expected) => {
    expect(value("dose-tdm1", { event, current: 3.6 })).toBe(expected);
  });

  it("says aloud that a liver value nobody reported is taken as within limits", () => {
    const answer = ask("dose-tdm1", { event: "ALT 8 x ULN", current: 3.6 });
    expect(answer.values.value).toBe("hold to <=grade 2 then 3.0");
    expect(answer.warnings.find((one) => one.code === "assumed")?.text).toContain("bilirubin_times_uln");
    expect(answer).toMatchObject({ wouldChange: ["bilirubin_times_uln"] });
  });

  it("speaks of metastatic disease alone", () => {
    const texts = ask("dose-tdm1", { event: "platelets 20", current: 3.6 }).warnings.map((one) => one.text);
    expect(texts.join()).toContain("early disease differs");
  });
});

describe("neratinib", () => {
  it.each([
    ["rash G3, recovered day 21", 240, "200"],
    ["rash G3, recovered day 22", 240, "permanent stop"],
    ["rash G3", 240, "hold until grade 1 or less"],
    ["rash G4", 240, "permanent stop"],
    ["rash G3, not recovered in 20 days", 240, "hold until grade 1 or less"],
    ["rash G3, not recovered in 21 days", 240, "permanent stop"],
    ["ILD G3 recovered day 3", 160, "120"],
    ["ALT 5.1 x ULN, recovered in 1 week", 240, "200"],
    ["ALT G3 recurred after a dose reduction", 200, "permanent stop"],
    ["diarrhoea G2 for 4 days", 240, "continue 240"],
    ["diarrhoea G2 for 5 days", 240, "hold until grade 1 or less"],
    ["complicated diarrhoea G1", 240, "hold until grade 1 or less"],
    ["diarrhoea G2 for 1 day", 120, "permanent stop"],
    ["needs reduction", 160, "120"],
    ["needs reduction", 120, "permanent stop"],
  ])("%s at %d mg: %s", (event, current, expected) => {
    expect(value("dose-neratinib", { event, current })).toBe(expected);
  });

  it("stands side by side where labels part: in Child-Pugh C the United States begin with 80 mg, Europe forbids it", () => {
    const answer = ask("dose-neratinib", { event: "Child-Pugh C", current: 240 });
    expect(answer.values).toMatchObject({ value: "80", action: "start", agencies: ["FDA"] });
    expect(answer.warnings).toMatchObject([
      { code: "labels-differ", text: expect.stringMatching(/European Union.*contraindicated/) },
    ]);
    const mild = ask("dose-neratinib", { child_pugh: "B", current: 240 });
    expect(mild).toMatchObject({ values: { value: "240" }, warnings: [] });
    expect(value("dose-tucatinib", { event: "child pugh class C", current: 300 })).toBe("200");
    expect(ask("dose-tdxd", { child_pugh: "C", current: 5.4 }).error).toMatchObject({
      code: "no-rule",
      path: "child_pugh",
    });
  });

  it("asks how long a diarrhoea has lasted", () => {
    expect(ask("dose-neratinib", { event: "diarrhoea G3", current: 240 }).error).toMatchObject({
      code: "missing-input",
      path: "duration_days",
    });
  });
});

describe("tucatinib", () => {
  it("asks whether an antidiarrhoeal was given before it tells the dose", () => {
    expect(ask("dose-tucatinib", { event: "diarrhoea G3", current: 300 }).error).toMatchObject({
      code: "missing-input",
      path: "antidiarrhoeal",
    });
  });

  it.each([
    ["diarrhoea G2", 300, "continue 300"],
    ["bilirubin 1.5 x ULN, ALT 1 x ULN", 300, "continue 300"],
    ["bilirubin 1.6 x ULN, ALT 1 x ULN", 300, "resume 300"],
    ["ALT 5.1 x ULN, bilirubin 1 x ULN", 300, "resume 250"],
    ["ALT 20.1 x ULN, bilirubin 1 x ULN", 300, "permanent stop"],
    ["ALT 3.1 x ULN, bilirubin 2.1 x ULN", 300, "permanent stop"],
    ["rash G3", 200, "resume 150"],
    ["rash G4", 200, "permanent stop"],
    ["diarrhoea G3 on antidiarrhoeal", 150, "permanent stop"],
  ])("%s at %d mg: %s", (event, current, expected) => {
    expect(value("dose-tucatinib", { event, current })).toBe(expected);
  });
});

describe("pyrotinib", () => {
  it.each([
    ["hold 14 days, resolved", 400, 400],
    ["hold 14.5 days", 400, "permanent stop"],
    ["AE recurs after hold", 400, 320],
    ["AE recurs after hold", 320, 240],
    ["AE recurs after hold", 240, "permanent stop"],
    ["needs reduction", 400, 320],
    ["diarrhoea G3", 400, "hold until grade 0 or 1"],
  ])("%s at %d mg: %s", (event, current, expected) => {
    expect(value("dose-pyrotinib", { event, current })).toBe(expected);
  });
});

describe("every dose table", () => {
  const models = ["dose-tdxd", "dose-tdm1", "dose-neratinib", "dose-tucatinib", "dose-pyrotinib"];

  it("refuses an empty event and a dose that is no level", () => {
    for (const model of models) {
      expect(ask(model, { current: 1 }).error).toMatchObject({ code: "missing-input", path: "event" });
      expect(ask(model, { event: "needs reduction", current: 1 }).error).toMatchObject({ path: "current" });
    }
  });

  it("puts a field before what the words say, and reads the rest of the words", () => {
    const answer = ask("dose-tdxd", {
      event: "ILD G1 resolved day 20",
      days_to_resolution: 29,
      current: 5.4,
    });
    expect(answer.values).toMatchObject({
      value: "resume 4.4",
      because: expect.stringContaining("later than 28"),
    });
  });

  it("takes an event by field alone for one, whatever its field", () => {
    expect(
      ask("dose-tdm1", { platelets: 24.9, toxicity: "thrombocytopenia", current: 3.6 }).values,
    ).toMatchObject({
      value: "hold to >=75 then 3.0",
      action: "hold",
      dose: 3,
    });
    expect(ask("dose-tdm1", { recurred_after_hold: false, current: 3.6 }).error?.path).not.toBe("event");
  });

  it("refuses a count of a microlitre, which would be read as a normal one, in words and by field", () => {
    for (const given of [{ event: "ANC 700" }, { toxicity: "neutropenia", neutrophils: 101 }])
      expect(ask("dose-tdxd", { ...given, current: 5.4 }).error).toMatchObject({
        code: "invalid-value",
        path: "neutrophils",
        message: expect.stringContaining("count of a microlitre"),
        remedy: expect.stringContaining("100 at the most"),
      });
    expect(ask("dose-tdxd", { event: "platelets 3001", current: 5.4 }).error?.path).toBe("platelets");
    expect(value("dose-tdxd", { event: "platelets 3000", current: 5.4 })).toBe("continue 5.4");
    expect(value("dose-tdxd", { event: "ANC 100", current: 5.4 })).toBe("continue 5.4");
  });

  it("refuses words that it cannot read, and quotes them", () => {
    const { error } = ask("dose-tdxd", { event: "ILD G1 purple", current: 5.4 });
    expect(error).toMatchObject({ code: "unread-event", path: "event" });
    expect(error?.message).toContain("purple");
    expect(ask("dose-tdxd", { event: "", current: 5.4 }).error).toMatchObject({ code: "unread-event" });
  });

  it("names every ladder where the dose is on none, and where no ladder starts at the stated dose", () => {
    const refusal = {
      code: "invalid-value",
      path: "current",
      remedy: "5.4, 4.4, 3.2 mg/kg; or 6.4, 5.4, 4.4 mg/kg",
    };
    expect(ask("dose-tdxd", { event: "needs reduction", current: 5 }).error).toMatchObject({
      ...refusal,
      message: "5 is no dose level of trastuzumab deruxtecan",
    });
    expect(
      ask("dose-tdxd", { event: "needs reduction", current: 4.4, starting_dose: 5 }).error,
    ).toMatchObject(refusal);
    // 3.2 is a level from 5.4 alone, 6.4 from 6.4 alone
    for (const [current, starting_dose] of [
      [3.2, 6.4],
      [6.4, 5.4],
    ])
      expect(ask("dose-tdxd", { event: "needs reduction", current, starting_dose }).error).toMatchObject(
        refusal,
      );
  });

  it("says what it rests on: the row, its words, the agency and the edition of CTCAE", () => {
    expect(ask("dose-tdxd", { event: "ANC 0.4", current: 5.4 })).toMatchObject({
      values: {
        value: "hold, then 4.4",
        action: "hold",
        dose: 4.4,
        unit: "mg/kg",
        until: "grade 2 or less",
        rule: "t-dxd.adverse-reactions.us/neutropenia-4",
        because: "neutrophils below 0.5 x 10^9/L (grade 4)",
        agencies: ["FDA"],
        ctcae: "5.0",
      },
      class: "hold",
      warnings: [
        {
          text: "no source was seen for: neutrophils below 0.5 x 10^9/L (grade 4)",
        },
      ],
      wouldChange: [],
    });
    expect(ask("dose-tdm1", { event: "platelets 20", current: 3.6 }).values.ctcae).toBeNull();
    expect(ask("dose-tdxd", { event: "ILD G1 resolved day 20", current: 5.4 }).values.until).toBeNull();
  });

  it("assumes no liver value where neither is given: a hepatotoxicity without figures is no reason to continue", () => {
    for (const model of ["dose-tdm1:3.6", "dose-tucatinib:300"]) {
      const [name = "", current] = model.split(":");
      for (const event of ["hepatotoxicity", "hepatotoxicity G3"])
        expect([model, ask(name, { event, current: Number(current) }).error]).toMatchObject([
          model,
          { code: "missing-input", path: "transaminases_times_uln" },
        ]);
    }
  });

  it("calls it a stop where the last level leaves no lower one, in every field of the answer", () => {
    expect(ask("dose-tdxd", { event: "needs reduction", current: 3.2 })).toMatchObject({
      values: { value: "permanent stop", action: "stop", dose: null },
      class: "stop",
    });
    expect(ask("dose-tdxd", { event: "ILD G2", current: 5.4 })).toMatchObject({
      values: { action: "stop", dose: null },
      class: "stop",
    });
  });

  it("names the other ladder only where it would answer otherwise and the first dose is not given", () => {
    const others = (input: object): string[] =>
      ask("dose-tdxd", input)
        .warnings.filter(({ code }) => code === "other-ladder")
        .map(({ text }) => text);
    expect(others({ event: "needs reduction", current: 4.4 })).toEqual([
      "with a starting dose of 6.4 mg/kg (gastric and gastro-oesophageal junction cancer): permanent stop",
    ]);
    expect(others({ event: "needs reduction", current: 5.4 })).toEqual([]);
    expect(others({ event: "needs reduction", current: 4.4, starting_dose: 5.4 })).toEqual([]);
  });

  it("warns of unseen dose levels by naming them", () => {
    expect(ask("dose-tdxd", { event: "needs reduction", current: 6.4 }).warnings).toMatchObject([
      { code: "unconfirmed", text: "no source was seen for the dose levels 6.4, 5.4, 4.4 mg/kg" },
    ]);
  });

  it("assumes nothing where both liver values are given, and either one where it is missing", () => {
    const assumed = (event: string) => ask("dose-tdm1", { event, current: 3.6 });
    expect(assumed("bilirubin 3.1 x ULN")).toMatchObject({ wouldChange: ["transaminases_times_uln"] });
    expect(assumed("bilirubin 3.1 x ULN").warnings[0]).toMatchObject({
      code: "assumed",
      params: { field: "transaminases_times_uln" },
    });
    expect(assumed("ALT 8 x ULN, bilirubin 1 x ULN")).toMatchObject({ wouldChange: [] });
    expect(assumed("ALT 8 x ULN, bilirubin 1 x ULN").codes).not.toContain("assumed");
  });

  it("reads an impaired liver alone as the start, and with a reaction as the reaction", () => {
    expect(ask("dose-neratinib", { child_pugh: "C", current: 240 })).toMatchObject({
      values: {
        value: "80",
        dose: 80,
        unit: "mg daily",
        until: null,
        rule: "neratinib.child-pugh.us/severe",
        because: "severe hepatic impairment (Child-Pugh C)",
        ctcae: null,
      },
      class: "start",
      warnings: [
        {
          params: { table: "neratinib.child-pugh.eu" },
          text: "Neratinib in hepatic impairment (European Union): contraindicated",
        },
      ],
    });
    expect(ask("dose-neratinib", { child_pugh: "C", event: "rash G4", current: 240 }).values).toMatchObject({
      value: "permanent stop",
      rule: "neratinib.adverse-reactions.us/grade-4",
    });
    expect(ask("dose-tdxd", { child_pugh: "C", current: 5.4 }).error).toMatchObject({
      message: "nothing is recorded of trastuzumab deruxtecan in hepatic impairment of class C",
    });
  });

  it("gives a number only where the answer is nothing but a dose", () => {
    expect(ask("dose-pyrotinib", { event: "AE recurs after hold", current: 400 }).values).toMatchObject({
      value: 320,
      dose: 320,
    });
    expect(value("dose-neratinib", { event: "needs reduction", current: 240 })).toBe("200");
  });

  it("answers by field what it answers by words", () => {
    const byWords = ask("dose-tucatinib", { event: "diarrhoea G3 on antidiarrhoeal", current: 300 });
    const byField = ask("dose-tucatinib", {
      toxicity: "diarrhoea",
      grade: 3,
      antidiarrhoeal: true,
      current: 300,
    });
    expect(byField).toEqual(byWords);
  });
});
