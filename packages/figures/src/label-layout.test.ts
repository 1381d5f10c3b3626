import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeLabels } from "./label-layout.ts";

const wishes = fc.array(
  fc.record({ centre: fc.integer({ min: 0, max: 500 }), width: fc.integer({ min: 1, max: 20 }) }),
  { maxLength: 25 },
);

describe("labels on one line", () => {
  test("stand where they want when nothing is in the way", () => {
    expect(
      placeLabels(
        [
          { centre: 50, width: 10 },
          { centre: 100, width: 10 },
        ],
        0,
        200,
      ),
    ).toEqual([50, 100]);
  });

  test("share the shift when two want the same place", () => {
    expect(
      placeLabels(
        [
          { centre: 50, width: 10 },
          { centre: 50, width: 10 },
        ],
        0,
        200,
      ),
    ).toEqual([45, 55]);
  });

  test("are pushed back inside the room", () => {
    expect(
      placeLabels(
        [
          { centre: 0, width: 10 },
          { centre: 200, width: 10 },
        ],
        0,
        200,
      ),
    ).toEqual([5, 195]);
  });

  test("never overlap, keep their order, and stay inside while they fit", () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const centres = placeLabels(list, 0, 500);
        const placed = list
          .map((wish, i) => ({
            wished: wish.centre,
            left: centres[i]! - wish.width / 2,
            right: centres[i]! + wish.width / 2,
          }))
          .sort((a, b) => a.left - b.left);
        for (const [i, label] of placed.entries()) {
          expect(label.left).toBeGreaterThanOrEqual(-1e-6);
          expect(label.right).toBeLessThanOrEqual(500 + 1e-6);
          const next = placed[i + 1];
          if (!next) continue;
          expect(next.left).toBeGreaterThanOrEqual(label.right - 1e-6);
          expect(next.wished).toBeGreaterThanOrEqual(label.wished);
        }
      }),
    );
  });
});
