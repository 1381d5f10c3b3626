import { expect, it } from "vitest";
import { erbium } from "./run.ts";

it("prints every published pool beside ours, with what differs", () => {
  const { code, out, err } = erbium(["evidence", "published"]);
  expect(code, err).toBe(0);
  expect(out).toContain("T-DM1 v T-DXd: PFS HR (network)  [ciap-tdxd; ciap]");
  expect(out).toContain("theirs  3.57 (2.75 to 4.63), to 2024");
  expect(out).toContain("DESTINY-Breast03 at a hazard ratio of 0.28");
  expect(out).toContain("22 published, 17 with a question of ours.");
  for (const line of out.split("\n").slice(0, -2)) expect(line.length).toBeLessThanOrEqual(100);
});

it("gives the same as JSON Lines, with the knowledge it rests on", () => {
  const { out } = erbium(["evidence", "published", "--json"]);
  const rows = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(22);
  for (const row of rows) expect(row.knowledge.hash).toMatch(/^sha256:/);
  expect(rows.find(({ published }) => published.id === "wu-all")).toMatchObject({ ours: null, until: 2021 });
});
