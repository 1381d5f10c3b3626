import { z } from "zod";
import { provenance } from "./provenance.ts";

/**
 * A group of patients that studies enrol, in the words their outcomes use, and the groups it lies within.
 * `within` is inclusion: every patient of this group belongs to those. It makes rows of different studies
 * comparable without reading words.
 */
const studyGroup = {
  id: z.string(),
  definition: z.string(),
  /** exactly as outcomes write it */
  words: z.array(z.string().min(1)).default([]),
  within: z.array(z.string()).default([]),
  ...provenance,
};

/** Who was enrolled by alteration or expression: field `alteration` of an outcome. */
export const studyPopulationSchema = z.strictObject(studyGroup).meta({ id: "StudyPopulation" });
export type StudyPopulation = z.infer<typeof studyPopulationSchema>;

/** Who was enrolled by earlier treatment: field `line` of an outcome. */
export const studyLineSchema = z.strictObject(studyGroup).meta({ id: "StudyLine" });
export type StudyLine = z.infer<typeof studyLineSchema>;
