import { type DoseAction, type DoseLadder, type LabelTable, ok, type Result } from "@erbium/model";
import { type AnyModelDefinition, defineModel } from "../frame/model.ts";
import { type Answer, warning } from "../frame/prediction.ts";
import { doseInput, inputName, observedIn } from "./dose-input.ts";
import { nextDose, written } from "./dose-ladder.ts";
import { decidedOr, decideLabel, type LabelVerdict, labelTable, type ObservedFacts } from "./label-table.ts";
import { ladderOfDose } from "./ladder-of-dose.ts";
import { factsOfEvent, type ObservedEvent, withUnreported } from "./observed-event.ts";
import { startingDose } from "./starting-dose.ts";
import { verdictWarnings } from "./verdict-warnings.ts";

/** The verdict; where one of two liver values is all that is missing, with that one within limits. */
const decide = (
  table: LabelTable,
  facts: ObservedFacts,
): Result<{ verdict: LabelVerdict; assumed: readonly string[] }> => {
  const decision = decideLabel(table, facts);
  if (decision.kind === "undecided") {
    const { filled, assumed } = withUnreported(facts);
    const again = decideLabel(table, filled);
    if (again.kind === "decided") return ok({ verdict: again.verdict, assumed });
  }
  const verdict = decidedOr(decision, table, inputName);
  return verdict.ok ? ok({ verdict: verdict.value, assumed: [] }) : verdict;
};

interface NextStep {
  readonly value: string | number | null;
  readonly dose: number | null;
  readonly action: DoseAction | null;
}

const nextStep = (
  { then }: LabelVerdict,
  ladder: DoseLadder,
  current: number,
  doseIsNumber: boolean,
): NextStep => {
  const { answer = null, action = null } = then;
  if (then.dose === undefined) return { value: answer, dose: null, action };
  const dose = nextDose(ladder, current, then.dose);
  if (dose === null) return { value: "permanent stop", dose, action: "stop" };
  return {
    value:
      doseIsNumber && answer === "{dose}" ? dose : (answer?.replace("{dose}", written(ladder, dose)) ?? null),
    dose,
    action,
  };
};

/**
 * The dose table of one label as a model: what an adverse reaction asks for, and the next dose.
 *
 * @param doseIsNumber  the answer is a number where it is nothing but a dose
 */
export const doseModel = (
  id: string,
  therapy: string,
  tableId: string,
  example: Readonly<Record<string, unknown>>,
  doseIsNumber = false,
): AnyModelDefinition =>
  defineModel({
    id,
    input: doseInput,
    example,
    evaluate: (given, { knowledge }): Result<Answer> => {
      const event = observedIn(given);
      if (!event.ok) return event;
      const found = ladderOfDose(knowledge.doseLadders, therapy, given.current, given.starting_dose);
      if (!found.ok) return found;
      const { ladder, others } = found.value;
      if (event.value.childPugh !== undefined && asksOfImpairmentAlone(event.value))
        return startingDose(knowledge.labelTables, therapy, event.value.childPugh, ladder);
      const decided = decide(labelTable(knowledge.labelTables, tableId), factsOfEvent(event.value));
      if (!decided.ok) return decided;
      const { verdict, assumed } = decided.value;
      const { rule, then, table } = verdict;
      const { value, dose, action } = nextStep(verdict, ladder, given.current, doseIsNumber);
      const elsewhere = others
        .map((other) => ({ other, there: nextStep(verdict, other, given.current, doseIsNumber).value }))
        .filter(({ there }) => there !== value);
      return ok({
        values: {
          value,
          action,
          dose,
          unit: ladder.unit,
          until: then.until ?? null,
          rule: `${table.id}/${rule.id}`,
          because: rule.words,
          agencies: table.agencies,
          ctcae: table.ctcae ?? null,
        },
        class: action,
        warnings: [
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
              `${inputName(name)} was not given and is taken as within limits; raised, it can change the answer`,
              { field: inputName(name) },
            ),
          ),
          ...elsewhere.map(({ other, there }) =>
            warning(
              "other-ladder",
              `with a starting dose of ${written(other, other.levels[0] ?? 0)} ${other.unit} (${other.population ?? other.id}): ${there}`,
            ),
          ),
          ...verdictWarnings(verdict),
        ],
        wouldChange: assumed.map(inputName),
      });
    },
  });

/** Nothing has happened but that the liver is impaired. */
const asksOfImpairmentAlone = ({ childPugh: _, currentDose: __, ...rest }: ObservedEvent): boolean =>
  Object.keys(rest).length === 0;
