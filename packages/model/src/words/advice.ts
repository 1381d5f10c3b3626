/** English texts of the room `advice`, by message code. */
export const adviceWords: Readonly<Record<string, string>> = {};
