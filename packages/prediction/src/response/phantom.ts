import { err, ok, type Result } from "@erbium/model";
import { type Formula, readFormula } from "./formula.ts";
import type { DynamicSeries } from "./functional-tumour-volume.ts";

const signals = ["a", "b", "c"] as const;
type Signal = (typeof signals)[number];

const head = /^(\d+) ?x ?(\d+) ?x ?(\d+), voxels? ([\d.]+) ?x ?([\d.]+) ?x ?([\d.]+) mm$/i;
const voxelList = /^(?:\[\d+, ?\d+, ?\d+\](?:, ?(?=\[)|$))+$/;
/** Between two assignments: a comma, "but" or "and" before the name of the next signal. */
const nextAssignment = /\s*(?:,|\bbut\b|\band\b)\s*(?=[abc]\s*=(?!=))/;
const assignment = /^([abc])\s*=(?!=)\s*(.+?)(?:\s+(?:for|where)\s+(.+))?$/;
const mostVoxels = 2_000_000;

/** Sets one signal of the voxels it is about; later steps overwrite earlier ones. */
interface Step {
  readonly signal: Signal;
  readonly value: Formula;
  readonly where: readonly Formula[];
}

/**
 * A dynamic series that is described by formulas instead of voxels, as worked examples describe theirs:
 * `8x8x8, voxel 2x2x2 mm; a=100, a=20 for x<2; b=1.3a,c=1.35a; lesion (x-4)^2+(y-4)^2<=5: b=1.9a but c=2a where
 * x<4; [7,0,0]: b=2a; omit x==6`.
 *
 * a, b and c are the signals before contrast, early and late; x, y and z count from 0. Clauses stand between
 * semicolons and are carried out in their order: what a clause is about stands before its colon, as a condition
 * (a word may stand before it) or as a list of voxels; `omit` names the voxels to leave out.
 *
 * @returns refuses with the clause that cannot be read
 */
export const phantom = (recipe: string): Result<DynamicSeries> => {
  const [first = "", ...clauses] = recipe
    .split(";")
    .map((clause) => clause.trim())
    .filter((clause) => clause !== "");
  const sizes = head.exec(first)?.slice(1).map(Number);
  if (sizes === undefined || sizes.some((one) => !(one > 0))) return unreadable(first);
  const [nx, ny, nz, dx, dy, dz] = sizes as [number, number, number, number, number, number];
  const n = nx * ny * nz;
  if (n > mostVoxels) return unreadable(first);
  const steps: Step[] = [];
  const left: Formula[] = [];
  for (const clause of clauses) {
    const omitted = /^omit\s+(.+)$/.exec(clause)?.[1];
    const out = omitted === undefined ? null : conditionOf(omitted);
    const read = omitted === undefined ? stepsOf(clause) : [];
    if (read === null || (omitted !== undefined && out === null)) return unreadable(clause);
    steps.push(...read);
    if (out !== null) left.push(out);
  }
  const values = { a: new Float64Array(n), b: new Float64Array(n), c: new Float64Array(n) };
  const omit: boolean[] = [];
  for (let i = 0; i < n; i++) {
    const names: Record<string, number> = {
      x: i % nx,
      y: Math.floor(i / nx) % ny,
      z: Math.floor(i / (nx * ny)),
      a: 0,
      b: 0,
      c: 0,
    };
    for (const { signal, value, where } of steps)
      if (where.every((one) => one(names) !== 0)) names[signal] = value(names);
    for (const signal of signals) values[signal][i] = names[signal] as number;
    omit.push(left.some((one) => one(names) !== 0));
  }
  return ok({
    dimensions: [nx, ny, nz],
    voxelMm: [dx, dy, dz],
    pre: values.a,
    early: values.b,
    late: values.c,
    omit,
  });
};

const unreadable = (clause: string): Result<never> =>
  err({
    code: "unknown-recipe",
    message: `"${clause}" of the phantom cannot be read`,
    path: "recipe",
    remedy: "write it as in the worked examples, or give dimensions, voxel_mm, pre, early and late instead",
  });

const stepsOf = (clause: string): Step[] | null => {
  const colon = clause.indexOf(":");
  const about = colon === -1 ? null : conditionOf(clause.slice(0, colon));
  if (colon !== -1 && about === null) return null;
  const steps = clause
    .slice(colon + 1)
    .trim()
    .split(nextAssignment)
    .map((text): Step | null => {
      const [, signal, formula = "", condition] = assignment.exec(text) ?? [];
      const value = readFormula(formula, ["x", "y", "z", ...signals]);
      const where = condition === undefined ? null : conditionOf(condition);
      if (signal === undefined || value === null || (condition !== undefined && where === null)) return null;
      return { signal: signal as Signal, value, where: [about, where].filter((one) => one !== null) };
    });
  return steps.some((one) => one === null) ? null : (steps as Step[]);
};

/** A condition on the place of a voxel, or a list of voxels. */
const conditionOf = (text: string): Formula | null => {
  const trimmed = text.trim();
  if (voxelList.test(trimmed)) {
    const places = new Set(
      [...trimmed.matchAll(/\[([^\]]*)\]/g)].map((one) => String((one[1] as string).split(",").map(Number))),
    );
    return ({ x, y, z }) => Number(places.has(`${x},${y},${z}`));
  }
  const names = ["x", "y", "z"];
  return readFormula(trimmed, names) ?? readFormula(trimmed.replace(/^[a-z]{2,}\s+/i, ""), names);
};
