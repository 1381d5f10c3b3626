import { clipText, textWidth } from "./text.ts";

export interface PlacedMark<T> {
  readonly mark: T;
  readonly lane: number;
  /** what of its words has room */
  readonly shown: string;
  readonly side: "right" | "left";
}

/** Room between a mark and its words. */
export const MARK_OFFSET = 8;

/** Puts labelled marks into as few lanes as keep their words apart; words stand at the right where they have room. */
export const inLanes = <T extends { readonly at: number; readonly label: string }>(
  marks: readonly T[],
  x: (at: number) => number,
  width: number,
  size: number,
): readonly PlacedMark<T>[] => {
  const ends: number[] = [];
  return [...marks]
    .sort((a, b) => a.at - b.at)
    .map((mark): PlacedMark<T> => {
      const place = x(mark.at);
      const [before, after] = [place - MARK_OFFSET, width - place - MARK_OFFSET];
      const side = textWidth(mark.label, size) <= after || after >= before ? "right" : "left";
      const shown = clipText(mark.label, size, side === "right" ? after : before);
      const reach = MARK_OFFSET + textWidth(shown, size);
      const [left, right] = side === "right" ? [place - 5, place + reach] : [place - reach, place + 5];
      let lane = ends.findIndex((end) => end <= left);
      if (lane === -1) lane = ends.length;
      ends[lane] = right + 6;
      return { mark, lane, shown, side };
    });
};
