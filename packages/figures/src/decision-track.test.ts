import { describe, expect, test } from "vitest";
import { decisionTrack } from "./decision-track.ts";
import { illFormed } from "./well-formed.fixture.ts";

describe("the track", () => {
  const branch = (label: string, taken = false, truth: "met" | "not met" | "unknown" = "not met") => ({
    label,
    taken,
    truth,
  });

  test("never leaves out the taken or an unknown branch, and counts what it leaves out", () => {
    const branches = [
      ...Array.from({ length: 6 }, (_, i) => branch(`no ${i}`)),
      branch("perhaps", false, "unknown"),
      branch("this one", true, "met"),
    ];
    const { svg, table } = decisionTrack({
      title: "t",
      stations: [{ title: "s", result: "r", branches, notes: [] }],
    });
    expect(svg).toContain(">this one<");
    expect(svg).toContain(">perhaps<");
    expect(svg).toContain("5 other rules not met");
    expect(table.rows).toHaveLength(8);
  });

  test("in brief draws the taken branch alone and keeps all in its table", () => {
    const branches = [branch("no", false, "not met"), branch("this one", true, "met")];
    const stations = [{ title: "s", result: "r", branches, notes: [] }];
    const { svg, table } = decisionTrack({ title: "t", stations, brief: true });
    expect(svg).toContain(">this one<");
    expect(svg).not.toContain(">no<");
    expect(table.rows).toHaveLength(2);
  });

  test("draws an undecided station in amber and open", () => {
    const { svg } = decisionTrack({
      title: "t",
      stations: [{ title: "s", result: "undecided", branches: [branch("b", false, "unknown")], notes: [] }],
    });
    expect(svg).toMatch(/<circle[^>]*class="f-paper s-amber"/);
  });

  test("of no stations is an empty drawing, not an error", () => {
    expect(illFormed(decisionTrack({ title: "t", stations: [] }).svg)).toBeNull();
  });
});
