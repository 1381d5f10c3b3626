/** One model of the reference file; `examples` come in several shapes. */
export interface ReferenceModel {
  readonly id: string;
  readonly tolerance?: unknown;
  readonly examples?: unknown;
  readonly [field: string]: unknown;
}

/** One worked example: what goes in, what must come out. */
export interface WorkedExample {
  readonly name: string;
  readonly input: Fields;
  /** value names to expectations; the name `value` where the example has a single unnamed one */
  readonly expected: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const labels = ["id", "model", "name", "note", "notes", "source"];

/**
 * The worked examples of one model: `examples` as a list or as lists by name, and tables of rows
 * (`overall_table`), each row an example.
 */
export const workedExamples = (model: ReferenceModel): WorkedExample[] => {
  const { examples } = model;
  const lists: [string, unknown][] = isRecord(examples) ? Object.entries(examples) : [["", examples]];
  for (const [field, value] of Object.entries(model))
    if (field.endsWith("_table")) lists.push([field, value]);
  return lists.flatMap(([list, rows]) =>
    Array.isArray(rows)
      ? rows.filter(isRecord).map((row, index) => {
          const name = `${list === "" ? "" : `${list} `}${typeof row.id === "string" ? row.id : index + 1}`;
          return workedExample(name, row, list);
        })
      : [],
  );
};

const workedExample = (name: string, row: Fields, list: string): WorkedExample => {
  const entries = Object.entries(row).filter(([field]) => !labels.includes(field));
  if (list.endsWith("_table")) {
    const answer = list.slice(0, -"_table".length);
    return {
      name,
      input: Object.fromEntries(entries.filter(([field]) => field !== answer)),
      expected: { [answer]: row[answer] },
    };
  }
  if (isRecord(row.input))
    return { name, input: row.input, expected: expectations(entries.filter(([field]) => field !== "input")) };
  return {
    name,
    input: Object.fromEntries(entries.filter(([field]) => !field.startsWith("expected"))),
    expected: expectations(entries.filter(([field]) => field.startsWith("expected"))),
  };
};

/** `expected` with named fields, a single value, `expected_<name>`, or fields beside the input. */
const expectations = (entries: readonly (readonly [string, unknown])[]): Fields =>
  Object.fromEntries(
    entries.flatMap(([field, value]): [string, unknown][] => {
      if (field === "expected") return isRecord(value) ? Object.entries(value) : [["value", value]];
      return [[field.replace(/^expected_/, ""), value]];
    }),
  );
