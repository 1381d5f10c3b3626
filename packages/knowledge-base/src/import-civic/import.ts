import { err, ok, type Result } from "@erbium/model";
import type { GeneIndex } from "@erbium/variants";
import type { ImportedEvidence, ImportedItem } from "../imported-evidence.ts";
import type { KnowledgeIndex } from "../open.ts";
import { diseaseNames } from "./disease.ts";
import { effectOf } from "./effect.ts";
import { alterationNames, keysOf, namesOf, parseProfile } from "./profile.ts";
import { readTable, type TableRow } from "./table.ts";

/** Columns by the names they have in CIViC's tables, nightly and dated. */
const columns = {
  id: ["id", "evidence_id"],
  profile: ["molecular_profile"],
  disease: ["disease"],
  doid: ["doid"],
  therapies: ["therapies"],
  interaction: ["therapy_interaction_type"],
  level: ["evidence_level"],
  type: ["evidence_type"],
  direction: ["evidence_direction"],
  significance: ["significance"],
  citation: ["citation_id"],
  citationType: ["citation_source_type", "source_type"],
  pmid: ["pmid"],
  rating: ["rating"],
  status: ["evidence_status"],
  url: ["civic_url", "evidence_civic_url"],
} as const;
const optional = new Set(["pmid", "url", "rating", "doid"]);

const interactions = {
  Combination: "combination",
  Sequential: "sequential",
  Substitutes: "substitutes",
} as const;
const directions = { Supports: "supports", "Does Not Support": "does not support" } as const;
const levels = new Set(["A", "B", "C", "D", "E"]);
const digits = /^\d+$/;
const statuses = new Set(["accepted", "submitted", "rejected"]);

export interface CivicImport {
  /** name and date of the import, as `knowledge.imports` will list it */
  readonly name: string;
  readonly date: string;
  /** `sha256:` of the file */
  readonly hash: string;
  readonly knowledge: Pick<KnowledgeIndex, "bundle" | "genes" | "therapy">;
}

/**
 * Reads CIViC's evidence table as published. Everything that bears on meaning is kept: level, direction,
 * significance, how therapies belong together, AND, OR and NOT of the profile, and the curation status.
 * What CIViC files under several names of one change comes under one canonical key.
 *
 * @param bytes  the tab-separated file, UTF-8
 * @returns the items in the order of the file, or the first refusal with its line
 */
export const importCivic = (bytes: Uint8Array, options: CivicImport): Result<ImportedEvidence> => {
  const read = rowReader(options.knowledge);
  const items: ImportedItem[] = [];
  const ids = new Set<string>();
  const table = readTable(bytes, columns, optional, (row) => {
    const item = read(row);
    if (!item.ok) return item.error;
    if (ids.has(item.value.id)) return rowProblem(row, "id", row.get("id"), "an id that stands once");
    ids.add(item.value.id);
    items.push(item.value);
    return null;
  });
  if (!table.ok) return table;
  return ok({ name: options.name, date: options.date, hash: options.hash, items });
};

const rowProblem = (
  row: TableRow<keyof typeof columns>,
  column: string,
  value: string,
  expected: string,
) => ({
  code: "civic-value",
  message: `Line ${row.line}: ${column} is "${value.slice(0, 80)}".`,
  path: `line ${row.line}`,
  remedy: `Expected ${expected}.`,
});

const rowReader = ({
  bundle,
  genes,
  therapy,
}: CivicImport["knowledge"]): ((row: TableRow<keyof typeof columns>) => Result<ImportedItem>) => {
  const keyOf = alterationNames(genes);
  const tumourOf = diseaseNames(bundle.tumours);
  const retracted = new Map(
    bundle.sources.flatMap((source) =>
      source.retracted && source.pmid ? [[source.pmid, source.id] as const] : [],
    ),
  );
  const lowerCase = remembered((text: string) => text.toLowerCase());
  const effects = remembered((text: string) => {
    const significance = text === "" ? null : text;
    return {
      supports: effectOf("supports", significance),
      "does not support": effectOf("does not support", significance),
      none: effectOf(null, significance),
    };
  });
  const therapies = remembered((names: string) =>
    listed(names).map((name) => ({ name, id: therapy(name)?.id ?? null })),
  );
  const profiles = remembered((words: string) => {
    const parsed = parseProfile(words, keyOf);
    if (!parsed.ok) return parsed;
    return ok({
      profile: parsed.value,
      keys: keysOf(parsed.value),
      genes: genesOf(namesOf(parsed.value), genes),
    });
  });

  return (row) => {
    const get = row.get;
    const id = get("id").startsWith("EID") ? get("id").slice(3) : get("id");
    if (!digits.test(id)) return err(rowProblem(row, "id", get("id"), "a number"));
    const level = get("level");
    if (!levels.has(level)) return err(rowProblem(row, "evidence_level", level, "A, B, C, D or E"));
    const status = get("status");
    if (!statuses.has(status))
      return err(rowProblem(row, "evidence_status", status, "accepted, submitted or rejected"));
    const direction = closed(directions, get("direction"));
    if (direction === undefined)
      return err(
        rowProblem(row, "evidence_direction", get("direction"), "Supports, Does Not Support or N/A"),
      );
    const interaction = closed(interactions, get("interaction"));
    if (interaction === undefined)
      return err(
        rowProblem(
          row,
          "therapy_interaction_type",
          get("interaction"),
          "Combination, Sequential, Substitutes or nothing",
        ),
      );
    const profileWords = get("profile");
    const profile = profiles(profileWords);
    if (!profile.ok) return profile;
    const disease = get("disease") || null;
    const significance = stated(get("significance"));
    const pmid = get("pmid") || (get("citationType") === "PubMed" ? get("citation") : "");
    return ok({
      id: `civic:EID${id}`,
      profile: profile.value.profile,
      profileWords,
      keys: profile.value.keys,
      genes: profile.value.genes,
      disease,
      doid: get("doid") || null,
      tumour: disease === null ? null : tumourOf(disease),
      therapies: therapies(get("therapies")),
      interaction,
      level: level as ImportedItem["level"],
      type: lowerCase(get("type")),
      direction,
      significance,
      effect: effects(significance ?? "")[direction ?? "none"],
      citation: { type: get("citationType"), id: get("citation"), pmid: pmid || null },
      rating: get("rating") === "" ? null : Number(get("rating")),
      status: status as ImportedItem["status"],
      url: get("url") || `https://civicdb.org/links/evidence_items/${id}`,
      blocked: blockedBecause(status, retracted.get(pmid)),
    });
  };
};

const blockedBecause = (status: string, retractedSource: string | undefined): string | null =>
  retractedSource !== undefined
    ? `its paper is reported as retracted (${retractedSource})`
    : status === "rejected"
      ? "rejected by its curators"
      : null;

const remembered = <T>(read: (name: string) => T): ((name: string) => T) => {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const value = read(name);
    known.set(name, value);
    return value;
  };
};

/** The value of a closed list; null for nothing or "N/A", undefined for anything else. */
const closed = <T extends string>(list: Readonly<Record<string, T>>, value: string): T | null | undefined =>
  stated(value) === null ? null : Object.hasOwn(list, value) ? list[value] : undefined;

const stated = (value: string): string | null =>
  value === "" || value === "N/A" || value === "NA" ? null : value;

const listed = (therapies: string): string[] =>
  therapies === ""
    ? []
    : therapies
        .split(therapies.includes("|") ? "|" : /,(?!\d)/)
        .map((name) => name.trim())
        .filter(Boolean);

/** Symbols of the genes that the names of alterations begin with; panel genes by their own symbol. */
const genesOf = (names: readonly string[], genes: GeneIndex): string[] => {
  const symbols = names.flatMap((name) => (name.split(" ")[0] ?? "").split("::"));
  return [
    ...new Set(
      symbols.filter((one) => one !== "v" && one !== "?").map((one) => genes.named(one)?.symbol ?? one),
    ),
  ];
};
