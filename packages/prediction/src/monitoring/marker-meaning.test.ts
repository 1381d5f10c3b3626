import type { CaseEvent } from "@erbium/model";
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

  it("Ki-67 is told by each rule, a fall and a rise, and cites its model", () => {
    const on = (percent: number) =>
      course({
        events: [
          { kind: "ki67", date: "2026-01-01", percent: 40 },
          { kind: "ki67", date: "2026-01-22", percent },
        ],
      }).entries[1]?.means;
    expect(on(36)?.[0]?.message.text).toMatch(/^-10 % .* Mukai .* not met; ADAPT .* not met$/);
    expect(on(60)?.[0]?.message.text).toMatch(/^50 % /);
    expect(on(36)).toMatchObject([
      {
        code: "ki67-fall",
        weight: "note",
        rule: expect.stringMatching(/^ki67-dynamics \d{4}-/),
        agencies: [],
      },
    ]);
  });

  it("is not compared with a value of the same day, nor with one of a month that may be later", () => {
    const read = (first: string, second: string): string[] =>
      course({
        events: [
          { kind: "ki67", date: first, percent: 40 },
          { kind: "ki67", date: second, percent: 5 },
        ],
      }).entries.flatMap(({ means }) => means.map(({ code }) => code));
    expect(read("2026-01-01", "2026-01-01")).toEqual([]);
    expect(read("2026-01", "2026-01-20")).toEqual([]);
    expect(read("2026-01", "2026-02-01")).toEqual(["ki67-fall"]);
  });

  it.each<[string, object, object, object]>([
    ["Ki-67", { kind: "ki67", percent: 40 }, { kind: "ki67", percent: 30 }, { kind: "ki67", percent: 5 }],
    ["tumour volume", { kind: "ftv", cc: 40 }, { kind: "ftv", cc: 30 }, { kind: "ftv", cc: 5 }],
    [
      "tumour DNA",
      { kind: "ctdna", vafPercent: 40 },
      { kind: "ctdna", vafPercent: 30 },
      { kind: "ctdna", vafPercent: 5 },
    ],
  ])(
    "says of two values of one day of %s that nobody knows which to compare with",
    (_what, one, other, now) => {
      const read = (...first: object[]) =>
        course({
          events: [
            ...first.map((event) => ({ date: "2026-01-01", ...event })),
            { date: "2026-01-22", ...now },
          ] as CaseEvent[],
        }).entries.at(-1)?.means;
      expect(read(one, other)).toEqual([
        {
          code: "two-values",
          weight: "open",
          message: expect.objectContaining({
            text: expect.stringMatching(/^(40, 30|30, 40) on 2026-01-01: which of them/),
          }),
          rule: null,
          agencies: [],
          status: "verified",
          sources: [],
        },
      ]);
      expect(read(one, one)).toHaveLength(1);
      expect(read(one, one)?.[0]?.weight).toBe("note");
    },
  );

  it("names both days where it is vague which of two values came first", () => {
    const read = course({
      events: [
        { kind: "ki67", date: "2026-01", percent: 40 },
        { kind: "ki67", date: "2026-01-20", percent: 30 },
        { kind: "ki67", date: "2026-02-22", percent: 5 },
      ],
    });
    expect(meansOf(read, "2026-02-22")[0]).toMatch(/^40, 30 on 2026-01, 2026-01-20: /);
  });

  it("tumour DNA has its sampling error where the amounts are given, and says where it allows no change", () => {
    const read = (from: number, to: number) =>
      course({
        events: [
          { kind: "ctdna", date: "2026-01-01", vafPercent: from, cfdnaNg: 9.9 },
          { kind: "ctdna", date: "2026-02-01", vafPercent: to, cfdnaNg: 9.9 },
        ],
      });
    const words = (from: number, to: number) => meansOf(read(from, to), "2026-02-01")[0];
    const by = "by the sampling error of the molecules alone";
    expect(words(1, 0.5)).toBe(`ratio 0.5 to 1 % of 2026-01-01, 0.25 to 0.96 ${by}`);
    expect(words(0.5, 0.45)).toBe(
      `ratio 0.9 to 0.5 % of 2026-01-01, 0.42 to 2.07 ${by}; no change is compatible with it`,
    );
    expect(words(0.01, 0.5)).toContain("3.59 to unknown");
    expect(codesOf(read(1, 0.5), "2026-02-01")).toEqual(["ctdna-change"]);
    expect(codesOf(read(0.5, 0.45), "2026-02-01")).toEqual(["ctdna-within-error"]);
    expect(words(0.45, 0)).toContain("below 0.0999 % it is missed");
  });

  it("tumour DNA has nothing to be compared with while none was found before", () => {
    const read = course({
      events: [
        { kind: "ctdna", date: "2026-01-01", vafPercent: 0 },
        { kind: "ctdna", date: "2026-02-01", vafPercent: 1 },
      ],
    });
    expect(codesOf(read, "2026-02-01")).toEqual([]);
  });

  const looked = (treatment: object, cc = 18, first = "2025-12-28", now = "2026-01-22"): string[] =>
    meansOf(
      course({
        treatments: [
          { regimen: ["TCHP"], setting: "neoadjuvant" as const, start: "2026-01-01", ...treatment },
        ],
        events: [
          { kind: "ftv", date: first, cc: 20 },
          { kind: "ftv", date: now, cc },
        ],
      }),
      now,
    );

  it("tumour volume that grew is told apart from one that shrank", () => {
    expect(looked({}, 5)).toEqual([
      "-75 % against 20 cc; research use",
      "early look of I-SPY2 at three weeks: no flag; a rule of a trial",
    ]);
    expect(looked({}, 30)[1]).toContain("poor response");
  });

  it("has no early look where the week is not known, or the treatment is another", () => {
    expect(looked({ start: "2026-01" })).toHaveLength(1);
    expect(looked({ start: undefined })).toHaveLength(1);
    expect(looked({ setting: "metastatic" })).toHaveLength(1);
    expect(looked({}, 18, "2025-12", "2026-01")).toHaveLength(1);
    expect(looked({}, 18, "2025-12-28", "2026-01-18")).toHaveLength(1);
    expect(looked({}, 18, "2025-12-28", "2026-01-19")).toHaveLength(2);
    expect(looked({}, 18, "2025-12-28", "2026-01-25")).toHaveLength(2);
    expect(looked({}, 18, "2025-12-28", "2026-01-26")).toHaveLength(1);
  });

  it("has no change against a volume of nothing", () => {
    const read = course({
      events: [
        { kind: "ftv", date: "2026-01-01", cc: 0 },
        { kind: "ftv", date: "2026-01-22", cc: 4 },
      ],
    });
    expect(codesOf(read, "2026-01-22")).toEqual([]);
  });

  it("says nothing where the knowledge records no model of it", () => {
    const events: CaseEvent[] = [
      { kind: "ki67", date: "2026-01-01", percent: 40 },
      { kind: "ki67", date: "2026-01-22", percent: 5 },
      { kind: "ctdna", date: "2026-01-01", vafPercent: 4 },
      { kind: "ctdna", date: "2026-01-22", vafPercent: 1 },
      { kind: "ftv", date: "2026-01-01", cc: 4 },
      { kind: "ftv", date: "2026-01-22", cc: 1 },
    ];
    const read = course({ events }, "2026-06-30", { scores: [] });
    expect(read.entries.flatMap(({ means }) => means)).toEqual([]);
  });
});
