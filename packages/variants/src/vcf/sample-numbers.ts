import { copied, holds, numberAt, placeOf, textOf } from "../bytes.ts";

const COLON = 58;
const COMMA = 44;
const SEMICOLON = 59;
const EQUALS = 61;
const PERCENT = 37;
const DOT = 46;

/** FORMAT keys that are asked for on every record, as numbers: looked up in a typed array. */
const KEYS = ["GT", "AF", "VAF", "FA", "FREQ", "AD", "DP", "RO", "AO"] as const;
const [GT, SAMPLE_AF, SAMPLE_VAF, FA, FREQ, AD, SAMPLE_DP, RO, AO] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
/** Number of the genotype among the fields. */
export const GENOTYPE = GT;
type Key = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Whether a field gives the share of the alternate, before which counts of reads are not asked for. */
export const isOtherwiseCounted = (name: string): boolean =>
  name === "AF" || name === "VAF" || name === "FA" || name === "FREQ";

/** One sample's column of a record, split at its colons; reused from record to record. */
export interface SampleFields {
  /** Reads FORMAT and the sample's column; both places may be empty. */
  readonly read: (
    bytes: Uint8Array,
    formatFrom: number,
    formatTo: number,
    sampleFrom: number,
    sampleTo: number,
  ) => void;
  /** place of a field in the bytes, by its number; from = to: missing */
  readonly from: (key: Key) => number;
  readonly to: (key: Key) => number;
  /** text of a field of any name, or null: for what is seldom asked */
  readonly text: (key: string) => string | null;
}

export const sampleFields = (): SampleFields => {
  let layout: Uint8Array = new Uint8Array(0);
  let names: string[] = [];
  /** number among {@link KEYS} of each field of the layout, or -1 */
  let keys = new Int8Array(0);
  /** fields up to the last that is in {@link KEYS} */
  let wanted = 0;
  const starts = new Int32Array(KEYS.length);
  const ends = new Int32Array(KEYS.length);
  let bytes: Uint8Array = layout;
  let [sampleStart, sampleEnd] = [0, 0];

  const readLayout = (from: number, to: number): void => {
    layout = copied(bytes, from, to);
    names = from === to ? [] : textOf(bytes, from, to).split(":");
    // of a name that stands twice the first counts
    keys = Int8Array.from(names, (name, at) =>
      names.indexOf(name) === at ? (KEYS as readonly string[]).indexOf(name) : -1,
    );
    wanted = keys.findLastIndex((key) => key >= 0) + 1;
  };
  const isMissing = (from: number, to: number): boolean =>
    from === to || (to - from === 1 && bytes[from] === DOT);
  return {
    read: (given, formatFrom, formatTo, sampleFrom, sampleTo) => {
      bytes = given;
      if (!holds(given, formatFrom, formatTo, layout)) readLayout(formatFrom, formatTo);
      sampleStart = sampleFrom;
      sampleEnd = sampleTo;
      for (let key = 0; key < KEYS.length; key += 1) {
        starts[key] = 0;
        ends[key] = 0;
      }
      if (sampleFrom >= sampleTo) return;
      let from = sampleFrom;
      for (let field = 0; field < wanted && from <= sampleTo; field += 1) {
        const to = placeOf(given, COLON, from, sampleTo);
        const key = keys[field] as number;
        if (key >= 0 && !isMissing(from, to)) {
          starts[key] = from;
          ends[key] = to;
        }
        from = to + 1;
      }
    },
    from: (key) => starts[key] as number,
    to: (key) => ends[key] as number,
    text: (key) => {
      let from = sampleStart;
      const field = names.indexOf(key);
      if (field < 0 || sampleStart >= sampleEnd) return null;
      for (let before = 0; before < field; before += 1) {
        from = placeOf(bytes, COLON, from, sampleEnd) + 1;
        if (from > sampleEnd) return null;
      }
      const to = placeOf(bytes, COLON, from, sampleEnd);
      return isMissing(from, to) ? null : textOf(bytes, from, to);
    },
  };
};

/** The n-th of the numbers between commas; the only one where there is one. NaN: missing. */
const nth = (bytes: Uint8Array, from: number, to: number, index: number): number => {
  if (from === to) return Number.NaN;
  let begin = from;
  let seen = 0;
  for (;;) {
    const end = placeOf(bytes, COMMA, begin, to);
    if (seen === index || (seen === 0 && end === to)) return numberAt(bytes, begin, end);
    if (end === to) return Number.NaN;
    begin = end + 1;
    seen += 1;
  }
};

/** Share of the alternate in the counts of reference and alternates (AD); NaN where one is no number. */
const share = (bytes: Uint8Array, from: number, to: number, alternate: number): number => {
  if (from === to) return Number.NaN;
  let total = 0;
  let own = Number.NaN;
  let seen = 0;
  for (let begin = from; begin <= to; seen += 1) {
    const end = placeOf(bytes, COMMA, begin, to);
    const count = numberAt(bytes, begin, end);
    total += count;
    if (seen === alternate + 1) own = count;
    begin = end + 1;
  }
  return total > 0 ? own / total : Number.NaN;
};

/** Place of the value of an INFO key: its start, or -1. It ends at the next semicolon or tab. */
const infoValue = (bytes: Uint8Array, from: number, to: number, key: Uint8Array): number => {
  for (let begin = from; begin < to; ) {
    const end = begin + key.length;
    if (end <= to && bytes[begin] === key[0] && holds(bytes, begin, end, key)) {
      if (bytes[end] === EQUALS) return end + 1;
      if (end === to || bytes[end] === SEMICOLON) return end;
    }
    begin = placeOf(bytes, SEMICOLON, begin, to) + 1;
  }
  return -1;
};

const key = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const [TVAF, VAF, AF, DP4, TDP, DP] = [
  key("TVAF"),
  key("VAF"),
  key("AF"),
  key("DP4"),
  key("TDP"),
  key("DP"),
] as const;

const infoNumber = (
  bytes: Uint8Array,
  from: number,
  to: number,
  wanted: Uint8Array,
  index: number,
): number => {
  const at = infoValue(bytes, from, to, wanted);
  return at < 0 ? Number.NaN : nth(bytes, at, placeOf(bytes, SEMICOLON, at, to), index);
};

/**
 * Allele fraction of one alternate (from 0), 0 to 1; NaN: not said.
 * Sample fields AF, VAF, FA, FREQ (percent), AD, RO and AO (FreeBayes), the tier-1 counts of Strelka; then INFO
 * TVAF or VAF, and AF where DP4 shows that it counts reads (LoFreq), since INFO AF elsewhere is a population's.
 */
export const alleleFraction = (
  sample: SampleFields,
  bytes: Uint8Array,
  infoFrom: number,
  infoTo: number,
  alternate: number,
  bases: () => { readonly reference: string; readonly alternate: string },
): number => {
  let stated = nth(bytes, sample.from(SAMPLE_AF), sample.to(SAMPLE_AF), alternate);
  if (Number.isNaN(stated)) stated = nth(bytes, sample.from(SAMPLE_VAF), sample.to(SAMPLE_VAF), alternate);
  if (Number.isNaN(stated)) stated = nth(bytes, sample.from(FA), sample.to(FA), alternate);
  if (Number.isNaN(stated)) stated = percent(bytes, sample.from(FREQ), sample.to(FREQ), alternate);
  if (!Number.isNaN(stated)) return fraction(stated);
  const counted = share(bytes, sample.from(AD), sample.to(AD), alternate);
  if (!Number.isNaN(counted)) return counted;
  const observed = observations(sample, bytes, alternate);
  if (!Number.isNaN(observed)) return observed;
  stated = infoNumber(bytes, infoFrom, infoTo, TVAF, alternate);
  if (Number.isNaN(stated)) stated = infoNumber(bytes, infoFrom, infoTo, VAF, alternate);
  if (!Number.isNaN(stated)) return fraction(stated);
  const strelka = tierOne(sample, bases);
  if (!Number.isNaN(strelka)) return strelka;
  if (infoValue(bytes, infoFrom, infoTo, DP4) < 0) return Number.NaN;
  return fraction(infoNumber(bytes, infoFrom, infoTo, AF, alternate));
};

const fraction = (value: number): number => (value >= 0 && value <= 1 ? value : Number.NaN);

const percent = (bytes: Uint8Array, from: number, to: number, index: number): number => {
  if (from === to) return Number.NaN;
  let begin = from;
  for (let seen = 0; seen < index; seen += 1) {
    const end = placeOf(bytes, COMMA, begin, to);
    if (end === to) return Number.NaN;
    begin = end + 1;
  }
  let end = placeOf(bytes, COMMA, begin, to);
  if (bytes[end - 1] === PERCENT) end -= 1;
  return numberAt(bytes, begin, end) / 100;
};

const observations = (sample: SampleFields, bytes: Uint8Array, alternate: number): number => {
  const [from, to] = [sample.from(AO), sample.to(AO)];
  if (from === to || sample.to(RO) === 0) return Number.NaN;
  let total = numberAt(bytes, sample.from(RO), sample.to(RO));
  for (let begin = from; begin <= to; ) {
    const end = placeOf(bytes, COMMA, begin, to);
    total += numberAt(bytes, begin, end);
    begin = end + 1;
  }
  return total > 0 ? nth(bytes, from, to, alternate) / total : Number.NaN;
};

/** Strelka counts bases (AU, CU, GU, TU) and indel reads (TAR, TIR) in two tiers; the first is the strict one. */
const tierOne = (
  sample: SampleFields,
  bases: () => { readonly reference: string; readonly alternate: string },
): number => {
  const first = (name: string): number => {
    const text = sample.text(name);
    return text === null ? Number.NaN : Number(text.split(",")[0]);
  };
  const indel = first("TIR");
  const own = Number.isNaN(indel) ? first(`${bases().alternate}U`) : indel;
  const other = Number.isNaN(indel) ? first(`${bases().reference}U`) : first("TAR");
  return own + other > 0 ? own / (own + other) : Number.NaN;
};

/** Reads at the site: DP of the sample, then INFO TDP, DP. NaN: not said. */
export const readDepth = (
  sample: SampleFields,
  bytes: Uint8Array,
  infoFrom: number,
  infoTo: number,
): number => {
  const own = numberAt(bytes, sample.from(SAMPLE_DP), sample.to(SAMPLE_DP));
  if (!Number.isNaN(own)) return own;
  const tumour = infoNumber(bytes, infoFrom, infoTo, TDP, 0);
  return Number.isNaN(tumour) ? infoNumber(bytes, infoFrom, infoTo, DP, 0) : tumour;
};

/** What a genotype says of one alternate (from 0); a missing allele leaves it open. */
export type Carried = "yes" | "no" | "open";

export const carried = (sample: SampleFields, bytes: Uint8Array, alternate: number): Carried => {
  const [from, to] = [sample.from(GT), sample.to(GT)];
  if (from === to) return "open";
  let open = false;
  let number = -1;
  for (let at = from; at <= to; at += 1) {
    const digit = at === to ? -1 : (bytes[at] ?? 0) - 48;
    if (digit >= 0 && digit <= 9) number = (number < 0 ? 0 : number * 10) + digit;
    else {
      if (number === alternate + 1) return "yes";
      // `/` and `|` part alleles; anything else, as the dot of a missing allele, leaves it open
      if (at < to && bytes[at] !== 47 && bytes[at] !== 124) open = true;
      number = -1;
    }
  }
  return open ? "open" : "no";
};
