import { describe, expect, test } from "vitest";
import { metMark, noRecordMark, severityMark } from "./marks.ts";

describe("signs", () => {
  test("differ in shape, not only in colour", () => {
    const shape = (svg: string): string => svg.replace(/ (class|fill|stroke)="[^"]*"/g, "");
    const all = [metMark("met"), metMark("not met"), metMark("unknown"), noRecordMark()].map(shape);
    expect(new Set(all).size).toBe(4);
    expect(new Set((["stop", "caution", "watch"] as const).map((s) => severityMark(s))).size).toBe(3);
  });
});
