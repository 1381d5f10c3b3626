import type { Facts, Value } from "@erbium/rules";

/** What words say of a biomarker, as patients it must and must not let in. */
export interface Concept {
  /** the words it was read from */
  readonly words: string;
  /** names of the case vocabulary that express it; calls as `altered("ERBB2", "...")` count as `altered` */
  readonly inputs: readonly string[];
  /** patients who have it; each must be let in */
  readonly fitting: readonly Patient[];
  /** patients who do not; none may be let in */
  readonly unfitting: readonly Patient[];
}

/** Facts of an imagined patient: names to values, and `altered` as `GENE class` to true or false. */
export interface Patient {
  readonly values: Readonly<Record<string, Value>>;
  /** answers to altered(gene, class): first entry whose gene (and class, if given) fits */
  readonly altered?: readonly { readonly gene: string; readonly class?: string; readonly is: boolean }[];
}

/** One patient with the facts of several; later ones win. */
export const together = (patients: readonly Patient[]): Patient => ({
  values: Object.assign({}, ...patients.map((patient) => patient.values)) as Record<string, Value>,
  altered: patients.toReversed().flatMap((patient) => patient.altered ?? []),
});

export const factsOf = ({ values, altered = [] }: Patient): Facts => ({
  value: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
  call: (name, args) =>
    name === "altered"
      ? altered.find((one) => one.gene === args[0] && (one.class === undefined || one.class === args[1]))?.is
      : undefined,
});

const scores = ["0", "1+", "2+", "3+"];
const her2Negative: Patient["values"] = {
  her2Positive: false,
  ihcScore: "0",
  ishPositive: false,
  her2Amplified: false,
};

const flag = (words: string, name: string, is = true): Concept => ({
  words,
  inputs: [name],
  fitting: [{ values: { [name]: is } }],
  unfitting: [{ values: { [name]: !is } }],
});

/**
 * Concepts that the words of an indication and its biomarker state. All must hold together. A bracket
 * explains the words before it: it defines what "HER2+" means, and adds nothing to "HER2-low".
 */
export const conceptsIn = (words: string): Concept[] => {
  const text = words.normalize("NFKC");
  const bare = text.replace(/\([^)]*\)/g, " ");
  return [...expression(text), ...sequence(bare), ...others(bare)];
};

/** HER2 protein and gene copies: words joined by "or" or "/" are alternatives, so they form one concept. */
const expression = (text: string): Concept[] => {
  const low = /\bHER2[- ]?low\b/i.test(text);
  const ultralow = /\bultra-?low\b/i.test(text);
  if (low || ultralow)
    return [
      {
        words: low && ultralow ? "HER2-low or ultralow" : low ? "HER2-low" : "HER2-ultralow",
        inputs: [...(low ? ["her2Low"] : []), ...(ultralow ? ["her2Ultralow"] : [])],
        fitting: [
          ...(low ? [{ values: { her2Low: true, her2Ultralow: false } }] : []),
          ...(ultralow ? [{ values: { her2Low: false, her2Ultralow: true } }] : []),
        ],
        unfitting: [
          { values: { her2Low: false, her2Ultralow: false } },
          ...(low && ultralow ? [] : [{ values: { her2Low: !low, her2Ultralow: !ultralow } }]),
        ],
      },
    ];
  const positive = /\bHER2\s*(?:\+|[- ]?positive|[- ]?overexpress)/i.test(text);
  const stated = statedScores(text);
  if (stated !== null) {
    const fits = (score: string, ish: boolean): boolean =>
      stated.scores.includes(score) || (ish && (stated.orIsh || (stated.twoWithIsh && score === "2+")));
    const patients = scores.flatMap((score) => [true, false].map((ish) => ({ score, ish })));
    const patient = ({ score, ish }: { score: string; ish: boolean }): Patient => ({
      values: {
        ihcScore: score,
        ishPositive: ish,
        her2Amplified: ish,
        // "HER2-positive (IHC 3+ or ISH+)" calls whoever is amplified positive, whatever the score
        her2Positive: score === "3+" || (ish && (score === "2+" || stated.orIsh)),
      },
    });
    return [
      {
        words: stated.words,
        inputs: [
          "ihcScore",
          "ihcScoring",
          ...(stated.orIsh || stated.twoWithIsh ? ["ishPositive"] : []),
          ...(positive ? ["her2Positive"] : []),
        ],
        fitting: patients.filter(({ score, ish }) => fits(score, ish)).map(patient),
        unfitting: patients.filter(({ score, ish }) => !fits(score, ish)).map(patient),
      },
    ];
  }
  if (positive)
    return [
      {
        words: "HER2-positive",
        inputs: ["her2Positive", "her2Amplified"],
        fitting: [{ values: { her2Positive: true, ihcScore: "3+", ishPositive: true, her2Amplified: true } }],
        unfitting: [{ values: her2Negative }],
      },
    ];
  return [];
};

/** Which slides the words let in: scores by themselves, 2+ only with a positive ISH, or any positive ISH. */
const statedScores = (
  text: string,
): { words: string; scores: string[]; twoWithIsh: boolean; orIsh: boolean } | null => {
  const named = scoresIn(text);
  if (named.length === 0) return null;
  const twoWithIsh = /2\+\s*(?:\/|and|with)\s*[FCSD]?ISH\s*(?:\+|[- ]?positive)/i.test(text);
  const orIsh = /\bor\s+[FCSD]?ISH\s*(?:\+|[- ]?positive)/i.test(text);
  return {
    words: `IHC ${named.join(", ")}${twoWithIsh ? " (2+ with ISH+)" : ""}${orIsh ? " or ISH+" : ""}`,
    scores: twoWithIsh ? named.filter((score) => score !== "2+") : named,
    twoWithIsh,
    orIsh,
  };
};

/** Scores named after "IHC", with ranges and lists: "IHC 2+/3+", "IHC 1+ to 3+", "IHC2+/FISH+ or IHC3+". */
const scoresIn = (text: string): string[] => {
  const found = new Set<string>();
  for (const [, list = ""] of text.matchAll(
    /\bIHC\s*((?:[0-3]\+(?:\s*(?:\/|to|or|and|,|-)\s*(?:IHC\s*)?(?=[0-3]\+))?)+)/gi,
  )) {
    const range = /^([0-3]\+)\s*(?:to|-)\s*(?:IHC\s*)?([0-3]\+)/i.exec(list);
    if (range)
      for (const score of scores.slice(scores.indexOf(range[1] ?? ""), scores.indexOf(range[2] ?? "") + 1))
        found.add(score);
    for (const [score] of list.matchAll(/[0-3]\+/g)) found.add(score);
  }
  return scores.filter((score) => found.has(score));
};

const sequence = (text: string): Concept[] => {
  const concepts: Concept[] = [];
  const fusion = /\b([A-Z][A-Z0-9]{2,})[- ](?:gene )?(?:fusion|rearrange)/.exec(text)?.[1];
  if (fusion)
    concepts.push({
      words: `${fusion} fusion`,
      inputs: ["altered"],
      fitting: [{ values: {}, altered: [{ gene: fusion, class: "fusion", is: true }] }],
      unfitting: [{ values: {}, altered: [{ gene: fusion, class: "fusion", is: false }] }],
    });
  const insertion = /\bexon[- ]20[- ](?:insertion|ins)/i.test(text);
  const kinase = /\b(?:TKD|(?:tyrosine )?kinase[- ]domain)\b/i.test(text);
  const mutation =
    /\b(?:ERBB2|HER2)\b[^;,]*\bmuta(?:tion|nt|ted)|\bmuta(?:tion|nt|ted)[^;,]*\b(?:ERBB2|HER2)\b/i.test(text);
  if (!insertion && !kinase && !mutation) return concepts;
  const activating = /\bactivating\b/i.test(text);
  const patient = (is: {
    insertion: boolean;
    kinase: boolean;
    activating: boolean;
    any: boolean;
  }): Patient => ({
    values: { kinaseDomainMutation: is.kinase, activatingMutation: is.activating },
    altered: [
      { gene: "ERBB2", class: "exon 20 insertion", is: is.insertion },
      { gene: "ERBB2", is: is.any },
    ],
  });
  const none = patient({ insertion: false, kinase: false, activating: false, any: false });
  const everything = patient({ insertion: true, kinase: true, activating: true, any: true });
  const inactive = patient({ insertion: false, kinase: false, activating: false, any: true });
  const otherKinase = patient({ insertion: false, kinase: true, activating: true, any: true });
  const outsideKinase = patient({ insertion: false, kinase: false, activating: true, any: true });
  concepts.push({
    words: insertion
      ? "ERBB2 exon 20 insertion"
      : kinase
        ? "ERBB2 kinase domain mutation"
        : activating
          ? "activating ERBB2 mutation"
          : "ERBB2 mutation",
    inputs: ["altered", "kinaseDomainMutation", "activatingMutation"],
    fitting: insertion ? [everything] : kinase ? [everything, otherKinase] : [everything, outsideKinase],
    unfitting: [
      none,
      ...(insertion || kinase ? [outsideKinase] : []),
      ...(insertion ? [otherKinase] : []),
      ...(activating ? [inactive] : []),
    ],
  });
  return concepts;
};

const others = (text: string): Concept[] => {
  const concepts: Concept[] = [];
  if (/\bRAS[- ]?(?:wild[- ]?type|WT)\b/i.test(text))
    concepts.push({
      words: "RAS wild type",
      inputs: ["ras"],
      fitting: [{ values: { ras: "wild-type" } }],
      unfitting: [{ values: { ras: "mutant" } }],
    });
  if (/\b(?:HR|hormone[- ]receptor)\s*(?:\+|[- ]?positive)/i.test(text))
    concepts.push(flag("HR+", "hormoneReceptorPositive"));
  if (/\b(?:HR|hormone[- ]receptor)\s*(?:-(?!\w)|[- ]?negative)/i.test(text))
    concepts.push(flag("HR-", "hormoneReceptorPositive", false));
  const cps = /\bCPS\s*(?:>=|≥|of at least)\s*(\d+)/i.exec(text);
  if (cps) {
    const limit = Number(cps[1]);
    concepts.push({
      words: `PD-L1 CPS >= ${limit}`,
      inputs: ["pdl1Cps"],
      fitting: [{ values: { pdl1Cps: limit } }],
      unfitting: [{ values: { pdl1Cps: limit - 1 } }],
    });
  }
  return concepts;
};
