export type { ReferenceCase } from "./verify/reference-case.ts";
export { type VerifyCase, verifyStats } from "./verify/verify.ts";
