/** Words that say that there is a relation or how large, not what it is with. */
const stop = new Set(
  (
    "a an and are as at between both by for from in is it its not no of on or per than that the their these this " +
    "those to under versus vs was were with without " +
    "associated association correlated correlation related relation relationship link linked depends dependence " +
    "difference differ differs effect influence impact role value values " +
    "frequency prevalence incidence proportion percentage rate rates share number count level levels status index " +
    "score degree presence present expression positivity positive negative high higher low lower more less better " +
    "worse often commoner greater smaller common median mean overall confirmed " +
    "her2 her2neu erbb2 tumour tumours tumor tumors cancer cancers carcinoma patient patients case cases disease"
  ).split(" "),
);

/** One spelling for words that the field writes in several. */
const spelled: readonly (readonly [RegExp, string])[] = [
  [/\bmaxim(?:um|al)\b|\bat most\b|\bupper (?:limit|bound(?:ary)?)\b/g, "ceiling cutoff"],
  [/\bminim(?:um|al)\b|\bat least\b|\blower (?:limit|bound(?:ary)?)\b|\brequire\w*/g, "floor cutoff"],
  [/\bthresholds?\b|\bcut[- ]?(?:off|point)s?\b|\blimits?\b|\bboundar(?:y|ies)\b/g, "cutoff"],
  [/\bimmunohistochem\w*/g, "ihc"],
  [/\bin[- ]situ hybridi[sz]ation\b/g, "ish"],
  [/\b(?:stromal )?s?tils?\b/g, "infiltrating lymphocytes"],
  [/haem/g, "hem"],
  [/oe(?=[st])/g, "e"],
  [/(?<=[a-z0-9])[-/](?=[a-z0-9])/g, " "],
];

/** Endings, the longest first. */
const endings =
  "ations ances ities ously ation ance ants ions ings ant ity ous ion ing ed ly es al ic s".split(" ");

/**
 * What a few words are about: their content words, cut to stems, sorted, each once; "Ki-67 labelling index" is
 * "ki67 labell". Letters and digits joined by a hyphen are one word. Bare numbers are left out.
 */
export const contentStems = (words: string): string[] => {
  let plain = words.toLowerCase().replace(/\b([a-z]{1,3})-([a-z]?\d{1,2})\b/g, "$1$2");
  for (const [pattern, one] of spelled) plain = plain.replace(pattern, one);
  const found = plain.match(/[a-z][a-z0-9]*/g) ?? [];
  return [...new Set(found.filter((word) => word.length > 1 && !stop.has(word)).map(stem))].sort();
};

/** Without the longest ending that leaves four letters, at most eight letters. */
const stem = (word: string): string => {
  const root = word.replace(/^micro(?=\w{4})/, "");
  const ending = endings.find((one) => root.endsWith(one) && root.length - one.length >= 4) ?? "";
  return root.slice(0, root.length - ending.length).slice(0, 8);
};
