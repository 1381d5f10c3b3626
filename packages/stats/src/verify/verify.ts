import { resolved, unsupportedArgument } from "./arguments.ts";
import { firstDifference } from "./compare.ts";
import { families } from "./families.ts";
import { type RCall, readRCalls } from "./r-call.ts";
import { gridOf, type ReferenceCase } from "./reference-case.ts";
import { restricted } from "./subset.ts";

export interface VerifyCase {
  readonly name: string;
  readonly status: "passed" | "failed";
  readonly expected: unknown;
  readonly got: unknown;
  readonly tolerance: { readonly relative: number; readonly absolute: number };
  readonly note: string | null;
}

/** Of a reference close to zero the relative tolerance says nothing; R prints 15 digits. */
const absoluteTolerance = (relative: number): number => relative * 1e-4;

/**
 * Runs reference results on these methods: each case by the call that made it, every field compared at the
 * tolerance that the case states. A case that no method covers fails.
 */
export const verifyStats = (cases: readonly ReferenceCase[]): VerifyCase[] => cases.map(verifyCase);

/** Stands for a command that is not a call: then the method's words say what was done. */
const inWords: RCall = { kind: "call", function: "", positional: [], named: {}, comment: null };

const verifyCase = (reference: ReferenceCase): VerifyCase => {
  const { name, method, command, data, expected, suggested_rel_tol: relative } = reference;
  const tolerance = { relative, absolute: absoluteTolerance(relative) };
  const failed = (path: string, got: unknown, wanted: unknown, note: string): VerifyCase => ({
    name,
    status: "failed",
    expected: wanted,
    got,
    tolerance,
    note: path === "" ? note : `${path}: ${note}`,
  });
  const read = readRCalls(command);
  const calls = read.ok ? read.value.map(resolved) : [];
  const call = calls[0] ?? inWords;
  const unsupported = calls.map(unsupportedArgument).find((one) => one !== null);
  if (unsupported !== undefined)
    return failed("", null, expected, `argument ${unsupported} is not supported: ${command}`);
  const question = {
    calls,
    call,
    command,
    method,
    data: restricted(call, data),
    notes: reference.notes ?? "",
    fields: Object.keys(expected),
    grid: gridOf(expected),
  };
  for (const family of families) {
    const got = family(question);
    if (got === null) continue;
    const difference = firstDifference(expected, got, tolerance);
    return difference === null
      ? { name, status: "passed", expected, got, tolerance, note: null }
      : failed(difference.path, difference.got, difference.expected, `${command} (${method})`);
  }
  return failed("", null, expected, `no method covers ${command} (${method})`);
};
