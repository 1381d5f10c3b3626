export type { Question, RegimenPattern } from "./question.ts";
export { type LeftOut, type Selection, type StudyRow, selectRows } from "./select.ts";
