import type { Alteration } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { panelRegions, randomFrom } from "../../../bench/panel-vcf.ts";
import { canonical, fromCall } from "../src/index.ts";
import { genes } from "./genes.ts";
import { type RandomCall, randomCalls } from "./random-calls.ts";

const count = Number(process.env.ERBIUM_DIFFERENTIAL ?? 400);

/** Ways to write a call, from the call itself and from the names that it was given. */
const names = ({ call, region }: RandomCall, { genomic, coding, protein, proteinShort }: Alteration) => {
  const { assembly, chromosome, position, reference, alternate } = call;
  const { symbol, transcript } = region.gene;
  const last = position + reference.length - 1;
  const range = reference.length === 1 ? `${position}` : `${position}_${last}`;
  const accession = genomic?.[assembly]?.split(":")[0];
  const written = [
    `${assembly} ${chromosome}-${position}-${reference}-${alternate}`,
    `${assembly} chr${chromosome}:${position}:${reference}:${alternate}`,
    `${assembly} chr${chromosome}:${position} ${reference}>${alternate}`,
    `${accession}:g.${range}del${reference}ins${alternate}`,
    genomic?.GRCh37,
    genomic?.GRCh38,
    coding,
    coding?.replace(/^[^:]+/, symbol),
    coding?.replace(/^[^:]+/, transcript.ensembl ?? symbol),
    coding?.replace(/^[^:]+/, `${transcript.refseq}(${symbol})`),
    `${symbol} ${coding?.split(":")[1]} ${protein?.split(":")[1] ?? ""}`.trim(),
  ];
  // a protein name alone says less where the product's end is not known or the change is silent
  const byProtein =
    proteinShort === null || /\?|fs|ext|=$/.test(proteinShort)
      ? []
      : [`${symbol} ${proteinShort}`, protein, `${symbol}:${protein?.split(":")[1]?.replace(/[()]/g, "")}`];
  return [...written, ...byProtein].filter((name) => name != null);
};

describe("every way to write one call", () => {
  it.each(["GRCh37", "GRCh38"] as const)("has one key, and one coding name (%s)", (assembly) => {
    let tried = 0;
    for (const one of randomCalls(panelRegions(assembly), assembly, count, randomFrom(count))) {
      const alteration = fromCall(one.call, genes);
      if (alteration === null || alteration.genomic?.[assembly] == null) continue;
      expect(alteration.error).toBeNull();
      for (const name of names(one, alteration)) {
        const read = canonical(name, genes);
        expect(read.error, name).toBeNull();
        expect(read.key, name).toBe(alteration.key);
        if (read.coding !== null) expect(read.coding, name).toBe(alteration.coding);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(count * 5);
  });
});
