import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { byKeys, type Caution, type Effect, message, type PartialDate, unique } from "@erbium/model";
import type { Because } from "@erbium/rules";
import { alterationLabel } from "./alteration-label.ts";
import type { FoundStatement } from "./alteration-statements.ts";
import type { CaseFacts } from "./case-facts.ts";
import { evaluateOver } from "./evaluate.ts";
import { held, heldTogether } from "./held.ts";
import { becauseWords } from "./input-words.ts";
import type { KnownFinding, Patient } from "./patient.ts";

/** Effects that speak against a therapy, or leave it in doubt. */
const against: Readonly<Partial<Record<Effect, Caution["severity"]>>> = {
  resistant: "caution",
  reduced: "caution",
  conflicting: "caution",
  "no benefit": "caution",
  uncertain: "watch",
};

/** A statement with the words that keep a reader from taking it at face value. */
const said = ({ text, doubt }: FoundStatement["statement"]): string =>
  doubt === null ? text : `${text}; doubted: ${doubt}`;

/** One caution per alteration, therapy and effect; what is said for the therapy stands beside it. */
export const alterationCautions = (
  finding: KnownFinding,
  statements: readonly FoundStatement[],
  knowledge: KnowledgeIndex,
): readonly Caution[] => {
  const label = alterationLabel(finding.alteration);
  const cautions: Caution[] = [];
  const groups = new Map<string, FoundStatement[]>();
  for (const one of statements) {
    const { effect, therapies, match } = one.statement;
    if (effect === null || against[effect] === undefined) continue;
    for (const therapy of therapies) {
      const key = `${therapy}|${effect}|${match}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
  }
  for (const [key, group] of [...groups].sort(byKeys(([name]) => name))) {
    const [therapy = "", effect = "", match = ""] = key.split("|");
    const other = statements.filter(
      ({ statement }) =>
        statement.therapies.includes(therapy) && statement.effect !== effect && statement.match === match,
    );
    const near = match === "same residue";
    const recalled = group.every(({ statement }) => statement.status === "recalled");
    const name = knowledge.therapyName(therapy);
    cautions.push({
      code: near ? "same-residue" : `alteration-${effect.replaceAll(" ", "-")}`,
      severity: near || recalled ? "watch" : (against[effect as Effect] ?? "watch"),
      topic: "resistance",
      message: near
        ? message("caution.same-residue", {
            alteration: label,
            therapy: name,
            effect,
            other: unique(group.map((one) => one.key.split(":p.").at(-1) ?? one.key)).join(", "),
          })
        : message(`caution.${recalled ? "unconfirmed" : "alteration"}-${effect.replaceAll(" ", "-")}`, {
            alteration: label,
            therapy: name,
            match: match === "class" ? "its class" : "this alteration",
          }),
      therapies: [therapy],
      because: [
        ...group.map(({ statement }) =>
          message("caution.says", { text: said(statement), kind: statement.kind }),
        ),
        ...other.map(({ statement }) =>
          message("caution.counter", { text: said(statement), kind: statement.kind }),
        ),
      ],
      claims: knowledge.claimsFor({ key: finding.alteration.key ?? "", therapy }).map((claim) => claim.id),
      status: recalled ? "recalled" : (group[0]?.statement.status ?? "verified"),
      sources: [...group, ...other].flatMap(({ statement }) => statement.sources),
    });
  }
  return cautions;
};

/** What makes a condition hold is told, not what else it asks: of "a or b", the one that is so. */
const decisive = (because: readonly Because[]): readonly Because[] => {
  const known = because.filter((one) => one.value !== undefined);
  const so = known.filter((one) => one.value !== false);
  return so.length > 0 ? so : known;
};

/** Resistance mechanisms and biomarkers whose condition the patient meets, facts for and against side by side. */
export const mechanismCautions = (
  patient: Patient,
  facts: CaseFacts,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): readonly Caution[] =>
  knowledge.mechanisms.flatMap(({ row, condition }): Caution[] => {
    const dated = row.facts.flatMap((fact) => {
      const when = held(fact, asOf, knowledge);
      return when === null ? [] : [{ fact, when }];
    });
    const told = dated.map(({ fact }) => fact);
    if (condition === null || told.length === 0) return [];
    if (row.tumours.length > 0 && !row.tumours.some((code) => knowledge.tumourIs(patient.tumour.code, code)))
      return [];
    const found = evaluateOver(condition, facts);
    if (found.truth !== "met") return [];
    const seen = told.filter((fact) => fact.status !== "recalled");
    const weakens = told.some((fact) => fact.bearing === "for");
    return [
      {
        code: `mechanism.${row.id}`,
        severity: weakens && seen.length > 0 && row.role === "resistance" ? "caution" : "watch",
        topic: row.role,
        message: message(`caution.mechanism-${row.role}`, {
          name: row.caption ?? row.name,
          because: becauseWords(decisive(found.because)),
        }),
        therapies: unique([...row.therapies, ...told.flatMap((fact) => fact.therapies)]),
        because: told.map((fact) =>
          message(fact.status === "recalled" ? "caution.fact-unconfirmed" : `caution.fact-${fact.bearing}`, {
            text: [fact.text, fact.note, fact.doubt].filter((part) => part !== undefined).join("; "),
          }),
        ),
        claims: [],
        status:
          seen.length === 0
            ? "recalled"
            : seen.some((fact) => fact.status === "conflict")
              ? "conflict"
              : "verified",
        sources: seen.flatMap((fact) => fact.sources),
        inForce: heldTogether(dated.map(({ when }) => when)),
      },
    ];
  });
