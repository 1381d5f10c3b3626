import { oneLetter, readResidues } from "./amino-acids.ts";
import { scanProteinName } from "./name-scanner.ts";

/** A residue as a name gives it: the letter may be missing (`780_781insGSP`). */
export interface NamedResidue {
  readonly residue: string | null;
  readonly position: number;
}

/** A protein-level name, read but not yet checked against a sequence. */
export type ProteinName =
  /** alternate `X`: a stop in older names, any residue in others (`G12X`) */
  | { form: "substitution"; at: NamedResidue; alternates: readonly string[] }
  | { form: "silent"; at: NamedResidue }
  | {
      form: "deletion" | "duplication";
      start: NamedResidue;
      end: NamedResidue | null;
      sequence: string | null;
    }
  | { form: "insertion"; start: NamedResidue; end: NamedResidue | null; sequence: string | null }
  | { form: "delins"; start: NamedResidue; end: NamedResidue; removed: string | null; sequence: string }
  | { form: "frameshift"; at: NamedResidue; alternate: string | null; stop: number | "?" | null }
  | { form: "extension"; at: NamedResidue; alternate: string | null; stop: number | "?" }
  | { form: "splice"; at: NamedResidue }
  | { form: "residue"; at: NamedResidue }
  | { form: "residues"; at: readonly NamedResidue[] }
  /** several letters after one residue without a verb, `G776VC` */
  | { form: "letters"; at: NamedResidue; letters: string }
  | { form: "start lost" }
  /** `p.0`: no protein is made; `p.0?`: probably none */
  | { form: "no protein"; certain: boolean }
  | { form: "none" }
  | { form: "unknown" };

const SITE = /^([A-Za-z]{1,3}|\*)?(\d{1,5})(?:[_-]([A-Za-z]{1,3}|\*)?(\d{1,5}))?(.*)$/;

/**
 * Reads a protein-level name in one- or three-letter form, with or without `p.` and parentheses, HGVS or
 * the older ways of papers (`G776>VC`, `G776VinsC`, `778insGSP`, `delL755_T759`). Null: not such a name.
 */
export const readProteinName = (text: string): ProteinName | null => {
  const [from, to] = plainExtent(text);
  return scanProteinName(to === text.length ? text : text.slice(0, to), from) ?? readProteinText(text);
};

/** Without `p.` and one pair of parentheses. */
const plainExtent = (text: string): readonly [number, number] => {
  const from = text.startsWith("p.") ? 2 : 0;
  return text.charCodeAt(from) === 40 && text.endsWith(")")
    ? [from + 1, text.length - 1]
    : [from, text.length];
};

/** Words in small letters that belong to the name of a change; residues in small letters may also follow a verb. */
const NAME_WORDS =
  "ins|del|dup|insertion|deletion|duplication|delins|indel|fs|ext|splice|stop|ter|ala|arg|asn|asp|cys|gln|glu|gly|his|ile|leu|lys|met|phe|pro|ser|thr|trp|tyr|val";
/** Another word in small letters behind a blank (`K95F gene`): its letters are no residues. */
const WORD = new RegExp(`(?<!ins|del|dup|ion)\\s(?!(?:${NAME_WORDS})(?![a-z]))[a-z]{2,}(?![A-Za-z\\d])`);

/** The same for every form, by patterns. */
export const readProteinText = (text: string): ProteinName | null => {
  if (WORD.test(text)) return null;
  // `[2]` counts copies, which `repeat-name.ts` reads
  if (/\[\d+\]/.test(text)) return null;
  const body = text.replace(/[()[\]\s]/g, "").replace(/^p\./i, "");
  if (body === "?") return { form: "unknown" };
  if (body === "=") return { form: "none" };
  // without `p.` a 0 may be a score
  if (/^p\./i.test(text.trim()) && /^0\??$/.test(body))
    return { form: "no protein", certain: !/[?(]/.test(text) };
  const moved = body
    .replace(/(\d[A-Z*]?)(dup|del|ins)(?:lication|etion|ertion)/i, "$1$2")
    .replace(/^(delins|del|dup|ins)([A-Za-z]{0,3}\d.*)$/i, (all, verb: string, rest: string) =>
      /(del|dup|ins)/i.test(rest) ? all : `${rest}${verb}`,
    );
  const site = SITE.exec(moved);
  if (site === null) return null;
  const [, firstLetters = "", firstNumber = "", secondLetters = "", secondNumber, tail = ""] = site;
  const start = namedResidue(firstLetters, firstNumber);
  const end = secondNumber === undefined ? null : namedResidue(secondLetters, secondNumber);
  if (start === null || (secondNumber !== undefined && end === null)) return null;
  if (end !== null && end.position < start.position) return null;
  const prefer = firstLetters.length === 3 ? "three" : "one";
  return readTail(start, end, tail, prefer);
};

const namedResidue = (letters: string, number: string): NamedResidue | null => {
  const position = Number(number);
  if (position < 1) return null;
  if (letters === "") return { residue: null, position };
  const residue = letters.length === 1 ? letters.toUpperCase() : oneLetter(letters);
  if (residue === null || !/^[ACDEFGHIKLMNPQRSTVWYX*]$/.test(residue)) return null;
  return { residue, position };
};

const readTail = (
  start: NamedResidue,
  end: NamedResidue | null,
  tail: string,
  prefer: "one" | "three",
): ProteinName | null => {
  const read = (letters: string) => readResidues(letters, prefer);

  const delins = /^(?:del([A-Za-z*]*?)ins|indel|>)([A-Za-z*]+)$/i.exec(tail);
  if (delins !== null) {
    const sequence = read(delins[2] ?? "");
    const removed = delins[1] ? read(delins[1]) : null;
    return sequence === null ? null : { form: "delins", start, end: end ?? start, removed, sequence };
  }
  const deletionOrDuplication = /^(del|dup)([A-Za-z*]*)$/i.exec(tail);
  if (deletionOrDuplication !== null) {
    const letters = deletionOrDuplication[2] ?? "";
    const sequence = letters === "" ? null : read(letters);
    if (letters !== "" && sequence === null) return null;
    const form = deletionOrDuplication[1]?.toLowerCase() === "del" ? "deletion" : "duplication";
    return { form, start, end, sequence };
  }
  const counted = /^(del|dup|ins)(\d{1,3})$/i.exec(tail);
  if (counted !== null) return readCounted(start, end, counted[1]?.toLowerCase() ?? "", Number(counted[2]));
  const insertion = /^ins(?:ertion)?([A-Za-z*]*)$/i.exec(tail);
  if (insertion !== null) {
    const letters = insertion[1] ?? "";
    const sequence = letters === "" ? null : read(letters);
    if (letters !== "" && sequence === null) return null;
    return { form: "insertion", start, end, sequence };
  }
  if (end !== null) return null;

  if (tail === "") return { form: "residue", at: start };
  if (tail === "=") return { form: "silent", at: start };
  if (tail === "?") return start.position === 1 ? { form: "start lost" } : { form: "residue", at: start };
  if (/^_?splice$/i.test(tail)) return { form: "splice", at: start };

  const frameshift = /^([A-Za-z]{0,3}?)fs(?:\*|x|ter|stop)?(\d{1,5}|\?)?$/i.exec(tail);
  if (frameshift !== null) {
    const letters = frameshift[1] ?? "";
    const alternate = letters === "" || letters.toUpperCase() === "X" ? null : read(letters);
    if (letters !== "" && alternate === null && letters.toUpperCase() !== "X") return null;
    return { form: "frameshift", at: start, alternate, stop: stopOf(frameshift[2]) };
  }
  const extension = /^(del|[A-Za-z]{0,3}?)ext(?:\*|x|ter)?(\d{1,5}|\?)?$/i.exec(tail);
  if (extension !== null) {
    const letters = extension[1] ?? "";
    const alternate = letters === "" || letters.toLowerCase() === "del" ? null : read(letters);
    return { form: "extension", at: start, alternate, stop: stopOf(extension[2]) ?? "?" };
  }
  const replacedAndInserted = /^([A-Za-z]{1,3})ins([A-Za-z*]+)$/i.exec(tail);
  if (replacedAndInserted !== null) {
    const first = read(replacedAndInserted[1] ?? "");
    const rest = read(replacedAndInserted[2] ?? "");
    if (first === null || rest === null || first.length !== 1) return null;
    return { form: "delins", start, end: start, removed: null, sequence: first + rest };
  }
  if (/^xaa$/i.test(tail)) return { form: "residue", at: start };
  if (/^x$/i.test(tail)) return { form: "substitution", at: start, alternates: ["X"] };
  if (/^(?:\*|ter|stop)$/i.test(tail)) return { form: "substitution", at: start, alternates: ["*"] };
  if (/^(?:\/[A-Za-z]{1,3}\d{1,5})+$/.test(tail)) {
    const others = tail
      .slice(1)
      .split("/")
      .map((part) => namedResidue(part.replace(/\d+$/, ""), part.replace(/^\D+/, "")));
    return others.includes(null)
      ? null
      : { form: "residues", at: [start, ...others.filter((one) => one !== null)] };
  }
  const alternates = tail.split(/[/,|]/).map(read);
  if (alternates.some((one) => one === null)) return null;
  const letters = alternates.filter((one) => one !== null);
  const single = letters[0] ?? "";
  if (letters.length === 1 && single.length > 1)
    return start.residue === null || single.length > 6
      ? null
      : { form: "letters", at: start, letters: single };
  if (letters.some((one) => one.length !== 1)) return null;
  return { form: "substitution", at: start, alternates: letters };
};

/** `L755_T759del5`: the count must be that of the range. `A775_G776ins4` leaves the residues open. */
const readCounted = (
  start: NamedResidue,
  end: NamedResidue | null,
  verb: string,
  count: number,
): ProteinName | null => {
  if (verb === "ins") return { form: "insertion", start, end, sequence: null };
  const last = end ?? { residue: null, position: start.position + count - 1 };
  if (last.position - start.position + 1 !== count) return null;
  return { form: verb === "del" ? "deletion" : "duplication", start, end: last, sequence: null };
};

const stopOf = (text: string | undefined): number | "?" | null =>
  text === undefined || text === "" ? null : text === "?" ? "?" : Number(text);
