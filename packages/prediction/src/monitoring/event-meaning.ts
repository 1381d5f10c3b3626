import { type Meaning, message } from "@erbium/model";
import type { Models } from "../frame/registry.ts";
import type { Course, Placed } from "./course.ts";
import { lvefMeanings } from "./lvef-meaning.ts";
import { ctdnaMeanings, ftvMeanings, ki67Meanings } from "./marker-meaning.ts";
import { doseMeanings, reactionMeanings } from "./reaction-meaning.ts";
import type { MonitoringRules } from "./rules-in-force.ts";

/** What one event means by rule: by the labels of what is being given, and by the models of markers. */
export const eventMeanings = (
  { event, bounds }: Placed,
  course: Course,
  rules: MonitoringRules,
  models: Models,
): readonly Meaning[] => {
  switch (event.kind) {
    case "lvef":
      return lvefMeanings({ event, bounds }, course, rules.labelTables);
    case "ctdna":
      return ctdnaMeanings({ event, bounds }, course, models);
    case "ki67":
      return ki67Meanings({ event, bounds }, course, models);
    case "ftv":
      return ftvMeanings({ event, bounds }, course, models);
    case "toxicity":
    case "laboratory":
      return reactionMeanings({ event, bounds }, course, rules);
    case "dose":
      return doseMeanings({ event, bounds }, course, rules);
    case "respiratory":
      return rules.surveillance
        .filter(
          ({ watch, phase, therapies }) =>
            watch === "ild" &&
            phase === "during" &&
            therapies.some((therapy) => course.givenOn(therapy, bounds).length > 0),
        )
        .map((row) => ({
          code: "respiratory-signs",
          weight: "act",
          message: message("monitor.respiratory", { text: row.text }),
          rule: row.id,
          agencies: row.agencies,
          status: row.status,
          sources: row.sources,
        }));
    case "response":
      return event.response === "PD"
        ? [
            {
              code: "progression",
              weight: "note",
              message: message("monitor.progression"),
              rule: null,
              agencies: [],
              status: "verified",
              sources: [],
            },
          ]
        : [];
  }
};
