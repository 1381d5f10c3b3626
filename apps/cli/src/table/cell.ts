/** What a table of studies writes where it has no number. */
const missing =
  /^(?:|na|n\/?a|n\.a\.|nan|nr|nd|ne|null|none|not (?:reported|available)|[.?*-]|\u2013|\u2014)$/i;

export const isMissing = (cell: string): boolean => missing.test(cell.trim());

/**
 * A number as tables of several lands write it: "0,61" where the table has decimal commas, "1,234" where it has
 * not, with a percent sign or a true minus. Not a number where it is none.
 */
export const numberIn = (cell: string, decimalComma: boolean): number => {
  // most cells are plain; the rest of this costs ten times as much
  if (!decimalComma && /^-?\d+(?:\.\d+)?$/.test(cell)) return Number(cell);
  if (isMissing(cell)) return Number.NaN;
  const plain = cell
    .trim()
    .replace(/^[\u2212\u2013]/, "-")
    .replace(/\s*%$/, "")
    .replace(/(?<=\d)[\s'\u00a0\u202f](?=\d{3}(?!\d))/g, "");
  if (decimalComma) return Number(plain.replace(/\.(?=\d{3}(?!\d))/g, "").replace(",", "."));
  return Number(/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain);
};

/**
 * Does a comma part the decimals? It does where some cell is "0,61" or "1.234,5" and none "0.61"; "1.234" may be a
 * thousand and decides nothing.
 */
export const hasDecimalComma = (cells: Iterable<string>): boolean => {
  let comma = false;
  for (const cell of cells) {
    const text = cell.trim().replace(/^[-\u2212]/, "");
    if (/^\d{1,3}(?:\.\d{3})+,\d+/.test(text)) return true;
    if (/^\d+\.\d+/.test(text) && !/^[1-9]\d{0,2}\.\d{3}\s*%?$/.test(text)) return false;
    if (/^\d+,\d+(?:\s*%?$|\s*[([])/.test(text)) comma = true;
  }
  return comma;
};

const number = "[-\u2212]?\\d+(?:[.,]\\d+)?\\s*%?";
const until = "\\s*(?:-|\u2013|\u2014|to|bis|\u81f3|~|;|,)\\s*";
const level = "(?:\\d{2}\\s*%?\\s*(?:CI|KI|IC|CrI)?\\s*[:,;]?\\s*)??";
const pValue = "(?:\\s*[;,]?\\s*p\\s*(?:[=<>]|\u2264)\\s*[\\d.,]+)?";
const whole = new RegExp(
  `^(${number})\\s*[([\uff08]\\s*${level}(${number})${until}(${number})${pValue}\\s*[)\\]\uff09]${pValue}$`,
  "i",
);
const bare = new RegExp(`^[([\uff08]?\\s*(${number})${until}(${number})\\s*[)\\]\uff09]?$`, "i");
const share = /^(\d+)\s*(?:\/|of|out of|\u6216)\s*(\d+)(?:\s*[([](.*)[)\]])?$/i;
const withPercent = /^(\d+)\s*[([]\s*(\d+(?:[.,]\d+)?)\s*%\s*[)\]]$/;
const withScatter = new RegExp(`^(${number})\\s*(?:[([]\\s*|\u00b1\\s*|\\+/-\\s*)(${number})\\s*[)\\]]?$`);

const trimmed = (part: string | undefined): string => (part ?? "").trim();

/** "0.61 (0.45-0.83)" in its three parts. */
export const estimateWithInterval = (cell: string): readonly [string, string, string] | null => {
  const found = whole.exec(cell.trim());
  return found === null ? null : [trimmed(found[1]), trimmed(found[2]), trimmed(found[3])];
};

/** "0.61 (90 % CI 0.45-0.83)", "HR (90% CI)": the share that an interval is said to cover; null where nothing is said. */
export const coverageIn = (words: string): number | null => {
  const found =
    /(?<![\d.,])(\d{2}(?:[.,]\d)?)\s*%\s*-?\s*(?:CI|KI|IC|CrI|confidence|credible|interval)/i.exec(words);
  return found === null ? null : Number((found[1] ?? "").replace(",", ".")) / 100;
};

/** "0.45-0.83" or "[0.45; 0.83]" in its two parts. */
export const intervalIn = (cell: string): readonly [string, string] | null => {
  const found = bare.exec(cell.trim());
  return found === null ? null : [trimmed(found[1]), trimmed(found[2])];
};

/** "5/20", "5 of 20 (25 %)" in events and patients. */
export const eventsOfPatients = (cell: string): readonly [string, string] | null => {
  const found = share.exec(cell.trim());
  if (found === null) return null;
  const [events, patients] = [trimmed(found[1]), trimmed(found[2])];
  const percent = /^\s*(\d+(?:[.,]\d+)?)\s*%/.exec(found[3] ?? "")?.[1];
  // a share that the percentage contradicts has one of its numbers wrong
  const off = Math.abs((100 * Number(events)) / Number(patients) - Number(percent?.replace(",", ".")));
  return percent !== undefined && off > 1 ? null : [events, patients];
};

/** "5 (25 %)" in events and percentage. */
export const eventsWithPercent = (cell: string): readonly [string, string] | null => {
  const found = withPercent.exec(cell.trim());
  return found === null ? null : [trimmed(found[1]), trimmed(found[2])];
};

/** "10.1 (2.0)", "10.1 \u00b1 2.0" in mean and standard deviation. */
export const meanWithDeviation = (cell: string): readonly [string, string] | null => {
  const found = withScatter.exec(cell.trim());
  return found === null ? null : [trimmed(found[1]), trimmed(found[2])];
};
