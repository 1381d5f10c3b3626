import { type Figure, type OwnVariant, proteinLollipop } from "@erbium/figures";
import type { Advice, AdvisedAlteration } from "@erbium/model";
import type { ProteinView } from "../view.ts";
import { say } from "../words.ts";

/** Residue range of a one-letter protein change: `L755S`, `Y772_A775dup`, `S310fs`; null when it has none. */
const residues = (short: string): { from: number; to: number } | null => {
  const match = /^[A-Z*](\d+)(?:_[A-Z*](\d+))?/.exec(short);
  if (!match) return null;
  const from = Number(match[1]);
  return { from, to: match[2] === undefined ? from : Number(match[2]) };
};

/** Domains of ERBB2 whose names may not fit into the bar. */
const SHORTENED: ReadonlySet<string> = new Set([
  "signal peptide",
  "extracellular I",
  "extracellular II",
  "extracellular III",
  "extracellular IV",
  "transmembrane",
  "juxtamembrane",
  "C-terminal tail",
]);

const KINDS: readonly (readonly [RegExp, OwnVariant["kind"]])[] = [
  [/frameshift|stop_gained|start_lost|splice_(?:acceptor|donor|site)/, "truncating"],
  [/inframe/, "in-frame"],
  [/missense/, "missense"],
];

const own = (alteration: AdvisedAlteration, length: number): OwnVariant | null => {
  if (alteration.error !== null || alteration.proteinShort === null) return null;
  const place = residues(alteration.proteinShort);
  if (place === null || place.from < 1 || place.to > length || place.to < place.from) return null;
  const kind = KINDS.find(([pattern]) => pattern.test(alteration.consequence ?? ""))?.[1] ?? "other";
  return {
    residue: place.from,
    ...(place.to > place.from ? { to: place.to } : {}),
    label: alteration.proteinShort,
    kind,
  };
};

/** The ERBB2 protein with the patient's variants, the kinase domain enlarged when one lies there (not in brief); null without any. */
export const proteinFigure = (
  advice: Advice,
  view: ProteinView,
  width: number,
  brief = false,
): Figure | null => {
  const variants = advice.alterations
    .filter((alteration) => alteration.gene === "ERBB2")
    .flatMap((alteration) => own(alteration, view.length) ?? [])
    .filter((variant, index, all) => all.findIndex((other) => other.label === variant.label) === index)
    .sort((a, b) => a.residue - b.residue || (a.label < b.label ? -1 : 1));
  if (variants.length === 0) return null;
  const domains = view.domains.map((domain) => ({
    ...domain,
    ...(SHORTENED.has(domain.name) ? { short: say(`domain.short.${domain.name}`) } : {}),
    accent: domain.name === "kinase",
  }));
  const kinase = domains.find((domain) => domain.accent);
  const near =
    !brief && kinase && variants.some((v) => (v.to ?? v.residue) >= kinase.from && v.residue <= kinase.to)
      ? kinase
      : null;
  return proteinLollipop({
    title: say("protein.figure", { length: view.length }),
    length: view.length,
    domains,
    exons: view.exons,
    known: view.known,
    own: variants,
    quiet: brief,
    ...(near
      ? {
          zoom: {
            from: near.from,
            to: near.to,
            title: say("protein.zoom", { from: near.from, to: near.to }),
          },
        }
      : {}),
    width,
    words: {
      exon: say("protein.exon"),
      residue: say("protein.residue"),
      variant: say("col.alteration"),
      domain: say("protein.domain"),
      source: say("protein.shown"),
      own: say("protein.own"),
      known: say("protein.known"),
      none: say("none"),
      description: say("protein.description", { length: "{length}", own: "{own}", known: "{known}" }),
    },
  });
};
