import { err, ok, type Result } from "@erbium/model";

const NORMAL = /(?:^|[-_.\s])(?:normal|germline|blood|control|ctrl|pbmc|buffy|n)(?:$|[-_.\s\d])|normal/i;
/** Sample type codes 10 to 14 of a TCGA barcode are normals. */
const TCGA_NORMAL = /^TCGA-\w{2}-\w{4}-1[0-4]/i;

/**
 * Column (from 0, among the samples) to read: the one asked for, the one that the header calls the tumour,
 * or the first that is not a normal by name. Null: the file has no samples.
 */
export const chooseSample = (
  samples: readonly string[],
  wanted: string | undefined,
  headerTumour: string | null,
  headerNormal: string | null,
): Result<number | null> => {
  if (wanted !== undefined) {
    const at = samples.indexOf(wanted);
    return at >= 0
      ? ok(at)
      : err({
          code: "unknown-sample",
          message: `the file has no sample "${wanted}"`,
          remedy: samples.length === 0 ? "it has no samples at all" : `choose from ${samples.join(", ")}`,
        });
  }
  if (samples.length === 0) return ok(null);
  if (headerTumour !== null && samples.includes(headerTumour)) return ok(samples.indexOf(headerTumour));
  const tumour = samples.findIndex(
    (name) => name !== headerNormal && !NORMAL.test(name) && !TCGA_NORMAL.test(name),
  );
  return ok(Math.max(tumour, 0));
};
