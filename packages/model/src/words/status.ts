/** English texts of the room `status`, by message code. */
export const statusWords: Readonly<Record<string, string>> = {
  "flag.ihc-ish-discordant":
    "IHC {score} and ISH {ish} do not agree (ratio {ratio}, HER2 signals per cell {copies}); review both on the same tissue.",
  "flag.ratio-mismatch":
    "{part}: the stated ratio {stated} differs by more than 10 % from HER2 / CEP17 = {computed}.",
  "flag.totals-not-means":
    "{part}: the signals (HER2 {her2}, CEP17 {cep17}) are totals over {cells} cells; the means {her2Mean} and {cep17Mean} per cell are used.",
  "flag.totals-not-means.unusable":
    "{part}: the signals (HER2 {her2}, CEP17 {cep17}) can not be means per cell, and the number of cells does not turn them into means.",
  "flag.call-contradicts-counts":
    "The laboratory called the ISH {call}, but the counts (ratio {ratio}, HER2 {copies}, CEP17 {cep17}) say {counts}.",
  "flag.call-contradicts-counts.reported":
    "The status was reported as {reported}, but the measurement says {status}.",
  "flag.call-contradicts-score":
    "The stated score {stated} differs from the score {computed} that the staining gives under {system}.",
  "flag.call-contradicts-score.uncovered":
    "The score {stated} is stated, but {system} has no score for this staining; it is for review.",
  "flag.call-contradicts-score.reported":
    "The status was reported as {reported}, but the measurement says {status}.",
  "flag.too-few-cells": "{part}: {cells} cells were counted; at least 20 are asked for.",
  "flag.non-numeric": '{field}: "{value}" is not a number; it is left out.',
  "flag.impossible-value": "{field}: {value} is not possible; it is left out.",
  "flag.unknown-value": '{field}: "{value}" is not a known value; it is left out.',
  "flag.unknown-value.field": "{field} is not a field of a measurement; it is left out.",
  "flag.unknown-tumour": 'The tumour "{tumour}" is not known; give an OncoTree code.',
  "flag.scoring-mismatch":
    "The score {score} was read under {given}; the guideline {guideline} reads {wanted}, so the score is not carried over.",
  "flag.interpretation-only.reported":
    "{reported} as reported; the report gives no measurement, so group, HER2-low and ultralow can not be decided.",
  "flag.interpretation-only.call":
    "ISH {call} as reported by the laboratory; without counts the group, HER2-low and ultralow can not be decided.",
  "flag.interpretation-only.ratio":
    "A ratio of {ratio} without HER2 signals per cell does not tell the ISH group.",
  "flag.interpretation-only.ratio-and-call":
    "{call} as reported by the laboratory; a ratio of {ratio} without HER2 signals per cell does not tell the ISH group.",
  "flag.preanalytic":
    "The handling of the tissue was outside the limits ({words}); the result may be unreliable.",
  "flag.sequencing-discordant.corrected":
    "Sequencing finds {copies} ERBB2 copies per tumour cell (corrected for a purity of {purity}), the tissue test is {status}.",
  "flag.sequencing-discordant.uncorrected":
    "Sequencing finds {copies} ERBB2 copies (not corrected: purity not given), the tissue test is {status}.",
  "flag.sequencing-discordant.called": "Sequencing calls an ERBB2 amplification, the ISH is negative.",
  "flag.results-differ": "{text}",
  "flag.edition-differs":
    "The laboratory's call {call} fits {editions}; the edition in force puts ratio {ratio} and {copies} HER2 signals per cell into group {group}.",
  "flag.edition-differs.not-in-force": "The edition {edition} is not known to be in force on {asOf}.",
  "flag.historic": "Historic threshold, decides nothing: {words} (value {value}).",
  "flag.heterogeneity":
    "{percent} % of the cells are amplified although the ratio is below 2: count the populations separately ({words}).",
  "flag.guideline-conflict.conflict":
    "Sources disagree and no rule decides (ratio {ratio}, HER2 {copies}, CEP17 {cep17}): {words}.",
  "flag.guideline-conflict.recalled":
    'The matching row {rule} of "{table}" is not confirmed by a source seen, so it decides nothing (ratio {ratio}, HER2 {copies}, CEP17 {cep17}).',
  "needed.ihc": "HER2 IHC",
  "needed.ihc.why": "no IHC score is given, and the guideline starts from it",
  "needed.reflex-ish": "HER2 ISH on the same specimen",
  "needed.reflex-ish.why": "IHC 2+ is settled by ISH",
  "needed.blinded-recount": "Blinded ISH recount of at least 20 cells",
  "needed.blinded-recount.why":
    "an uncommon ISH group with IHC 2+ is settled by an observer who does not know the first result",
  "needed.internal-adjudication": "Adjudication by the laboratory's internal procedure",
  "needed.internal-adjudication.why": "the recount led to another ISH group",
  "needed.ihc-same-tissue": "HER2 IHC on sections of the same tissue",
  "needed.ihc-same-tissue.why": "this ISH result is read together with IHC",
  "needed.dual-probe-ish": "Dual-probe HER2 ISH",
  "needed.dual-probe-ish.why":
    "a single-probe result between 4.0 and 6.0 signals per cell does not settle IHC 2+",
  "needed.ihc-retest": "Repeated HER2 IHC",
  "needed.ihc-retest.why": "the criteria ask for a mandatory re-test before ISH",
  "needed.ihc-confirmation": "Confirmatory HER2 IHC",
  "needed.ihc-confirmation.why": "the criteria ask for a confirmatory re-test",
  "needed.pathologist-review": "Review by a pathologist, with ratio, HER2 and CEP17 counts",
  "needed.pathologist-review.why": "the rows of the guideline that were seen do not settle this result",
  "needed.separate-count": "Separate ISH counts of the cell populations",
  "needed.separate-count.why": "an amplified population may be diluted in the mean",
  "needed.clarification": "Clarification by the laboratory which value holds",
  "needed.clarification.why": "the inputs contradict each other and lead to different results",
  "needed.ish": "HER2 ISH",
  "needed.scoring": "The scoring system under which the IHC score was read",
  "needed.sequencing": "ERBB2 sequencing",
  "needed.input.why": "not given ({name}); it would help to decide",
  "compare.differ": "HER2 differs: {before} ({beforeStatus}) and {after} ({afterStatus}).",
  "compare.differ-therapy":
    "HER2 differs: {before} ({beforeStatus}) and, after {therapy}, {after} ({afterStatus}).",
  "compare.same": "HER2 agrees: {before} and {after} are both {afterStatus}.",
  "compare.open": "HER2 can not be compared: {before} ({beforeStatus}) and {after} ({afterStatus}).",
  "guiding.only": "The only test with a conclusive result.",
  "guiding.recent": "The most recent test with a conclusive result ({date}).",
  "guiding.undated": "The first test with a conclusive result; the dates do not tell which is most recent.",
  "guiding.none": "No test is conclusive; the most recent one is shown.",
};
