import type { Measurement } from "@erbium/model";
import type { SequencingContext } from "@erbium/status";
import type { Finding } from "./finding.ts";
import type { PatientSequencing } from "./patient.ts";
import type { Known } from "./three-valued.ts";

/** What sequencing tells the guideline tables; absent is unknown. Findings of another named sample are not merged into a test. */
export const sequencingContext = (
  measurement: Measurement,
  findings: readonly Finding[],
  sequencing: PatientSequencing,
): SequencingContext => {
  const foreign = (one: Finding): boolean =>
    one.sample !== null && measurement.sample !== undefined && one.sample !== measurement.sample;
  const here = findings.filter((one) => one.alteration.gene === "ERBB2");
  const stated = (value: Known, name: string): Record<string, boolean> =>
    value === undefined ? {} : { [name]: value };
  if (here.some(foreign)) return sequencing.ras === undefined ? {} : { ras: sequencing.ras };
  return {
    ...stated(sequencing.activatingMutation, "activatingMutation"),
    ...stated(sequencing.kinaseDomainMutation, "kinaseDomainMutation"),
    ...stated(sequencing.amplified, "amplifiedBySequencing"),
    ...stated(sequencing.altered("NRG1", "fusion"), "nrg1Fusion"),
    ...(sequencing.ras === undefined ? {} : { ras: sequencing.ras }),
    ...(here.length > 0
      ? { anyErbb2Alteration: here.map((one) => one.alteration.key ?? one.alteration.input).sort() }
      : {}),
  };
};
