/** A label that wants to stand at `centre` and needs `width`. */
export interface Wish {
  readonly centre: number;
  readonly width: number;
}

interface Block {
  members: number[];
  /** total width of the members */
  width: number;
  /** sum over members of (wished centre minus own offset in the block), to place the block at their mean */
  sum: number;
  left: number;
}

/**
 * Centres for labels on one line so that none overlaps its neighbour, each as near to its wish as that
 * allows (least squares: overlapping neighbours are merged into blocks placed at their mean wish, as in
 * isotonic regression by pooling adjacent violators). Order is kept; equal wishes keep their input order.
 * When the labels do not fit between `low` and `high`, they start at `low` and run past `high`.
 *
 * @returns centres in input order
 */
export const placeLabels = (wishes: readonly Wish[], low: number, high: number): number[] => {
  const order = wishes
    .map((_, index) => index)
    .sort((a, b) => wishes[a]!.centre - wishes[b]!.centre || a - b);
  const blocks: Block[] = [];
  const settle = (block: Block): void => {
    const wished = block.sum / block.members.length;
    block.left = Math.max(low, Math.min(wished, high - block.width));
  };
  for (const index of order) {
    const wish = wishes[index]!;
    const block: Block = { members: [index], width: wish.width, sum: wish.centre - wish.width / 2, left: 0 };
    settle(block);
    blocks.push(block);
    for (let last = blocks.length - 1; last > 0; last--) {
      const left = blocks[last - 1]!;
      const right = blocks[last]!;
      if (left.left + left.width <= right.left) break;
      left.sum += right.sum - right.members.length * left.width;
      left.members.push(...right.members);
      left.width += right.width;
      settle(left);
      blocks.pop();
    }
  }
  const centres = new Array<number>(wishes.length).fill(0);
  for (const block of blocks) {
    let x = block.left;
    for (const index of block.members) {
      const width = wishes[index]!.width;
      centres[index] = x + width / 2;
      x += width;
    }
  }
  return centres;
};

/** Do the labels fit beside each other at all? */
export const fits = (wishes: readonly Wish[], low: number, high: number): boolean =>
  wishes.reduce((sum, wish) => sum + wish.width, 0) <= high - low;
