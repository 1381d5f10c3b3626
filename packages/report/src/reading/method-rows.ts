import type { Advice } from "@erbium/model";
import { say } from "../words.ts";

/** Versions, dates and conventions as name and value. */
export const methodRows = (advice: Advice): readonly (readonly [name: string, value: string])[] => {
  const { knowledge, tumour } = advice;
  const conventions = [
    ...new Set(
      advice.options
        .flatMap((option) => option.evidence.figures.map((figure) => figure.interval))
        .filter((convention) => convention !== "" && convention !== "printed"),
    ),
  ].sort();
  const lineage =
    tumour.lineage.length > 0 ? `, ${say("method.lineage", { lineage: tumour.lineage.join(", ") })}` : "";
  return [
    [say("method.version"), knowledge.version],
    [say("method.hash"), knowledge.hash],
    [say("method.asOf"), knowledge.asOf],
    [say("method.jurisdictions"), advice.jurisdictions.join(", ") || say("none")],
    [say("method.tumour"), `${tumour.name} (${tumour.code})${lineage}`],
    ...knowledge.imports.map((entry) => [say("method.imports"), say("method.import", { ...entry })] as const),
    [
      say("method.intervals"),
      conventions.length > 0
        ? say("method.intervals.words", { conventions: conventions.join("; ") })
        : say("method.intervals.printed"),
    ],
    [say("method.unconfirmed"), say("method.unconfirmed.words")],
  ];
};
