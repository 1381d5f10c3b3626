import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openKnowledge } from "@erbium/knowledge-base";

/** The compiled knowledge; a test of the room knowledge-base fails where it is stale. */
const opened = openKnowledge(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../dist/knowledge.json"), "utf8")),
);
if (!opened.ok) throw new Error(opened.error.message);
export const knowledge = opened.value;
