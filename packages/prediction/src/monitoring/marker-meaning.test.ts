import { describe, expect, it } from "vitest";
import { codesOf, course, meansOf } from "../../test/course.ts";

describe("markers in a course", () => {
  it("Ki-67 is compared with the first one", () => {
    const read = course({
      events: [
        { kind: "ki67", date: "2026-01-01", percent: 40 },
        { kind: "ki67", date: "2026-01-22", percent: 5 },
      ],
    });
    expect(codesOf(read, "2026-01-01")).toEqual([]);
    expect(meansOf(read, "2026-01-22")[0]).toMatch(/^-87.5 % .* Mukai rule .* met; ADAPT/);
  });

  it("tumour DNA is compared with the last sample in which it was found, like with like", () => {
    const read = course({
      events: [
        { kind: "ctdna", date: "2026-01-01", alteration: "a", vafPercent: 2 },
        { kind: "ctdna", date: "2026-02-01", alteration: "b", vafPercent: 9 },
        { kind: "ctdna", date: "2026-03-01", alteration: "a", vafPercent: 0 },
        { kind: "ctdna", date: "2026-04-01", alteration: "a", vafPercent: 1 },
      ],
    });
    expect(codesOf(read, "2026-02-01")).toEqual([]);
    expect(meansOf(read, "2026-03-01")[0]).toMatch(/^not detected, after 2 %/);
    expect(meansOf(read, "2026-04-01")[0]).toMatch(/^ratio 0.5 to 2 % of 2026-01-01/);
    expect(read.wanted.map((one) => one.code)).toContain("monitor.wanted.cfdna");
  });

  it("tumour volume has its early look at three weeks of neoadjuvant treatment alone", () => {
    const read = (date: string): string[] =>
      codesOf(
        course({
          treatments: [{ regimen: ["TCHP"], setting: "neoadjuvant", start: "2026-01-01" }],
          events: [
            { kind: "ftv", date: "2025-12-28", cc: 20 },
            { kind: "ftv", date, cc: 18 },
          ],
        }),
        date,
      );
    expect(read("2026-01-22")).toEqual(["ftv-change", "ftv-early-look"]);
    expect(read("2026-02-12")).toEqual(["ftv-change"]);
  });
});
