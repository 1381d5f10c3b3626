import { err, ok, type Result, type Tumour } from "@erbium/model";
import { closestNames } from "./closest-names.ts";
import { normalName } from "./normal-name.ts";
import { shortened, tokensOf } from "./tumour-stem.ts";

/** Tumours by code and by any of their names, with their ancestors. */
export interface TumourIndex {
  tumour(nameOrCode: string): Result<Tumour>;
  /** the code itself first, then the groups it belongs to, then its ancestors; an unknown code has only itself */
  lineage(code: string): readonly string[];
  tumourIs(code: string, ancestor: string): boolean;
  guidelineFamily(code: string): string | null;
}

export const tumourIndex = (tumours: readonly Tumour[]): TumourIndex => {
  const byCode = new Map(tumours.map((tumour) => [tumour.id, tumour]));
  const lineages = new Map<string, readonly string[]>();
  const byName = new Map<string, Tumour>();
  for (const tumour of tumours)
    for (const name of [...tumour.names.en, ...tumour.names.zh, ...tumour.names.ko]) {
      const key = normalName(name);
      if (!byName.has(key)) byName.set(key, tumour);
    }

  for (const [stem, tumour] of stems(tumours)) if (!byName.has(stem)) byName.set(stem, tumour);
  // "breast" is short for breast cancer before it is the code BREAST in small letters
  for (const tumour of tumours) {
    const key = normalName(tumour.id);
    if (!byName.has(key)) byName.set(key, tumour);
  }

  const lineage = (code: string): readonly string[] => {
    const known = lineages.get(code);
    if (known) return known;
    const line = new Set<string>();
    for (let at: string | null | undefined = code; at && !line.has(at); at = byCode.get(at)?.parent) {
      line.add(at);
      for (const group of byCode.get(at)?.groups ?? []) line.add(group);
    }
    const found = [...line];
    lineages.set(code, found);
    return found;
  };

  return {
    tumour(nameOrCode) {
      const name = nameOrCode.slice(0, 200);
      const found =
        byCode.get(name) ??
        byName.get(normalName(name)) ??
        shortened(tokensOf(name))
          .map((stem) => byName.get(normalName(stem)))
          .find((tumour) => tumour !== undefined);
      if (found) return ok(found);
      const near = closestNames(nameOrCode, byName, (tumour) => tumour.names.en[0] ?? tumour.id);
      return err({
        code: "unknown-tumour",
        message: `"${nameOrCode.slice(0, 100)}" is not a tumour that is known here.`,
        path: "tumour",
        remedy: near.length
          ? `Give an OncoTree code or a known name; did you mean ${near.join(" or ")}?`
          : 'Give an OncoTree code such as BRCA, STAD, COADREAD or LUAD, or "SOLID".',
      });
    },
    lineage,
    tumourIs: (code, ancestor) => lineage(code).includes(ancestor),
    guidelineFamily(code) {
      for (const at of lineage(code)) {
        const family = byCode.get(at)?.guideline;
        if (family) return family;
      }
      return null;
    },
  };
};

/** "breast" for breast cancer: what remains of a name without its generic words, where it can mean only one tumour. */
const stems = (tumours: readonly Tumour[]): Map<string, Tumour> => {
  const found = new Map<string, Tumour | null>();
  for (const tumour of tumours)
    for (const name of tumour.names.en)
      for (const stem of shortened(tokensOf(name)).slice(1)) {
        const key = normalName(stem);
        const other = found.get(key);
        found.set(key, other === undefined || other === tumour ? tumour : null);
      }
  return new Map([...found].filter((entry): entry is [string, Tumour] => entry[1] !== null));
};
