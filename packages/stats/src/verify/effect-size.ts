import { inverseFreemanTukey } from "../effect-size/proportion.ts";
import { jeffreysQuantiles, proportionInterval } from "../effect-size/proportion-interval.ts";
import { effectsOfCall } from "./escalc.ts";
import { numberArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily } from "./reference-case.ts";

/** `escalc`, the inverse of Freeman and Tukey, and intervals of single proportions. */
export const effectSizeAnswers: ReferenceFamily = ({ calls, call, data }) => {
  if (call.function === "escalc") {
    const effects = effectsOfCall(call, data);
    return effects && { yi: effects.effects, vi: effects.variances, sei: effects.variances.map(Math.sqrt) };
  }
  const [x, n] = [numbers(data, "x"), numbers(data, "n")];
  if (x === null || n === null) return null;
  if (call.function === "transf.ipft") return { p: x.map((one, i) => inverseFreemanTukey(one, n[i]!)) };
  const asked = calls.find((one) => one.function === "binom.test" || one.function === "prop.test");
  if (asked === undefined) return null;
  const level = numberArgument(asked, "conf.level") ?? 0.95;
  // R corrects by no more than the count lies from half of n
  const yates = (one: number, size: number): "WS" | "WSCC" => (2 * one === size ? "WS" : "WSCC");
  const bounds = (convention: "CP" | "WS" | "WSCC", side: "low" | "high"): Float64Array =>
    x.map((one, i) => {
      const interval = proportionInterval(
        one,
        n[i]!,
        convention === "WSCC" ? yates(one, n[i]!) : convention,
        level,
      );
      return interval.ok ? interval.value[side] : Number.NaN;
    });
  return {
    cp_lo: bounds("CP", "low"),
    cp_hi: bounds("CP", "high"),
    wilson_lo: bounds("WS", "low"),
    wilson_hi: bounds("WS", "high"),
    wilsoncc_lo: bounds("WSCC", "low"),
    wilsoncc_hi: bounds("WSCC", "high"),
    jeffreys_raw_lo: x.map((one, i) => jeffreysQuantiles(one, n[i]!, level)[0]),
    jeffreys_raw_hi: x.map((one, i) => jeffreysQuantiles(one, n[i]!, level)[1]),
  };
};
