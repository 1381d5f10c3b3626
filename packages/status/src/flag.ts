import { type Flag, type FlagCode, type MessageParam, message } from "@erbium/model";
import { distinctBy } from "./distinct.ts";

const severities: Readonly<Record<FlagCode, Flag["severity"]>> = {
  "ihc-ish-discordant": "warning",
  "ratio-mismatch": "warning",
  "totals-not-means": "warning",
  "call-contradicts-counts": "warning",
  "call-contradicts-score": "warning",
  "too-few-cells": "warning",
  "non-numeric": "error",
  "impossible-value": "error",
  "unknown-value": "warning",
  "unknown-tumour": "error",
  "scoring-mismatch": "warning",
  "interpretation-only": "warning",
  preanalytic: "warning",
  "sequencing-discordant": "warning",
  "results-differ": "warning",
  "edition-differs": "note",
  historic: "note",
  heterogeneity: "warning",
  "guideline-conflict": "warning",
};

/**
 * A flag with its English sentence from the catalogue.
 *
 * @param variant   which sentence, where a code has several: `flag.<code>.<variant>`
 */
export const flagOf = (
  code: FlagCode,
  params: Readonly<Record<string, MessageParam>>,
  inputs: Readonly<Record<string, unknown>>,
  variant?: string,
): Flag => ({
  code,
  severity: severities[code],
  message: message(variant === undefined ? `flag.${code}` : `flag.${code}.${variant}`, params).text,
  inputs: Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)),
});

/** Keeps the first of equal flags. */
export const distinctFlags = (flags: readonly Flag[]): Flag[] =>
  distinctBy(flags, (flag) => `${flag.code}|${flag.message}`);
