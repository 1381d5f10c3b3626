/** How one field of a row is read. */
export type Field =
  | { readonly kind: "number" }
  | { readonly kind: "text" }
  | { readonly kind: "word" }
  | { readonly kind: "score" }
  | { readonly kind: "truth" }
  | { readonly kind: "list" }
  | { readonly kind: "object"; readonly fields: Fields };
export type Fields = Readonly<Record<string, Field>>;

const number: Field = { kind: "number" };
const text: Field = { kind: "text" };
/** one of a closed set, written in lower case */
const word: Field = { kind: "word" };
const list: Field = { kind: "list" };
const object = (fields: Fields): Field => ({ kind: "object", fields });

const count: Fields = {
  probe: word,
  her2PerCell: number,
  cep17PerCell: number,
  ratio: number,
  cells: number,
  percentCellsAmplified: number,
  call: word,
};

/** The fields that a measurement knows; values are checked by the schema of `model`. */
export const measurementFields: Fields = {
  id: text,
  tumour: text,
  specimen: word,
  sample: text,
  site: text,
  date: text,
  afterTherapy: list,
  ihc: object({
    score: { kind: "score" },
    scoring: word,
    percentStained: number,
    intensity: word,
    pattern: word,
    clusterCells: number,
    membraneStaining: word,
    confirmed: { kind: "truth" },
    clone: text,
  }),
  ish: object({ ...count, recount: object(count) }),
  preanalytics: object({ ischaemiaHours: number, fixationHours: number }),
  alterations: list,
  reported: word,
  copyNumber: object({ copies: number, purity: number, ploidy: number }),
  expression: object({ ratioTumourNormal: number }),
  serum: object({ her2NgPerMl: number }),
};
