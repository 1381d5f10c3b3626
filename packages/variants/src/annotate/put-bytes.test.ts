import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOf } from "../bytes.ts";
import { digitsOf, putDigitsBefore, putFraction, putInteger, putString, putText } from "./put-bytes.ts";
import { viewOf } from "./row-buffer.ts";

const room = (fill = 88) => {
  const bytes = new Uint8Array(400).fill(fill);
  return { bytes, view: viewOf(bytes) };
};
const edges = [
  0,
  9,
  10,
  99,
  100,
  999,
  1000,
  999_999,
  1_000_000,
  999_999_999,
  1_000_000_000,
  2 ** 31 - 1,
  2 ** 31,
];

describe("numbers as text", () => {
  const whole = fc.oneof(fc.nat(2_000_000), fc.nat(2 ** 31 - 1), fc.maxSafeNat(), fc.constantFrom(...edges));
  it("are those that the language writes, and end where they say", () => {
    fc.assert(
      fc.property(whole, (value) => {
        const { bytes, view } = room();
        expect(textOf(bytes, 5, putInteger(view, 5, value))).toBe(String(value));
        expect(digitsOf(value)).toBe(String(value).length);
        expect(textOf(bytes, putDigitsBefore(bytes, 60, value), 60)).toBe(String(value));
      }),
      { numRuns: 2000 },
    );
  });
  it("of fractions have at most six decimals, and no zero at their end", () => {
    const fraction = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.tuple(fc.nat(500), fc.integer({ min: 500, max: 1000 })).map(([own, all]) => own / all),
      fc.constantFrom(0, 1, 0.5, 0.1, 0.000001, 0.0000004, 0.9999996, 0.25),
    );
    fc.assert(
      fc.property(fraction, (value) => {
        const { bytes, view } = room();
        const rounded = Math.round(value * 1e6) / 1e6;
        const text = textOf(bytes, 3, putFraction(view, 3, value));
        expect(Number(text)).toBe(rounded);
        expect(text).toMatch(/^(?:0|1|0\.\d{0,5}[1-9])$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("texts", () => {
  it("are put as they are, be they short, long or of other letters, and nothing behind them is touched", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 130, unit: "binary" }), fc.nat(3), (text, from) => {
        const wanted = Buffer.from(text);
        const { bytes, view } = room();
        const to = putString(bytes, from, text);
        expect(Buffer.from(bytes.subarray(from, to)).equals(wanted)).toBe(true);
        const copy = room();
        const end = putText(copy.view, 7, view, from, to);
        expect(Buffer.from(copy.bytes.subarray(7, end)).equals(wanted)).toBe(true);
        expect(copy.bytes[6]).toBe(88);
        expect(copy.bytes[end]).toBe(88);
      }),
    );
  });
});
