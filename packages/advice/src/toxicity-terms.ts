/** Words in use for one toxicity; a term is compared as one of a group. Names only: grades and rules stand in knowledge. */
const groups: readonly (readonly string[])[] = [
  ["ild", "interstitial lung disease", "pneumonitis", "ild/pneumonitis", "interstitial pneumonitis"],
  [
    "heart failure",
    "cardiac failure",
    "congestive heart failure",
    "chf",
    "cardiomyopathy",
    "left ventricular dysfunction",
    "lv dysfunction",
    "lvef decrease",
    "lvef decreased",
    "ejection fraction decreased",
    "cardiac",
  ],
  ["diarrhoea", "diarrhea"],
  ["hepatotoxicity", "liver", "liver failure", "alt increased", "ast increased", "hepatitis"],
  ["neutropenia", "neutrophil count decreased"],
];

const plain = (term: string): string => term.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");

/** Do two words name the same toxicity? */
export const sameToxicity = (a: string, b: string): boolean => {
  const [x, y] = [plain(a), plain(b)];
  return x === y || groups.some((group) => group.includes(x) && group.includes(y));
};
