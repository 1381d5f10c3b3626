import { accuracyAnswers } from "./accuracy.ts";
import { biasAnswers } from "./bias.ts";
import { contingencyAnswers } from "./contingency.ts";
import { distributionAnswers } from "./distributions.ts";
import { effectSizeAnswers } from "./effect-size.ts";
import { modelAnswers } from "./models.ts";
import { networkAnswers } from "./network.ts";
import { poolingAnswers } from "./pooling.ts";
import { proportionAnswers } from "./proportions.ts";
import type { ReferenceFamily } from "./reference-case.ts";
import { rocAnswers } from "./roc.ts";
import { survivalAnswers } from "./survival.ts";

/** The families of methods that are asked, in order; the first that knows the call answers. */
export const families: readonly ReferenceFamily[] = [
  distributionAnswers,
  effectSizeAnswers,
  poolingAnswers,
  proportionAnswers,
  contingencyAnswers,
  biasAnswers,
  survivalAnswers,
  rocAnswers,
  modelAnswers,
  networkAnswers,
  accuracyAnswers,
];
