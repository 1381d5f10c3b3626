import { canonical } from "@erbium/variants";
import { studyIndex } from "../study-index.ts";
import { type Check, type CheckContext, error, type Finding } from "./finding.ts";
import { citedBy, everyItem, isRecord, partsOf } from "./items.ts";

const strings = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : Array.isArray(value)
      ? value.flatMap((member: unknown) => strings(member))
      : [];

/** Fields that hold tumour codes, therapy or class ids, alteration keys; the same words in every kind. */
const tumourFields = ["tumour", "tumours"];
const therapyFields = ["therapies", "regimen", "regimens", "comparator", "members", "partners", "therapy"];
const keyFields = ["together", "keys", "alterationKey"];

/**
 * Everything that is pointed to exists: sources, tumours, therapies and classes, studies, alterations,
 * parents, successors, and what a conflict concerns. Ids must be written as they are, not as a synonym.
 */
export const references: Check = {
  name: "references",
  holds: "everything pointed to exists",
  run(context) {
    const { bundle } = context;
    const exists = {
      source: new Set(bundle.sources.map((item) => item.id)),
      tumour: new Set(bundle.tumours.map((item) => item.id)),
      therapy: new Set([...bundle.therapies, ...bundle.therapyClasses].map((item) => item.id)),
      therapyClass: new Set(bundle.therapyClasses.map((item) => item.id)),
      approval: new Set(bundle.approvals.map((item) => item.id)),
      rule: new Set(bundle.guidelines.flatMap((table) => [table.id, ...table.rules.map((rule) => rule.id)])),
      table: new Set(bundle.guidelines.map((table) => table.id)),
    };
    const studies = studyIndex(bundle.studies);
    const findings: Finding[] = [];

    for (const { kind, id, item } of everyItem(bundle)) {
      const need = (known: ReadonlySet<string>, what: string, value: string, field: string): void => {
        if (!known.has(value))
          findings.push(
            error(
              kind,
              id,
              field,
              `There is no ${what} "${value.slice(0, 80)}".`,
              remedyFor(context, what, value),
            ),
          );
      };
      for (const { path, value } of partsOf(item)) {
        const field = (name: string): string => (path === "" ? name : `${path}.${name}`);
        for (const source of citedBy(value)) need(exists.source, "source", source, field("sources"));
        if (path.split(".")[0] === "requires" || (kind === "tumours" && path === "")) continue;
        // a looseObject prints its own words where it has no code
        for (const name of tumourFields)
          for (const code of strings(value[name])) need(exists.tumour, "tumour", code, field(name));
        if (!["therapies", "therapyClasses"].includes(kind))
          for (const name of therapyFields)
            for (const therapy of strings(value[name]))
              need(exists.therapy, "therapy or class", therapy, field(name));
        for (const name of keyFields)
          for (const key of strings(value[name])) {
            const alteration = canonical(key, context.genes);
            if (alteration.key !== key && alteration.error?.code !== "unsupported-gene")
              findings.push(
                error(
                  kind,
                  id,
                  field(name),
                  `"${key}" is not a canonical alteration key.`,
                  alteration.key
                    ? `Write "${alteration.key}".`
                    : (alteration.error?.suggestion ??
                        alteration.error?.message ??
                        "Name the alteration as `erbium variant` does."),
                ),
              );
          }
      }
      if (kind === "claims") need(exists.source, "source", String(item.assertedBy), "assertedBy");
      if (kind === "tumours" && typeof item.parent === "string")
        need(exists.tumour, "tumour", item.parent, "parent");
      if (kind === "tumours")
        for (const code of strings(item.groups)) need(exists.tumour, "tumour", code, "groups");
      if (kind === "therapies")
        for (const name of strings(item.classes)) need(exists.therapyClass, "therapy class", name, "classes");
      if (kind === "therapyClasses")
        for (const name of strings(item.parents)) need(exists.therapyClass, "therapy class", name, "parents");
      if (kind === "approvals") {
        for (const name of strings(item.supersededBy))
          need(exists.approval, "approval", name, "supersededBy");
        for (const name of strings(item.trials))
          if (!studies.find(name))
            findings.push(
              error(
                kind,
                id,
                "trials",
                `There is no study "${name}".`,
                "Use the id, name or NCT number of a study under knowledge/trials.",
              ),
            );
      }
      if (kind === "guidelines")
        for (const name of strings(item.supersededBy))
          need(exists.table, "guideline table", name, "supersededBy");
      if (kind === "conflicts" && isRecord(item.concerns)) {
        for (const name of strings(item.concerns.rules))
          need(exists.rule, "guideline rule", name, "concerns.rules");
        for (const name of strings(item.concerns.approvals))
          need(exists.approval, "approval", name, "concerns.approvals");
      }
    }
    return [...findings, ...cycles(context)];
  },
};

const remedyFor = ({ tumours, therapies }: CheckContext, what: string, value: string): string => {
  if (what === "tumour") {
    const found = tumours.tumour(value);
    return found.ok
      ? `Write its code "${found.value.id}".`
      : "Add it under knowledge/tumours, or correct the code.";
  }
  if (what === "therapy or class") {
    const found = therapies.therapy(value);
    return found ? `Write its id "${found.id}".` : "Add it under knowledge/therapies, or correct the id.";
  }
  return "Add it, or correct the id.";
};

/** A tumour or class that is its own ancestor. */
const cycles = ({ bundle }: CheckContext): Finding[] => {
  const findings: Finding[] = [];
  const parents = {
    tumours: new Map(
      bundle.tumours.map((item) => [
        item.id,
        [...(item.parent === null ? [] : [item.parent]), ...(item.groups ?? [])],
      ]),
    ),
    therapyClasses: new Map(bundle.therapyClasses.map((item) => [item.id, item.parents])),
  };
  for (const kind of ["tumours", "therapyClasses"] as const)
    for (const id of parents[kind].keys()) {
      const open = [...(parents[kind].get(id) ?? [])];
      const seen = new Set<string>();
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (at === id) {
          findings.push(error(kind, id, "parent", `"${id}" is its own ancestor.`, "Break the circle."));
          break;
        }
        if (!seen.has(at)) {
          seen.add(at);
          open.push(...(parents[kind].get(at) ?? []));
        }
      }
    }
  return findings;
};
