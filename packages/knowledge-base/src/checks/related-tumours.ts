import type { TumourIndex } from "../tumour-index.ts";

/** One is the other, or stands above it. */
export const isRelated = (tumours: TumourIndex, a: string, b: string): boolean =>
  tumours.tumourIs(a, b) || tumours.tumourIs(b, a);
