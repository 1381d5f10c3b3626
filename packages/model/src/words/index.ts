import { adviceWords } from "./advice.ts";
import { predictionWords } from "./prediction.ts";
import { reportWords } from "./report.ts";
import { statusWords } from "./status.ts";

/** English texts of all messages by code; one file per room that speaks. Codes are unique across files. */
export const words: Readonly<Record<string, string>> = {
  ...statusWords,
  ...adviceWords,
  ...predictionWords,
  ...reportWords,
};
