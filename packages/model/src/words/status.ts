/** English texts of the room `status`, by message code. */
export const statusWords: Readonly<Record<string, string>> = {};
