import { type CaseEvent, hasCome, type Message, message, type PartialDate } from "@erbium/model";

/** What an event is, in words as of that day, with the number that a drawing shows and its unit. */
export const eventWords = (
  event: CaseEvent,
  asOf: PartialDate,
): { what: Message; value: number | null; unit: string | null } => {
  switch (event.kind) {
    case "lvef":
      return {
        what: message("monitor.event.lvef", { percent: event.percent }),
        value: event.percent,
        unit: "%",
      };
    case "ctdna":
      return {
        what: message(event.vafPercent === 0 ? "monitor.event.ctdna-none" : "monitor.event.ctdna", {
          percent: event.vafPercent,
          alteration: event.alteration ?? "",
        }),
        value: event.vafPercent,
        unit: "%",
      };
    case "ki67":
      return {
        what: message("monitor.event.ki67", { percent: event.percent }),
        value: event.percent,
        unit: "%",
      };
    case "ftv":
      return { what: message("monitor.event.ftv", { cc: event.cc }), value: event.cc, unit: "cc" };
    case "response":
      return {
        what: message("monitor.event.response", { response: event.response, criteria: event.criteria ?? "" }),
        value: null,
        unit: null,
      };
    case "toxicity":
      return {
        what: message(
          event.grade === undefined ? "monitor.event.toxicity-ungraded" : "monitor.event.toxicity",
          {
            term: event.term,
            grade: event.grade ?? null,
            resolved:
              event.resolved === undefined || hasCome(event.resolved, asOf) === "not met"
                ? ""
                : message("monitor.event.resolved", { day: event.resolved }).text,
          },
        ),
        value: event.grade ?? null,
        unit: event.grade === undefined ? null : "grade",
      };
    case "respiratory":
      return {
        what: message("monitor.event.respiratory", { signs: event.signs.join(", ") }),
        value: null,
        unit: null,
      };
    case "laboratory":
      return {
        what: message("monitor.event.laboratory", { results: laboratoryWords(event) }),
        value: null,
        unit: null,
      };
    case "dose":
      return {
        what: message(
          event.held === true
            ? "monitor.event.held"
            : event.dose === undefined
              ? "monitor.event.given"
              : "monitor.event.dose",
          { therapy: event.therapy, dose: event.dose ?? null },
        ),
        value: event.dose ?? null,
        unit: null,
      };
  }
};

const laboratoryWords = (event: Extract<CaseEvent, { kind: "laboratory" }>): string =>
  (
    [
      ["neutrophils", event.neutrophils, "x 10^9/L"],
      ["platelets", event.platelets, "x 10^9/L"],
      ["ALT", event.altTimesUln, "x ULN"],
      ["AST", event.astTimesUln, "x ULN"],
      ["bilirubin", event.bilirubinTimesUln, "x ULN"],
    ] as const
  )
    .filter(([, value]) => value !== undefined)
    .map(([name, value, unit]) => `${name} ${value} ${unit}`)
    .join(", ");
