/** Formats that can be annotated. */
export const inputFormats = ["vcf", "maf"] as const;
export type InputFormat = (typeof inputFormats)[number];
