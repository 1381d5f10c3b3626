import type { DynamicSeries } from "./functional-tumour-volume.ts";

/** How the reference phantom is described in words; its numbers are read, its layout is fixed. */
const description =
  /^8x8x8, voxel 2x2x2 mm; a=100\+5\*\(\(x\+2y\+3z\) mod 7\), a=20 for x<2; b=1\.30a,c=1\.35a; lesion .*omit x==6$/;

/**
 * The phantom on which the worked examples of the functional tumour volume were made: 8 x 8 x 8 voxels with
 * a dark rim, a spherical lesion that washes out on one side, three enhancing voxels at a corner, a lone one,
 * one whose late signal falls below the first, an enhancing one in the dark, and a plane left out.
 *
 * @returns null for another description
 */
export const phantom = (recipe: string): DynamicSeries | null => {
  if (!description.test(recipe)) return null;
  const size = 8;
  const n = size ** 3;
  const pre = new Float64Array(n);
  const early = new Float64Array(n);
  const late = new Float64Array(n);
  const omit: boolean[] = [];
  const put = (i: number, earlyFactor: number, lateFactor: number): void => {
    early[i] = earlyFactor * (pre[i] as number);
    late[i] = lateFactor * (pre[i] as number);
  };
  for (let i = 0; i < n; i++) {
    const [x, y, z] = [i % size, Math.floor(i / size) % size, Math.floor(i / size ** 2)];
    pre[i] = x < 2 ? 20 : 100 + 5 * ((x + 2 * y + 3 * z) % 7);
    omit.push(x === 6);
    const inLesion = (x - 4) ** 2 + (y - 4) ** 2 + (z - 4) ** 2 <= 5;
    if (inLesion) put(i, 1.9, x < 4 ? 2.1 : x > 4 ? 1.55 : 1.7);
    else put(i, 1.3, 1.35);
  }
  const at = (x: number, y: number, z: number): number => x + size * (y + size * z);
  for (const i of [at(7, 0, 0), at(7, 0, 1), at(7, 1, 0)]) put(i, 1.8, 1.6);
  put(at(7, 7, 7), 2, 1.8);
  late[at(4, 4, 4)] = 0.9 * (pre[at(4, 4, 4)] as number);
  put(at(1, 4, 4), 3, 2);
  return { dimensions: [size, size, size], voxelMm: [2, 2, 2], pre, early, late, omit };
};
