/** Three phases of a dynamic series over one region, voxels in the order x fastest, then y, then z. */
export interface DynamicSeries {
  readonly dimensions: readonly [number, number, number];
  readonly voxelMm: readonly [number, number, number];
  readonly pre: ArrayLike<number>;
  readonly early: ArrayLike<number>;
  readonly late: ArrayLike<number>;
  /** voxels to leave out: zero for the background, not counted, but neighbours to those that are */
  readonly omit: ArrayLike<boolean>;
}

export interface VolumeSettings {
  readonly percentile: number;
  readonly backgroundShare: number;
  readonly enhancement: number;
  readonly neighbours: number;
  readonly serBins: readonly number[];
}

export interface FunctionalTumourVolume {
  readonly backgroundThreshold: number;
  readonly voxels: number;
  readonly cc: number;
  /** voxels of the volume by signal enhancement ratio, in the intervals [a, b) of the bins */
  readonly serCounts: readonly number[];
}

/**
 * Functional tumour volume of a breast MRI: voxels above a background that enhance early by a set percentage
 * among enhancing neighbours and whose signal enhancement ratio is not negative.
 *
 * Equal late and pre-contrast signal gives an infinite ratio, which counts; where the early signal is equal
 * too there is no ratio, and the voxel does not count. The background is a percentile, linearly interpolated
 * (type 7), of the region with omitted voxels as zero.
 *
 * @returns volume in cc, voxels, background in units of the signal
 * @source ACRIN 6657 as implemented in SlicerBreast_DCEMRI_FTV; knowledge/scores/early-response.yaml
 */
export const functionalTumourVolume = (
  { dimensions, voxelMm, pre, early, late, omit }: DynamicSeries,
  settings: VolumeSettings,
): FunctionalTumourVolume => {
  const [nx, ny, nz] = dimensions;
  const n = nx * ny * nz;
  const kept = Float64Array.from({ length: n }, (_, i) => (omit[i] ? 0 : (pre[i] as number)));
  const background = settings.backgroundShare * percentileOf(kept, settings.percentile);
  const ratio = new Float64Array(n);
  const enhancing = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const a = pre[i] as number;
    if (a < background) continue;
    const gain = (early[i] as number) - a;
    ratio[i] = gain / ((late[i] as number) - a);
    if ((100 * gain) / a >= settings.enhancement) enhancing[i] = 1;
  }
  const serCounts = settings.serBins.slice(1).map(() => 0);
  let voxels = 0;
  for (let i = 0; i < n; i++) {
    const ser = ratio[i] as number;
    if (omit[i] || enhancing[i] === 0 || !(ser >= 0)) continue;
    if (enhancingNeighbours(enhancing, i, dimensions) < settings.neighbours) continue;
    voxels++;
    const bin = settings.serBins.findIndex((low, b) => ser >= low && ser < (settings.serBins[b + 1] ?? low));
    if (bin !== -1) serCounts[bin] = (serCounts[bin] as number) + 1;
  }
  const cc = (voxels * voxelMm[0] * voxelMm[1] * voxelMm[2]) / 1000;
  return { backgroundThreshold: background, voxels, cc, serCounts };
};

/** How many of the 26 voxels around one enhance. */
const enhancingNeighbours = (
  enhancing: Uint8Array,
  index: number,
  [nx, ny, nz]: readonly [number, number, number],
): number => {
  const x = index % nx;
  const y = Math.floor(index / nx) % ny;
  const z = Math.floor(index / (nx * ny));
  let count = -(enhancing[index] as number);
  for (let k = Math.max(0, z - 1); k <= Math.min(nz - 1, z + 1); k++)
    for (let j = Math.max(0, y - 1); j <= Math.min(ny - 1, y + 1); j++)
      for (let i = Math.max(0, x - 1); i <= Math.min(nx - 1, x + 1); i++)
        count += enhancing[i + nx * (j + ny * k)] as number;
  return count;
};

const percentileOf = (values: Float64Array, percent: number): number => {
  const sorted = values.toSorted();
  const at = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(at)] as number;
  return low + ((sorted[Math.ceil(at)] as number) - low) * (at - Math.floor(at));
};
