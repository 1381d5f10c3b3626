import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const rate = ["--outcome", "ORR", "--population", "mutation"];

describe("options of erbium evidence", () => {
  it.each([
    [
      ["pool", ...rate],
      ["--tumour", "NSCLC", "--json"],
    ],
    [["network"], ["--tumour", "BRCA", "--json"]],
    [["published"], ["--tumour", "BRCA", "--therapy", "T-DXd", "--json"]],
    [["conflicts"], ["--tumour", "NSCLC", "--json"]],
  ])("are the same before and after %s", (subcommand, options) => {
    const before = erbium(["evidence", ...options, ...subcommand]);
    const after = erbium(["evidence", ...subcommand, ...options]);
    expect(before.code, before.err).toBe(0);
    expect(before.out.length).toBeGreaterThan(100);
    expect(after).toEqual(before);
  });
  it.each([
    [["network", "--gene", "ERBB2"], "--gene"],
    [["--level", "A", "pool", ...rate, "--tumour", "NSCLC"], "--level"],
    [["--tumour", "BRCA", "import", "civic", "x.tsv", "--out", "x.json"], "--tumour"],
  ])("that say nothing to a subcommand are refused, not ignored: %j", (args, option) => {
    const { code, out, err } = erbium(["evidence", ...args]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(`${option} says nothing`);
  });
  it("stand in the help of the subcommands that take them", () => {
    const { out } = erbium(["evidence", "network", "--help"]);
    expect(out).toContain("--tumour <code>");
    expect(out).not.toContain("--alteration");
  });
  it("choose networks and published pools, and say where none is left", () => {
    expect(erbium(["evidence", "network", "--tumour", "NSCLC"]).code).toBe(1);
    const all = erbium(["evidence", "published", "--json"]).out.trim().split("\n");
    const lung = erbium(["evidence", "published", "--tumour", "NSCLC", "--json"]).out.trim().split("\n");
    expect(lung.length).toBeGreaterThan(0);
    expect(lung.length).toBeLessThan(all.length);
  });
  it("take --therapy for the regimen of a pool", () => {
    const asked = (...args: string[]) =>
      erbium(["evidence", "pool", ...rate, "--tumour", "NSCLC", "--json", ...args]).out;
    expect(asked("--therapy", "T-DXd")).toBe(asked("--regimen", "T-DXd"));
  });
});

describe("claims of one's own", () => {
  const claim = (id: string, direction: string) =>
    JSON.stringify({
      id,
      claim_type: "predictive_therapy",
      statement_en: `Pyrotinib: ${direction}`,
      tumour: "NSCLC",
      alteration: "HER2 mutation",
      therapy: ["pyrotinib"],
      direction,
    });
  const conflictsOf = (text: string, ...args: string[]) =>
    inFolder((folder) => {
      const file = join(folder, "c.jsonl");
      writeFileSync(file, text);
      return erbium(["evidence", "conflicts", "--claims", file, ...args]);
    });
  it("are set against each other and the knowledge; only cards with one of them come out", () => {
    const run = conflictsOf(`${claim("x1", "sensitive")}\n${claim("x2", "no_benefit")}\n`, "--json");
    const cards = run.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { therapy: string; sides: { assertions: { id: string }[] }[] });
    expect(cards.map(({ therapy }) => therapy)).toContain("pyrotinib");
    for (const { sides } of cards)
      expect(sides.flatMap(({ assertions }) => assertions.map(({ id }) => id)).join()).toMatch(/x1|x2/);
  });
  it.each([
    [`${claim("x1", "better")}\n${claim("x1", "worse")}`, "stands twice"],
    ['{"id": "x1"}', "claim_type"],
  ])("are refused with their place: %s", (text, message) => {
    const run = conflictsOf(text);
    expect([run.code, run.out]).toEqual([1, ""]);
    expect(run.err).toContain(message);
  });
});

describe("a reader's judgement", () => {
  const pool = (...args: string[]) =>
    erbium(["evidence", "pool", ...rate, "--tumour", "NSCLC", "--therapy", "T-DXd", ...args]);
  it("of each study comes from a file, and a study that nobody judged is asked for where it matters", () => {
    const judgedBy = (text: string) =>
      inFolder((folder) => {
        const file = join(folder, "bias.yaml");
        writeFileSync(file, text);
        return pool("--risk-of-bias", file, "--json");
      });
    const bias = (text: string) => JSON.parse(judgedBy(text).out).certainty.domains[0];
    const most =
      'studies: { DESTINY-Lung01: "serious: one arm", DESTINY-Lung02: serious, DESTINY-Lung05: serious }';
    expect(bias(most)).toMatchObject({ how: "given", down: 1 });
    const few = bias("studies: { DESTINY-Lung01: serious }");
    expect(few).toMatchObject({ how: "asked", down: null });
    expect(few.why).toContain("not judged: DESTINY-Lung02");
    expect(judgedBy("studies: { Nobody-01: serious }").err).toContain('"Nobody-01"');
    expect(judgedBy("studies: { DESTINY-Lung01: bad }").err).toContain("no judgement");
    expect(judgedBy("biases: 1").code).toBe(1);
  });
  it("is asked, and given with its reason", () => {
    expect(pool().out).toContain("--risk-of-bias");
    const given = JSON.parse(pool("--risk-of-bias", "Serious: single arms", "--json").out);
    expect(given.asked.judged.riskOfBias).toEqual({ judgement: "serious", why: "single arms" });
    expect(given.certainty.domains[0]).toMatchObject({ down: 1, how: "given", why: "serious: single arms" });
  });
  it("in other words than GRADE's is refused", () => {
    const { code, err } = pool("--risk-of-bias", "bad");
    expect(code).toBe(1);
    expect(err).toContain("not serious, serious or very serious");
  });
});

describe("figures of erbium evidence", () => {
  it.each(["network", "league", "forest"])("draw a network as %s", (figure) =>
    inFolder((folder) => {
      const file = join(folder, "x.svg");
      const { code, err } = erbium(["evidence", "network", "--figure", figure, "--plot", file]);
      expect(code, err).toBe(0);
      const svg = readFileSync(file, "utf8");
      expect(svg).toContain("trastuzumab");
      expect(svg).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
    }),
  );
  it("set published pools beside ours, and write nothing of a kind that is not there", () =>
    inFolder((folder) => {
      const file = join(folder, "x.svg");
      expect(erbium(["evidence", "published", "--tumour", "NSCLC", "--plot", file]).code).toBe(0);
      const svg = readFileSync(file, "utf8");
      expect(svg).toContain("published, to ");
      expect(svg).not.toContain("NaN");
      const never = join(folder, "never.svg");
      expect(
        erbium(["evidence", "published", "--therapy", "tucatinib", "--tumour", "NSCLC", "--plot", never])
          .code,
      ).toBe(1);
      expect(erbium(["evidence", "network", "--figure", "pie", "--plot", never]).code).toBe(2);
      expect(existsSync(never)).toBe(false);
    }));
});
