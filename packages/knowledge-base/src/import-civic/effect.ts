/**
 * Direction and significance in words. Direction is never flipped: evidence that does not support
 * sensitivity says nothing of resistance, and stays "not supported: sensitivity".
 */
export const effectOf = (
  direction: "supports" | "does not support" | null,
  significance: string | null,
): string => {
  const what =
    significance === null
      ? "effect not stated"
      : significance === "Sensitivity/Response"
        ? "sensitivity"
        : significance.toLowerCase();
  if (direction === "supports") return what;
  return direction === "does not support" ? `not supported: ${what}` : `direction not stated: ${what}`;
};
