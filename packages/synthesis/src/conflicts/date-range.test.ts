import { describe, expect, it } from "vitest";
import { dateRange, dateShown } from "./date-range.ts";

describe("a date as printed", () => {
  it.each([
    ["2024-04-05", 20_240_405, 20_240_405, "2024-04-05"],
    ["5 April 2024", 20_240_405, 20_240_405, "2024-04-05"],
    ["April 5, 2024", 20_240_405, 20_240_405, "2024-04-05"],
    ["April 2024", 20_240_401, 20_240_431, "2024-04"],
    ["2024-08", 20_240_801, 20_240_831, "2024-08"],
    ["2024年8月", 20_240_801, 20_240_831, "2024-08"],
    ["2024年8月3日", 20_240_803, 20_240_803, "2024-08-03"],
    ["2006", 20_060_101, 20_061_231, "2006"],
    ["in 1998", 19_980_101, 19_981_231, "1998"],
  ])("%s is a range of days", (words, low, high, shown) => {
    expect(dateRange(words)).toEqual({ low, high });
    expect(dateShown({ low, high })).toBe(shown);
  });
  it.each(["", "soon", "12", "120060"])("%s is none", (words) => {
    expect(dateRange(words)).toBeNull();
  });
});
