import type { FactStatus } from "@erbium/model";

/** May an item of this status carry an option? A recalled one may only be shown, as unconfirmed. */
export const mayCarryOption = (item: { readonly status: FactStatus }): boolean => item.status !== "recalled";
