import type { ApprovalVerdict, ConditionVerdict, Missing } from "@erbium/model";
import { say } from "../words.ts";

/** What this patient has where a label asks: "HER2-positive: no", one entry per fact; the whole sentence where it has none. */
export const conditionFacts = ({ message }: ConditionVerdict): readonly string[] => {
  const { because } = message.params;
  return typeof because === "string" && because !== "" ? because.split("; ") : [message.text];
};

/** What is not known, as it stands behind the words "Not known". */
export const missingWords = ({ message }: Missing): string =>
  typeof message.params.input === "string" ? message.params.input : message.text;

/** Parts of a label for which no source was seen, in words; null when every part was. */
export const unseenWords = ({ recalled }: ApprovalVerdict): string | null =>
  recalled.length === 0
    ? null
    : recalled.includes("row")
      ? say("label.recalled-row")
      : say("label.recalled", { parts: recalled.join(", ") });
