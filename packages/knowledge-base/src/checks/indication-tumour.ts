import { type Check, type CheckContext, error, type Finding } from "./finding.ts";
import { isRelated } from "./related-tumours.ts";
import { type TumourLexicon, tumourLexicon } from "./tumour-lexicon.ts";

/** The code for "any solid tumour". */
const anySolidTumour = "SOLID";

/**
 * The words of an indication agree with its tumour codes: each code is named by the words, neither wider nor
 * narrower, and the words name no tumour that is unrelated to all codes. So a gastric
 * label cannot be coded as a gastrointestinal stromal tumour. Words that name a tumour only by reference
 * ("as reference", a biosimilar) are tried in `note` too. The words of studies and outcomes, where they
 * name a tumour at all, must not name an unrelated one.
 */
export const indicationTumour: Check = {
  name: "indication-tumour",
  holds: "an indication's words agree with its tumour codes",
  run(context) {
    const lexicon = tumourLexicon(context.bundle.tumours);
    const findings: Finding[] = [];
    for (const row of context.bundle.approvals) {
      const words = row.words.indication;
      const problem =
        disagreement(words, row.tumours, lexicon, context) ??
        (names(words, lexicon)
          ? null
          : disagreement(`${words} ${row.note ?? ""}`, row.tumours, lexicon, context));
      const unnamed =
        names(words, lexicon) || names(`${words} ${row.note ?? ""}`, lexicon) ? null : unspoken(words);
      const message = problem ?? unnamed;
      if (message)
        findings.push(
          error(
            "approvals",
            row.id,
            "tumours",
            message,
            "Correct the codes, the words, or the names of the tumour.",
          ),
        );
    }
    for (const study of context.bundle.studies) {
      const wrong = unrelated(study.tumourWords, study.tumours, lexicon, context);
      if (wrong)
        findings.push(error("studies", study.id, "tumours", wrong, "Correct the codes or the words."));
      for (const row of study.outcomes) {
        const odd = unrelated(row.tumourWords, [row.tumour], lexicon, context);
        if (odd)
          findings.push(
            error("studies", study.id, `outcomes.${row.id}.tumour`, odd, "Correct the code or the words."),
          );
      }
    }
    for (const claim of context.bundle.claims) {
      if (claim.tumour === null || claim.tumourWords === null) continue;
      const odd = unrelated(claim.tumourWords, [claim.tumour], lexicon, context);
      if (odd) findings.push(error("claims", claim.id, "tumour", odd, "Correct the code or the words."));
    }
    return findings;
  },
};

const names = (words: string, lexicon: TumourLexicon): boolean => lexicon.mentions(words).length > 0;
const unspoken = (words: string): string => `The words "${words}" name no tumour that is known here.`;

/** What is wrong between words and codes; null when they agree or the words name nothing. */
const disagreement = (
  words: string,
  codes: readonly string[],
  lexicon: TumourLexicon,
  context: CheckContext,
): string | null => {
  const { tumours } = context;
  const mentions = lexicon.mentions(words);
  if (mentions.length === 0) return null;
  const wrong = unrelated(words, codes, lexicon, context);
  if (wrong) return wrong;
  const meant = codes.length === 0 ? [anySolidTumour] : codes;
  const isNamed = (code: string): boolean => mentions.some((mention) => mention.codes.includes(code));
  // the organ's own word ("breast") also takes in further cancers of the organ beside one that it names
  const isOfNamedOrgan = (code: string): boolean =>
    meant.some((beside) => {
      if (!isNamed(beside) || !ofOneOrgan(tumours, code, beside)) return false;
      const organ = lexicon.organWords(beside);
      const said = mentions.some((mention) => mention.words.split(" ").some((word) => organ.has(word)));
      return said && [...organ].some((word) => lexicon.nameWords(code).has(word));
    });
  for (const code of meant)
    if (!isNamed(code) && !isOfNamedOrgan(code)) return `The words "${words}" do not name ${code}.`;
  return null;
};

/** They share an ancestor below the common root. */
const ofOneOrgan = (tumours: CheckContext["tumours"], a: string, b: string): boolean =>
  tumours
    .lineage(a)
    .slice(1, -1)
    .some((organ) => tumours.tumourIs(b, organ));

/** A tumour that the words name and that is neither above nor below any of the codes; null when there is none. */
const unrelated = (
  words: string,
  codes: readonly string[],
  lexicon: TumourLexicon,
  { tumours }: CheckContext,
): string | null => {
  const meant = codes.length === 0 ? [anySolidTumour] : codes;
  for (const mention of lexicon.mentions(words))
    if (!mention.codes.some((one) => meant.some((code) => isRelated(tumours, one, code))))
      return `The words "${words}" name ${mention.codes.join(" or ")} ("${mention.words}"), which has nothing to do with ${meant.join(", ")}.`;
  return null;
};
