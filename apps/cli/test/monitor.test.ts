import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const example = "examples/monitor/course.yaml";

describe("erbium monitor", () => {
  it("prints the course, what is due and what could be added, in 100 columns", () => {
    const run = erbium(["monitor", example]);
    expect(run).toMatchObject({ code: 0, err: "" });
    expect(run.out).toMatch(/^2025-05-05 {2}LVEF 49 %\n {12}! Trastuzumab/m);
    expect(run.out).toMatch(/^overdue +2026-05-04 +Complete blood count/m);
    expect(run.out).toContain("More could be said with");
    for (const line of run.out.split("\n")) expect(line.length).toBeLessThanOrEqual(110);
  });

  it("gives the same as one JSON object with the knowledge it rests on", () => {
    const run = erbium(["monitor", example, "--as-of", "2026-03-10", "--json"]);
    const read = JSON.parse(run.out);
    expect(read).toMatchObject({
      id: "course",
      asOf: "2026-03-10",
      knowledge: { hash: expect.stringMatching(/^sha256:/) },
    });
    expect(read.entries.at(-1).date <= "2026-03-10").toBe(true);
  });

  it("draws the course", () =>
    inFolder((folder) => {
      const file = join(folder, "course.svg");
      expect(erbium(["monitor", example, "--plot", file]).code).toBe(0);
      expect(readFileSync(file, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    }));

  it("refuses what is no day, no drawing and no case", () => {
    expect(erbium(["monitor", example, "--as-of", "soon"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("--as-of"),
    });
    expect(erbium(["monitor", example, "--plot", "x.png"])).toMatchObject({
      code: 2,
      err: expect.stringContaining(".svg"),
    });
    const wrong = "tumour: BRCA\nevents: [{ kind: lvef, date: 2026-01-01, percent: 140 }]\n";
    expect(erbium(["monitor", "-"], wrong)).toMatchObject({
      code: 1,
      err: expect.stringContaining("events"),
    });
  });

  it("reads the events that the template shows", () => {
    const template = erbium(["case", "template", "BRCA"]).out;
    const events = template
      .replace(/^# (events:| {3}- \{ kind)/gm, "$1")
      .replace(/^# {3}- \{ kind/gm, "  - { kind");
    const run = erbium(["monitor", "-"], events);
    expect(run.err).toBe("");
    expect(run.out).toContain("LVEF 58 %");
  });
});
