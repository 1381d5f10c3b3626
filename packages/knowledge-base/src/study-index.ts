import type { Study } from "@erbium/model";
import { normalName } from "./normal-name.ts";

/** Studies by id, name, alias or NCT number. */
export interface StudyIndex {
  find(name: string): Study | null;
}

export const studyIndex = (studies: readonly Study[]): StudyIndex => {
  const byName = new Map<string, Study>();
  for (const study of studies)
    for (const name of [study.id, study.name, ...study.aliases, ...(study.nct ? [study.nct] : [])])
      if (!byName.has(normalName(name))) byName.set(normalName(name), study);
  return { find: (name) => byName.get(normalName(name)) ?? null };
};
