import type { CaseEvent } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { eventWords } from "./event-words.ts";

const date = "2026-03-01";
const said = (event: object, asOf = "2026-06-30") => {
  const { what, value, unit } = eventWords({ date, ...event } as CaseEvent, asOf);
  return [what.text.trim(), value, unit];
};

describe("an event in words", () => {
  it.each<[object, string, number | null, string | null]>([
    [{ kind: "lvef", percent: 61.5 }, "LVEF 61.5 %", 61.5, "%"],
    [{ kind: "ctdna", vafPercent: 2, alteration: "PIK3CA H1047R" }, "ctDNA 2 % PIK3CA H1047R", 2, "%"],
    [{ kind: "ctdna", vafPercent: 2 }, "ctDNA 2 %", 2, "%"],
    [{ kind: "ctdna", vafPercent: 0, alteration: "TP53" }, "ctDNA not detected TP53", 0, "%"],
    [{ kind: "ki67", percent: 15 }, "Ki-67 15 %", 15, "%"],
    [{ kind: "ftv", cc: 18.2 }, "tumour volume 18.2 cc", 18.2, "cc"],
    [{ kind: "response", response: "PD", criteria: "RECIST 1.1" }, "response PD RECIST 1.1", null, null],
    [{ kind: "response", response: "SD" }, "response SD", null, null],
    [{ kind: "toxicity", term: "rash", grade: 2 }, "rash grade 2", 2, "grade"],
    [{ kind: "toxicity", term: "rash" }, "rash, grade not recorded", null, null],
    [{ kind: "respiratory", signs: ["cough", "fever"] }, "respiratory signs: cough, fever", null, null],
    [{ kind: "dose", therapy: "T-DXd", dose: 5.4 }, "T-DXd, dose 5.4", 5.4, null],
    [{ kind: "dose", therapy: "T-DXd" }, "T-DXd given", null, null],
    [{ kind: "dose", therapy: "T-DXd", held: false }, "T-DXd given", null, null],
    [{ kind: "dose", therapy: "T-DXd", held: true }, "T-DXd not given", null, null],
    [
      {
        kind: "laboratory",
        neutrophils: 0.7,
        platelets: 90,
        altTimesUln: 2,
        astTimesUln: 3,
        bilirubinTimesUln: 1,
      },
      "neutrophils 0.7 x 10^9/L, platelets 90 x 10^9/L, ALT 2 x ULN, AST 3 x ULN, bilirubin 1 x ULN",
      null,
      null,
    ],
    [{ kind: "laboratory", platelets: 0 }, "platelets 0 x 10^9/L", null, null],
  ])("%j", (event, words, value, unit) => {
    expect(said(event)).toEqual([words, value, unit]);
  });

  it("tells of a reaction that it has resolved from that day on", () => {
    const ild = { kind: "toxicity", term: "ILD", grade: 1, resolved: "2026-04-01" };
    expect(said(ild, "2026-04-01")[0]).toBe("ILD grade 1, resolved 2026-04-01");
    expect(said(ild, "2026-03-31")[0]).toBe("ILD grade 1");
  });
});
