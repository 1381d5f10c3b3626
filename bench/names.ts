/**
 * Question: how many names of alterations a second become canonical on one core?  Goal: at least 300,000 of a
 * mixed list. The list is made from the gene models: substitutions in one and three letters, in-frame
 * changes, frameshifts, coding and genomic names, and the phrases of reports, in the shares below.
 */
import { readdirSync, readFileSync } from "node:fs";
import {
  type ClassDefinition,
  canonical,
  fromCall,
  type GeneModel,
  geneIndex,
  type Polymorphism,
  type SequenceCall,
} from "@erbium/variants";
import { parse } from "yaml";
import { machine } from "./machine.ts";

const folder = "knowledge/genes/";
const models = readdirSync(folder)
  .filter((file) => /^[A-Z0-9]+\.json$/.test(file))
  .map((file) => JSON.parse(readFileSync(folder + file, "utf8")) as GeneModel);
const { items } = parse(readFileSync(`${folder}classes.yaml`, "utf8")) as { items: ClassDefinition[] };
const { polymorphisms } = JSON.parse(readFileSync(`${folder}polymorphisms.json`, "utf8")) as {
  polymorphisms: Polymorphism[];
};
const genes = geneIndex(models, { classes: items, polymorphisms });
const sequenced = models.filter((gene) => gene.codingSequence !== null);

let state = 20261121;
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pick = <T>(list: ArrayLike<T>): T => list[random(list.length)] as T;

const AMINO = "ACDEFGHIKLMNPQRSTVWY";
const THREE = "Ala Cys Asp Glu Phe Gly His Ile Lys Leu Met Asn Pro Gln Arg Ser Thr Val Trp Tyr".split(" ");
const three = (letters: string): string => Array.from(letters, (one) => THREE[AMINO.indexOf(one)]).join("");

const site = () => {
  const gene = pick(sequenced);
  const position = 2 + random((gene.protein?.length ?? 2) - 8);
  const residue = (at: number) => gene.protein?.[at - 1] ?? "";
  return { gene, position, residue };
};
const coding = (): { gene: GeneModel; text: string } => {
  const gene = pick(sequenced);
  const sequence = gene.codingSequence ?? "";
  const at = 4 + random(sequence.length - 20);
  const base = sequence[at - 1] ?? "";
  const shape = random(10);
  const other = pick(["A", "C", "G", "T"].filter((one) => one !== base));
  if (shape < 7) return { gene, text: `c.${at}${base}>${other}` };
  if (shape === 7) return { gene, text: `c.${at}del` };
  if (shape === 8) return { gene, text: `c.${at}_${at + 2}dup` };
  return { gene, text: `c.${at}_${at + 1}delins${other}${base}` };
};
const PHRASES =
  "amplification|exon 10 insertion|mutation|wild type|overexpression|loss|fusion|exon 9 deletion|truncating mutation|IHC 3+".split(
    "|",
  );

const makers: Readonly<Record<string, () => string>> = {
  "protein, one letter": () => {
    const { gene, position, residue } = site();
    return `${gene.symbol} ${residue(position)}${position}${pick(AMINO)}`;
  },
  "protein, three letters": () => {
    const { gene, position, residue } = site();
    const name = `p.${three(residue(position))}${position}${three(pick(AMINO))}`;
    return random(2) === 0 ? `${gene.symbol} ${name}` : `${gene.transcript.refseqProtein}:${name}`;
  },
  "protein, in-frame and frameshift": () => {
    const { gene, position, residue } = site();
    const [from, to] = [residue(position) + position, residue(position + 1) + (position + 1)];
    switch (random(4)) {
      case 0:
        return `${gene.symbol} ${from}_${to}del`;
      case 1:
        return `${gene.symbol} ${from}_${to}ins${pick(AMINO)}${pick(AMINO)}`;
      case 2:
        return `${gene.symbol} p.${from}fs`;
      default:
        return `${gene.symbol} ${from}_${to}delins${pick(AMINO)}`;
    }
  },
  coding: () => {
    const { gene, text } = coding();
    return `${random(2) === 0 ? gene.symbol : gene.transcript.refseq}:${text}`;
  },
  genomic: () => genomicNames[random(genomicNames.length)] ?? "",
  // every name another: nothing is gained by remembering
  "free form, Chinese and combined": () => {
    const { gene, position, residue } = site();
    const change = `${residue(position)}${position}${pick(AMINO)}`;
    switch (random(8)) {
      case 0:
        return `${gene.symbol}基因 ${change}突变`;
      case 1:
        return `${change} ${gene.symbol}`;
      case 2:
        return `${gene.symbol}-${change}`;
      case 3:
        return `${change} mutation in ${gene.symbol}`;
      case 4:
        return `${gene.symbol} ${change} mutation`;
      case 5:
        return `${gene.symbol} (${gene.aliases[0] ?? gene.symbol}) ${change}`;
      case 6:
        return `${gene.symbol}　${change}`.replace(/\d/g, (one) =>
          String.fromCharCode(one.charCodeAt(0) + 0xfee0),
        );
      default:
        return bothNames[random(bothNames.length)] ?? "";
    }
  },
  "free text": () => `${pick(["HER2", "ERBB2", "EGFR", "MET", "TP53"])} ${pick(PHRASES)}`,
};
const genomicNames: string[] = [];
while (genomicNames.length < 20_000) {
  const { gene, text } = coding();
  const places = canonical(`${gene.symbol}:${text}`, genes).genomic;
  const place = places?.[random(2) === 0 ? "GRCh37" : "GRCh38"];
  if (place) genomicNames.push(place);
}
/** `NM_004448.4(ERBB2):c.2264T>C (p.Leu755Ser)`, as ClinVar writes */
const bothNames: string[] = [];
while (bothNames.length < 20_000) {
  const { gene, text } = coding();
  const { protein } = canonical(`${gene.symbol}:${text}`, genes);
  const short = protein?.split(":")[1]?.replace(/[()]/g, "");
  if (short !== undefined && short !== "p.?")
    bothNames.push(`${gene.transcript.refseq}(${gene.symbol}):${text} (${short})`);
}
/** Shares in the mixed list, in percent. */
const SHARES: Readonly<Record<string, number>> = {
  "protein, one letter": 40,
  "protein, three letters": 20,
  "protein, in-frame and frameshift": 10,
  coding: 15,
  genomic: 5,
  "free text": 10,
};

const COUNT = 60_000;
const rounds = Number(process.env.ERBIUM_BENCH_ROUNDS ?? 5);
/** Per second of this thread's processor time, best of the rounds: the machine may be shared. */
const perSecond = (work: () => void, items: number): number => {
  let best = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.max(best, (items / (user + system)) * 1e6);
  }
  return best;
};
const show = (what: string, rate: number): void =>
  console.log(`${what.padEnd(36)} ${Math.round(rate).toLocaleString("en").padStart(10)} /s`);

console.log(machine());
const mixed: string[] = [];
for (const [what, make] of Object.entries(makers)) {
  const names = Array.from({ length: COUNT }, make);
  mixed.push(...names.slice(0, (COUNT * (SHARES[what] ?? 0)) / 100));
  let errors = 0;
  const rate = perSecond(() => {
    errors = 0;
    for (const name of names) if (canonical(name, genes).error !== null) errors += 1;
  }, names.length);
  show(`${what}${errors > 0 ? ` (${errors} refused)` : ""}`, rate);
}
mixed.sort(() => random(2) - 0.5);
show(
  "mixed",
  perSecond(() => {
    for (const name of mixed) canonical(name, genes);
  }, mixed.length),
);

const calls: SequenceCall[] = [];
while (calls.length < COUNT) {
  const gene = pick(sequenced);
  const [low, high] = pick(gene.exons?.GRCh38 ?? []);
  const position = low + random(high - low + 1);
  const alternate = pick(["A", "C", "G", "T"]);
  for (const reference of ["A", "C", "G", "T"]) {
    const call: SequenceCall = {
      assembly: "GRCh38",
      chromosome: gene.chromosome,
      position,
      reference,
      alternate,
    };
    const found = reference === alternate ? null : fromCall(call, genes);
    if (found !== null && found.error === null && found.proteinShort !== null) calls.push(call);
  }
}
show(
  "calls of one base (fromCall)",
  perSecond(() => {
    for (const call of calls) fromCall(call, genes);
  }, calls.length),
);
