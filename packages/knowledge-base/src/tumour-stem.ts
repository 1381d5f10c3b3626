/** Words that a name can drop without meaning another tumour: "breast cancer", "breast". */
const generic = new Set(["cancer", "carcinoma", "tumour", "neoplasm", "malignancy", "nos"]);
const leading = new Set(["invasive", "malignant", "early", "locally", "advanced", "metastatic", "primary"]);
/** Words of a name in small letters; a stroke is a word of its own. */
export const tokensOf = (text: string): string[] =>
  (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+|\//gu) ?? []
  ).map(singular);

const singular = (token: string): string => {
  const word = token.replace(/^tumor/, "tumour");
  if (/(?:cancer|tumour|carcinoma|neoplasm|lymphoma|sarcoma|melanoma|glioma)s$/.test(word))
    return word.slice(0, -1);
  return word;
};

/** The name itself, and what remains of it without generic words at its ends. */
export const shortened = (tokens: readonly string[]): string[] => {
  const all = [tokens.join(" ")];
  let rest = tokens;
  while (rest.length > 1 && generic.has(rest.at(-1) ?? "")) {
    rest = rest.slice(0, -1);
    all.push(rest.join(" "));
  }
  while (rest.length > 1 && leading.has(rest[0] ?? "")) {
    rest = rest.slice(1);
    all.push(rest.join(" "));
  }
  return all.filter((phrase) =>
    phrase.split(" ").some((token) => !generic.has(token) && !leading.has(token)),
  );
};
