export { type AdviseInput, advise } from "./advise.ts";
export { readCase } from "./read-case.ts";
