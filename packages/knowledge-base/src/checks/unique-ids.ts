import { normalName } from "../normal-name.ts";
import { namesOfClass, namesOfTherapy } from "../therapy-index.ts";
import { type Check, error, type Finding } from "./finding.ts";
import { everyItem, isRecord } from "./items.ts";

/** Lists inside items whose members have ids that others point to. */
const innerLists: Readonly<Record<string, readonly string[]>> = {
  studies: ["outcomes"],
  alterations: ["statements"],
  mechanisms: ["facts"],
  guidelines: ["rules"],
};

/** An id names one thing of its kind; so does the id of an outcome, a statement, a mechanism's fact or a rule of a table. */
export const uniqueIds: Check = {
  name: "unique-ids",
  holds: "an id names one thing",
  run({ bundle }) {
    const findings: Finding[] = [];
    const seen = new Set<string>();
    const take = (scope: string, id: string, finding: () => Finding): void => {
      const key = `${scope} ${id}`;
      if (seen.has(key)) findings.push(finding());
      seen.add(key);
    };
    for (const { kind, id, item } of everyItem(bundle)) {
      take(kind, id, () =>
        error(
          kind,
          id,
          undefined,
          `The id "${id}" stands twice among the ${kind}.`,
          "Give one of them another id; a source cited from two files must read the same in both.",
        ),
      );
      for (const list of innerLists[kind] ?? [])
        for (const member of (item[list] as readonly unknown[] | undefined) ?? [])
          if (isRecord(member) && typeof member.id === "string") {
            const inner = member.id;
            const scope = kind === "guidelines" ? `${kind} ${id}` : `${kind}.${list}`;
            take(scope, inner, () =>
              error(
                kind,
                id,
                `${list}.${inner}`,
                `The id "${inner}" stands twice among the ${list} of ${kind}.`,
                "Give one of them another id.",
              ),
            );
          }
    }
    return findings;
  },
};

/** A name of a therapy, or of a tumour, means one of them only. */
export const uniqueNames: Check = {
  name: "unique-names",
  holds: "a name means one tumour or one therapy",
  run({ bundle }) {
    const findings: Finding[] = [];
    const owners = new Map<string, string>();
    const take = (
      kind: "tumours" | "therapies" | "therapyClasses" | "regimens",
      scope: string,
      id: string,
      names: readonly string[],
    ) => {
      for (const name of names) {
        const key = `${scope} ${normalName(name)}`;
        const owner = owners.get(key);
        if (owner !== undefined && owner !== id)
          findings.push(
            error(
              kind,
              id,
              "names",
              `"${name}" is already a name of "${owner}".`,
              "Keep the name on the one it usually means.",
            ),
          );
        else owners.set(key, id);
      }
    };
    for (const { id, names } of bundle.tumours)
      take("tumours", "tumour", id, [...names.en, ...names.zh, ...names.ko]);
    for (const therapy of bundle.therapies) take("therapies", "therapy", therapy.id, namesOfTherapy(therapy));
    for (const item of bundle.therapyClasses) take("therapyClasses", "therapy", item.id, namesOfClass(item));
    for (const { id, names } of bundle.regimens)
      take("regimens", "therapy", id, [id, ...names.en, ...names.zh, ...names.ko]);
    return findings;
  },
};
