import { err, ok, type Result } from "@erbium/model";

/** A sample of a VCF and its column among the samples, from 0. */
export interface SampleColumn {
  readonly name: string;
  readonly column: number;
}

const NORMAL = /(?:^|[-_.\s])(?:normal|germline|blood|control|ctrl|pbmc|buffy|n)(?:$|[-_.\s\d])|normal/i;
/** Sample type codes 10 to 14 of a TCGA barcode are normals. */
const TCGA_NORMAL = /^TCGA-\w{2}-\w{4}-1[0-4]/i;

/**
 * The samples to read, in the order of their columns; none where the file has none.
 *
 * @param wanted  a name, or `*` for every sample; by default the one that the header calls the tumour, or the
 *   first that is not a normal by name
 */
export const chooseSamples = (
  samples: readonly string[],
  wanted: string | undefined,
  headerTumour: string | null,
  headerNormal: string | null,
): Result<readonly SampleColumn[]> => {
  const columns = samples.map((name, column) => ({ name, column }));
  if (wanted === "*") return ok(columns);
  const only = (name: string) => columns.filter((one) => one.name === name).slice(0, 1);
  if (wanted !== undefined) {
    const found = only(wanted);
    return found.length > 0
      ? ok(found)
      : err({
          code: "unknown-sample",
          message: `the file has no sample "${wanted}"`,
          remedy: samples.length === 0 ? "it has no samples at all" : `choose from ${samples.join(", ")}`,
        });
  }
  if (headerTumour !== null && samples.includes(headerTumour)) return ok(only(headerTumour));
  const tumour = columns.find(
    ({ name }) => name !== headerNormal && !NORMAL.test(name) && !TCGA_NORMAL.test(name),
  );
  return ok(tumour === undefined ? columns.slice(0, 1) : [tumour]);
};
