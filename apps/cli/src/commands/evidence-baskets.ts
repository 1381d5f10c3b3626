import { type TrialBasket, trialBaskets } from "@erbium/synthesis";
import { passes, readFilter } from "../evidence-filter.ts";
import { figureNameError, writeFigure } from "../io/write-figure.ts";
import { loadIndex } from "../knowledge.ts";
import { type BasketResult, basketResult } from "../pool/basket.ts";
import { basketFigure, basketText } from "../pool/basket-shown.ts";
import { refuse } from "../terminal/refusals.ts";

export interface EvidenceBasketsOptions {
  readonly tumour?: string;
  readonly therapy?: string;
  readonly plot?: string;
  readonly json?: boolean;
}

const LEVEL = 0.95;

/** `erbium evidence baskets`: strata of one trial, each alone and beside the others. */
export const evidenceBasketsCommand = async (
  study: string | undefined,
  options: EvidenceBasketsOptions,
): Promise<void> => {
  const wrong = figureNameError(options.plot);
  if (wrong !== null) {
    process.stderr.write(`erbium: ${wrong}\n`);
    process.exitCode = 2;
    return;
  }
  const opened = await loadIndex();
  if (!opened.ok) return refuse(opened.error);
  const index = opened.value;
  const filter = readFilter(options, index);
  if (!filter.ok) return refuse(filter.error);
  const all = trialBaskets(index);
  const found = all.filter(
    (basket) =>
      (study === undefined || basket.study.name.toLowerCase() === study.toLowerCase()) &&
      passes(
        filter.value,
        { tumours: basket.strata.map(({ row }) => row.tumour), therapies: basket.regimen },
        index,
      ),
  );
  if (found.length === 0)
    return refuse({
      code: "no-basket",
      message: "no study of the knowledge has three strata or more with counts here",
      remedy: `those that have: ${[...new Set(all.map((one) => one.study.name))].join(", ")}; a table of your own: erbium pool --measure BASKET`,
    });
  if (options.plot !== undefined) {
    const [first, second] = found;
    if (first === undefined || second !== undefined)
      return refuse({
        code: "more-than-one",
        path: "--plot",
        message: `${found.length} baskets do not go into one figure`,
        remedy: `name the study: ${[...new Set(found.map((one) => one.study.name))].join(", ")}`,
      });
    const written = await writeFigure(options.plot, basketFigure(resultOf(first), titleOf(first)));
    if (!written.ok) return refuse(written.error);
  }
  const { version, hash } = index;
  for (const basket of found)
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...described(basket), ...resultOf(basket), knowledge: { version, hash } })}\n`
        : `${titleOf(basket)}  [${sourcesOf(basket).join(", ")}]\n${basketText(resultOf(basket))}\n`,
    );
  if (!options.json) process.stdout.write(`Knowledge ${version}, ${hash}.\n`);
};

const titleOf = ({ study, outcome, regimen, by }: TrialBasket): string =>
  `${study.name}: ${outcome} by ${by}, ${regimen.join(" + ")}`;

const sourcesOf = ({ strata }: TrialBasket): readonly string[] => [
  ...new Set(strata.flatMap(({ row }) => row.sources.map(({ source }) => source))),
];

const described = (basket: TrialBasket) => ({
  study: basket.study.id,
  outcome: basket.outcome,
  regimen: basket.regimen,
  by: basket.by,
  rows: basket.strata.map(({ row }) => row.id),
  sources: sourcesOf(basket),
});

const resultOf = ({ analysis, by }: TrialBasket): BasketResult =>
  basketResult(
    analysis,
    LEVEL,
    null,
    by === "allele"
      ? [
          "alleles are counted, not patients: who carries two stands in two strata, which then borrow from themselves",
        ]
      : [],
  );
