import { type DoseLadder, err, type LabelTable, ok, type Result } from "@erbium/model";
import { z } from "zod";
import { type AnyModelDefinition, defineModel } from "../frame/model.ts";
import type { ModelKnowledge } from "../frame/model-knowledge.ts";
import { type Answer, warning } from "../frame/prediction.ts";
import { isLevel, nextDose, written } from "./dose-ladder.ts";
import { decidedOr, decideLabel, type LabelVerdict, labelTable, type ObservedFacts } from "./label-table.ts";
import { factsOfEvent, type ObservedEvent, unreported } from "./observed-event.ts";
import { readEvent } from "./read-event.ts";

const times = z.number().min(0).max(1000).optional();
const count = z.number().min(0).max(10_000).optional();
const days = z.number().min(0).max(10_000).optional();

const input = z.strictObject({
  event: z
    .string()
    .max(500)
    .optional()
    .describe('what happened, as "ILD G1 resolved day 20" or "platelets 20"; or the fields below'),
  current: z.number().positive().describe("dose before the event, in the unit of the label"),
  starting_dose: z.number().positive().optional().describe("first dose, where the label has more than one"),
  toxicity: z
    .enum([
      "ILD",
      "neutropenia",
      "febrile neutropenia",
      "thrombocytopenia",
      "diarrhoea",
      "hepatotoxicity",
      "nodular regenerative hyperplasia",
      "neuropathy",
      "other",
    ])
    .optional(),
  grade: z.int().min(0).max(5).optional().describe("by the version of CTCAE that the label cites"),
  resolved: z.boolean().optional(),
  days_to_resolution: days.describe("from onset, or from the hold, to recovery"),
  duration_days: days,
  hold_days: days,
  recurred_after_hold: z.boolean().optional(),
  recurred_after_reduction: z.boolean().optional(),
  complicated: z.boolean().optional(),
  antidiarrhoeal: z.boolean().optional(),
  reduction_needed: z.boolean().optional(),
  neutrophils: count.describe("10^9 per litre"),
  platelets: count.describe("10^9 per litre"),
  transaminases_times_uln: times,
  bilirubin_times_uln: times,
  child_pugh: z.enum(["A", "B", "C"]).optional().describe("class of hepatic impairment before treatment"),
});
type DoseInput = z.infer<typeof input>;

const camel = (field: string): string =>
  field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const notOfTheEvent = ["event", "current", "starting_dose"];

/** What is given by name goes before what the words of the event say. */
const observed = (given: DoseInput): Result<ObservedEvent> => {
  const named = Object.fromEntries(
    Object.entries(given)
      .filter(([field, value]) => !notOfTheEvent.includes(field) && value !== undefined)
      .map(([field, value]) => [camel(field), value]),
  );
  if (given.event === undefined)
    return Object.keys(named).length === 0
      ? err({
          code: "missing-input",
          message: "what happened is missing",
          path: "event",
          remedy: "give event, or toxicity, grade and what belongs to them",
        })
      : ok({ ...named, currentDose: given.current });
  const read = readEvent(given.event);
  return read.ok ? ok({ ...read.value, ...named, currentDose: given.current }) : read;
};

/** The ladder that starts at the stated dose; without one, the first that is not recalled and has the current dose. */
const ladderOf = (
  ladders: readonly DoseLadder[],
  given: DoseInput,
): Result<{ ladder: DoseLadder; others: readonly DoseLadder[] }> => {
  const fitting = ladders.filter(
    (ladder) => given.starting_dose === undefined || ladder.levels[0] === given.starting_dose,
  );
  const withDose = fitting.filter((ladder) => isLevel(ladder, given.current));
  const ladder = withDose.find(({ status }) => status !== "recalled") ?? withDose[0];
  if (ladder !== undefined)
    return ok({
      ladder,
      others: given.starting_dose === undefined ? withDose.filter((one) => one !== ladder) : [],
    });
  return err({
    code: "invalid-value",
    message: `${given.current} is no dose level of ${ladders[0]?.therapy ?? "this medicine"}`,
    path: "current",
    remedy: ladders
      .map((one) => `${one.levels.map((level) => written(one, level)).join(", ")} ${one.unit}`)
      .join("; or "),
  });
};

const decide = (
  table: LabelTable,
  facts: ObservedFacts,
): Result<{ verdict: LabelVerdict; assumed: readonly string[] }> => {
  const decision = decideLabel(table, facts);
  if (decision.kind === "undecided") {
    const assumed = decision.missing.filter((name) => Object.hasOwn(unreported, name));
    if (assumed.length > 0) {
      const filled = Object.fromEntries(assumed.map((name) => [name, unreported[name]]));
      const again = decideLabel(table, { ...facts, ...filled });
      if (again.kind === "decided") return ok({ verdict: again.verdict, assumed });
    }
  }
  const verdict = decidedOr(decision, table, snake);
  return verdict.ok ? ok({ verdict: verdict.value, assumed: [] }) : verdict;
};

const answerOf = (
  verdict: LabelVerdict,
  ladder: DoseLadder,
  current: number,
  asNumber: boolean,
): Result<{ value: string | number; dose: number | null; stops: boolean }> => {
  const { then } = verdict;
  if (then.action === "stop") return ok({ value: then.answer ?? "permanent stop", dose: null, stops: true });
  if (then.dose === undefined) return ok({ value: then.answer ?? "", dose: null, stops: false });
  const next =
    typeof then.dose === "number"
      ? ok({ kind: "dose" as const, dose: then.dose })
      : nextDose(ladder, current, then.dose);
  if (!next.ok) return next;
  if (next.value.kind === "stop") return ok({ value: "permanent stop", dose: null, stops: true });
  const { dose } = next.value;
  const value = (then.answer ?? "{dose}").replace("{dose}", written(ladder, dose));
  return ok({ value: asNumber && value === written(ladder, dose) ? dose : value, dose, stops: false });
};

/**
 * The dose table of one label as a model: what an adverse reaction asks for, and the next dose.
 *
 * @param doseIsNumber  the answer is a number where it is nothing but a dose
 */
const doseModel = (
  id: string,
  therapy: string,
  tableId: string,
  example: Readonly<Record<string, unknown>>,
  doseIsNumber = false,
): AnyModelDefinition =>
  defineModel({
    id,
    input,
    example,
    evaluate: (given, { knowledge }): Result<Answer> => {
      const table = labelTable(knowledge.labelTables, tableId);
      const event = observed(given);
      if (!event.ok) return event;
      const found = ladderOf(laddersOf(knowledge, therapy), given);
      if (!found.ok) return found;
      const { ladder, others } = found.value;
      if (event.value.childPugh !== undefined && asksOfImpairmentAlone(event.value))
        return startingDose(knowledge.labelTables, therapy, event.value.childPugh, ladder);
      const decided = decide(table, factsOfEvent(event.value));
      if (!decided.ok) return decided;
      const { verdict, assumed } = decided.value;
      const answer = answerOf(verdict, ladder, given.current, doseIsNumber);
      if (!answer.ok) return answer;
      const { value, dose, stops } = answer.value;
      const elsewhere = others.flatMap((other) => {
        const there = answerOf(verdict, other, given.current, doseIsNumber);
        return there.ok && there.value.value !== value ? [{ other, there: there.value }] : [];
      });
      return ok({
        values: {
          value,
          action: stops ? "stop" : verdict.then.action,
          dose,
          unit: ladder.unit,
          until: verdict.then.until ?? null,
          rule: `${table.id}/${verdict.rule.id}`,
          because: verdict.rule.words,
          agencies: table.agencies,
          ctcae: table.ctcae ?? null,
        },
        class: stops ? "stop" : (verdict.then.action ?? null),
        warnings: [
          ...(verdict.status === "recalled"
            ? [warning("unconfirmed", `no source was seen for what the label does at: ${verdict.rule.words}`)]
            : []),
          ...(ladder.status === "recalled"
            ? [
                warning(
                  "unconfirmed",
                  `no source was seen for the dose levels ${ladder.levels.join(", ")} ${ladder.unit}`,
                ),
              ]
            : []),
          ...assumed.map((name) =>
            warning(
              "assumed",
              `${snake(name)} was not given and is taken as within limits; raised, it can change the answer`,
              {
                field: snake(name),
              },
            ),
          ),
          ...elsewhere.map(({ other, there }) =>
            warning(
              "other-ladder",
              `with a starting dose of ${written(other, other.levels[0] ?? 0)} ${other.unit} (${other.population ?? "another use"}): ${there.value}`,
            ),
          ),
          ...(table.note === undefined ? [] : [warning("scope", table.note)]),
        ],
        wouldChange: assumed.map(snake),
      });
    },
  });

/** Nothing has happened but that the liver is impaired. */
const asksOfImpairmentAlone = ({ childPugh: _, currentDose: __, ...rest }: ObservedEvent): boolean =>
  Object.values(rest).every((value) => value === undefined);

/** What labels make of hepatic impairment before treatment; the first table decides, others stand beside it. */
const startingDose = (
  tables: readonly LabelTable[],
  therapy: string,
  childPugh: string,
  ladder: DoseLadder,
): Result<Answer> => {
  const told = tables
    .filter(({ topic, therapies }) => topic === "liver impairment" && therapies.includes(therapy))
    .toSorted((a, b) => Number(b.agencies.includes("FDA")) - Number(a.agencies.includes("FDA")))
    .flatMap((table) => {
      const decision = decideLabel(table, { childPugh });
      return decision.kind === "decided" ? [decision.verdict] : [];
    });
  const [first, ...others] = told;
  if (first === undefined)
    return err({
      code: "no-rule",
      message: `nothing is recorded of ${therapy} in hepatic impairment of class ${childPugh}`,
      path: "child_pugh",
      remedy: "read the label",
    });
  const { dose, action } = first.then;
  const value = typeof dose === "number" ? written(ladder, dose) : (first.then.answer ?? action ?? "");
  return ok({
    values: {
      value,
      action: action ?? null,
      dose: typeof dose === "number" ? dose : null,
      unit: ladder.unit,
      until: null,
      rule: `${first.table.id}/${first.rule.id}`,
      because: first.rule.words,
      agencies: first.table.agencies,
      ctcae: null,
    },
    class: action ?? null,
    warnings: others
      .filter((other) => other.then.action !== action || other.then.dose !== dose)
      .map((other) =>
        warning("labels-differ", `${other.table.title}: ${other.then.answer ?? other.then.action}`, {
          table: other.table.id,
        }),
      ),
  });
};

const laddersOf = (knowledge: ModelKnowledge, therapy: string): readonly DoseLadder[] =>
  knowledge.doseLadders.filter((ladder) => ladder.therapy === therapy);

/** The dose tables that are models of their own. */
export const doseModels: readonly AnyModelDefinition[] = [
  doseModel("dose-tdxd", "trastuzumab deruxtecan", "t-dxd.adverse-reactions.us", {
    event: "ILD G1 resolved day 20",
    current: 5.4,
  }),
  doseModel("dose-tdm1", "trastuzumab emtansine", "t-dm1.adverse-reactions.us", {
    event: "platelets 20",
    current: 3.6,
  }),
  doseModel("dose-neratinib", "neratinib", "neratinib.adverse-reactions.us", {
    event: "rash G3, recovered day 10",
    current: 240,
  }),
  doseModel("dose-tucatinib", "tucatinib", "tucatinib.adverse-reactions.us", {
    event: "diarrhoea G3 on antidiarrhoeal",
    current: 300,
  }),
  doseModel(
    "dose-pyrotinib",
    "pyrotinib",
    "pyrotinib.adverse-reactions.cn",
    { event: "AE recurs after hold", current: 400 },
    true,
  ),
];
