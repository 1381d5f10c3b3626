import { type Assembly, ok, type Refusal, type Result } from "@erbium/model";
import {
  type AssemblyEvidence,
  assemblies,
  countBases,
  decideAssembly,
  evidenceFor,
  noEvidence,
} from "../assembly-evidence.ts";
import type { GeneIndex } from "../gene-index.ts";

/** Log-likelihood ratio at which an assembly counts as certain: some twenty agreeing bases. */
const CERTAIN = 25;

/** Finds out, while a file is read, which assembly it is on, and whether the stated one is wrong. */
export interface AssemblyWatch {
  /** what the user, or the file itself row by row, states */
  readonly stated: () => Assembly | null;
  readonly say: (assembly: Assembly) => void;
  /** those that the file may still be on; their genes are looked at */
  readonly possible: () => readonly Assembly[];
  readonly evidence: AssemblyEvidence;
  /** whether bases still need to be looked at */
  readonly open: () => boolean;
  /** Looks at the reference bases of one record; a refusal as soon as the stated assembly is surely wrong. */
  readonly see: (chromosome: string, position: number, reference: string) => Refusal | null;
  /** the assembly, as far as it is certain; null: not yet */
  readonly settled: () => Assembly | null;
  /** the final answer, from everything seen */
  readonly decide: () => Result<Assembly>;
}

export const assemblyWatch = (given: Assembly | null, genes: GeneIndex): AssemblyWatch => {
  let stated = given;
  const evidence = noEvidence();
  let possible = assemblies;
  let settled: Assembly | null = null;
  return {
    stated: () => stated,
    say: (assembly) => {
      stated = assembly;
    },
    possible: () => possible,
    evidence,
    open: () => settled === null,
    see: (chromosome, position, reference) => {
      countBases(evidence, genes, chromosome, position, reference);
      const [old, recent] = [evidenceFor("GRCh37", evidence), evidenceFor("GRCh38", evidence)];
      const [likely, other]: [Assembly, number] = old > recent ? ["GRCh37", recent] : ["GRCh38", old];
      if (Math.max(old, recent) - Math.max(other, 0) < CERTAIN) return null;
      const decided = decideAssembly(stated, evidence);
      if (!decided.ok) return decided.error;
      if (stated !== null && likely !== stated) return null;
      settled = likely;
      possible = [likely];
      return null;
    },
    settled: () => settled,
    decide: () => (settled === null ? decideAssembly(stated, evidence) : ok(settled)),
  };
};
