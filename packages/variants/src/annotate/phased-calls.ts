import type { GeneIndex } from "../gene-index.ts";
import type { SequenceCall } from "../genomic-change.ts";
import { joinPhased } from "../haplotype.ts";
import type { CallFields } from "./annotated-row.ts";

/** A call that its genotype puts on one or both copies of its chromosome. */
export interface PhasedCall {
  readonly call: SequenceCall;
  readonly fields: CallFields;
  /** grows along the file */
  readonly order: number;
  /** copies that carry it: 0, 1, or both */
  readonly copies: readonly number[];
  /** calls of one phase set lie on the same copies */
  readonly phaseSet: string;
  readonly record?: string;
}

/** Bases between two calls beyond which neither a codon nor a frame of one exon joins them. */
const REACH = 2000;
/** Calls gathered at most, so that an endless haplotype does not fill the memory. */
const GATHERED_AT_MOST = 200;

/**
 * Gathers the phased calls of one sample that lie close together, joins those that only together say what
 * happens to the protein, and gives them on: joined ones with the least of their figures, others as they were.
 */
export const phasedCalls = (genes: GeneIndex, give: (call: PhasedCall) => void) => {
  let group: PhasedCall[] = [];
  let phaseSet = "";
  const flush = (): void => {
    const calls = group;
    group = [];
    if (calls.length === 1 && calls[0] !== undefined) {
      give(calls[0]);
      return;
    }
    const given = new Map<string, PhasedCall>();
    for (const copy of [0, 1]) {
      const here = calls.filter(({ copies }) => copies.includes(copy));
      for (const joined of joinPhased(
        here.map(({ call }) => call),
        genes,
      )) {
        const parts = here.filter(({ call }) => within(call, joined));
        const [first] = parts;
        if (first === undefined) continue;
        const whole = parts.length === 1 ? first : together(joined, parts);
        given.set(`${whole.call.position} ${whole.call.reference} ${whole.call.alternate}`, whole);
      }
    }
    for (const one of [...given.values()].sort((a, b) => a.order - b.order)) give(one);
  };
  return {
    flush: () => {
      if (group.length > 0) flush();
    },
    add: (call: PhasedCall): void => {
      const last = group.at(-1);
      const apart =
        last !== undefined &&
        (last.call.chromosome !== call.call.chromosome ||
          call.call.position < last.call.position ||
          call.call.position > last.call.position + REACH ||
          phaseSet !== call.phaseSet ||
          group.length >= GATHERED_AT_MOST);
      if (apart) flush();
      phaseSet = call.phaseSet;
      group.push(call);
    },
  };
};

/** Whether a call, without the bases that both its alleles share, lies inside a joined one. */
const within = ({ position, reference, alternate }: SequenceCall, joined: SequenceCall): boolean => {
  let front = 0;
  while (front < reference.length && front < alternate.length && reference[front] === alternate[front])
    front += 1;
  const from = position + Math.min(front, reference.length);
  const to = position + reference.length;
  return from >= joined.position && Math.max(to, from) <= joined.position + joined.reference.length;
};

const least = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? Math.min(...known) : null;
};

const together = (call: SequenceCall, parts: readonly PhasedCall[]): PhasedCall => {
  const [first] = parts as [PhasedCall];
  const filters = [...new Set(parts.map(({ fields }) => fields.filter).filter((one) => one !== null))];
  const failed = filters.filter((filter) => filter !== "PASS");
  return {
    ...first,
    call,
    fields: {
      ...first.fields,
      input: `${first.fields.chromosome}:${call.position}${call.reference}>${call.alternate}`,
      position: call.position,
      reference: call.reference,
      alternate: call.alternate,
      filter: failed.length > 0 ? failed.join(";") : (filters[0] ?? null),
      vaf: least(parts.map(({ fields }) => fields.vaf)),
      depth: least(parts.map(({ fields }) => fields.depth)),
    },
  };
};
