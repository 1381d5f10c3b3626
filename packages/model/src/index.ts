export * from "./alteration.ts";
export * from "./message.ts";
export * from "./result.ts";
export * from "./truth.ts";
