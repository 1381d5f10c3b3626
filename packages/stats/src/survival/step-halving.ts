import { roundingOf } from "../likelihood-rounding.ts";

/**
 * A step uphill: the whole of it, or halved until the log-likelihood falls by no more than rounding.
 *
 * @param at     where a share of the step leads
 * @param before log-likelihood where the step begins
 * @returns the share taken and where it led; after 40 halvings as it is
 */
export const halvedStep = <T extends { readonly logLikelihood: number }>(
  at: (share: number) => T,
  before: number,
): { readonly share: number; readonly next: T } => {
  let share = 1;
  let next = at(share);
  for (let halving = 0; halving < 40 && !(next.logLikelihood >= before - roundingOf(before)); halving++) {
    share /= 2;
    next = at(share);
  }
  return { share, next };
};
