import { err, ok, type Result } from "@erbium/model";

/** What a column of a table of studies can mean. */
export type Role =
  | "study"
  | "subgroup"
  | "year"
  | "events"
  | "rate"
  | "n"
  | "events1"
  | "n1"
  | "others1"
  | "events2"
  | "n2"
  | "others2"
  | "mean"
  | "sd"
  | "observedMinusExpected"
  | "mean1"
  | "sd1"
  | "mean2"
  | "sd2"
  | "ratio"
  | "low"
  | "high"
  | "intervalLevel"
  | "p"
  | "median1"
  | "median2"
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
  study: [
    "study",
    "studlab",
    "slab",
    "trial",
    "studyname",
    "studyorsubgroup",
    "studie",
    "etude",
    "estudio",
    "author",
    "authors",
    "studyid",
    "name",
    "label",
    "id",
    "stratum",
    "basket",
    "cohort",
    "allele",
    "tumour",
    "tumor",
    "histology",
  ],
  subgroup: ["subgroup", "group", "arm"],
  year: ["year", "studyyear", "publicationyear", "published"],
  events: ["events", "event", "responders", "responses", "cases", "xi", "x", "r", "k"],
  rate: ["rate", "orr", "proportion", "percent", "percentage", "responserate", "prevalence"],
  n: [
    "n",
    "ni",
    "total",
    "patients",
    "size",
    "denominator",
    "samplesize",
    "evaluable",
    "ntotal",
    "numberofpatients",
  ],
  events1: [
    "events1",
    "evente",
    "eventse",
    "eventst",
    "event1",
    "responders1",
    "ai",
    "tpos",
    "r1",
    "x1",
    "eventstreatment",
    "experimentalevents",
    "experimentalcases",
    "eventsexperimental",
    "treatmentevents",
    "interventionevents",
  ],
  n1: [
    "n1",
    "n1i",
    "ne",
    "ntreatment",
    "total1",
    "experimentaltotal",
    "experimentaln",
    "nexperimental",
    "totalexperimental",
    "treatmenttotal",
    "treatmentn",
    "interventiontotal",
    "totale",
    "totalt",
  ],
  others1: ["bi", "tneg", "nonevents1"],
  events2: [
    "events2",
    "eventc",
    "eventsc",
    "event2",
    "responders2",
    "ci",
    "cpos",
    "r2",
    "x2",
    "eventscontrol",
    "controlevents",
    "controlcases",
    "placeboevents",
  ],
  n2: [
    "n2",
    "n2i",
    "nc",
    "ncontrol",
    "total2",
    "controltotal",
    "controln",
    "totalcontrol",
    "placebototal",
    "totalc",
  ],
  others2: ["di", "cneg", "nonevents2"],
  mean: ["mean", "mi"],
  sd: ["sd", "sdi", "stddev"],
  observedMinusExpected: ["oe", "ominuse", "observedminusexpected"],
  mean1: [
    "mean1",
    "m1i",
    "meane",
    "meantreatment",
    "m1",
    "experimentalmean",
    "meanexperimental",
    "treatmentmean",
  ],
  sd1: ["sd1", "sd1i", "sde", "sdtreatment", "experimentalsd", "sdexperimental", "treatmentsd"],
  mean2: ["mean2", "m2i", "meanc", "meancontrol", "m2", "controlmean"],
  sd2: ["sd2", "sd2i", "sdc", "sdcontrol", "controlsd"],
  ratio: ["hr", "hazardratio", "or", "oddsratio", "rr", "riskratio", "relativerisk", "ratio"],
  low: [
    "low",
    "lower",
    "cilow",
    "cilb",
    "lcl",
    "hrcilow",
    "lo",
    "lowerci",
    "cistart",
    "cilower",
    "lowerlimit",
    "lower95",
    "lower95ci",
    "95cilower",
    "ll",
    "l95",
    "hrlower",
    "orlower",
    "rrlower",
  ],
  high: [
    "high",
    "upper",
    "cihigh",
    "ciub",
    "ucl",
    "hrcihigh",
    "hi",
    "upperci",
    "ciend",
    "ciupper",
    "upperlimit",
    "upper95",
    "upper95ci",
    "95ciupper",
    "ul",
    "u95",
    "hrupper",
    "orupper",
    "rrupper",
  ],
  effect: [
    "yi",
    "te",
    "effect",
    "loghr",
    "estimate",
    "logor",
    "logrr",
    "lnhr",
    "lnor",
    "lnrr",
    "loghazardratio",
    "logoddsratio",
    "logriskratio",
    "givmean",
    "md",
    "meandifference",
    "smd",
    "hedgesg",
    "rd",
    "riskdifference",
    "es",
    "effectsize",
  ],
  intervalLevel: ["cilevel", "intervallevel", "confidencelevel", "conflevel"],
  p: ["p", "pvalue", "pval", "logrankp", "plogrank"],
  median1: ["median1", "mediantreatment", "medianexperimental", "experimentalmedian", "treatmentmedian"],
  median2: ["median2", "mediancontrol", "controlmedian", "medianc"],
  standardError: [
    "sei",
    "sete",
    "se",
    "standarderror",
    "givse",
    "stderr",
    "seloghr",
    "selnhr",
    "selogor",
    "selnor",
    "selogrr",
    "selnrr",
    "sees",
  ],
  variance: ["vi", "variance", "var", "v"],
  tp: ["tp", "truepositives", "truepositive"],
  fp: ["fp", "falsepositives", "falsepositive"],
  fn: ["fn", "falsenegatives", "falsenegative"],
  tn: ["tn", "truenegatives", "truenegative"],
  treatment1: [
    "treat1",
    "treatment1",
    "t1",
    "treatment",
    "treat",
    "trt",
    "experimental",
    "intervention",
    "regimen",
    "drug",
    "arm",
  ],
  treatment2: ["treat2", "treatment2", "t2", "comparator", "control"],
  time: [
    "time",
    "ostime",
    "pfstime",
    "dfstime",
    "osmonths",
    "pfsmonths",
    "dfsmonths",
    "osdays",
    "months",
    "os",
    "pfs",
    "followup",
    "days",
    "weeks",
    "years",
  ],
  status: [
    "status",
    "dead",
    "death",
    "died",
    "osstatus",
    "osevent",
    "pfsstatus",
    "pfsevent",
    "dfsstatus",
    "dfsevent",
    "event",
    "os",
    "pfs",
  ],
};

/** Columns of a table of patients, not of studies. */
export const isPatientRole = (role: Role): boolean =>
  role === "time" || role === "status" || role === "subgroup";

const bound: ReadonlySet<Role> = new Set(["low", "high"]);
/** A bound's name without its level: "90% CI lower" and "lower_90" are the ones of any. */
const withoutLevel = (name: string): string =>
  plainName(name.replace(/\d{2}(?:[.,]\d)?\s*%?\s*-?\s*(?=CI|KI|IC)/i, "").replace(/[ _.]?\d{2}$/, ""));

const isRole = (word: string): word is Role => Object.hasOwn(names, word);
/** A name without case and punctuation. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

export type Roles = ReadonlyMap<Role, string>;

/**
 * Which column means what: as the user says (`events=x,n=total`), else by its name.
 *
 * @param columns names as they stand in the table
 * @param given   the user's `--columns`, or undefined
 * @param hints   what columns mean that were made by splitting others
 */
export const rolesOf = (
  columns: readonly string[],
  given: string | undefined,
  hints: Roles = new Map(),
): Result<Roles> => {
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
  for (const [role, column] of hints) if (!roles.has(role)) roles.set(role, column);
  for (const [role, known] of Object.entries(names) as [Role, readonly string[]][]) {
    if (roles.has(role)) continue;
    for (const name of known) {
      const column = columns.find(
        (one) => plainName(one) === name || (bound.has(role) && withoutLevel(one) === name),
      );
      // "OS" beside "OS time" is the event
      if (column !== undefined && !(role === "status" && column === roles.get("time"))) {
        roles.set(role, column);
        break;
      }
    }
  }
  return ok(roles);
};
