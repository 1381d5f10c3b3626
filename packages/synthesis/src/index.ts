export type { Contrast } from "./contrast.ts";
export type { Question, RegimenPattern } from "./question.ts";
export { type LeftOut, type Selection, type StudyRow, selectRows } from "./select.ts";
export {
  type NetworkPart,
  type NetworkReading,
  type NetworkReadings,
  type TreatmentNetwork,
  treatmentNetwork,
  treatmentNetworks,
} from "./treatment-network.ts";
