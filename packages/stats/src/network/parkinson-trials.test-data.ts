import type { NetworkComparisons } from "./network.ts";

/**
 * Seven trials of dopamine agonists in Parkinson's disease, one of three arms: mean off-time reduction.
 *
 * @source Franchini et al. 2012, BMC Med Res Methodol 12:152
 */
export const parkinsonTrials: NetworkComparisons = {
  studies: [
    ...["Lieberman 1998", "Lieberman 1997", "Guttman 1997", "Guttman 1997", "Guttman 1997"],
    ...["Brunt 2002, Group A", "Brunt 2002, Group B", "Gershanik 1994b", "Gershanik 1994a"],
  ],
  treatments1: [
    ...["Placebo", "Placebo", "Placebo", "Placebo", "Pramipexole"],
    ...["Ropinirole", "Ropinirole", "Bromocriptine", "Bromocriptine"],
  ],
  treatments2: [
    ...["Ropinirole", "Pramipexole", "Pramipexole", "Bromocriptine", "Bromocriptine"],
    ...["Bromocriptine", "Bromocriptine", "Cabergoline", "Cabergoline"],
  ],
  effects: Float64Array.of(0.31, 1.7, 2.3, 0.9, -1.4, 0.35, -0.55, 0.3, 0.3),
  standardErrors: Float64Array.of(
    ...[0.668089650927488, 0.382640604881877, 0.717746039568684, 0.6949880912962, 0.699066620680418],
    ...[0.441941738241592, 0.555114559269565, 0.274276316206697, 0.32008724460035],
  ),
};
