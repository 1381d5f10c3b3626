import type { GuidelineTable, Ish } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conflicts, guidelines, tables } from "../test/guidelines.ts";
import { followPathway, withIsh } from "./follow-pathway.ts";
import { compileGuidelines, type Guidelines } from "./guidelines.ts";
import { readIsh } from "./ish-reading.ts";
import { type Pathway, pathwaysOf } from "./pathways.ts";
import { testFacts } from "./test-facts.ts";

type Score = "0" | "1+" | "2+" | "3+" | null | undefined;

const pathway = (family: string): Pathway => {
  const [first] = pathwaysOf(family);
  if (first === undefined) throw new Error(family);
  return first;
};
/** One guideline on one score and one count sheet; null: no ISH was done. */
const follow = (family: string, ihcScore: Score, ish: Ish | null, used: Guidelines = guidelines) => {
  const reading = readIsh(ish ?? undefined, used, false);
  const facts = testFacts({}, undefined, reading, {});
  const [ratio] = reading.counts.ratios;
  return followPathway(pathway(family), used, { ...facts, ihcScore, ratio }, reading);
};
const answer = (...given: Parameters<typeof follow>) => {
  const { status, ish, group, missing } = follow(...given);
  return { status, ish, group, missing };
};
const fired = (...given: Parameters<typeof follow>) => follow(...given).trace.fired.map((rule) => rule.id);
const stations = (...given: Parameters<typeof follow>) =>
  follow(...given).trace.stations.map((station) => `${station.table} ${station.taken}`);

/** The tables with one of them changed. */
const changed = (id: string, change: (rule: GuidelineTable["rules"][number]) => object): Guidelines => {
  const compiled = compileGuidelines(
    tables.map((table) =>
      table.id === id
        ? { ...table, rules: table.rules.map((rule) => ({ ...rule, ...change(rule) })) }
        : table,
    ),
    conflicts,
  );
  if (!compiled.ok) throw new Error(compiled.error.message);
  return compiled.value;
};

describe("dual-probe ISH of the breast", () => {
  it("without an ISH leaves no station and lacks nothing", () => {
    expect(answer("breast", "1+", null)).toEqual({ status: "negative", ish: null, group: null, missing: [] });
    expect(stations("breast", "1+", null)).toEqual(["breast.status b.st.01"]);
  });
  it("goes group, status where the group stands by itself", () => {
    expect(answer("breast", "2+", { ratio: 3, her2PerCell: 6 })).toEqual({
      status: "positive",
      ish: "positive",
      group: 1,
      missing: [],
    });
    expect(stations("breast", "2+", { ratio: 3, her2PerCell: 6 })).toEqual([
      "breast.dualISH.group b.g1",
      "breast.status b.st.pos",
    ]);
  });
  it("goes group, adjudication, and no further where adjudication settles it", () => {
    const sheet = { ratio: 2.2, her2PerCell: 3.2 };
    expect(answer("breast", "1+", sheet)).toEqual({
      status: "negative",
      ish: "negative",
      group: 2,
      missing: [],
    });
    expect(stations("breast", "1+", sheet)).toEqual([
      "breast.dualISH.group b.g2",
      "breast.dualISH.adjudication b.g2.01",
    ]);
  });
  it("is equivocal while a recount is due, and not known after one in another group", () => {
    const sheet = { ratio: 2.2, her2PerCell: 3.2 };
    expect(answer("breast", "2+", sheet)).toMatchObject({ status: "equivocal", ish: "equivocal", group: 2 });
    const moved = { ...sheet, recount: { ratio: 1, her2PerCell: 2 } };
    expect(answer("breast", "2+", moved)).toMatchObject({
      status: "indeterminate",
      ish: "indeterminate",
      group: 2,
    });
  });
  it("says what adjudication lacks where the score is not known", () =>
    expect(answer("breast", undefined, { ratio: 2.2, her2PerCell: 3.2 })).toEqual({
      status: "indeterminate",
      ish: "indeterminate",
      group: 2,
      missing: ["ihcScore"],
    }));
  it("follows every group that stays possible, and lacks what would tell them apart", () => {
    expect(answer("breast", "2+", { ratio: 1.3 })).toEqual({
      status: "indeterminate",
      ish: "indeterminate",
      group: null,
      missing: ["copies"],
    });
    expect(stations("breast", "2+", { ratio: 1.3 })).toEqual([
      "breast.dualISH.group null",
      "breast.dualISH.adjudication b.g3.2.recount",
      "breast.dualISH.adjudication b.g4.2.recount",
      "breast.status b.st.ish",
    ]);
    expect(fired("breast", "2+", { ratio: 1.3 })).toEqual([]);
    expect(answer("breast", undefined, { ratio: 1.3 }).missing).toEqual(["copies", "ihcScore"]);
  });
  it("holds what all possible groups agree on", () => {
    expect(answer("breast", "1+", { ratio: 1.3 })).toEqual({
      status: "negative",
      ish: "negative",
      group: null,
      missing: ["copies"],
    });
    expect(answer("breast", "3+", { ratio: 2.2 }).status).toBe("positive");
  });
  it("carries a call without numbers, and lacks the counts while it settles nothing", () => {
    expect(answer("breast", "2+", { call: "positive" })).toEqual({
      status: "positive",
      ish: "positive",
      group: null,
      missing: [],
    });
    expect(answer("breast", "2+", { call: "equivocal" })).toEqual({
      status: "indeterminate",
      ish: "equivocal",
      group: null,
      missing: ["copies", "cep17"],
    });
    expect(stations("breast", "2+", { call: "positive" })).toEqual(["breast.status b.st.pos"]);
  });
  it("asks for what an ISH that was done lacks, never for the ISH itself", () => {
    for (const missing of [
      answer("breast", "2+", { cells: 40 }).missing,
      answer("gastric", "2+", { ratio: 1.5 }).missing,
      answer("breast", undefined, { call: "equivocal" }).missing,
    ])
      expect(missing).not.toContain("ish");
    expect(answer("gastric", "2+", { ratio: 1.5 }).missing).toEqual(["copies", "cep17"]);
    expect(answer("breast", undefined, null).missing).toEqual(["ihcScore"]);
  });
  it("does not go by a group whose row nobody saw", () => {
    const recalled = changed("breast.dualISH.group", () => ({ status: "recalled" }));
    const one = follow("breast", "2+", { ratio: 3, her2PerCell: 6 }, recalled);
    expect(one).toMatchObject({ status: "indeterminate", ish: "indeterminate", group: null, missing: [] });
    expect(one.trace.flags.map((flag) => flag.code)).toEqual(["guideline-conflict"]);
  });
  it("does not go by an adjudication that nobody saw, and says so", () => {
    const recalled = changed("breast.dualISH.adjudication", () => ({ status: "recalled" }));
    const one = follow("breast", "1+", { ratio: 2.2, her2PerCell: 3.2 }, recalled);
    expect(one).toMatchObject({ status: "indeterminate", ish: "indeterminate", group: 2, missing: [] });
    expect(one.trace.flags.map((flag) => flag.code)).toEqual(["guideline-conflict"]);
  });
});

describe("single-probe ISH of the breast", () => {
  const single = (her2PerCell: number | undefined, more: object = {}) =>
    ({ probe: "single", ...(her2PerCell === undefined ? {} : { her2PerCell }), ...more }) as Ish;
  it("goes by its own table, without a group", () => {
    expect(answer("breast", "2+", single(6))).toEqual({
      status: "positive",
      ish: "positive",
      group: null,
      missing: [],
    });
    expect(stations("breast", "2+", single(6))).toEqual([
      "breast.singleISH b.s.pos",
      "breast.status b.st.pos",
    ]);
    expect(answer("breast", "2+", single(3))).toMatchObject({ status: "negative", ish: "negative" });
  });
  it("is equivocal while dual-probe ISH is due", () => {
    expect(answer("breast", "2+", single(4.5))).toEqual({
      status: "equivocal",
      ish: "equivocal",
      group: null,
      missing: [],
    });
    expect(stations("breast", "2+", single(4.5))).toEqual(["breast.singleISH b.s.eq"]);
  });
  it("takes the group of the dual-probe ISH that follows through adjudication", () => {
    const after = single(4.5, { recount: { probe: "dual", ratio: 1.3, her2PerCell: 4.5 } });
    expect(answer("breast", "1+", after)).toEqual({
      status: "negative",
      ish: "negative",
      group: 4,
      missing: [],
    });
    expect(stations("breast", "1+", after)).toEqual([
      "breast.singleISH b.s.dual",
      "breast.dualISH.adjudication b.g4.01",
    ]);
  });
  it("lacks the copies where only the cells that are amplified were given", () =>
    expect(answer("breast", "2+", single(undefined, { percentCellsAmplified: 20 }))).toEqual({
      status: "indeterminate",
      ish: "indeterminate",
      group: null,
      missing: ["copies"],
    }));
  it("does not go by a row that nobody saw", () => {
    const recalled = changed("breast.singleISH", () => ({ status: "recalled" }));
    const one = follow("breast", "2+", single(6), recalled);
    expect(one).toMatchObject({ status: "indeterminate", ish: "indeterminate", missing: [] });
    expect(one.trace.flags.map((flag) => flag.code)).toEqual(["guideline-conflict"]);
  });
});

describe("a guideline that reads ISH by one table", () => {
  it("goes by the table and gives no group", () => {
    expect(answer("gastric", "2+", { ratio: 2.5, her2PerCell: 6 })).toEqual({
      status: "positive",
      ish: "positive",
      group: null,
      missing: [],
    });
    expect(stations("gastric", "2+", { ratio: 2.5 })).toEqual(["gea.ish g.i.pos", "gea.status g.st.2p"]);
  });
  it("asks a pathologist where the row that fits may not decide, and lacks nothing", () => {
    for (const sheet of [
      { ratio: 1.5, her2PerCell: 6, cep17PerCell: 4 },
      { ratio: 1.5, her2PerCell: 5, cep17PerCell: 3.4 },
    ]) {
      const one = follow("gastric", "2+", sheet);
      expect(one).toMatchObject({ status: "indeterminate", ish: "indeterminate", missing: [] });
      expect(one.trace.needed).toEqual(["pathologist-review"]);
      expect(one.trace.flags.map((flag) => flag.code)).toEqual(["guideline-conflict"]);
    }
  });
  it("does not carry the laboratory's call beside numbers it has rows for", () =>
    expect(
      answer("gastric", "2+", { ratio: 1.5, her2PerCell: 5, cep17PerCell: 3.4, call: "positive" }),
    ).toMatchObject({ status: "indeterminate", ish: "indeterminate" }));
  it("carries the call where it has no sourced row, and asks for nothing more", () => {
    const called = follow("biliary", "2+", { ratio: 3, call: "positive" });
    expect(called).toMatchObject({ status: "positive", ish: "positive", group: null, missing: [] });
    expect(called.trace.needed).toEqual([]);
    const uncalled = follow("biliary", "2+", { ratio: 3 });
    expect(uncalled).toMatchObject({ status: "indeterminate", ish: "indeterminate" });
    expect(uncalled.trace.needed).toEqual(["pathologist-review"]);
  });
  it("asks no pathologist where an input is missing", () =>
    expect(follow("gastric", "2+", { ratio: 1.5 }).trace.needed).toEqual([]));
  it("lacks nothing of its own once the ISH is settled", () => {
    expect(answer("gastric", undefined, { ratio: 2.5 }).missing).toEqual(["ihcScore"]);
    expect(answer("biliary", undefined, { ratio: 2.5, call: "positive" }).missing).toEqual(["ihcScore"]);
    expect(answer("breast", undefined, { probe: "single", her2PerCell: 3 }).missing).toEqual(["ihcScore"]);
  });
  it("flags a conflict also in the table of the status", () => {
    const conflict = changed("gea.status", (rule) => ({
      then: { ...rule.then, flag: ["guideline-conflict"] },
    }));
    const one = follow("gastric", "3+", null, conflict);
    expect([one.status, one.trace.flags.map((flag) => flag.code)]).toEqual([
      "positive",
      ["guideline-conflict"],
    ]);
  });
  it("leaves the status open where a row gives a word that is none", () => {
    const odd = changed("gea.status", () => ({ then: { status: "maybe" } }));
    expect(answer("gastric", "3+", null, odd).status).toBe("indeterminate");
  });
});

describe("another ISH result on the same reading", () => {
  it("gives the status under that result", () => {
    const facts = { ihcScore: "2+" };
    expect(withIsh(pathway("breast"), guidelines, facts, "negative")).toMatchObject({
      status: "negative",
      ish: "negative",
      group: null,
      missing: [],
    });
    expect(withIsh(pathway("breast"), guidelines, facts, "positive").status).toBe("positive");
    expect(withIsh(pathway("gastric"), guidelines, {}, "positive")).toMatchObject({
      status: "indeterminate",
      missing: ["ihcScore"],
    });
  });
});
