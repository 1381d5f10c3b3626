import { describe, expect, test } from "vitest";
import { percent, row } from "./figures.fixture.ts";
import { intervalText } from "./interval-row.ts";
import { intervalStrip } from "./interval-strip.ts";

describe("an interval", () => {
  test("is written as estimate and limits, another level than 95 % named", () => {
    expect(intervalText({ ...row, estimate: 62, low: 51, high: 72 })).toBe("62 (51-72)");
    expect(intervalText({ ...row, estimate: 62, low: 51, high: 72, level: 95 })).toBe("62 (51-72)");
    expect(intervalText({ ...row, estimate: 71, low: 59, high: 82, level: 90 })).toBe(
      "71 (59-82, 90 % interval)",
    );
    expect(intervalText({ ...row, low: null, high: null })).toBe("79.7 (no interval)");
  });

  test("is drawn on the common axis", () => {
    const { svg } = intervalStrip({
      title: "t",
      row: { ...row, estimate: 50, low: 0, high: 100 },
      axis: percent,
      width: 110,
    });
    expect(svg).toMatch(/<circle cx="55"/);
    expect(svg).toMatch(/<line x1="5" y1="8" x2="105"[^>]*class="s-teal"/);
  });

  test("stays inside the axis when a limit lies outside", () => {
    const { svg } = intervalStrip({ title: "t", row: { ...row, high: 400 }, axis: percent, width: 110 });
    for (const match of svg.matchAll(/x[12]="([\d.-]+)"/g)) expect(Number(match[1])).toBeLessThanOrEqual(105);
  });

  test("that is missing or unconfirmed leaves the dot open", () => {
    const open = /<circle[^>]*class="f-paper s-(teal|amber)"/;
    const strip = (rest: object): string =>
      intervalStrip({ title: "t", row: { ...row, ...rest }, axis: percent }).svg;
    expect(strip({})).not.toMatch(open);
    expect(strip({ low: null, high: null }).match(open)?.[1]).toBe("teal");
    expect(strip({ unconfirmed: true }).match(open)?.[1]).toBe("amber");
  });
});
