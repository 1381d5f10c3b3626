import type { Caution } from "@erbium/model";

const severities: readonly Caution["severity"][] = ["stop", "caution", "watch"];

/** For sorting: what stops comes first. */
export const bySeverity = ({ severity }: Caution): number => severities.indexOf(severity);
