import { createHash } from "node:crypto";
import type { Advice } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bare } from "./fixtures/bare.ts";
import { breast } from "./fixtures/breast.ts";
import { crowded } from "./fixtures/crowded.ts";
import { withText } from "./fixtures/hostile.ts";
import { lung } from "./fixtures/lung.ts";
import { withOutlook } from "./fixtures/outlook.ts";
import { erbb2 } from "./fixtures/protein.ts";
import { withSynthesis } from "./fixtures/synthesis.ts";
import { reportHtml, reportJson, reportMarkdown } from "./index.ts";
import { dateWords } from "./reading/agencies.ts";
import { CautionRegister } from "./reading/cautions.ts";

const view = { protein: erbb2 };
const page = (advice: Advice): string => reportHtml(advice, view);
const synthesised = withSynthesis(breast);
const watched = withOutlook(breast);
const cases = { breast, lung, bare, crowded, synthesised, watched };
const text = (markup: string): string =>
  markup
    .replace(/<style>.*?<\/style>|<svg.*?<\/svg>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
/** What a pattern finds, cut short: a failing test should show the hit and not the page. */
const hits = (markup: string, pattern: RegExp): string[] =>
  (markup.match(pattern)?.slice(0, 3) ?? []).map((hit) => hit.slice(0, 100));
const between = (markup: string, from: string, to: string): string =>
  markup.slice(markup.indexOf(from), markup.indexOf(to, markup.indexOf(from)));
const firstPage = (advice: Advice): string =>
  text(
    between(page(advice), "<main", '<section id="matrix"').replace(
      /<tr role="row" class="why">.*?<\/details><\/td><\/tr><\/tbody>/gs,
      "",
    ),
  );

describe.each(Object.entries(cases))("the page of %s", (_, advice) => {
  const markup = page(advice);

  test("is the same bytes each time", () => {
    expect(page(structuredClone(advice))).toBe(markup);
  });

  test("closes what it opens, in order", () => {
    const single = new Set(["meta", "br"]);
    const open: string[] = [];
    const body = markup.replace("<!doctype html>", "").replace(/<style>.*?<\/style>/s, "");
    for (const [, closing, name = "", self] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/gi)) {
      if (closing) expect(open.pop()).toBe(name);
      else if (!self && !single.has(name)) open.push(name);
    }
    expect(open).toEqual([]);
  });

  test("asks nothing of any server: no script, no source, no style from outside, links only as links", () => {
    expect(markup).not.toMatch(
      /<(script|link|img|iframe|object|embed|video|audio|source|base|form|input)\b/i,
    );
    expect(hits(markup, /\s(src|srcset|action|poster|background|ping|data|on\w+)=/i)).toEqual([]);
    expect(hits(markup, /url\(|@import|@font-face/i)).toEqual([]);
    for (const [, tag, href = ""] of markup.matchAll(/<(\w+)[^>]*\shref="([^"]*)"/g)) {
      expect(tag).toBe("a");
      expect(href).toMatch(/^(#|https?:\/\/)/);
    }
    for (const [, attributes = ""] of markup.matchAll(/<a ([^>]*href="http[^>]*)>/g))
      expect(attributes).toContain("noreferrer");
    expect(markup).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;`);
  });

  test("has every id once, and every inner link leads somewhere", () => {
    const ids = [...markup.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target = ""] of markup.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  test("has landmarks, one first heading, and no heading that skips a level", () => {
    for (const landmark of ["<header>", "<nav ", "<main ", "<footer>"]) expect(markup).toContain(landmark);
    const levels = [...markup.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  test("carries version, hash, as-of date and the scope words", () => {
    for (const words of [advice.knowledge.version, advice.knowledge.hash, advice.knowledge.asOf])
      expect(text(markup)).toContain(words);
    expect(text(markup)).toContain("not a medical device");
  });

  test("stands in the order of the design", () => {
    const order = [
      "sentence", "state-h", "alterations-h", "options-h", "matrix-h", "cautions-h", "conflicts-h", "gaps-h",
      "not-recommended-h", "similar-h", "sources-h", "method-h",
    ].map((mark) => markup.indexOf(`"${mark}">`)); // biome-ignore format: one list
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test("loses no caution of weight on the first page", () => {
    const seen = firstPage(advice);
    for (const { caution, number } of new CautionRegister(advice).all)
      if (caution.severity !== "watch") expect(seen).toContain(`C${number} `);
  });

  test("shows in each option's row every caution of weight that it carries", () => {
    const register = new CautionRegister(advice);
    advice.options.forEach((option, index) => {
      const row = text(between(markup, `id="o${index + 1}"`, 'class="why"'));
      for (const { caution, number } of register.of(option))
        if (caution.severity !== "watch") expect(row).toMatch(new RegExp(`C${number}\\b`));
    });
  });

  test("names every option in Markdown too, in the same order", () => {
    const markdown = reportMarkdown(advice, view);
    let at = -1;
    for (const [index, option] of advice.options.entries()) {
      const next = markdown.indexOf(`| ${index + 1} | **${option.name}**`);
      expect(next).toBeGreaterThan(at);
      at = next;
    }
  });
});

describe("what the reader is told", () => {
  const markup = page(breast);

  test("the headline stands first and in full", () => {
    expect(text(between(markup, "<main", '<section id="state"'))).toContain(breast.headline.text);
  });

  test("an option's row has its labels with dates, its figure with interval and n, and its first caution in full", () => {
    const row = text(between(markup, 'id="o1"', 'class="why"'));
    for (const words of [
      "FDA met 2022-05-04",
      "NMPA met 2023-02",
      "79.7 (74.3-84.4)",
      "208 of 261",
      "Stop for good from grade 2",
      "ejection fraction",
    ])
      expect(row).toContain(words);
  });

  test("an agency without any record is said to have none, never to refuse", () => {
    const row = text(between(markup, 'id="o2"', 'class="why"'));
    expect(row).toContain("NMPA no record");
    expect(hits(row, /not approved/i)).toEqual([]);
  });

  test("the second row that carries a caution begins it and gives its number instead of repeating it", () => {
    const [second, fifth] = ["o2", "o5"].map((id) => text(between(markup, `id="${id}"`, 'class="why"')));
    expect(second).toContain("PIK3CA H1047R: shorter");
    expect(fifth).toMatch(/caution PIK3CA H1047R: [^…]* … C\d/);
    expect(fifth).not.toContain("not seen with T-DM1");
  });

  test("what no source was seen for is never the figure of a row while a confirmed one exists, and is marked", () => {
    expect(text(between(markup, 'id="o5"', 'class="why"'))).toContain("40 (16.3-67.7)");
    expect(between(markup, 'id="o5"', "</tbody>")).toMatch(/39.*?unconfirmed/s);
    expect(text(between(page(lung), 'id="o3"', 'class="why"'))).not.toContain("75 (");
  });

  test("a rate that no source was seen for never stands in a row, even when there is no other", () => {
    const option = lung.options[2]!;
    const figures = option.evidence.figures.filter((figure) => figure.status === "recalled");
    const markup = page({ ...lung, options: [{ ...option, evidence: { ...option.evidence, figures } }] });
    const row = text(between(markup, 'id="o1"', 'class="why"'));
    expect(row).toContain("no confirmed rate");
    expect(row).not.toContain("52 of 69");
    expect(text(markup)).toContain("52 of 69");
  });

  test("on paper an open label says what is open, and one that is not met names the part that fails", () => {
    const paper = text(between(markup, 'class="paper" aria-labelledby="details-h"', "</section>"));
    expect(paper).toContain("line open: The line was not seen in a source.");
    expect(paper).toMatch(/not met: EMA .* 2021-02-11, active \(line\)/);
  });

  test("a stratum of a trial is also shown beside the trial's others, in the page and in Markdown", () => {
    const words = "beside the trial's 6 other alleles 38.5 (22.1-56.7) %, hierarchical (logit-normal)";
    expect(text(markup).replaceAll("&#39;", "'")).toContain(words);
    expect(reportMarkdown(breast, view)).toContain(words);
  });

  test("computed limits are written with one decimal, as many as anybody can know", () => {
    const [option, ...others] = breast.options;
    const [first, ...rest] = option!.evidence.figures;
    const figures = [{ ...first!, ciLow: 74.34871239, ciHigh: 84.43219999 }, ...rest];
    const markup = page({
      ...breast,
      options: [{ ...option!, evidence: { ...option!.evidence, figures } }, ...others],
    });
    expect(markup).not.toContain("74.348");
    expect(text(between(markup, 'id="o1"', 'class="why"'))).toContain("79.7 (74.3-84.4)");
  });

  test("an agency for which only the absence of a record is known has no record, not an open label", () => {
    const [option, ...others] = breast.options;
    const verdict = {
      ...option!.approvals[0]!,
      id: "no-record.EMA",
      agency: "EMA",
      applies: "unknown" as const,
      date: null,
    };
    const approvals = [option!.approvals[0]!, verdict];
    const markup = page({ ...breast, options: [{ ...option!, approvals }, ...others] });
    expect(text(between(markup, 'id="o1"', 'class="why"'))).toContain("EMA, NMPA no record");
    expect(text(between(markup, 'id="o1"', "<tbody"))).not.toContain("EMA unknown");
  });

  test("a vague date is put in words", () => {
    expect(["2026-03", "../2025-04", "2017-12/..", "2018/2020", null].map(dateWords)).toEqual([
      "2026-03",
      "by 2025-04",
      "from 2017-12",
      "2018 to 2020",
      "date not found",
    ]);
  });

  test("another level than 95 % is named beside its interval", () => {
    expect(text(page(lung))).toContain("71 (59-82, 90 % interval)");
  });

  test("evidence of a class, and of the same residue, says that it is not of this allele", () => {
    expect(text(markup)).toContain("evidence of a class, not of this allele");
    expect(text(markup)).toContain("same residue, not transferred");
  });

  test("doubt and dispute stand in words", () => {
    expect(text(markup)).toContain("Doubt: outcome as a review reports it");
    expect(markup).toMatch(/class="disputed">disputed/);
  });

  test("a quote is in its own language, behind its source", () => {
    expect(markup).toMatch(/<blockquote lang="zh">V777L（n=6, 50%）/);
    expect(markup).toMatch(/<blockquote lang="ko">PIK3CA HER2 20%/);
  });

  test("a retracted source says so", () => {
    const [first, ...rest] = breast.sources;
    const retracted = { ...breast, sources: [{ ...first!, retracted: true }, ...rest] };
    expect(text(page(retracted))).toContain("reported as retracted");
    expect(text(page(breast))).not.toContain("reported as retracted");
  });

  test("only the kinase domain is enlarged, and only when a variant lies in it", () => {
    const drawn = (advice: Advice): boolean => page(advice).includes("kinase domain enlarged");
    expect(drawn(breast)).toBe(true);
    expect(drawn({ ...breast, alterations: lung.alterations.slice(1) })).toBe(false);
  });

  test("without a gene model the drawing is left out and the table stays", () => {
    const markup = reportHtml(breast, { protein: null });
    expect(markup).not.toContain("residues 1 to 1255");
    expect(text(markup)).toContain("ERBB2 L755S");
  });

  describe("of trials taken together", () => {
    const markup = page(synthesised);
    const markdown = reportMarkdown(synthesised, view);
    const detail = text(
      between(markup, "Hazard ratios of randomised trials", "</details></td></tr></tbody>"),
    );

    test("a pool of hazard ratios stands with its trials, and one trial alone as one", () => {
      for (const words of [
        "Pooled, 2 trials",
        "0.38",
        "0.28-0.50",
        "OS against chemotherapy + lapatinib: PHOEBE, second",
      ])
        expect(detail).toContain(words);
      expect(markdown).toContain("hazard ratio 0.38 (0.28-0.50), 2 trials pooled: PHOEBE 0.39 (0.27-0.56)");
      expect(markdown).toContain(
        "OS against chemotherapy + lapatinib: hazard ratio 0.60 (0.30-1.20), 1 trial",
      );
    });
    test("what nobody judged is said to be asked, and the level to be at most so high", () => {
      expect(detail).toContain("Certainty at most moderate (GRADE, from high): risk of bias asked");
      expect(text(markup)).toMatch(/risk of bias Levels off - How asked Why needs a reader of the trials/);
      expect(text(markup)).toContain("--risk-of-bias");
    });
    test("a published pool stands beside ours of its time and of now, with what differs", () => {
      for (const place of [detail, markdown]) {
        expect(place).toContain("66, no interval printed, 2 studies, to 2021");
        expect(place).toContain("61 (50-71), 3 studies");
        expect(place).toContain("one study alone: nothing to pool, 1 study");
        expect(place).toContain("theirs 2 studies, ours 1");
      }
    });
    test("the network ranks its treatments, leads to options, and says what no study connects", () => {
      const section = between(markup, 'id="network"', "</section>");
      for (const place of [text(section), markdown]) {
        expect(place).toContain("0.39 (0.31-0.49)");
        expect(place).toContain("No closed loop: inconsistency can not be tested.");
        expect(place).toContain(
          "No study connects chemotherapy + margetuximab, chemotherapy + trastuzumab to the treatments above.",
        );
        expect(place).toContain("0.76 (0.61-0.95)");
        expect(place).toContain("study 1 has variance 0");
        expect(place).toContain("GBG 26");
      }
      expect(section.match(/<svg/g)?.length).toBeGreaterThanOrEqual(3);
    });
    test("without a network there is neither the part nor the way to it", () => {
      expect(page(breast)).not.toContain('href="#network"');
      expect(page(breast)).not.toContain('id="network"');
      expect(reportMarkdown(breast, view)).not.toContain("## Treatments compared");
    });
  });

  test("what is empty is said to be empty", () => {
    for (const words of [
      "No option follows",
      "No alteration was given",
      "No caution is known",
      "No source is cited",
    ])
      expect(text(page(bare))).toContain(words);
  });
});

describe("hostile text", () => {
  const probes = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "]]><!--",
    "*/ } body{background:url(https://example.org/x)}",
    "\u0000\u001b[31m\ud800",
    "&lt;script&gt;",
  ];

  test.each(probes)("stays text in every field: %j", (probe) => {
    const markup = page(withText(synthesised, probe));
    const shape = page(withText(synthesised, "plain"));
    const tags = (html: string): string[] =>
      [...html.matchAll(/<\/?([a-z!][a-z0-9-]*)/gi)].map((match) => match[1]!);
    const outside = (html: string): string =>
      html.replace(/<svg.*?<\/svg>/gs, "").replace(/<style>.*?<\/style>/s, "");
    expect(tags(outside(markup))).toEqual(tags(outside(shape)));
    expect(hits(markup.replace(/"[^"]*"/g, ""), /<[^>]*\son\w+=/i)).toEqual([]);
    expect(hits(markup, /href="(?!#|https?:)/)).toEqual([]);
    expect(hits(between(markup, "<style>", "</style>"), /url\(|alert\(1\)/)).toEqual([]);
    expect(markup.match(/<\/style>/g)).toHaveLength(1);
  });

  test("of any kind leaves the page without foreign markup", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (probe) => {
        const markup = page(withText(lung, probe));
        expect(hits(markup, /<(script|img|iframe)/i)).toEqual([]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these have no place in HTML
        expect(hits(markup, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)).toEqual([]);
        expect(markup.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each(probes)("stays text in Markdown: %j", (probe) => {
    const markdown = reportMarkdown(withText(breast, probe), view);
    expect(hits(markdown, /(?<!\\)<[a-z/!]/i)).toEqual([]);
  });

  test("keeps Markdown tables whole", () => {
    const markdown = reportMarkdown(withText(breast, "a | b\n| c"), view);
    const unescaped = (line: string): number => line.replace(/\\\|/g, "").split("|").length;
    let width = 0;
    for (const line of markdown.split("\n")) {
      if (!line.startsWith("|")) width = 0;
      else if (width === 0) width = unescaped(line);
      else expect(unescaped(line)).toBe(width);
    }
  });
});

describe("JSON", () => {
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, item]) => [name, reversed(item)]),
          )
        : value;

  test("is canonical: the order of fields in memory does not matter", () => {
    expect(reportJson(reversed(breast) as Advice)).toBe(reportJson(breast));
    expect(reportJson(breast)).toMatch(/^\{"alterations":\[/);
  });

  test("says everything the advice says", () => {
    for (const advice of Object.values(cases)) expect(JSON.parse(reportJson(advice))).toEqual(advice);
  });

  test("has equal digests for equal advice", () => {
    const digest = (advice: Advice): string => createHash("sha256").update(reportJson(advice)).digest("hex");
    expect(digest(structuredClone(breast))).toBe(digest(breast));
    expect(digest(lung)).not.toBe(digest(breast));
  });
});

describe("what to expect and what to watch", () => {
  const markup = page(watched);
  const expectPart = between(markup, '<section id="expect"', "</section>");
  const watchPart = between(markup, '<section id="watch"', "</section>");
  const markdown = reportMarkdown(watched, view);

  test("stand after the gaps, and in the contents; without them nothing points there", () => {
    const order = ["gaps-h", "expect-h", "watch-h", "not-recommended-h"].map((mark) =>
      markup.indexOf(`"${mark}">`),
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(markup).toContain('href="#watch"');
    expect(page(breast)).not.toMatch(/id="(expect|watch)"|href="#(expect|watch)"/);
    expect(reportMarkdown(breast, view)).not.toContain("## What to");
  });

  test("show the models that the case asks for: result, what each value is, what to beware, or why not", () => {
    const rows = text(expectPart);
    for (const words of [
      "Published models, as the case asks for them",
      "A burden, version 7, 2026-03",
      "PIK3CA H1047R",
      "3.21 the index, points",
      "second",
      "the source gives no interval",
      "Open: size",
      "Not told of the patient, so that its scope is not checked: treated",
      "Not computed: the disease is metastatic; not for: metastatic disease",
      "group 2, negative",
      "2.05 HER2 to CEP17",
    ])
      expect(rows).toContain(words);
    expect(rows).not.toContain("PIK3CA PIK3CA");
    const lines = (watched.outlook?.lines ?? []).map((line) => ({ ...line, found: ["ERBB2 L755S"] }));
    const other = { ...watched, outlook: { ...(watched.outlook as NonNullable<Advice["outlook"]>), lines } };
    expect(text(between(page(other), '<section id="expect"', "</section>"))).toContain("PIK3CA ERBB2 L755S");
    expect(reportMarkdown(other, view)).toContain("| PIK3CA: ERBB2 L755S |");
    expect(rows).not.toContain("An index,");
    expect(rows).not.toContain("Nothing recorded of this case");
    expect(rows.match(/\bsecond\b/g)).toHaveLength(1);
    const open = (code: string) => {
      const [score] = watched.outlook?.scores ?? [];
      const outlook = watched.outlook;
      if (score === undefined || outlook === undefined) throw new Error("no score");
      const warnings = [{ code, params: {}, text: "without size" }];
      return page({ ...watched, outlook: { ...outlook, scores: [{ ...score, warnings }] } });
    };
    expect(open("other")).toContain("Open: size");
    expect(open("missing-inputs")).not.toContain("Open: size");
    for (const words of [
      "| A burden, version 7, 2026-03 _(unconfirmed)_",
      "| PIK3CA H1047R |",
      "| second; 3.21 the index, points |",
      "group 2, negative; 2.05 HER2 to CEP17 |",
      "the source gives no interval; Open: size; Not told of the patient",
      "Not computed: the disease is metastatic; not for: metastatic disease",
    ])
      expect(markdown).toContain(words);
  });

  test("leave the first page as it is", () => {
    expect(firstPage(watched)).toBe(firstPage(breast));
  });

  test("set what a finding weakens beside what may get round it, each with its standing and source", () => {
    const words = text(expectPart);
    expect(words).toContain("trastuzumab, seen in patients: what expect.weakens says [");
    expect(words).toContain(
      "trastuzumab may get round it, seen in patients: what expect.around says unconfirmed",
    );
    expect(words).toContain("trastuzumab not weakened");
    expect(words).toContain("Two markers together.");
    expect(words).toContain("More could be said with: sequencing that covers PTEN.");
    expect(expectPart).toContain("<svg");
  });

  test("say what is due first, why, and since when it is overdue", () => {
    const words = text(watchPart);
    expect(words).toMatch(/overdue .*2026-05-29 .*LVEF every 4 weeks\. withheld since May · FDA/);
    expect(words.indexOf("overdue")).toBeLessThan(words.indexOf("regularly"));
    expect(words).toContain("goes with harm: age");
  });

  test("list the observations of which a rule asks something or cannot tell, not those it is content with", () => {
    const words = text(watchPart.slice(watchPart.lastIndexOf("<table")));
    expect(words).toContain("withhold it unconfirmed");
    expect(words).toContain("not decided");
    expect(words).not.toContain("go on");
  });

  test("say in Markdown what they say on the page", () => {
    for (const words of [
      "what expect.weakens says",
      "Two markers together.",
      "LVEF every 4 weeks.",
      "withhold it",
      "the day it began",
    ])
      expect(markdown).toContain(words);
    expect(markdown.indexOf("## What to expect")).toBeGreaterThan(markdown.indexOf("## What is missing") - 1);
  });

  test("keep hostile text harmless", () => {
    const hostile = '"><script>alert(1)</script>';
    expect(page(withText(watched, hostile))).not.toMatch(/<script/i);
  });

  test("say in a few words that there is nothing to say", () => {
    const silent = page({
      ...breast,
      outlook: {
        lines: [],
        scores: [],
        pathway: null,
        wanted: [],
        watch: { asOf: "2026-06-30", entries: [], due: [], risks: [], wanted: [] },
      },
    });
    expect(text(between(silent, '<section id="expect"', "</section>")).trim()).toBe(
      "What to expect Nothing recorded of this case bears on it.",
    );
    expect(text(between(silent, '<section id="watch"', "</section>"))).toContain("nothing can fall due");
  });
});
