/** English texts of the room `report`, by message code. */
export const reportWords: Readonly<Record<string, string>> = {};
