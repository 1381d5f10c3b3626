import type { StudyLine, StudyPopulation } from "@erbium/model";
import { type Check, error, type Finding } from "./finding.ts";

/**
 * Every outcome's network is described, its alteration and line are the words of one group, and groups lie within each other without
 * a circle: only so can rows of different studies be compared by inclusion.
 */
export const studyGroups: Check = {
  name: "study-groups",
  holds: "who a study enrolled is a known group",
  run({ bundle }) {
    const findings: Finding[] = [];
    const lists = [
      { kind: "studyPopulations", items: bundle.studyPopulations, field: "alteration" },
      { kind: "studyLines", items: bundle.studyLines, field: "line" },
    ] as const;
    for (const { kind, items, field } of lists) {
      const owners = new Map<string, string>();
      for (const item of items) {
        for (const words of item.words) {
          const owner = owners.get(words);
          if (owner !== undefined)
            findings.push(
              error(
                kind,
                item.id,
                "words",
                `"${words}" already belongs to "${owner}".`,
                "Keep it in one group.",
              ),
            );
          owners.set(words, item.id);
        }
        for (const problem of withinProblems(item, items))
          findings.push(
            error(kind, item.id, "within", problem, "Name a group of this list, without a circle."),
          );
      }
      for (const study of bundle.studies)
        for (const row of study.outcomes)
          if (!owners.has(row[field]))
            findings.push(
              error(
                "studies",
                study.id,
                `outcomes.${row.id}.${field}`,
                `No group has the words "${row[field]}".`,
                `Add them to a group of ${kind} (knowledge/outcomes/).`,
              ),
            );
    }
    const networks = new Set(bundle.treatmentNetworks.map(({ id }) => id));
    for (const study of bundle.studies)
      for (const { id, network } of study.outcomes)
        if (network !== undefined && !networks.has(network))
          findings.push(
            error(
              "studies",
              study.id,
              `outcomes.${id}.network`,
              `There is no network "${network}".`,
              "Describe it in knowledge/outcomes/networks.yaml.",
            ),
          );
    const known = {
      population: ids(bundle.studyPopulations),
      line: ids(bundle.studyLines),
      network: networks,
    };
    for (const { id, question } of bundle.publishedPools)
      for (const [field, names] of Object.entries(known)) {
        const name =
          question === undefined ? undefined : Object.entries(question).find(([key]) => key === field);
        if (typeof name?.[1] === "string" && !names.has(name[1]))
          findings.push(
            error(
              "publishedPools",
              id,
              `question.${field}`,
              `There is no ${field} "${name[1]}".`,
              "Name one of knowledge/outcomes/.",
            ),
          );
      }
    return findings;
  },
};

const ids = (items: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(items.map(({ id }) => id));

const withinProblems = (
  item: StudyPopulation | StudyLine,
  items: readonly (StudyPopulation | StudyLine)[],
): string[] => {
  const byId = new Map(items.map((one) => [one.id, one]));
  const problems = item.within.filter((id) => !byId.has(id)).map((id) => `There is no group "${id}".`);
  const seen = new Set<string>();
  const climb = (id: string): boolean => {
    if (id === item.id) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return byId.get(id)?.within.some(climb) ?? false;
  };
  if (item.within.some(climb)) problems.push(`"${item.id}" lies within itself.`);
  return problems;
};
