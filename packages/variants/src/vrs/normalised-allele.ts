/** What stands in the place of a location; as VRS 2 has it. */
export type VrsState =
  | { readonly type: "LiteralSequenceExpression"; readonly sequence: string }
  | {
      readonly type: "ReferenceLengthExpression";
      readonly length: number;
      readonly repeatSubunitLength: number;
      readonly sequence: string;
    };

/** Replace what lies between two places of a sequence (inter-residue, from 0) by `inserted`. */
export interface SequenceReplacement {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

/**
 * The fully justified form: trimmed of what both sides share, then, for a pure insertion or deletion, rolled
 * out over all places at which it could as well be written. What then follows from the reference alone, as a
 * deletion or a duplication does, is said as a length of it.
 *
 * @source GA4GH VRS 2.0, Allele normalization (VOCA, Holmes et al. 2020)
 */
export const normalisedAllele = (
  sequence: string,
  { start, end, inserted }: SequenceReplacement,
): { readonly start: number; readonly end: number; readonly state: VrsState } => {
  let [from, to, made] = [start, end, inserted];
  const literal = () => ({
    start: from,
    end: to,
    state: { type: "LiteralSequenceExpression" as const, sequence: made },
  });
  // nothing changed: the place itself is the allele
  if (sequence.slice(from, to) === made) return literal();
  while (from < to && made !== "" && sequence[to - 1] === made.at(-1)) {
    to -= 1;
    made = made.slice(0, -1);
  }
  while (from < to && made !== "" && sequence[from] === made[0]) {
    from += 1;
    made = made.slice(1);
  }
  if (from < to && made !== "") return literal();
  const unit = from < to ? sequence.slice(from, to) : made;
  const deletion = made === "";
  let left = 0;
  while (from - left > 0 && sequence[from - left - 1] === at(unit, unit.length - 1 - (left % unit.length)))
    left += 1;
  let right = 0;
  while (to + right < sequence.length && sequence[to + right] === at(unit, right % unit.length)) right += 1;
  const before = sequence.slice(from - left, from);
  const after = sequence.slice(to, to + right);
  made = `${before}${made}${after}`;
  from -= left;
  to += right;
  const length = to - from;
  return deletion || length >= unit.length
    ? {
        start: from,
        end: to,
        state: {
          type: "ReferenceLengthExpression",
          length: made.length,
          repeatSubunitLength: unit.length,
          sequence: made,
        },
      }
    : literal();
};

const at = (text: string, place: number): string | undefined => text[place];
