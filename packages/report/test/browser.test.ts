import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bare } from "../src/fixtures/bare.ts";
import { breast } from "../src/fixtures/breast.ts";
import { crowded } from "../src/fixtures/crowded.ts";
import { lung } from "../src/fixtures/lung.ts";
import { erbb2 } from "../src/fixtures/protein.ts";
import { withSynthesis } from "../src/fixtures/synthesis.ts";
import { reportHtml } from "../src/index.ts";

const places = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = places.find((place) => place !== undefined && existsSync(place));
if (executablePath === undefined)
  console.warn(
    "no Chromium found (set CHROMIUM to one): layout, accessibility and print of the report stay untested",
  );

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Scripts for the page are text: the types of a browser do not belong into this repository's programs.
const OPEN_ALL = `for (const details of document.querySelectorAll("details")) details.open = true`;
const AXE_VIOLATIONS = `axe.run().then((result) =>
  result.violations.map((v) => v.id + ": " + v.nodes[0].html.slice(0, 160)))`;
const OVERLAPS = `(() => {
  const svg = document.querySelector("#alterations .wide svg");
  if (!svg) return ["no drawing"];
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  const bad = texts
    .filter(({ box }) => box.left < frame.left - 8 || box.right > frame.right + 8 || box.top < frame.top - 2)
    .map(({ text }) => "outside: " + text);
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1)) {
      const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      // Boxes hold a line's leading, so letters may stand a little closer than their boxes.
      if (x > 3 && y > 4) bad.push(a.text + " over " + b.text);
    }
  return bad;
})()`;

const cases = { breast, lung, bare, crowded, synthesised: withSynthesis(breast) };

describe.skipIf(executablePath === undefined)("the report in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "erbium-report-"));
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (
    name: keyof typeof cases,
    width: number,
    colorScheme: "light" | "dark" = "light",
  ): Promise<{ page: Page; requests: string[] }> => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, reportHtml(cases[name], { protein: erbb2 }));
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`file://${file}`);
    return { page, requests };
  };

  test.each(Object.keys(cases) as (keyof typeof cases)[])(
    "%s is accessible in light and dark, wide and on a phone",
    async (name) => {
      for (const [width, scheme] of [
        [1280, "light"],
        [1280, "dark"],
        [360, "light"],
      ] as const) {
        const { page } = await open(name, width, scheme);
        await page.evaluate(OPEN_ALL);
        await page.evaluate(axeSource);
        const found = await page.evaluate<string[]>(AXE_VIOLATIONS);
        expect(found, `${width} ${scheme}`).toEqual([]);
        await page.close();
      }
    },
    120_000,
  );

  test.each(Object.keys(cases) as (keyof typeof cases)[])(
    "%s never scrolls sideways, from 320 pixels on",
    async (name) => {
      for (const width of [320, 360, 720, 1024]) {
        const { page } = await open(name, width);
        const reach = await page.evaluate<number>("document.documentElement.scrollWidth");
        expect(reach, String(width)).toBeLessThanOrEqual(width);
        await page.close();
      }
    },
    120_000,
  );

  test("asks for its own file and nothing else, even when everything is opened", async () => {
    const { page, requests } = await open("breast", 1280);
    await page.evaluate(OPEN_ALL);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatch(/^file:/);
    await page.close();
  }, 60_000);

  test("no label of a figure is cut off or lies over its neighbour", async () => {
    for (const name of ["breast", "lung", "crowded"] as const) {
      const { page } = await open(name, 1280);
      const overlaps = await page.evaluate<string[]>(OVERLAPS);
      expect(overlaps, name).toEqual([]);
      await page.close();
    }
  }, 60_000);

  test("prints on A4 with page numbers, every reason on paper, the first page ending after the options", async () => {
    const { page } = await open("lung", 1280);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const [size] = pdf.toString("latin1").match(/\/MediaBox \[0 0 [\d. ]+\]/) ?? [];
    const [width = 0, height = 0] = (size?.match(/[\d.]+/g) ?? []).slice(2).map(Number);
    expect(width).toBeCloseTo(595, -1);
    expect(height).toBeCloseTo(842, -1);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("section.paper").last().isVisible()).toBe(true);
    expect(await page.locator(".options .why").first().isVisible()).toBe(false);
    expect(await page.locator("nav").isVisible()).toBe(false);
    for (const selector of [".behind-row", ".quotes"])
      for (const behind of await page.locator(selector).all()) expect(await behind.isVisible()).toBe(false);
    expect(
      await page.evaluate<string>("getComputedStyle(document.querySelector('#options')).breakAfter"),
    ).toBe("page");
    await page.close();
  }, 60_000);

  test("prints short: a whole case on a few pages, what is rejected and its sources included", async () => {
    const { page } = await open("breast", 1280);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(4);
    await page.close();
  }, 60_000);
});
