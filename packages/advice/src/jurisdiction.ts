import type { Agency } from "@erbium/model";

/** Is the agency one of the chosen? A row of "any" agency is of none. */
export const isChosen = (agency: string, chosen: readonly Agency[]): boolean =>
  chosen.some((one) => one === agency);

/** Do the labels of the agency count here? Where no jurisdiction was chosen, those of every agency do. */
export const countsHere = (agency: string, chosen: readonly Agency[]): boolean =>
  chosen.length === 0 || isChosen(agency, chosen);

/** Is what the row says worth a word here? What is said of any agency always is. */
export const concernsHere = (agency: string, chosen: readonly Agency[]): boolean =>
  agency === "any" || countsHere(agency, chosen);
