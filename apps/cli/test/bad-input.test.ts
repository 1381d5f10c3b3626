import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { erbium, inFolder, root } from "./run.ts";

/** Refused: exit code 1, a reason with its field and a remedy, and nothing written. */
const refused = (
  content: string | Uint8Array,
  name: string,
  expected: RegExp,
  extra: (folder: string) => string[] = () => [],
): void =>
  inFolder((folder) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    const before = readdirSync(folder).length;
    const options = extra(folder);
    const made = readdirSync(folder).length - before;
    const run = erbium(["report", file, ...options, "--out", join(folder, "report.html")]);
    expect(run.err).toMatch(expected);
    expect(run.err).toMatch(/\n {8}\S/);
    expect(run.err).not.toMatch(/\bat .*\.ts:\d+/);
    expect(run.code).toBe(1);
    expect(readdirSync(folder).length).toBe(before + made);
    expect(existsSync(join(folder, "report.html"))).toBe(false);
  });

const breast = "tumour: BRCA\nsetting: metastatic\n";
const vcfHead = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ttumour\n";
const withFile =
  (name: string, content: string | Uint8Array, option = "--vcf") =>
  (folder: string): string[] => {
    writeFileSync(join(folder, name), content);
    return [option, join(folder, name)];
  };

describe("a case that cannot be right is refused", () => {
  it("unknown tumour, with a suggestion", () => refused("tumour: BRCAX\n", "case.yaml", /tumour.*BRCAX/s));
  it("percent 140", () =>
    refused(
      `${breast}tests: [{ ihc: { percentStained: 140 } }]\n`,
      "case.yaml",
      /tests\.0\.ihc\.percentStained.*140/s,
    ));
  it("ratio -1", () =>
    refused(`${breast}tests: [{ ish: { ratio: -1 } }]\n`, "case.yaml", /tests\.0\.ish\.ratio.*-1/s));
  it("two contradictory IHC scores of one sample and day", () =>
    refused(
      `${breast}tests:\n  - { sample: s1, date: "2026-03-01", ihc: { score: "3+" } }\n  - { sample: s1, date: "2026-03-01", ihc: { score: "0" } }\n`,
      "case.yaml",
      /3\+.*0|0.*3\+/s,
    ));
  it("a misspelt field, with the nearest one", () =>
    refused("tumour: BRCA\nseting: metastatic\n", "case.yaml", /seting.*setting/s));
  it("no tumour", () => refused("setting: metastatic\n", "case.yaml", /tumour/));
  it("a list instead of a case", () => refused("- 1\n- 2\n", "case.yaml", /case/i));
  it("broken YAML", () => refused("tumour: [BRCA\n", "case.yaml", /not YAML/));
  it("a key given twice", () => refused("tumour: BRCA\ntumour: LUAD\n", "case.yaml", /unique|twice|YAML/i));
  it("a YAML bomb", () => {
    const levels = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i < 12; i++) {
      const [before, now] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
      levels.push(`${now}: &${now} [${Array(9).fill(`*${before}`).join(", ")}]`);
    }
    refused(`${levels.join("\n")}\ntumour: BRCA\n`, "case.yaml", /alias|resource|cannot be read/i);
  });
  it("UTF-16", () => refused(Buffer.from(`\ufeff${breast}`, "utf16le"), "case.yaml", /UTF-16/));
  it("GBK", () =>
    refused(
      Buffer.concat([Buffer.from("tumour: "), Buffer.from([0xc8, 0xe9, 0xcf, 0xd9, 0xb0, 0xa9])]),
      "case.yaml",
      /UTF-8/,
    ));
  it("binary", () => refused(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), "case.yaml", /binary/));
  it("an empty file", () => refused("\n", "case.yaml", /empty/));
  it("brackets without end, at once", () =>
    refused('{"tumour":'.repeat(100_000), "case.json", /nested more than 200 deep/));
  it("more text than any case has", () =>
    refused(`${breast}# ${"x".repeat(8 * 1024 * 1024)}\n`, "case.yaml", /longer than 8 MB/));
  it("an ending that promises a format that is not written yet", () => {
    const run = erbium(["report", "examples/01-breast-first-line.yaml", "--out", "x.fhir.json"]);
    expect([run.code, existsSync(join(root, "x.fhir.json"))]).toEqual([1, false]);
    expect(run.err).toMatch(/FHIR is not written yet/);
  });
  it("YAML as a table of tests", () => {
    const run = erbium(["status", "examples/01-breast-first-line.yaml"]);
    expect([run.code, run.out]).toEqual([1, ""]);
    expect(run.err).toMatch(/erbium report/);
  });
  it("no such file", () => {
    const run = erbium(["report", "nowhere.yaml"]);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/no file nowhere\.yaml/);
  });
});

describe("a call file that cannot be right is refused", () => {
  it("truncated gzip", () => {
    const whole = gzipSync(`${vcfHead}${"17\t1\t.\tA\tT\t.\tPASS\t.\tGT\t0/1\n".repeat(5000)}`);
    refused(
      breast,
      "case.yaml",
      /gzip|truncated|ends/i,
      withFile("calls.vcf.gz", whole.subarray(0, whole.length >> 1)),
    );
  });
  it("gzip streams in a row of which the last is cut", () => {
    const [head, rest] = [gzipSync(vcfHead), gzipSync("17\t1\t.\tA\tT\t.\tPASS\t.\tGT\t0/1\n".repeat(5000))];
    refused(
      breast,
      "case.yaml",
      /damaged or incomplete/,
      withFile("calls.vcf.gz", Buffer.concat([head, rest.subarray(0, rest.length >> 1)])),
    );
  });
  it("not a VCF", () => refused(breast, "case.yaml", /VCF/, withFile("calls.vcf", "hello\nworld\n")));
  it("binary", () =>
    refused(
      breast,
      "case.yaml",
      /bytes that are not text/,
      withFile("calls.vcf", Buffer.from([0, 1, 2, 3, 255, 254])),
    ));
  it("the wrong assembly, with the evidence", () => {
    // PIK3CA H1047R and TP53 V272M at their GRCh37 places, said to be GRCh38
    const records = "3\t178952085\t.\tA\tG\t.\tPASS\t.\tGT\t0/1\n17\t7577124\t.\tC\tT\t.\tPASS\t.\tGT\t0/1\n";
    refused(breast, "case.yaml", /GRCh37/, (folder) => [
      ...withFile("calls.vcf", vcfHead + records)(folder),
      "--assembly",
      "GRCh38",
    ]);
  });
  it("a position that is no number, with its line", () =>
    refused(
      breast,
      "case.yaml",
      /:3|line 3/,
      withFile("calls.vcf", `${vcfHead}17\tx\t.\tA\tT\t.\tPASS\t.\tGT\t0/1\n`),
    ));
});

describe("a table of tests", () => {
  it("keeps going over a row that cannot be read", () => {
    const run = erbium(
      ["status", "-", "--json"],
      '{"id":"a","tumour":"BRCA","ihc":{"score":"3+"}}\nnot json\n{"id":"c","tumour":"BRCA","ihc":{"score":"1+"}}\n',
    );
    const states = run.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; status: string; flags: unknown[] });
    expect(states.map((state) => state.status)).toEqual(["positive", "indeterminate", "negative"]);
    expect(states[1]?.flags.length).toBeGreaterThan(0);
    expect(run.code).toBe(0);
  });
  it("refuses UTF-16", () => {
    const run = erbium(["status", "-"], Buffer.from("\ufefftumour\nBRCA\n", "utf16le"));
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/UTF-16|UTF-8/);
  });
  it("refuses a column that stands twice", () => {
    const run = erbium(["status", "-"], "tumour,ihc.score,ihc.score\nBRCA,3+,0\n");
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/twice/);
  });
});

it("wrong usage ends with 2", () => {
  expect(erbium(["nothing"]).code).toBe(2);
  expect(erbium(["report"]).code).toBe(2);
  expect(erbium(["verify", "nothing"]).code).toBe(2);
});

it("every command's help shows an example", () => {
  for (const command of ["report", "status", "variant", "evidence", "verify"])
    expect(erbium([command, "--help"]).out).toMatch(/Examples:\n {2}\$ /);
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain("npm ci");
});

it("a VCF of two gzip streams in a row is read like one", () =>
  inFolder((folder) => {
    const record = "17\t37880220\t.\tT\tC\t.\tPASS\t.\tGT\t0/1\n";
    const alterations = (name: string, content: Uint8Array) => {
      writeFileSync(join(folder, "case.yaml"), breast);
      writeFileSync(join(folder, name), content);
      const out = join(folder, `${name}.json`);
      const options = ["--vcf", join(folder, name), "--assembly", "GRCh37", "--out", out];
      expect(erbium(["report", join(folder, "case.yaml"), ...options]).err).not.toMatch(/refused|damaged/);
      return (JSON.parse(readFileSync(out, "utf8")) as { alterations: { key: string }[] }).alterations;
    };
    const one = alterations("one.vcf.gz", gzipSync(vcfHead + record));
    expect(one.map(({ key }) => key)).toEqual(["ERBB2:p.L755S"]);
    const two = alterations("two.vcf.gz", Buffer.concat([gzipSync(vcfHead), gzipSync(record)]));
    expect(two).toEqual(one);
  }));
