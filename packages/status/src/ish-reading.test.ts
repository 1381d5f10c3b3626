import type { Ish } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { guidelines } from "../test/guidelines.ts";
import { asGroup, readIsh } from "./ish-reading.ts";

const read = (ish: Ish | undefined, unreadable = false) => readIsh(ish, guidelines, unreadable);

describe("an ISH", () => {
  it("is given when it holds anything, or held something that could not be read", () => {
    expect(read(undefined).given).toBe(false);
    expect(read({}).given).toBe(false);
    expect(read({ cells: 20 }).given).toBe(true);
    expect(read({}, true).given).toBe(true);
    expect(read(undefined, true).given).toBe(true);
  });
  it("is a call alone where no number stands behind it", () => {
    expect(read({ call: "positive" })).toMatchObject({ callOnly: true, call: "positive" });
    expect(read({ call: "positive", cells: 40 }).callOnly).toBe(true);
    expect(read({ call: "positive", ratio: 3 })).toMatchObject({ callOnly: false, call: "positive" });
    expect(read({ ratio: 3 })).toMatchObject({ callOnly: false, call: undefined });
  });
  it("is dual-probe unless it is said to be single", () => {
    expect(read({ ratio: 2 }).probe).toBe("dual");
    expect(read({ probe: "single" }).probe).toBe("single");
  });
  it("names the part whose cells are too few", () => {
    const one = read({ ratio: 2, cells: 3, recount: { ratio: 2, cells: 4 } });
    expect(one.counts.flags.map((flag) => flag.message)).toEqual([expect.stringMatching(/^ISH: 3/)]);
    expect(one.recountFlags.map((flag) => flag.message)).toEqual([expect.stringMatching(/^recount: 4/)]);
  });
});

describe("a recount", () => {
  const groups = (ish: Ish) => {
    const { recountGroup, dualGroup } = read(ish);
    return { recountGroup, dualGroup };
  };
  const sheet = { ratio: 2.2, her2PerCell: 3.2 };
  it("that was not done has no group", () => {
    for (const recount of [undefined, {}, { cells: 20 }, { probe: "dual" as const }])
      expect(groups(recount === undefined ? sheet : { ...sheet, recount })).toEqual({
        recountGroup: null,
        dualGroup: null,
      });
  });
  it("has the group that its counts give", () =>
    expect(groups({ ...sheet, recount: { ratio: 1.3, her2PerCell: 6.4 } })).toEqual({
      recountGroup: 3,
      dualGroup: null,
    }));
  it.each<[NonNullable<Ish["recount"]>]>([
    [{ call: "negative" }],
    [{ ratio: 2.2 }],
    [{ her2PerCell: 3.2 }],
    [{ ratio: 2.2, her2PerCell: 4.2, cep17PerCell: 2.7 }],
  ])("whose group can not be told has an unknown one: %j", (recount) =>
    expect(groups({ ...sheet, recount })).toEqual({ recountGroup: undefined, dualGroup: null }),
  );
  it("by dual probe after a single probe is a test of its own", () => {
    const recount = { ratio: 1.3, her2PerCell: 4.5, probe: "dual" as const };
    expect(groups({ probe: "single", her2PerCell: 4.5, recount })).toEqual({
      recountGroup: null,
      dualGroup: 4,
    });
    expect(groups({ probe: "dual", ...sheet, recount })).toEqual({ recountGroup: 4, dualGroup: null });
    expect(groups({ probe: "single", her2PerCell: 4.5, recount: { ...recount, probe: "single" } })).toEqual({
      recountGroup: 4,
      dualGroup: null,
    });
  });
});

describe("a group", () => {
  it("is one of five", () => {
    expect([1, 2, 3, 4, 5].map(asGroup)).toEqual([1, 2, 3, 4, 5]);
    expect([0, 6, 1.5, "1", null, undefined].map(asGroup)).toEqual(Array(6).fill(undefined));
  });
});
