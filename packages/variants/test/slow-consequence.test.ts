import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonical } from "../src/index.ts";
import { genes, models } from "./genes.ts";
import { allows, lastShortestEdit, product, statedProduct } from "./slow-consequence.ts";

const runs = Number(process.env.ERBIUM_FUZZ_EDITS ?? 600);
const sequenced = models.filter((gene) => gene.codingSequence !== null);
const named = (symbol: string) => genes.named(symbol) as (typeof models)[number];

/** An edit inside one exon; half of them repeat what stands there, so that placements are many. */
const edits = fc
  .record({
    gene: fc.constantFrom(...sequenced.map((one) => one.symbol)),
    exon: fc.nat(),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    deleted: fc.nat(9),
    inserted: fc.array(fc.constantFrom("A", "C", "G", "T"), { maxLength: 9 }).map((one) => one.join("")),
    copy: fc.boolean(),
  })
  .map(({ gene: symbol, exon, at, deleted, inserted, copy }) => {
    const gene = named(symbol);
    const coding = gene.codingSequence ?? "";
    const [first, last] = gene.codingExons[exon % gene.codingExons.length]?.coding ?? [1, 1];
    const index = first - 1 + Math.floor(at * (last - first + 1));
    const removed = Math.min(deleted, last - index);
    const added = copy ? coding.slice(Math.max(first - 1, index - inserted.length), index) : inserted;
    return { symbol, first, last, index, deleted: copy && added !== "" ? 0 : removed, inserted: added };
  })
  .filter(
    ({ index, first, last, deleted, inserted }) =>
      (deleted > 0 || inserted !== "") && (deleted > 0 || (index > first - 1 && index < last)),
  );

const codingText = (index: number, deleted: number, inserted: string): string =>
  deleted === 0
    ? `${index}_${index + 1}ins${inserted}`
    : `${index + 1}_${index + deleted}${inserted === "" ? "del" : `delins${inserted}`}`;

describe("random edits against whole sequences", () => {
  it("the protein name states the product of the edited transcript", () => {
    fc.assert(
      fc.property(edits, ({ symbol, index, deleted, inserted }) => {
        const gene = named(symbol);
        const text = `${gene.symbol}:c.${codingText(index, deleted, inserted)}`;
        const alteration = canonical(text, genes);
        expect(alteration.error, text).toBeNull();
        const found = product(gene, index, deleted, inserted);
        // new bases before the start codon leave the product as it is
        const coding = gene.codingSequence ?? "";
        const edited = coding.slice(0, index) + inserted + coding.slice(index + deleted);
        const before = alteration.coding?.includes(":c.-1_1ins") || alteration.proteinShort === "M1=";
        if (before) {
          expect(edited.endsWith(coding), text).toBe(true);
          return;
        }
        if (alteration.coding?.includes("_*1ins")) {
          expect(found).toBe(`${gene.protein}*`);
          return;
        }
        const name = alteration.proteinShort ?? "";
        expect(name === "M1?", text).toBe(!found.startsWith("M"));
        if (name === "M1?") return;
        const stated = statedProduct(name, gene.protein ?? "");
        expect(allows(stated, found), `${text} is ${name}`).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  it("the coding name is the shortest edit at its last place in the exon", () => {
    fc.assert(
      fc.property(edits, ({ symbol, first, last, index, deleted, inserted }) => {
        const gene = named(symbol);
        const coding = gene.codingSequence ?? "";
        const edited = coding.slice(0, index) + inserted + coding.slice(index + deleted);
        const from = Math.max(first - 1, index - 20);
        const to = Math.min(last, index + deleted + 25);
        const best = lastShortestEdit(coding, edited, from, to);
        const text = `${gene.symbol}:c.${codingText(index, deleted, inserted)}`;
        const name = canonical(text, genes).coding?.split(":c.")[1] ?? "";
        if (best === null || (best.deleted === 0 && best.inserted === "")) {
          expect(name).toMatch(/=$/);
          return;
        }
        // what reaches the edge of the window may go on beyond it
        if (best.start + best.deleted >= to && to !== last) return;
        const copied = coding.slice(best.start - best.inserted.length, best.start) === best.inserted;
        const at = (position: number) =>
          position > coding.length ? `*${position - coding.length}` : `${position || -1}`;
        const range = (start: number, length: number) =>
          length === 1 ? at(start + 1) : `${at(start + 1)}_${at(start + length)}`;
        const expected =
          best.deleted === 0
            ? copied
              ? `${range(best.start - best.inserted.length, best.inserted.length)}dup`
              : `${at(best.start)}_${at(best.start + 1)}ins${best.inserted}`
            : best.inserted === ""
              ? `${range(best.start, best.deleted)}del`
              : best.deleted === 1 && best.inserted.length === 1
                ? `${best.start + 1}${coding[best.start]}>${best.inserted}`
                : `${range(best.start, best.deleted)}delins${best.inserted}`;
        expect(name, text).toBe(expected);
      }),
      { numRuns: Math.ceil(runs / 5) },
    );
  });

  it("the protein name of an in-frame change is the shortest edit at its last place", () => {
    fc.assert(
      fc.property(edits, ({ symbol, index, deleted, inserted }) => {
        const gene = named(symbol);
        const protein = gene.protein ?? "";
        const found = product(gene, index, deleted, inserted);
        fc.pre((inserted.length - deleted) % 3 === 0 && found.endsWith("*") && found.startsWith("M"));
        fc.pre(found.length === protein.length + 1 + (inserted.length - deleted) / 3);
        const residue = Math.floor(index / 3);
        const best = lastShortestEdit(
          protein,
          found.slice(0, -1),
          Math.max(0, residue - 8),
          Math.min(protein.length, residue + 12),
        );
        fc.pre(best !== null && best.deleted + best.inserted.length > 0);
        fc.pre((best?.start ?? 0) < residue + 10 || residue + 12 >= protein.length);
        const name = canonical(
          `${gene.symbol}:c.${codingText(index, deleted, inserted)}`,
          genes,
        ).proteinShort;
        const { start, deleted: gone, inserted: added } = best ?? { start: 0, deleted: 0, inserted: "" };
        const at = (position: number) => `${protein[position - 1]}${position}`;
        const range = (from: number, length: number) =>
          length === 1 ? at(from + 1) : `${at(from + 1)}_${at(from + length)}`;
        const copied = added !== "" && protein.slice(start - added.length, start) === added;
        const expected =
          gone === 0
            ? copied
              ? `${range(start - added.length, added.length)}dup`
              : start === protein.length
                ? `*${start + 1}${added[0]}ext*${added.length}`
                : `${at(start)}_${at(start + 1)}ins${added}`
            : added === ""
              ? `${range(start, gone)}del`
              : gone === 1 && added.length === 1
                ? `${at(start + 1)}${added}`
                : `${range(start, gone)}delins${added}`;
        expect(name).toBe(expected);
      }),
      { numRuns: Math.ceil(runs / 5) },
    );
  });
});
