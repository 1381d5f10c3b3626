import { err, ok, type Result } from "@erbium/model";

/** What a column of a table of studies can mean. */
export type Role =
  | "study"
  | "subgroup"
  | "year"
  | "events"
  | "n"
  | "events1"
  | "n1"
  | "others1"
  | "events2"
  | "n2"
  | "others2"
  | "mean1"
  | "sd1"
  | "mean2"
  | "sd2"
  | "ratio"
  | "low"
  | "high"
  | "effect"
  | "standardError"
  | "variance"
  | "tp"
  | "fp"
  | "fn"
  | "tn"
  | "treatment1"
  | "treatment2"
  | "time"
  | "status";

/** Names that tables give their columns, in the order in which they are believed; compared without case and punctuation. */
const names: Readonly<Record<Role, readonly string[]>> = {
  study: ["study", "studlab", "slab", "trial", "author", "studyid", "name", "label", "id"],
  subgroup: ["subgroup", "group", "arm"],
  year: ["year", "publicationyear", "published"],
  events: ["events", "event", "responders", "responses", "cases", "xi", "x", "r", "k"],
  n: ["n", "ni", "total", "patients", "size", "denominator"],
  events1: ["events1", "evente", "eventse", "eventst", "ai", "tpos", "r1", "x1", "eventstreatment"],
  n1: ["n1", "n1i", "ne", "ntreatment", "total1"],
  others1: ["bi", "tneg", "nonevents1"],
  events2: ["events2", "eventc", "eventsc", "ci", "cpos", "r2", "x2", "eventscontrol"],
  n2: ["n2", "n2i", "nc", "ncontrol", "total2"],
  others2: ["di", "cneg", "nonevents2"],
  mean1: ["mean1", "m1i", "meane", "meantreatment", "m1"],
  sd1: ["sd1", "sd1i", "sde", "sdtreatment"],
  mean2: ["mean2", "m2i", "meanc", "meancontrol", "m2"],
  sd2: ["sd2", "sd2i", "sdc", "sdcontrol"],
  ratio: ["hr", "hazardratio", "or", "rr", "ratio"],
  low: ["low", "lower", "cilow", "cilb", "lcl", "hrcilow", "lo", "lowerci"],
  high: ["high", "upper", "cihigh", "ciub", "ucl", "hrcihigh", "hi", "upperci"],
  effect: ["yi", "te", "effect", "loghr", "estimate", "logor", "logrr"],
  standardError: ["sei", "sete", "se", "standarderror"],
  variance: ["vi", "variance", "var"],
  tp: ["tp", "truepositives", "truepositive"],
  fp: ["fp", "falsepositives", "falsepositive"],
  fn: ["fn", "falsenegatives", "falsenegative"],
  tn: ["tn", "truenegatives", "truenegative"],
  treatment1: ["treat1", "treatment1", "t1", "treatment", "experimental"],
  treatment2: ["treat2", "treatment2", "t2", "comparator", "control"],
  time: ["time", "months", "os", "pfs", "ostime", "pfstime", "followup", "days", "weeks", "years"],
  status: ["status", "dead", "death", "died", "osstatus", "osevent", "pfsstatus", "pfsevent", "event"],
};

/** Columns of a table of patients, not of studies. */
export const isPatientRole = (role: Role): boolean =>
  role === "time" || role === "status" || role === "subgroup";

const isRole = (word: string): word is Role => Object.hasOwn(names, word);
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

export type Roles = ReadonlyMap<Role, string>;

/**
 * Which column means what: as the user says (`events=x,n=total`), else by its name.
 *
 * @param columns names as they stand in the table
 * @param given   the user's `--columns`, or undefined
 */
export const rolesOf = (columns: readonly string[], given: string | undefined): Result<Roles> => {
  const roles = new Map<Role, string>();
  for (const pair of given === undefined ? [] : given.split(",")) {
    const [role = "", column = ""] = pair.split("=").map((part) => part.trim());
    if (!isRole(role))
      return err({
        code: "unknown-role",
        path: "--columns",
        message: `"${role}" is nothing a column can mean`,
        remedy: `use one of ${Object.keys(names).join(", ")}`,
      });
    if (!columns.includes(column))
      return err({
        code: "unknown-column",
        path: "--columns",
        message: `the table has no column "${column}"`,
        remedy: `it has ${columns.join(", ")}`,
      });
    roles.set(role, column);
  }
  for (const [role, known] of Object.entries(names) as [Role, readonly string[]][]) {
    if (roles.has(role)) continue;
    for (const name of known) {
      const column = columns.find((one) => plain(one) === name);
      if (column !== undefined) {
        roles.set(role, column);
        break;
      }
    }
  }
  return ok(roles);
};
