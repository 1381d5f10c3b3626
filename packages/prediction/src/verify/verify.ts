import type { Models } from "../frame/registry.ts";
import { firstDifference, statedTolerance } from "./compare.ts";
import { type ReferenceModel, type WorkedExample, workedExamples } from "./reference.ts";

export interface ModelVerifyCase {
  readonly name: string;
  readonly status: "passed" | "failed" | "skipped";
  readonly expected: unknown;
  readonly got: unknown;
  readonly tolerance: number;
  readonly note: string | null;
}

/**
 * Answers the worked examples of a reference file with the models of this installation. A model that is
 * not known here fails; one without examples must at least be described.
 */
export const verifyModels = (reference: readonly ReferenceModel[], models: Models): ModelVerifyCase[] =>
  reference.flatMap((one) => {
    const examples = workedExamples(one);
    const found = models.model(one.id);
    const tolerance = statedTolerance(one.tolerance);
    if (examples.length === 0)
      return [
        {
          name: one.id,
          status: found.ok ? "passed" : "failed",
          expected: "described",
          got: found.ok ? "described" : null,
          tolerance,
          note: found.ok ? null : found.error.message,
        },
      ];
    return examples.map((example): ModelVerifyCase => {
      const name = `${one.id} ${example.name}`;
      if (lacksCentroids(example))
        return {
          name,
          status: "skipped",
          expected: example.expected,
          got: null,
          tolerance,
          note: "its centroids are not there",
        };
      if (!found.ok)
        return {
          name,
          status: "failed",
          expected: example.expected,
          got: null,
          tolerance,
          note: found.error.message,
        };
      return { name, ...answered(example, found.value.evaluate(example.input), tolerance) };
    });
  });

/** A mixture of centroids whose centroids lie in a file that was not given. */
const lacksCentroids = ({ input }: WorkedExample): boolean => "weights" in input && !("centroids" in input);

const answered = (
  example: WorkedExample,
  answer: ReturnType<Extract<ReturnType<Models["model"]>, { ok: true }>["value"]["evaluate"]>,
  tolerance: number,
): Omit<ModelVerifyCase, "name"> => {
  const { expected } = example;
  if (!answer.ok)
    return { status: "failed", expected, got: null, tolerance, note: `refused: ${answer.error.message}` };
  const difference = firstDifference(expected, answer.value.values, tolerance);
  return {
    status: difference === null ? "passed" : "failed",
    expected,
    got: Object.fromEntries(Object.keys(expected).map((field) => [field, answer.value.values[field]])),
    tolerance,
    note:
      difference === null
        ? null
        : `${difference.path}: expected ${JSON.stringify(difference.expected)}, got ${JSON.stringify(difference.got)}`,
  };
};
